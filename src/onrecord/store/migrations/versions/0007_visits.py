"""Visits: what is remembered of web addresses, so that they are asked politely."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "visits",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("visited", sa.Text, nullable=False),
        sa.Column("not_before", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
