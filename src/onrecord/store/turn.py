"""Let writers of one SQLite file have their turns in the order in which they came.

SQLite itself asks again every 100 ms whether the right to write is free. Whoever writes one transaction
behind the other, as an import does, gets it back long before that, and a decision waits for the whole
import. So whoever wants to write takes his place in a line first, and leaves it once he has the right.

The place is an advisory lock (flock) of the write-ahead log, on which SQLite takes none, and which is there
whenever somebody has the store open; it ends with its process. It is a courtesy, and guards nothing: where
there is no log, or the system has no such locks, writers do as they did.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: Seconds between two looks whether the place is free.
_PAUSE = 0.005


@contextmanager
def in_turn(path: Path, patience: float) -> Iterator[None]:
    """Hold the first place in the line for the right to write the store at `path`, while that is asked for.

    Args:
        path: of the store's file.
        patience: seconds to wait for the place; behind them the right is asked for without it.

    """
    try:
        handle = os.open(f"{path}-wal", os.O_RDONLY) if fcntl else None
    except OSError:
        handle = None
    if handle is None:
        yield
        return
    try:
        _wait(handle, patience)
        yield
    finally:
        with contextlib.suppress(OSError):
            # Closing it is not enough where a process was forked meanwhile.
            fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _wait(handle: int, patience: float) -> None:
    """Take the place as soon as it is free."""
    until = time.monotonic() + patience
    with contextlib.suppress(OSError):
        while time.monotonic() < until:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
            else:
                return
