"""Statements by id with what pictures count them by, so that counting reads no whole row."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the index."""
    op.create_index("statements_sorts", "statements", ["id", "polarity", "kind"])
