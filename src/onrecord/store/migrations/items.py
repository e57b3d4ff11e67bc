"""The table of the corpus stages' items made anew, which SQLite needs where columns move."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT


def remake_items(days: Iterable[sa.Column[str] | sa.Column[int]] = ()) -> None:
    """Make `link_items` anew with row numbers, and with `days` before what is long; what is in it stays."""
    op.rename_table("link_items", "link_items_before")
    op.create_table(
        "link_items",
        sa.Column("stage", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("article", TEXT, sa.ForeignKey("articles.id"), nullable=False),
        *days,
        *(sa.Column(name, TEXT, nullable=False) for name in ("keys", "body")),
    )
    columns = "stage, id, article, keys, body"
    op.execute(f"INSERT INTO link_items ({columns}) SELECT {columns} FROM link_items_before")
    op.drop_table("link_items_before")
    op.create_index("link_items_by_article", "link_items", ["stage", "article"])
