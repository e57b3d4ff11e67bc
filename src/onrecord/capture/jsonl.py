"""Read JSON lines: one object a line with `text` or `html`, and what the line says of its page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from onrecord.capture.build import megabytes, refused
from onrecord.capture.records import read_record, unwrapped
from onrecord.capture.source import Source
from onrecord.capture.streams import lines_limited
from onrecord.model import Capture, Drop
from onrecord.model.ids import Json
from onrecord.settings import Settings


def read_json_lines(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every line of `source` as one page; a line that gives none becomes a drop `path:number`.

    A line that holds the answer of a service gives a page for each of its records.
    """
    empty = True
    for number, line in lines_limited(source.stream, settings.max_line_bytes):
        item = f"{source.path}:{number}"
        if line is None:
            empty = False
            limit = megabytes(settings.max_line_bytes)
            yield refused(item, f"line longer than {limit}, not read: split it, or raise max_line_bytes")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            empty = False
            yield from _read_line(line, item, source, settings)
    if empty:
        yield refused(source.path, "empty: no line has anything in it")


def _read_line(line: bytes, item: str, source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    decoded = line.decode("utf-8", "replace")
    undecodable = decoded.count("\ufffd") - line.count(b"\xef\xbf\xbd")
    try:
        values = json.loads(decoded)
    except json.JSONDecodeError as error:
        yield refused(item, f"no JSON ({error.msg} at character {error.pos + 1}): mend the line")
        return
    except (ValueError, RecursionError):
        yield refused(item, "JSON that can't be read (nested too deep, or a number too long): mend the line")
        return
    if not isinstance(values, dict):
        yield refused(item, f"a JSON {kind_of(values)}, not an object: give {{'text': …}} or {{'html': …}}")
        return
    records = unwrapped(values)
    if records is None:
        yield from read_record(values, item, source, settings, lost=undecodable)
        return
    for number, record in enumerate(records, 1):
        yield from read_record(record, f"{item}#{number}", source, settings)


def kind_of(value: Json) -> str:
    """Name the kind of a JSON value that is no object."""
    if value is None:
        return "null"
    return {list: "list", str: "string", bool: "truth value"}.get(type(value), "number")
