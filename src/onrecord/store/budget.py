"""A limit on how long a store is read for one answer: nobody's question may keep a server busy for good."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, Engine, event

#: SQLite looks at the clock each time it has done so many steps, some tenths of a millisecond.
_STEPS = 20_000


def limit_reading(engine: Engine, seconds: float) -> None:
    """Break off what reads the store of an engine for longer; a StoreError tells it.

    On SQLite the limit is that of one transaction, on a server that of one query. Writing has none: what
    links the record takes as long as it takes, and only those who show the token write.
    """
    if engine.dialect.name == "sqlite":

        def begin(connection: Connection) -> None:
            if "begin" in connection.get_execution_options():
                return
            until = time.monotonic() + seconds
            driver: Any = connection.connection.driver_connection
            driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)

        def checkin(driver: Any, _record: object) -> None:
            if driver is not None:
                driver.set_progress_handler(None, 0)

        event.listen(engine, "checkin", checkin)
    else:

        def begin(connection: Connection) -> None:
            if connection.get_execution_options().get("postgresql_readonly"):
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(1000 * seconds)}")

    event.listen(engine, "begin", begin)
