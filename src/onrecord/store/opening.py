"""Open a SQLite file as a store: make its tables, migrate an older one, finish what was broken off."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from onrecord.errors import StoreError
from onrecord.store import migrate
from onrecord.store.backup import back_up, copies_of
from onrecord.store.connection import APPLICATION_ID, may_write, reading, use_write_ahead_log, writing
from onrecord.store.schema import HEAD

#: What the file's head says (PRAGMA user_version) while bytes of what was forgotten may still be in it.
_UNCLEAN = 1
#: Milliseconds that an opening waits for readers of the old bytes; the next one tries again.
_SHORT = 1000

_log = logging.getLogger(__name__)


def bring_up_to_date(engine: Engine, path: Path, location: str) -> None:
    """Make or migrate the tables where that is needed, and write the file anew where that is due.

    An older store is copied first, and where the copy lies is logged as a warning.

    Raises:
        StoreError: the file is of another application, a newer onrecord, or can't be changed.

    """
    with reading(engine) as connection:
        present = _revision(connection, location)
        is_unclean = _is_unclean(connection)
    if present != HEAD:
        _migrate(engine, path, location, present)
    if is_unclean and may_write(path):
        _write_anew(engine, wait=_SHORT)


def mark_unclean(connection: Connection) -> None:
    """Note, in the transaction that takes something out, that the file has to be written anew."""
    connection.execute(text(f"PRAGMA user_version = {_UNCLEAN}"))


def write_anew(engine: Engine, location: str) -> None:
    """Write the file anew, so that nothing that was deleted stays in it or in its log.

    Whatever breaks it off, the mark stays, and the next opening does it again; where others read the file
    all the while, that is logged as a warning. So are copies of older versions, which are nobody's to
    delete but the user's.
    """
    if kept := copies_of(Path(location)):
        told = ", ".join(map(str, kept))
        _log.warning("%s: copies from before an upgrade may hold it still; delete them: %s", location, told)
    if not _write_anew(engine):
        _log.warning(
            "%s: it is out of the record, but others read the file: its bytes leave it when the store is "
            "next opened and nobody reads it",
            location,
        )


def _write_anew(engine: Engine, *, wait: int | None = None) -> bool:
    """Do it, waiting so many milliseconds for readers of the old bytes; False where they stayed."""
    with closing(engine.raw_connection()) as driver:
        cursor = driver.cursor()
        (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        try:
            if wait is not None:
                cursor.execute(f"PRAGMA busy_timeout = {wait}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            (is_busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                cursor.execute("PRAGMA user_version = 0")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
        return not is_busy


def _migrate(engine: Engine, path: Path, location: str, present: str | None) -> None:
    if present is not None and not may_write(path):
        migrate.refuse_newer(location, present)
        reason = f"is of an older onrecord (its schema is {present}) and has to be brought up to date"
        raise StoreError(location, f"{reason}, but may not be written to: open a copy of it")
    use_write_ahead_log(engine)
    copies: list[Path] = []
    with writing(engine) as connection:
        # Again, because another process may have done it in between.
        present = _revision(connection, location)
        if present == HEAD:
            return
        if present is not None:
            migrate.refuse_newer(location, present)
            copies.append(back_up(path, HEAD))
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        migrate.upgrade(connection, location)
    for copy in copies:
        _log.warning(
            "%s: brought from schema %s to %s; as it was before it lies in %s, which may be deleted",
            location, present, HEAD, copy,
        )  # fmt: skip


def _revision(connection: Connection, location: str) -> str | None:
    """Read the revision of the schema; StoreError for the database of another application."""
    owner = connection.execute(text("PRAGMA application_id")).scalar_one()
    if owner != APPLICATION_ID and (owner != 0 or inspect(connection).get_table_names()):
        raise StoreError(location, "is a database of another application; give another path")
    return migrate.revision(connection)


def _is_unclean(connection: Connection) -> bool:
    return bool(connection.execute(text("PRAGMA user_version")).scalar_one() == _UNCLEAN)
