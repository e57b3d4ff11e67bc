"""Walk a folder: take what is a page, say in one line what was passed over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.capture.build import refused
from onrecord.capture.files import printable, read_file, why
from onrecord.capture.registry import NOT_YET, READERS, is_companion, suffix_of
from onrecord.capture.sniff import sniff
from onrecord.capture.streams import GZIP_MAGIC, READ_ERRORS, look_ahead, unpack
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: How many of the files passed over are named; the line must stay readable in a folder of thousands.
_NAMED = 5
#: Files of these kinds may be anything in a folder, so they are read only when they are named themselves.
_AMBIGUOUS = frozenset((".csv",))
_PAGE_FIELD = re.compile(rb'"(?:text|html)"\s*:')


@dataclass
class _Walk:
    """What has been seen on one walk."""

    #: (device, inode) of the folders entered, so that links that loop end.
    entered: set[tuple[int, int]] = field(default_factory=set)
    passed: list[str] = field(default_factory=list)
    found: int = 0


def read_folder(folder: str, settings: Settings, *, captured: str | None = None) -> Iterator[Capture | Drop]:
    """Read every page in `folder` and the folders in it, in the order of their names.

    Hidden files are left alone. Files of other kinds are passed over, with one partial drop for
    them all; a page that can't be read is a drop of its own, and so is a folder without pages.
    """
    walk = _Walk()
    for entry in _files(folder, walk):
        if isinstance(entry, Drop):
            walk.found += 1
            yield entry
        elif _is_page(entry):
            walk.found += 1
            yield from read_file(entry, settings, captured=captured)
        else:
            walk.passed.append(os.path.relpath(entry, folder))
    if walk.passed:
        names = ", ".join(printable(name) for name in walk.passed[:_NAMED])
        more = ", …" if len(walk.passed) > _NAMED else ""
        count = f"{len(walk.passed)} file{'s' if len(walk.passed) > 1 else ''} of other kinds passed over"
        reason = f"{count}: {names}{more} (name a file itself to have it read)"
        yield Drop(stage="capture", item=printable(folder), reason=reason, partial=True)
    if not walk.found:
        yield refused(printable(folder), "no page in this folder: it has no .html, .txt or .jsonl file")


def _files(folder: str, walk: _Walk) -> Iterator[str | Drop]:
    """List the files to look at, depth first and sorted; a folder that can't be listed is a drop."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            if not os.path.isdir(path):
                yield path
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in walk.entered:
                walk.passed.append(f"{os.path.relpath(path, folder)} (a link to a folder already read)")
                continue
            walk.entered.add(identity)
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield refused(printable(path), why(error))
            continue
        waiting.extend(os.path.join(path, name) for name in reversed(names))


def _is_page(path: str) -> bool:
    """Decide by its name, else by its first bytes, whether a file in a folder is to be read.

    A plain text without a suffix is taken, since page savers leave them; one with an unknown
    suffix is not (notes, code, annotation files), nor a JSON file whose first line holds no page.
    """
    name = os.path.basename(path)
    suffix = suffix_of(name)
    if is_companion(name) or suffix in _AMBIGUOUS or not os.path.isfile(path):
        return False
    if suffix in NOT_YET:
        return True
    head = _head(path)
    content = sniff(head)
    if content == "jsonl" and suffix != ".txt":
        first, newline, _ = head.lstrip().partition(b"\n")
        return not newline or _PAGE_FIELD.search(first) is not None
    if suffix in READERS:
        return True
    return content in ("html", "later") or (content == "text" and not suffix)


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            head, rest = look_ahead(stream)
            return look_ahead(unpack(rest))[0] if head.startswith(GZIP_MAGIC) else head
    except READ_ERRORS:
        return b""
