"""Bring inputs in: files, folders, JSON lines and standard input become captures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from onrecord.capture.build import refused
from onrecord.capture.files import read_file, read_stream
from onrecord.capture.folders import read_folder
from onrecord.capture.sniff import not_yet
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

__all__ = ["read_inputs", "read_stream"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read_inputs(
    inputs: Sequence[str],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    now: str | None = None,
) -> Iterator[Capture | Drop]:
    """Read `inputs` one after the other; what gives no capture becomes a drop that says why.

    No more than one page, or one line, is held at a time, and never more of it than its limit.

    Args:
        inputs: paths of files and folders as the user gave them, "-" for standard input.
        settings: the limits in bytes of a page and of a line.
        stdin: what "-" reads.
        now: the time of capture, ISO 8601 in UTC, that the captures carry; None to keep none.

    """
    for given in inputs:
        if _ADDRESS.match(given):
            yield refused(given, not_yet("a web address"))
        elif given == "-":
            if stdin is None:
                yield refused(given, "there is no standard input to read")
            else:
                yield from read_stream(stdin, given, settings, captured=now)
        elif os.path.isdir(given):
            yield from read_folder(given, settings, captured=now)
        else:
            yield from read_file(given, settings, captured=now)
