"""Connect to a PostgreSQL server the way a store needs it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection as Driver
from psycopg.types.string import StrDumperUnknown, TextLoader
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from onrecord.errors import StoreError
from onrecord.store.server_errors import explain

#: The right to write is an advisory lock of the database, one for each schema; "ORec" in ASCII.
_LOCK = 0x4F526563
#: How long a writer waits for the others. Each holds the lock while it adds a page or links a portion of
#: them, which takes seconds; they are served in turn.
_PATIENCE = "10min"
#: What the server is told of each connection. Compiling queries, and sharing one among processes, costs more
#: than it saves where pages are read; and a machine that went away gives the right to write back within two
#: minutes, not two hours. Reading here and there is as cheap as reading on, from memory or from an SSD; and
#: a plan for any words is a bad one for most.
_SETTINGS = (
    "SET jit = off; SET max_parallel_workers_per_gather = 0; SET random_page_cost = 1.1; "
    "SET plan_cache_mode = force_custom_plan; "
    "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 6"
)
#: Where the pool tells, with a traceback, that it could not end the transaction of a server that is gone;
#: the error itself says so to whoever asked.
_POOL = "onrecord"
logging.getLogger(f"sqlalchemy.pool.impl.QueuePool.{_POOL}").setLevel(logging.CRITICAL)
#: No text of PostgreSQL holds NUL. In these pairs it does, and texts sort as before.
_WRITTEN = {"\0": "\x01\x01", "\x01": "\x01\x02"}
_READ = {written: told for told, written in _WRITTEN.items()}
_SPECIAL, _PAIR = re.compile("[\0\x01]"), re.compile("\x01[\x01\x02]")


def parse(location: str) -> URL:
    """Read the address of a store on a server: `postgresql://user@host/database`.

    What it leaves out libpq finds where it finds it for psql: PGPASSWORD, ~/.pgpass, pg_service.conf.

    Raises:
        StoreError: it is none; the message does not repeat it, since a password may be in it.

    """
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        reason = "is no address of a store: write postgresql://user@host/database"
        raise StoreError("postgresql://…", reason) from error
    return url.set(drivername="postgresql+psycopg")


def shown(url: URL) -> str:
    """Write an address without its password."""
    secret = [name for name in url.query if "password" in name]
    return (
        url.difference_update_query(secret).set(drivername="postgresql").render_as_string(hide_password=True)
    )


def connect(url: URL) -> Engine:
    """Make an engine for a server."""
    arguments = {"client_encoding": "utf8", "application_name": "onrecord"}
    engine = create_engine(
        url, connect_args=arguments, max_overflow=-1, pool_pre_ping=True, pool_logging_name=_POOL
    )
    event.listen(engine, "connect", _prepare)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that alone may write: two that began at once end as one after the other.

    What it reads is what the one before it left: each question sees what is there when it is asked, and
    nobody else changes that.
    """
    with (
        engine.connect().execution_options(isolation_level="READ COMMITTED") as connection,
        connection.begin(),
    ):
        connection.execute(text("SELECT set_config('lock_timeout', :most, true)"), {"most": _PATIENCE})
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:key, hashtext(current_schema()))"), {"key": _LOCK}
        )
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees one state of the store until it ends."""
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def store_errors(location: str) -> Iterator[None]:
    """Turn what the server and its driver raise into a StoreError that says what to do."""
    try:
        yield
    except DatabaseError as error:
        raise StoreError(location, explain(str(error.orig).strip())) from error
    except SQLAlchemyError as error:
        raise StoreError(location, str(error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(location, f"a text can't be written as UTF-8: {error.reason}") from error


class _Writer(StrDumperUnknown):
    """Write texts so that PostgreSQL takes every character."""

    def dump(self, obj: str) -> Any:
        if "\0" in obj or "\x01" in obj:
            obj = _SPECIAL.sub(lambda match: _WRITTEN[match.group()], obj)
        return super().dump(obj)


class _Reader(TextLoader):
    """Read texts as they were."""

    def load(self, data: Any) -> Any:
        told: str = super().load(data)  # type: ignore[assignment]
        if "\x01" in told:
            told = _PAIR.sub(lambda match: _READ[match.group()], told)
        return told


def _prepare(connection: Any, _record: Any) -> None:
    driver: Driver[Any] = (
        connection.driver_connection if hasattr(connection, "driver_connection") else connection
    )
    driver.adapters.register_dumper(str, _Writer)
    driver.adapters.register_loader("text", _Reader)
    driver.adapters.register_loader("varchar", _Reader)
    driver.execute(_SETTINGS)
    driver.commit()
