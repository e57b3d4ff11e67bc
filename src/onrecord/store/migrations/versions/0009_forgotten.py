"""Tombstones: what was forgotten, by digests alone, so that it does not come back by adding it again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("when", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
