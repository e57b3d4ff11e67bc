"""Bytes of an input as they come: looked at before they are read, unpacked, never beyond a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

#: How much is looked at to tell what a file is; holds the head of every real page, and a JSON line's fields.
HEAD_BYTES = 8192
GZIP_MAGIC = b"\x1f\x8b"
#: What reading a damaged or unreadable stream can raise.
READ_ERRORS = (OSError, EOFError, zlib.error)


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
    """Give the first `count` bytes of `stream` (fewer at its end) and a stream that still has them all."""
    head = b""
    while len(head) < count:
        more = stream.read(count - len(head))
        if not more:
            break
        head += more
    return head, cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream)))


def unpack(stream: BinaryIO) -> BinaryIO:
    """Decompress a gzip stream while it is read."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def read_limited(stream: BinaryIO, limit: int) -> bytes | None:
    """Read `stream` to its end; None where it holds more than `limit` bytes, of which no more are read."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(min(1 << 20, limit + 1 - size)):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return None
    return b"".join(chunks)


def lines_limited(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    r"""Give each line with its number from 1; None in place of one of more than `limit` bytes.

    Lines end with `\n` alone, since JSON text may hold every other separator.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None
