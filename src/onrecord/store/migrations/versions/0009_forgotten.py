"""Tombstones: what was forgotten, by digests alone, so that it does not come back by adding it again."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.kinds import TEXT

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "forgotten",
        sa.Column("digest", TEXT, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("when", TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
