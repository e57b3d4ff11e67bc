"""What hits of a search are sorted by, beside their numbers: PostgreSQL reads no row to sort them."""

from alembic import op

from onrecord.store.migrations.kinds import on_postgresql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the index; SQLite, whose rows are found by their number, needs none."""
    if on_postgresql():
        op.execute("CREATE INDEX statements_by_number ON statements (number) INCLUDE (day, id)")
