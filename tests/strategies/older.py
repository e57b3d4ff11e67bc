"""Make stores as older versions of onrecord left them: their schema, with rows of a real record in it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert, inspect, select, text

from onrecord.store import schema_events, schema_links, server
from onrecord.store.connection import APPLICATION_ID, connect, reading, use_write_ahead_log, writing
from onrecord.store.migrate import upgrade
from onrecord.store.schema import metadata

#: The tables of a full-text index; triggers fill them.
_INDEX = "_search"
_VERSION = "alembic_version"

#: Importing these adds their tables to the metadata.
_MODULES = (schema_events, schema_links)

Rows = dict[str, Counter[tuple[object, ...]]]


def revisions() -> list[str]:
    """Name the revisions of the schema, the oldest first."""
    import onrecord.store

    folder = Path(onrecord.store.__file__).parent / "migrations" / "versions"
    return sorted(path.name.split("_")[0] for path in folder.glob("[0-9]*.py"))


def make_older(path: Path, revision: str, newest: Path) -> None:
    """Make a store of an older schema, with the rows of a present one, as far as it had place for them.

    Args:
        path: where it is made.
        revision: of its schema.
        newest: the store whose rows it takes.

    """
    engine = connect(path)
    use_write_ahead_log(engine)
    with writing(engine) as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        upgrade(connection, str(path), target=revision)
    engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS newest", (str(newest),))
        connection.execute("BEGIN")
        for table in _tables(connection, "main"):
            names = set(_columns(connection, "main", table)) & set(_columns(connection, "newest", table))
            if not names or _INDEX in table or table == _VERSION:
                continue
            columns = ", ".join(f'"{name}"' for name in sorted(names))
            connection.execute(f'DELETE FROM "{table}"')
            connection.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM newest."{table}"')
        if "link_versions" in _tables(connection, "main"):
            # As it was then: other stages made what is linked, so that it is made anew.
            connection.execute("UPDATE link_versions SET version = 'of an older onrecord'")
        connection.execute("COMMIT")


def make_older_on_server(address: str, revision: str, newest: Path) -> None:
    """Make the same in an empty database of a server; rows get their numbers anew."""
    engine, source = server.connect(server.parse(address)), connect(newest)
    with server.writing(engine) as connection, reading(source) as given:
        upgrade(connection, address, target=revision)
        there = inspect(connection)
        for table in (it for it in metadata.sorted_tables if there.has_table(it.name)):
            names = {it["name"] for it in there.get_columns(table.name)} - {"number"}
            columns = [it for it in table.columns if it.name in names]
            rows = [dict(row) for row in given.execute(select(*columns)).mappings()]
            if rows:
                connection.execute(insert(table), rows)
    engine.dispose()
    source.dispose()


def all_rows(path: Path) -> Rows:
    """Read every row of every table of a file, those of its indexes and its schema as well."""
    found: Rows = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found["sqlite_master"] = Counter(connection.execute("SELECT type, name, sql FROM sqlite_master"))
        for table in _tables(connection, "main"):
            found[table] = Counter(connection.execute(f'SELECT * FROM "{table}"'))
    return found


def lost(older: Path, newer: Path) -> list[str]:
    """Name the tables in which a row of the older store is not in the newer one, in the columns of both."""
    missing = []
    with closing(sqlite3.connect(f"file:{newer}?mode=ro", uri=True)) as connection:
        connection.execute("ATTACH ? AS older", (f"file:{older}?mode=ro",))
        for table in _tables(connection, "older"):
            if _INDEX in table or table in (_VERSION, "changes"):
                continue
            names = set(_columns(connection, "main", table)) & set(_columns(connection, "older", table))
            columns = ", ".join(f'"{name}"' for name in sorted(names))
            question = f'SELECT {columns} FROM older."{table}" EXCEPT SELECT {columns} FROM main."{table}"'
            count = len(connection.execute(question).fetchall())
            if count:
                missing.append(f"{table}: {count} rows of the older store are lost")
    return missing


def _tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    rows = connection.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith("sqlite_")]


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    """Name the columns of a table that hold something: none that are computed."""
    rows = connection.execute(f'PRAGMA {schema}.table_xinfo("{table}")')
    return [row[1] for row in rows if row[6] == 0]
