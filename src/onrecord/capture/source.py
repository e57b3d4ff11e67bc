"""One input that is open for reading, and what a reader of it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.capture.budget import Budget
from onrecord.capture.build import NOTHING_DECLARED, refused
from onrecord.capture.unpack import Unpacked
from onrecord.model import Capture, Declared, Drop
from onrecord.settings import Settings

#: Gives the captures of a web address that an input only points to.
Follow = Callable[[str], Iterator[Capture | Drop]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An open file, standard input or a member of either, already unpacked where it was compressed."""

    #: As given, joined with the path inside a folder; "-" for standard input; `x.zip!/m.html` for a member.
    path: str
    stream: BinaryIO
    #: The first bytes of `stream`, which still holds them.
    head: bytes
    #: Size in bytes where it is known before reading, else None.
    size: int | None
    #: When it was captured (ISO 8601), or None.
    captured: str | None
    #: The address that it was captured from, where something says so.
    url: str | None = None
    #: The media type that came with it, without parameters; None where none did.
    media_type: str | None = None
    #: The charset that came with it, from an HTTP or MIME header.
    charset: str | None = None
    declared: Declared = NOTHING_DECLARED
    #: The decompression under `stream`, where there is one that can pass over damage.
    packed: Unpacked | None = None
    #: How many archives it stands in.
    depth: int = 0
    #: What the whole input may unpack to.
    budget: Budget
    #: Column of a table by field of a page, as the user gave them.
    columns: Mapping[str, str] = field(default_factory=dict)
    #: Fetches a page that is only pointed to; None where nobody asked for that.
    follow: Follow | None = None
    #: Reads any source as what it is; readers of archives call it on their members.
    read: Reader
    #: Decides by name and first bytes whether a member is to be read.
    wants: Callable[[str, bytes], bool]


#: Reads one kind of input; yields captures, and a drop for what gave none.
Reader = Callable[[Source, Settings], Iterator[Capture | Drop]]


def read_member(
    source: Source,
    settings: Settings,
    name: str,
    stream: BinaryIO,
    *,
    size: int | None = None,
    url: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
) -> Iterator[Capture | Drop]:
    """Read what stands in `source` under `name`, as what it is; an archive too deep inside others is a drop.

    Args:
        source: what it stands in.
        settings: the limits; `max_archive_depth` is how many archives a page may stand in.
        name: its name in there.
        stream: its bytes.
        size: of these, where known.
        url: its address, where known.
        media_type: that came with it.
        charset: that came with it.
        captured: when it was captured, where the archive says so.

    """
    path = f"{source.path}!/{name}"
    if source.depth >= settings.max_archive_depth:
        deepest = settings.max_archive_depth
        yield refused(path, f"stands in more than {deepest} archives: unpack it, or raise max_archive_depth")
        return
    child = dataclasses.replace(
        source, path=path, stream=stream, head=b"", size=size, url=url, packed=None,
        media_type=media_type, charset=charset, captured=captured or source.captured,
        declared=NOTHING_DECLARED, depth=source.depth + 1,
    )  # fmt: skip
    yield from source.read(child, settings)
