"""One input that is open for reading, and what a reader of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.model import Capture, Drop
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open file, or standard input, already unpacked where it was compressed."""

    #: As given, joined with the path inside a folder; "-" for standard input.
    path: str
    stream: BinaryIO
    #: The first bytes of `stream`, which still holds them.
    head: bytes
    #: Size in bytes where it is known before reading, else None.
    size: int | None
    #: When it was captured (ISO 8601), or None.
    captured: str | None


#: Reads one kind of input; yields captures, and a drop for what gave none.
Reader = Callable[[Source, Settings], Iterator[Capture | Drop]]
