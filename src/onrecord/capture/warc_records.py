"""Cut a WARC file into its records, whatever their stated lengths: one that lies spoils no other.

A record's `Content-Length` is believed where the next record, or the end of the file, follows. Where it
does not, the record ends at the next line that begins one ("WARC/1.1" with a header line under it). The
library alone loses what follows a wrong length (see docs/decisions/inputs.md). A wrong length that
ends just where a later record ends is believed: a record may hold records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

#: A line that begins a record, and the first header under it (ISO 28500, WARC 0.17 to 1.1).
_BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n[A-Za-z-]{1,40}:")
#: So far apart can the first and the last byte be that `_BEGIN` matches.
_BEGIN_BYTES = 80
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
#: Longer WARC headers are taken for damage.
_HEADER_BYTES = 64_000
_CHUNK = 1 << 18
#: Between two records stand two line ends; writers err by one or two more.
_GAP_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One record as it stands in the file."""

    #: WARC header, with the empty line behind it.
    header: bytes
    #: None where it is longer than the limit, and was passed over.
    block: bytes | None
    #: What the header states, in bytes; None where it states none.
    stated: int | None
    #: Length of the block as it stands in the file; where it was passed over, at least so much.
    length: int


class _Window:
    """What was read of a stream and not given out yet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.data = bytearray()
        self.over = False

    def fill(self, count: int) -> None:
        """Read until `count` bytes are held, or the stream is over."""
        while len(self.data) < count and not self.over:
            more = self._stream.read(max(_CHUNK, count - len(self.data)))
            self.over = not more
            self.data += more

    def find_begin(self, start: int) -> int:
        """Give where in what is held a record begins, from `start` on; -1 where none does."""
        found = _BEGIN.search(self.data, start)
        return found.start() if found else -1

    def take(self, count: int) -> bytes:
        """Give the first `count` bytes out."""
        taken = bytes(self.data[:count])
        del self.data[:count]
        return taken


def raw_records(stream: BinaryIO, limit: int) -> Iterator[RawRecord]:
    """Give one record after the other; what stands before and between them is passed over.

    No more than `limit` bytes of a block are held, and as much again to look for its end.

    Args:
        stream: the WARC file, unpacked.
        limit: longest block, in bytes.

    """
    window = _Window(stream)
    while _to_next_begin(window):
        window.fill(_HEADER_BYTES)
        following = window.find_begin(1)
        last = min(_HEADER_BYTES, following if following >= 0 else len(window.data))
        end = _HEADER_END.search(window.data, 0, last)
        if end is None:
            window.take(last)
            continue
        header = window.take(end.end())
        found = _LENGTH.search(header)
        stated = int(found[1]) if found else None
        length = _block_length(window, stated, limit)
        if length is None:
            yield RawRecord(header=header, block=None, stated=stated, length=_pass_block(window))
        else:
            yield RawRecord(header=header, block=window.take(length), stated=stated, length=length)


def _to_next_begin(window: _Window) -> bool:
    """Give away what stands before the next record; False where there is none."""
    while True:
        window.fill(_CHUNK)
        begin = window.find_begin(0)
        if begin >= 0:
            window.take(begin)
            return True
        if window.over:
            return False
        window.take(max(0, len(window.data) - _BEGIN_BYTES))


def _block_length(window: _Window, stated: int | None, limit: int) -> int | None:
    """Give the length of the block that begins the window; None where it is longer than `limit`."""
    if stated is not None and stated <= limit:
        window.fill(stated + _GAP_BYTES + _BEGIN_BYTES)
        if _ends_at(window, stated):
            return stated
    # A record may begin anywhere in here.
    begin, searched = -1, 0
    while begin < 0 and searched <= limit:
        window.fill(searched + _CHUNK)
        begin = window.find_begin(max(0, searched - _BEGIN_BYTES))
        if begin < 0 and window.over:
            begin = len(window.data)
        searched = len(window.data)
    if begin < 0:
        return None
    # One beyond its stated length only: the line ends between two records are no part of it.
    block = bytes(window.data[:begin])
    length = len(block) - (len(block[-4:]) - len(block[-4:].rstrip(b"\r\n")))
    return length if length <= limit else None


def _ends_at(window: _Window, length: int) -> bool:
    """Tell whether a record, or the end of the file, follows on the first `length` bytes."""
    if len(window.data) < length:
        return False
    rest = bytes(window.data[length : length + _GAP_BYTES + _BEGIN_BYTES]).lstrip(b"\r\n")
    return not rest or rest.startswith(b"WARC/")


def _pass_block(window: _Window) -> int:
    """Pass over a block that is too long, up to the next record; gives how long it was at least."""
    passed = 0
    while True:
        begin = window.find_begin(0)
        if begin >= 0:
            window.take(begin)
            return passed + begin
        if window.over:
            return passed + len(window.take(len(window.data)))
        passed += len(window.take(max(0, len(window.data) - _BEGIN_BYTES)))
        window.fill(_CHUNK + _BEGIN_BYTES)
