"""The store on a PostgreSQL server, for records that several people share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from onrecord.errors import StoreError
from onrecord.store import migrate, schema
from onrecord.store.protocol import Fault
from onrecord.store.server import connect, parse, reading, shown, store_errors, writing
from onrecord.store.table_store import TableStore
from onrecord.store.tsvector import TABLES

#: Tables that hold words of pages, and what is made of them.
_SCRUBBED = (*schema.metadata.tables, *(table.name for table in TABLES.values()))
#: What the table of tombstones is commented with while bytes of what was forgotten may be in the tables.
_TOMBSTONES, _UNCLEAN = schema.forgotten.name, "unclean"
#: How long an opening waits for others who use a table.
_SHORT = "1s"


class PostgresqlStore(TableStore):
    """A record in the tables of one schema of a database."""

    def __init__(self, location: str, *, create: bool = True, backed_up: bool = False) -> None:
        url = parse(location)
        super().__init__(shown(url), connect(url))
        try:
            with store_errors(self._location):
                self._bring_up_to_date(create=create, backed_up=backed_up)
                self._finish_forgetting()
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with store_errors(self._location), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self, subject: str = "") -> Iterator[Connection]:
        named = f"{self._location} ({subject})" if subject else self._location
        with store_errors(named), writing(self._engine) as connection:
            yield connection

    def _bring_up_to_date(self, *, create: bool, backed_up: bool) -> None:
        """Make the tables; or migrate those of an older store that somebody says is copied."""
        with reading(self._engine) as connection:
            present = self._revision(connection, create=create)
            if present == schema.HEAD:
                return
            migrate.refuse_newer(self._location, present)
            if present is not None and not backed_up:
                raise StoreError(
                    self._location,
                    f"is of an older onrecord (its schema is {present}, this one's {schema.HEAD}), and was "
                    f"not changed: copy it with `pg_dump --format=custom --file=before-{schema.HEAD}.dump`, "
                    "then bring it up to date with `onrecord upgrade --backed-up`",
                )
        with writing(self._engine) as connection:
            # Again, because somebody else may have done it in between.
            if self._revision(connection, create=create) != schema.HEAD:
                migrate.upgrade(connection, self._location)

    def _revision(self, connection: Connection, *, create: bool) -> str | None:
        """Read the revision of the schema; StoreError where no store is or may be."""
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                self._location,
                f"keeps texts as {encoding}, which has not every character: make a database with "
                "`createdb --encoding=UTF8 --template=template0 NAME`",
            )
        tables = set(inspect(connection).get_table_names())
        if schema.changes.name in tables or {"alembic_version", schema.captures.name} <= tables:
            return migrate.revision(connection)
        if tables:
            raise StoreError(
                self._location,
                "holds the tables of another application: give a database of its own, or a schema "
                "(?options=-csearch_path%3DNAME)",
            )
        if not create:
            raise StoreError(self._location, "no store is there; make one with `onrecord add`")
        return None

    def _mark_unclean(self, connection: Connection) -> None:
        connection.execute(text(f"COMMENT ON TABLE {_TOMBSTONES} IS '{_UNCLEAN}'"))

    def _scrub(self) -> None:
        """Write the tables anew; statistics, which quote frequent words, are made anew as well."""
        with store_errors(self._location), self._engine.connect() as connection:
            _scrub(connection.execution_options(isolation_level="AUTOCOMMIT"))

    def _finish_forgetting(self) -> None:
        """Do what a kill kept `_scrub` from; where others use the tables, leave it to the next opening."""
        with reading(self._engine) as connection:
            marked = text(f"SELECT obj_description('{_TOMBSTONES}'::regclass, 'pg_class')")
            if connection.execute(marked).scalar() != _UNCLEAN:
                return
        with self._engine.connect() as connection, contextlib.suppress(DatabaseError):
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(text(f"SET lock_timeout = '{_SHORT}'"))
            try:
                _scrub(alone)
            finally:
                alone.execute(text("RESET lock_timeout"))

    def _structure(self, connection: Connection) -> Iterator[Fault]:
        """Find indexes that the server itself does not trust; of its files it keeps checksums."""
        broken = text(
            "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid "
            "WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace ORDER BY 1"
        )
        for name in connection.execute(broken).scalars():
            yield Fault(table="(index)", row=name, reason="is not valid: make it anew with REINDEX")


def _scrub(connection: Connection) -> None:
    for name in _SCRUBBED:
        connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
    connection.execute(text(f"COMMENT ON TABLE {_TOMBSTONES} IS NULL"))
