"""The days of each item of the corpus stages, before what is long in its row.

What was linked is linked anew by the version that asks for them.
"""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.items import remake_items
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
    else:
        remake_items(days)
