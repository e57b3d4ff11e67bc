"""Items of the corpus stages in a table with row numbers: their bodies are long.

SQLite keeps a row without a number in its index, and of one that is longer than a quarter of a page the most
on pages of its own: half of a store was such pages, mostly empty.
"""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT, on_postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table anew, with what is in it."""
    if on_postgresql():
        return
    op.rename_table("link_items", "link_items_before")
    op.create_table(
        "link_items",
        sa.Column("stage", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("article", TEXT, sa.ForeignKey("articles.id"), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("keys", "body")),
    )
    columns = "stage, id, article, keys, body"
    op.execute(f"INSERT INTO link_items ({columns}) SELECT {columns} FROM link_items_before")
    op.drop_table("link_items_before")
    op.create_index("link_items_by_article", "link_items", ["stage", "article"])
