"""Open one file or stream, find what it is and hand it to its reader."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.capture.build import refused
from onrecord.capture.jsonl import read_json_lines
from onrecord.capture.pages import read_html, read_text
from onrecord.capture.registry import NOT_YET, READERS, suffix_of
from onrecord.capture.sniff import Content, binary_reason, later_reason, not_yet, sniff
from onrecord.capture.source import Reader, Source
from onrecord.capture.streams import GZIP_MAGIC, READ_ERRORS, look_ahead, unpack
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

_BY_CONTENT: dict[Content, Reader] = {"html": read_html, "text": read_text, "jsonl": read_json_lines}


def printable(path: str) -> str:
    r"""Write a path so that it can be stored: bytes of a name that are no UTF-8 become `\x` escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def why(error: BaseException) -> str:
    """Say in a few words what went wrong with a file."""
    if isinstance(error, PermissionError):
        return "may not be read (permission denied): allow it, or run as somebody who may"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, OSError) and error.strerror:
        return f"can't be read ({error.strerror})"
    return f"can't be read ({error})"


def read_file(path: str, settings: Settings, *, captured: str | None = None) -> Iterator[Capture | Drop]:
    """Read the file at `path`, whatever it is; what can't be read becomes a drop."""
    item = printable(path)
    if suffix_of(path) in NOT_YET and os.path.exists(path):
        yield refused(item, not_yet(NOT_YET[suffix_of(path)]))
        return
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            yield from read_stream(stream, item, settings, size=size, captured=captured)
    except (OSError, ValueError) as error:
        yield refused(item, why(error))


def read_stream(
    stream: BinaryIO,
    path: str,
    settings: Settings,
    *,
    size: int | None = None,
    captured: str | None = None,
) -> Iterator[Capture | Drop]:
    """Read an open stream as its suffix says, else as its content looks; damage on the way becomes a drop."""
    try:
        head, stream = look_ahead(stream)
        if head.startswith(GZIP_MAGIC):
            head, stream = look_ahead(unpack(stream))
            size = None
        elif head and path.lower().endswith(".gz"):
            yield refused(path, "named .gz, but it is not gzip: unpack it, or take .gz off its name")
            return
        source = Source(path=path, stream=stream, head=head, size=size, captured=captured)
        yield from _read(source, settings)
    except READ_ERRORS as error:
        packed = " (broken gzip: get it again)" if path.lower().endswith(".gz") else ""
        yield refused(path, why(error) + packed)


def _read(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    if not source.head:
        yield refused(source.path, "empty: the file has no bytes")
        return
    reason = later_reason(source.head) or binary_reason(source.head)
    if reason:
        yield refused(source.path, reason)
        return
    reader = READERS.get(suffix_of(source.path))
    if reader is None:
        content = sniff(source.head)
        reader = _BY_CONTENT.get(content)
    if reader is not None:
        yield from reader(source, settings)
    elif content == "none":
        yield refused(source.path, "empty: nothing but white space")
    else:
        yield refused(source.path, "JSON, but not JSON lines: give one object a line, with 'text' or 'html'")
