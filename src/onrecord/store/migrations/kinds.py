"""What revisions write differently for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

#: Characters of a long text that an index of PostgreSQL holds: its rows take up to 2,704 bytes, and a
#: character up to 4.
HELD = 255
#: Text that sorts by code point, as it does in SQLite, whatever the language of the server.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# PostgreSQL reads no JSON with an escaped NUL in it, so that this reads as another control character: what is
# made of these columns never has one. SQLite counts what is no list as nothing.
_JSON = r"""
CREATE FUNCTION record_json(record text) RETURNS json LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT replace(record, '\u0000', '\u0001')::json $$
"""
_LENGTH = """
CREATE FUNCTION record_length(record json) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT CASE json_typeof(record) WHEN 'array' THEN json_array_length(record) END $$
"""
# The texts of a JSON list as this database holds them: with NUL and U+0001 as pairs (`store.server`). Behind
# another backslash "\u0000" may be no escape.
_LISTED = r"""
CREATE FUNCTION listed(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT json_array_elements_text(CASE WHEN strpos(list, '\u000') = 0 THEN list ELSE
    regexp_replace(
        regexp_replace(list, '(?<!\\)((?:\\\\)*)\\u0001', '\1\\u0001\\u0002', 'g'),
        '(?<!\\)((?:\\\\)*)\\u0000', '\1\\u0001\\u0001', 'g'
    )
END::json)
$$
"""


def on_postgresql() -> bool:
    """Tell whether the store is on a server."""
    return op.get_bind().dialect.name == "postgresql"


def make_functions() -> None:
    """Make the functions that computed columns use."""
    op.execute(_JSON)
    op.execute(_LISTED)
    op.execute(_LENGTH)


def index_long(
    name: str, table: str, columns: Sequence[str], *, postgresql: str, using: str = "btree"
) -> None:
    """Make an index over texts that may be long; PostgreSQL has its own form of it."""
    if on_postgresql():
        op.execute(f"CREATE INDEX {name} ON {table} USING {using} ({postgresql})")
    else:
        op.create_index(name, table, list(columns))


def free_of_key(table: str, index: str) -> None:
    """Take the primary key, of which a text may be long, off a table of PostgreSQL; index `index` instead."""
    if on_postgresql():
        op.drop_constraint(f"{table}_pkey", table)
        op.execute(f"CREATE INDEX {table}_key ON {table} {index}")
