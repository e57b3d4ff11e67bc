"""Bytes of an input as they come: looked at before they are read, never beyond a limit."""

from __future__ import annotations

import io
import lzma
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

import zstandard

from onrecord.capture.budget import Budget

#: How much is looked at to tell what a file is; holds the head of every real page, and a JSON line's fields.
HEAD_BYTES = 8192
#: What reading a damaged or unreadable stream can raise.
READ_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
_CHUNK = 1 << 20


class Counted(io.RawIOBase):
    """A stream that is told to a function as it is read.

    Args:
        stream: what is read.
        tell: called with the count of bytes of every read; what it raises ends the read.

    """

    def __init__(self, stream: BinaryIO, tell: Callable[[int], None]) -> None:
        self._stream = stream
        self._tell = tell

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into `buffer`; gives how many bytes."""
        data = self._stream.read(len(buffer))
        self._tell(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def look_ahead(stream: BinaryIO, count: int = HEAD_BYTES) -> tuple[bytes, BinaryIO]:
    """Give the first `count` bytes of `stream` (fewer at its end) and a stream that still has them all.

    A file of its own is given back itself, so that it can be read out of order.
    """
    head = b""
    while len(head) < count:
        more = stream.read(count - len(head))
        if not more:
            break
        head += more
    if is_file(stream):
        stream.seek(-len(head), os.SEEK_CUR)
        return head, stream
    return head, cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream)))


def is_file(stream: BinaryIO) -> bool:
    """Tell whether `stream` can be read out of order at no cost: a file, or bytes in memory."""
    if isinstance(stream, io.BytesIO):
        return True
    return isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable()


def size_of(stream: BinaryIO) -> int | None:
    """Give how many bytes of `stream` are still to be read, where that is known before they are."""
    if not is_file(stream):
        return None
    here = stream.tell()
    end = stream.seek(0, os.SEEK_END)
    stream.seek(here)
    return end - here


def as_file(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """Give `stream` as one that can be read out of order, from its start: itself, or a temporary copy.

    What is copied lies on disk, and is told to `budget`, whose TooMuchError ends the copying.
    """
    if is_file(stream):
        return stream
    # Closed, and with that deleted, when nothing refers to it any more.
    copy = tempfile.TemporaryFile()  # noqa: SIM115
    while chunk := stream.read(_CHUNK):
        budget.unpack(len(chunk))
        copy.write(chunk)
    copy.seek(0)
    return cast("BinaryIO", copy)


def read_limited(stream: BinaryIO, limit: int) -> bytes | None:
    """Read `stream` to its end; None where it holds more than `limit` bytes, of which no more are read."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(min(_CHUNK, limit + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(chunks)


def skip(stream: BinaryIO, count: int) -> int:
    """Read `count` bytes of `stream` away, fewer at its end; gives how many there were."""
    left = count
    while left and (chunk := stream.read(min(_CHUNK, left))):
        left -= len(chunk)
    return count - left


def lines_limited(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    r"""Give each line with its number from 1; None in place of one of more than `limit` bytes.

    Empty lines are counted and not given: a few kilobytes unpack to a hundred million of them.
    Lines end with `\n` alone, since JSON text may hold every other separator.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if line == b"\n":
            number += _skip_empty_lines(stream)
            continue
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _skip_empty_lines(stream: BinaryIO) -> int:
    """Read away the empty lines that a buffer holds at once; gives how many there were."""
    count = 0
    while isinstance(stream, io.BufferedReader):
        held = stream.peek(1)
        empty = len(held) - len(held.lstrip(b"\n"))
        stream.read(empty)
        count += empty
        if not empty or empty < len(held):
            break
    return count
