"""Take compression off a stream while it is read: gzip, bzip2, xz, zstd; never beyond the budget."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol, cast

import zstandard

from onrecord.capture.budget import Budget
from onrecord.capture.streams import Counted

#: Memory for the dictionary of an xz or zstd stream, in bytes: `xz -9` takes 64 MB, `zstd --ultra` 128 MB.
_MEMORY_BYTES = 160_000_000
_READ_BYTES = 65_536
#: The first bytes of a gzip member with deflate, the only method there is (RFC 1952).
_GZIP_MEMBER = b"\x1f\x8b\x08"


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """A gzip member with the face of the decompressors of bz2 and lzma."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max(0, max_length))


class Unpacked(io.RawIOBase):
    """The decompressed bytes of a stream, one compressed member after the other.

    Args:
        stream: the compressed bytes.
        new: makes a decompressor for the next member.
        budget: is told of all that comes out.

    """

    def __init__(self, stream: BinaryIO, new: Callable[[], _Decompressor], budget: Budget) -> None:
        self._stream = stream
        self._new = new
        self._budget = budget
        self._member: _Decompressor = new()
        #: Compressed bytes that were read and not yet given to a member.
        self._waiting = b""
        self._over = False
        #: Damaged gzip members are passed over where True, up to where the next one begins; for archives
        #: that keep a record a member. Else damage is an error.
        self.passes_damage = False
        #: How many were.
        self.damaged = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into `buffer`; gives how many bytes. Raises what is in `READ_ERRORS`, and TooMuchError."""
        while not self._over:
            if self._member.eof and not self._begin_next():
                return 0
            data = b""
            if self._member.needs_input:
                data, self._waiting = self._waiting or self._stream.read(_READ_BYTES), b""
                if not data:
                    return self._end()
            try:
                out = self._member.decompress(data, len(buffer))
            except (zlib.error, OSError, EOFError, lzma.LZMAError):
                if not self._pass_damage(data):
                    raise
                continue
            if out:
                self._budget.unpack(len(out))
                buffer[: len(out)] = out
                return len(out)
        return 0

    def _begin_next(self) -> bool:
        """Begin the next member; False where no bytes are left, or only zeros or rubbish behind the last."""
        self._waiting = self._member.unused_data or self._stream.read(_READ_BYTES)
        self._waiting = self._waiting.lstrip(b"\x00")
        if not self._waiting:
            return False
        self._member = self._new()
        return True

    def _end(self) -> int:
        """Say that the stream is over; EOFError where that is in the middle of a member."""
        self._over = True
        if not self.passes_damage:
            raise EOFError("its end is missing")
        self.damaged += 1
        return 0

    def _pass_damage(self, data: bytes) -> bool:
        """Go to where the next gzip member begins; False where damage is not to be passed over."""
        if not self.passes_damage:
            return False
        self.damaged += 1
        # Not before the second byte, so that every round goes on.
        data = data[1:]
        while (start := data.find(_GZIP_MEMBER)) < 0:
            more = self._stream.read(_READ_BYTES)
            if not more:
                data = b""
                break
            data = data[-len(_GZIP_MEMBER) + 1 :] + more
        self._member = self._new()
        self._waiting = data[max(0, start) :]
        return True


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY_BYTES)


#: Compressions by their first bytes.
_BY_MAGIC: Final[dict[bytes, Callable[[], _Decompressor]]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": _xz,
}
_ZSTD = b"\x28\xb5\x2f\xfd"


def is_packed(head: bytes) -> bool:
    """Tell whether `head` begins a compressed stream that can be unpacked here."""
    return head.startswith((*_BY_MAGIC, _ZSTD))


def unpack(stream: BinaryIO, head: bytes, budget: Budget) -> BinaryIO:
    """Decompress `stream`, which begins with `head`, while it is read.

    What comes out is told to `budget`, whose TooMuchError ends the reading; the stream may raise what is
    in `READ_ERRORS`.
    """
    if head.startswith(_ZSTD):
        frames = zstandard.ZstdDecompressor(max_window_size=_MEMORY_BYTES).stream_reader(
            stream, read_size=_READ_BYTES, read_across_frames=True
        )
        return cast("BinaryIO", io.BufferedReader(Counted(cast("BinaryIO", frames), budget.unpack)))
    new = next(new for magic, new in _BY_MAGIC.items() if head.startswith(magic))
    return cast("BinaryIO", io.BufferedReader(Unpacked(stream, new, budget), _READ_BYTES))
