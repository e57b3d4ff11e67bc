"""The store in one SQLite file: write-ahead log, foreign keys, FTS5; opens in Datasette as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from onrecord.store.connection import (
    checked_path,
    connect,
    copied,
    may_write,
    reading,
    store_errors,
    writing,
)
from onrecord.store.opening import bring_up_to_date, mark_unclean, write_anew
from onrecord.store.protocol import Fault
from onrecord.store.table_store import TableStore


class SqliteStore(TableStore):
    """A record in one file."""

    def __init__(self, location: str, *, create: bool = True) -> None:
        self._path = path = checked_path(location, create=create)
        super().__init__(location, connect(path))
        try:
            with store_errors(location):
                bring_up_to_date(self._engine, path, location)
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

    @contextmanager
    def _checking(self) -> Iterator[Connection]:
        """Check a store that may only be read in a copy of it."""
        with store_errors(self._location):
            opened = writing(self._engine) if may_write(self._path) else copied(self._engine)
            with opened as connection:
                yield connection

    def _mark_unclean(self, connection: Connection) -> None:
        mark_unclean(connection)

    def _scrub(self) -> None:
        with store_errors(self._location):
            write_anew(self._engine, self._location)

    def _structure(self, connection: Connection) -> Iterator[Fault]:
        for message in connection.execute(text("PRAGMA integrity_check")).scalars():
            if message != "ok":
                yield Fault(table="(file)", row="", reason=f"the database file is damaged: {message}")
