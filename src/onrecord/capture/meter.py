"""How much of the files that are to be read has been read, so that the time left can be told."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import BinaryIO, TypeVar

from onrecord.capture.folders import pages_in

Item = TypeVar("Item")

#: Items whose places are kept: reading is never so far ahead, and where nobody asks they must not pile up.
_AHEAD = 100_000


class Meter:
    """Counts the bytes of the files among some inputs, packed as they are; an archive while it is read."""

    def __init__(self, inputs: Sequence[str]) -> None:
        self._inputs = inputs
        self._passed = self._done = self._last = 0
        self._places: deque[int] = deque(maxlen=_AHEAD)
        self._open: BinaryIO | None = None

    @cached_property
    def total(self) -> int | None:
        """Bytes of all files; None where something else is among the inputs, or nothing has a size."""
        if not all(os.path.exists(given) for given in self._inputs):
            return None
        return sum(_size(file) for given in self._inputs for file in _files(given)) or None

    def passing(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass on what is read from the files, and note for each how far they were read by then."""
        for item in items:
            self._places.append(self._place())
            yield item

    def done(self) -> int:
        """Give how far the files were read when the next item that is done was: reading is ahead of work."""
        self._done = self._places.popleft() if self._places else self._done
        return self._done

    def _place(self) -> int:
        try:
            here = self._open.tell() if self._open is not None else 0
        except (OSError, ValueError):  # a pipe, or closed in between
            here = 0
        self._last = max(self._last, self._passed + here)
        return self._last

    @contextmanager
    def reading(self, stream: BinaryIO, size: int | None) -> Iterator[None]:
        """Count a file while it is read."""
        self._open = stream
        try:
            yield
        finally:
            self._open = None
            self._passed += size or 0


def _size(file: str) -> int:
    try:
        status = os.stat(file)
    except OSError:  # it went in between; who reads it says so
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _files(given: str) -> Iterator[str]:
    if not os.path.isdir(given):
        yield given
        return
    yield from (entry for entry in pages_in(given) if isinstance(entry, str))
