"""The days of each item of the corpus stages, before what is long in its row.

What was linked is linked anew by the version that asks for them.
"""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT, on_postgresql

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns; on SQLite, which reads a row from its beginning, by making the table anew."""
    days: list[sa.Column[str] | sa.Column[int]] = [
        sa.Column("first_day", TEXT),
        sa.Column("last_day", TEXT),
        sa.Column("reach", sa.Integer),
    ]
    if on_postgresql():
        for column in days:
            op.add_column("link_items", column)
        return
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
