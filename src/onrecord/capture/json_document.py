"""Read a JSON document: a list of records, or a service's answer with one inside; one record at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.capture.budget import TooMuchError
from onrecord.capture.build import megabytes, refused
from onrecord.capture.feeds import item_page
from onrecord.capture.fields import WRAPPERS, Record
from onrecord.capture.records import read_record
from onrecord.capture.source import Source
from onrecord.capture.streams import Counted
from onrecord.model import Capture, Drop
from onrecord.model.ids import Json
from onrecord.settings import Settings

if TYPE_CHECKING:
    from ijson.common import ObjectBuilder

#: Deeper nesting than this is no export of articles.
_DEEPEST = 100
#: A list of records stands in at most so many objects (`{"response": {"docs": […]}}`).
_DEEPEST_LIST = 2
#: A byte order mark, which JSON must not have and exports do.
_MARK = b"\xef\xbb\xbf"


def read_json_document(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the records of a list, of the list under a name in `WRAPPERS`, or of one object by itself.

    Values may follow one another. No more is held than one record, which may be `max_line_bytes` long.
    """
    import ijson

    held = _Held(settings.max_line_bytes)
    if source.head.startswith(_MARK):
        source.stream.read(len(_MARK))
    stream = cast("BinaryIO", io.BufferedReader(Counted(source.stream, held.add)))
    number = 0
    try:
        for record, outer in _records(stream):
            held.count = 0
            number += 1
            if "jsonfeed.org" in str(outer.get("version")):
                record = _feed_item(record, outer)
            yield from read_record(record, f"{source.path}#{number}", source, settings)
    except ijson.JSONError as error:
        done = f" after record {number}" if number else ""
        yield refused(
            source.path, f"broken JSON{done} ({_first_line(error)}): mend it; what follows is not read"
        )
        return
    except _DeepError:
        yield refused(source.path, f"JSON nested more than {_DEEPEST} deep, no export of articles: mend it")
        return
    if not number:
        names = ", ".join(sorted(WRAPPERS))
        yield refused(source.path, f"JSON without records: give a list of objects, or one under {names}")


def _feed_item(item: dict[str, Json], feed: dict[str, Json]) -> dict[str, Json]:
    """Give an item of a JSON Feed (version 1.1) with its outlet, its HTML put together as a page."""
    title, content = item.get("title"), item.get("content_html")
    page = item_page(title if isinstance(title, str) else None, content) if isinstance(content, str) else None
    return {"html": page, "publisher": feed.get("title"), **item}


class _DeepError(Exception):
    """A document is nested too deep."""


class _Held:
    """Counts the bytes read since the last record."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.count = 0

    def add(self, count: int) -> None:
        self.count += count
        if self.count > self._limit:
            raise TooMuchError(
                f"a JSON record longer than {megabytes(self._limit)}, not read on: split it, or raise "
                "max_line_bytes"
            )


def _records(stream: BinaryIO) -> Iterator[tuple[dict[str, Json], dict[str, Json]]]:
    """Build one object after the other, each with what the answer around it says before its list begins."""
    import ijson
    from ijson.common import ObjectBuilder

    builder: ObjectBuilder | None = None
    outer: dict[str, Json] = {}
    #: For each list and object that is open, whether it is an object.
    is_object: list[bool] = []
    #: How many of them stand around a record; None behind the list of an answer.
    level: int | None = 0
    found = False
    key = ""
    for event, value in ijson.basic_parse(stream, use_float=True, multiple_values=True, buf_size=1 << 16):
        if event == "map_key":
            key = str(value)
        elif event == "start_array" and not found and _begins_records(is_object, key, builder):
            outer = builder.value if builder else {}
            builder, level = None, len(is_object) + 1
        elif event == "start_map" and builder is None and len(is_object) == level:
            builder = ObjectBuilder()
        if builder is not None:
            builder.event(event, value)
        if event in ("start_map", "start_array"):
            is_object.append(event == "start_map")
            if len(is_object) > _DEEPEST:
                raise _DeepError
        elif event in ("end_map", "end_array"):
            is_object.pop()
            if builder is not None and len(is_object) == level:
                yield builder.value, outer
                builder, found = None, True
            elif builder is None and level is not None and len(is_object) < level:
                level = None
            if not is_object:
                level, outer, found = 0, {}, False


def _begins_records(is_object: list[bool], key: str, builder: ObjectBuilder | None) -> bool:
    """Tell whether the list that begins now holds records: the outermost, or one named so in an answer."""
    if not is_object:
        return True
    named = len(is_object) <= _DEEPEST_LIST and all(is_object) and key.lower() in WRAPPERS
    return named and not (builder and Record(builder.value).content())


def _first_line(error: Exception) -> str:
    text = str(error.args[0] if error.args else error)
    return text.splitlines()[0].strip()[:100] if text.strip() else type(error).__name__
