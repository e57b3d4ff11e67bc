"""Keep SQLite's write-ahead log short where readers never pause.

SQLite begins the log anew when a writer finds all of it in the file and nobody reading it. Behind a busy
server somebody always reads, and the log of a long import grows as long as the import itself; each page
that is read is then looked for in all of it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

#: Bytes of a log that is left alone; SQLite's own length, without such readers, is 4 MB.
LONGEST = 64 * 2**20
#: Bytes that are not in the file yet although that was tried: somebody reads an old state, and goes on to.
_BEHIND = 16 * 2**20
#: Milliseconds that a writer waits for those who read the log; answers of a server take less.
_WAIT = 1_000


def shorten_log(driver: sqlite3.Connection, path: Path) -> None:
    """Write a long log into the file and empty it, if nobody holds it for long; outside of a transaction."""
    log = Path(f"{path}-wal")
    if not log.exists() or log.stat().st_size <= LONGEST:
        return
    _, pages, written = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    (size,) = driver.execute("PRAGMA page_size").fetchone()
    if (pages - written) * size > _BEHIND:
        return
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    try:
        driver.execute(f"PRAGMA busy_timeout = {_WAIT}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {patience}")
