"""Walk a folder: take what is a page, say in one line what was passed over."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.capture.build import refused
from onrecord.capture.companions import saved_page_beside
from onrecord.capture.files import read_file, why
from onrecord.capture.names import printable
from onrecord.capture.passed import Passed
from onrecord.capture.source import Follow
from onrecord.capture.streams import HEAD_BYTES
from onrecord.capture.wanted import is_page
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.capture.meter import Meter


@dataclass
class _Walk:
    """What has been seen on one walk."""

    #: (device, inode) of the folders entered, so that links that loop end.
    entered: set[tuple[int, int]] = field(default_factory=set)
    passed: Passed = field(default_factory=Passed)
    found: int = 0


def read_folder(
    folder: str,
    settings: Settings,
    *,
    captured: str | None = None,
    columns: Mapping[str, str] | None = None,
    follow: Follow | None = None,
    meter: Meter | None = None,
) -> Iterator[Capture | Drop]:
    """Read every page in `folder` and the folders in it, in the order of their names.

    Hidden files are left alone, and so is the folder that a browser saved beside a page. Files of other
    kinds are passed over, with one partial drop for them all; a page that can't be read is a drop of its
    own, and so is a folder without pages. The arguments are those of `read_file`.
    """
    for entry in pages_in(folder):
        if isinstance(entry, Drop):
            yield entry
        else:
            yield from read_file(
                entry, settings, captured=captured, columns=columns, follow=follow, meter=meter
            )


def pages_in(folder: str) -> Iterator[str | Drop]:
    """List the files in `folder` that `read_folder` reads, with a drop for what it does not."""
    walk = _Walk()
    for entry in _files(folder, walk):
        if isinstance(entry, Drop) or _is_page(entry):
            walk.found += 1
            yield entry
        else:
            walk.passed.add(printable(os.path.relpath(entry, folder)))
    yield from walk.passed.told(printable(folder), advice=" (name a file itself to have it read)")
    if not walk.found:
        reason = "no page in this folder: no .html, .txt, .jsonl, archive, feed or the like"
        yield refused(printable(folder), reason)


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
                shown = printable(os.path.relpath(path, folder))
                walk.passed.add(f"{shown} (a link to a folder already read)")
                continue
            walk.entered.add(identity)
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError as error:
            yield refused(printable(path), why(error))
            continue
        present = set(names)
        kept = [name for name in names if not saved_page_beside(name, present)]
        waiting.extend(os.path.join(path, name) for name in reversed(kept))


def _is_page(path: str) -> bool:
    """Decide by its name, else by its first bytes, whether a file in a folder is to be read."""
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError:
        # What may not be read is told when it is read.
        head = b""
    return is_page(os.path.basename(path), head)
