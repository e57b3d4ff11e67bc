"""Read JSON lines: one object a line with `text` or `html`, and what the line says of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.source import Source
from onrecord.capture.streams import lines_limited
from onrecord.model import Capture, Declared, Drop
from onrecord.model.ids import Json
from onrecord.settings import Settings

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json_lines(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every line of `source` as one page; a line that gives none becomes a drop `path:number`."""
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


@dataclass
class _Record:
    """A JSON object with its strings taken out, and a note of what they lost."""

    values: dict[str, Json]
    surrogates: int = 0

    def text(self, name: str) -> str | None:
        """Give a field as text: a number as printed, a list of texts joined; None where it has no words."""
        value = self.values.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = ", ".join(str(part) for part in value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            return None
        clean, count = _SURROGATE.subn("\ufffd", value)
        self.surrogates += count
        return clean


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
        yield refused(item, f"a JSON {_kind(values)}, not an object: give {{'text': …}} or {{'html': …}}")
        return
    record = _Record(values)
    content = record.text("text")
    media_type = "text/plain"
    if content is None:
        content = record.text("html")
        media_type = "text/html"
    if content is None:
        yield refused(item, "neither 'text' nor 'html' has anything in it: a line needs one of them")
        return
    data = content.encode("utf-8")
    if len(data) > settings.max_page_bytes:
        limit = megabytes(settings.max_page_bytes)
        yield refused(item, f"its page is larger than {limit}: split it, or raise max_page_bytes")
        return
    yield make_capture(
        data,
        media_type=media_type,
        path=source.path,
        url=record.text("url"),
        key=record.text("key"),
        charset="utf-8",
        declared=Declared(
            title=record.text("title"),
            publisher=record.text("publisher"),
            author=record.text("author"),
            published=record.text("published"),
        ),
        captured=source.captured,
    )
    if lost := undecodable + record.surrogates:
        reason = f"{lost} characters are broken (no valid UTF-8, or half of a pair): each stands as U+FFFD"
        yield Drop(stage="decode", item=item, reason=reason, partial=True)


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    return {list: "list", str: "string", bool: "truth value"}.get(type(value), "number")
