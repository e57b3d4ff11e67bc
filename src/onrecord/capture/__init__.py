"""Bring inputs in: files, folders, archives, feeds, tables and standard input become captures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from onrecord.capture.build import refused
from onrecord.capture.files import read_file, read_stream
from onrecord.capture.folders import read_folder
from onrecord.capture.meter import Meter
from onrecord.capture.source import Follow
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

__all__ = ["Follow", "Meter", "is_address", "read_inputs", "read_stream"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Tell whether an input is a web address rather than a path."""
    return _ADDRESS.match(given) is not None


def read_inputs(
    inputs: Sequence[str],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    now: str | None = None,
    columns: Mapping[str, str] | None = None,
    follow: Follow | None = None,
    fetch: Follow | None = None,
    meter: Meter | None = None,
) -> Iterator[Capture | Drop]:
    """Read `inputs` one after the other; what gives no capture becomes a drop that says why.

    No more than one page, one line or one feed is held at a time, and never more of it than its limit.

    Args:
        inputs: paths of files and folders as the user gave them, "-" for standard input, web addresses.
        settings: the limits in bytes of a page and of a line.
        stdin: what "-" reads.
        columns: which field or column of an input record is what, where its name does not say so:
            {"text": "Inhalt"}.
        follow: gives the captures of an address that an item of a feed, or a record without a text of its
            own, points to; None to say that it does.
        fetch: gives the captures of a web address among the inputs (`onrecord.capture.web.Web.read`).
        meter: counts how much of the files was read.
        now: the time of capture, ISO 8601 in UTC, that the captures carry; None to keep none.

    """
    for given in inputs:
        if is_address(given):
            if fetch is None:
                yield refused(given, "a web address, which is not fetched here: save the page, give the file")
            else:
                yield from fetch(given)
        elif given == "-":
            if stdin is None:
                yield refused(given, "there is no standard input to read")
            else:
                yield from read_stream(stdin, given, settings, captured=now, columns=columns, follow=follow)
        elif os.path.isdir(given):
            yield from read_folder(given, settings, captured=now, columns=columns, follow=follow, meter=meter)
        else:
            yield from read_file(given, settings, captured=now, columns=columns, follow=follow, meter=meter)
