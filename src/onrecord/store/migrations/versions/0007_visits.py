"""Visits: what is remembered of web addresses, so that they are asked politely."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT, free_of_key

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "visits",
        sa.Column("url", TEXT, primary_key=True),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("etag", TEXT),
        sa.Column("modified", TEXT),
        sa.Column("visited", TEXT, nullable=False),
        sa.Column("not_before", TEXT),
        sa.Column("failures", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    free_of_key("visits", "USING hash (url)")
