"""Cut inputs into units of work that can be done anywhere, in any order, and again."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from onrecord.capture import is_address, read_stream
from onrecord.capture.build import refused
from onrecord.capture.files import read_file, why
from onrecord.capture.folders import pages_in
from onrecord.capture.wanted import is_page
from onrecord.dataset.folder import Read
from onrecord.dataset.places import files_at, is_place, open_place
from onrecord.errors import OnrecordError
from onrecord.model import Capture, Drop, content_id
from onrecord.settings import Settings

#: A unit is what is lost when a worker dies: some hundred pages, half a minute's work of one core.
_MOST_FILES = 200
_MOST_BYTES = 16_000_000
#: Where there are few files, units are smaller, so that each worker has so many.
_EACH = 8
#: A larger file is done in shares, so that one large WARC keeps many workers busy. Each share reads the
#: whole file and does every n-th page of it: reading a page of a WARC costs about a hundredth of marking it,
#: so with 8 shares one part in fourteen goes to reading.
_SHARE_BYTES = 4_000_000
_MOST_SHARES = 8
#: First bytes that tell whether a file without a telling name is a page.
_HEAD = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Files, or a share of one, that are done together."""

    name: str
    reads: tuple[Read, ...]
    #: What listing the inputs could not use.
    drops: tuple[Drop, ...] = ()


def list_reads(inputs: Sequence[str]) -> Iterator[Read | Drop]:
    """List the files of paths, folders and addresses, in the order in which they would be read."""
    for given in inputs:
        if given == "-" or is_address(given):
            yield refused(given, "only files and folders can be done in portions: save it, give the file")
        elif is_place(given):
            yield from _list_place(given)
        elif os.path.isdir(given):
            for path in pages_in(given):
                yield path if isinstance(path, Drop) else _local(path)
        else:
            yield _local(given)


def cut(reads: Sequence[Read | Drop], done: Collection[Read], workers: int) -> Iterator[Unit]:
    """Group files that are not `done` into units, and cut large ones into shares; drops come last.

    How files are grouped may change from run to run; in how many shares one is done depends on it alone.
    """
    most = min(_MOST_FILES, math.ceil(len(reads) / (workers * _EACH)) or 1)
    drops: list[Drop] = []
    group: list[Read] = []
    size = 0
    for read in reads:
        if isinstance(read, Drop):
            drops.append(read)
            continue
        shares = _shares(read)
        left = [share for share in shares if share not in done]
        if len(shares) > 1:
            yield from (_unit([share]) for share in left)
        elif left:
            if group and (size + read.size > _MOST_BYTES or len(group) == most):
                yield _unit(group)
                group, size = [], 0
            group.append(read)
            size += read.size
    if group:
        yield _unit(group)
    if drops:
        name = content_id("listing", *((drop.item, drop.reason) for drop in drops))
        yield Unit(name=name, reads=(), drops=tuple(drops))


def read_unit(
    unit: Unit, settings: Settings, *, captured: str | None, columns: Mapping[str, str]
) -> Iterator[Capture | Drop]:
    """Read the pages of a unit; of a file in shares its drops come with the first share."""
    yield from unit.drops
    for read in unit.reads:
        numbers = count()
        for item in _read_file(read.path, settings, captured, columns):
            if isinstance(item, Capture):
                if next(numbers) % read.shares == read.share:
                    yield item
            elif read.share == 0:
                yield item


def _read_file(
    path: str, settings: Settings, captured: str | None, columns: Mapping[str, str]
) -> Iterator[Capture | Drop]:
    if not is_place(path):
        yield from read_file(path, settings, captured=captured, columns=columns)
        return
    try:
        with open_place(path) as stream:
            yield from read_stream(stream, path, settings, captured=captured, columns=columns)
    except (OSError, ValueError, OnrecordError) as error:
        yield refused(path, why(error))


def _local(path: str) -> Read:
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return Read(path=path, size=0, changed="")  # reading it tells why
    return Read(path=path, size=about.st_size, changed=str(about.st_mtime_ns))


def _list_place(given: str) -> Iterator[Read | Drop]:
    found = False
    try:
        for path, size, changed in files_at(given):
            if path.rstrip("/") == given.rstrip("/") or _is_page(path):
                found = True
                yield Read(path=path, size=size, changed=changed)
    except (OSError, ValueError) as error:
        yield refused(given, why(error))
        return
    if not found:
        yield refused(given, "no page is there: no .html, .txt, .jsonl, archive, feed or the like")


def _is_page(path: str) -> bool:
    with open_place(path) as stream:
        return is_page(path, stream.read(_HEAD))


def _shares(read: Read) -> list[Read]:
    shares = min(_MOST_SHARES, math.ceil(read.size / _SHARE_BYTES)) or 1
    return [replace(read, share=share, shares=shares) for share in range(shares)]


def _unit(reads: Sequence[Read]) -> Unit:
    parts = [(read.path, read.size, read.changed, read.share, read.shares) for read in reads]
    return Unit(name=content_id("unit", *parts), reads=tuple(reads))
