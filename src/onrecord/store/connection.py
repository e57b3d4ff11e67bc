"""Connect to a SQLite file the way a store needs it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from onrecord.errors import StoreError
from onrecord.store.log import shorten_log
from onrecord.store.place import Place
from onrecord.store.turn import in_turn

#: Written into the file's head ("ORec" in ASCII), so that no other application's file is ever changed.
APPLICATION_ID = 0x4F526563
#: How long a writer waits for another one, in seconds.
_PATIENCE = 60
#: Attempts at a lock that can't be waited for. Six processes that began together needed no third one;
#: without the log the store works all the same, only readers and writers wait for one another.
_TRIES = 20


def connect(path: Path) -> Engine:
    """Make an engine whose transactions are SQLite's own, with foreign keys on.

    A file that may not be written to, or lies where nothing may be, is opened to be read only.
    """
    url = URL.create("sqlite", database=str(path)) if may_write(path) else _read_only(path)
    # Whoever waits for a connection while he holds the thread that another one needs waits for good: there
    # are as many as are asked for, and five are kept.
    engine = create_engine(url, connect_args={"timeout": _PATIENCE}, max_overflow=-1)
    place = Place(path)

    def connected(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info[Place] = place
        _prepare(connection)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that holds the right to write from its start; writers have it in turn."""
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection:
        with in_turn(connection.info[Place].path, _PATIENCE):
            transaction = connection.begin()
        with transaction:
            yield connection
        # What went into a file that has no name any more must not be taken for done.
        connection.info[Place].check()
        driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        shorten_log(driver, connection.info[Place].path)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees one state of the store until it ends."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def copied(engine: Engine) -> Iterator[Connection]:
    """Open a transaction on a copy of the store, which lies in a temporary file and goes when it ends."""
    with closing(sqlite3.connect("")) as copy:
        with closing(engine.raw_connection()) as pooled:
            source: sqlite3.Connection = pooled.driver_connection  # type: ignore[assignment]
            source.backup(copy)
        beside = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
        with beside.connect() as connection, connection.begin():
            yield connection


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers and a writer work side by side, for good: the file itself remembers it.

    SQLite does not wait for a lock here, as it does elsewhere. So, when several processes make one
    store at once, take the right to write, which does wait, and try again.
    """
    for _ in range(_TRIES):
        try:
            with closing(engine.raw_connection()) as driver:
                driver.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            with writing(engine):
                pass
        else:
            return


def checked_path(location: str, *, create: bool) -> Path:
    """Give the path of a store's file; StoreError where none can be there."""
    path = Path(location)
    if path.is_dir():
        raise StoreError(location, "is a folder; give the path of a file, such as record.db")
    if not path.exists() and not create:
        raise StoreError(location, "no store is there; make one with `onrecord add`")
    if not path.absolute().parent.is_dir():
        raise StoreError(location, f"its folder {path.absolute().parent} does not exist; make it first")
    return path.absolute()


def may_write(path: Path) -> bool:
    """Tell whether SQLite may write the file, and its log beside it."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


@contextmanager
def store_errors(location: str) -> Iterator[None]:
    """Turn what the database and its driver raise into a StoreError that says what to do."""
    try:
        yield
    except DatabaseError as error:
        raise StoreError(location, _explain(str(error.orig))) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(location, _explain(str(error))) from error
    except SQLAlchemyError as error:
        raise StoreError(location, str(error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(location, f"a text can't be written as UTF-8: {error.reason}") from error


def _read_only(path: Path) -> URL:
    """Name a file so that nothing of it is written (https://www.sqlite.org/uri.html).

    SQLite asks for the log's files even to read, and can't make them here. Without a log the file is
    whole and nobody changes it, which `immutable` says; a log that is there has to be read.
    """
    query = {"uri": "true", "mode": "ro"}
    if not Path(f"{path}-wal").exists():
        query["immutable"] = "1"
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def _explain(reason: str) -> str:
    known = {
        "locked": "another process is writing to it; try again when that has ended",
        "file is not a database": "is not a store of onrecord; give another path",
        "unable to open": "can't be opened; see that its folder exists and may be written to",
        "readonly": "may not be written to; see the permissions of the file and its folder",
        "disk is full": "the disk is full; free some space and run it again, what is added is safe",
        "disk I/O error": "its disk can't be read or written: it may be full, over a limit, or gone; see to "
        "that and run it again, what is added is safe",
        "interrupted": "what was asked for takes longer to find than this server may look: ask for less",
        "malformed": "is damaged; take a copy from a backup, or add the pages to a new store",
    }
    advice = [text for sign, text in known.items() if sign in reason]
    return f"{advice[0]} ({reason})" if advice else reason


def _prepare(connection: sqlite3.Connection) -> None:
    # The driver must not begin transactions itself: it would do so late, and never for a read.
    connection.isolation_level = None
    # Of SQLite's own lower() only ASCII letters have a case.
    connection.create_function("casefold", 1, _casefold, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    # Of the pages of the file, in KiB: a page of the web interface reads some 4 MB, and a server's threads
    # have a connection each. SQLite's own 2 MB read a list of disputes a fifth slower.
    connection.execute("PRAGMA cache_size = -8192")
    # What is reported as done is on the disk, also when the power is cut. "NORMAL" would save 2 ms a page.
    connection.execute("PRAGMA synchronous = FULL")


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _begin(connection: Connection) -> None:
    connection.info[Place].check()
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
