"""What revisions make for full-text search on PostgreSQL; see `onrecord.store.tsvector` for what it holds."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.store.migrations.kinds import TEXT
from onrecord.store.tsvector import fill

# How many rows and words an index has, which ranking asks for.
_FUNCTION = """
CREATE FUNCTION count_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE search_totals SET rows = rows + (SELECT count(*) FROM changed),
            size = search_totals.size + (SELECT coalesce(sum(changed.size), 0) FROM changed)
        WHERE name = TG_ARGV[0];
    ELSE
        UPDATE search_totals SET rows = rows - (SELECT count(*) FROM changed),
            size = search_totals.size - (SELECT coalesce(sum(changed.size), 0) FROM changed)
        WHERE name = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$
"""


def make_totals() -> None:
    """Make the table of what all indexes hold."""
    op.create_table(
        "search_totals",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
    op.execute(_FUNCTION)


def index_words(table: str, columns: Sequence[str]) -> None:
    """Make the index of a table, and fill it from what is there."""
    op.create_table(
        f"{table}_search",
        sa.Column(
            "number",
            sa.Integer,
            sa.ForeignKey(f"{table}.number", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        *(sa.Column(name, TEXT, nullable=False) for name in columns),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
    )
    op.execute(f"INSERT INTO search_totals (name, rows, size) VALUES ('{table}', 0, 0)")
    for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER {table}_search_{event.lower()} AFTER {event} ON {table}_search "
            f"REFERENCING {rows} TABLE AS changed "
            f"FOR EACH STATEMENT EXECUTE FUNCTION count_searched('{table}')"
        )
    fill(op.get_bind(), table)
    # Rows that wait to be indexed make every search read all of them.
    op.execute(
        f"CREATE INDEX {table}_search_words ON {table}_search USING gin (words) WITH (fastupdate = off)"
    )
