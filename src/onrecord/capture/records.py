"""Make a capture of one record: an object of a JSON file, a row of a table, an item of a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.capture.build import make_capture, megabytes, refused
from onrecord.capture.fields import WRAPPERS, Record
from onrecord.capture.sniff import sniff
from onrecord.capture.source import Source
from onrecord.model import Capture, Declared, Drop
from onrecord.model.ids import Json
from onrecord.settings import Settings

#: How NewsAPI ends a text that it cuts.
_CUT = re.compile(r"\[\+(\d{1,9}) chars\]\s*$")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def unwrapped(values: dict[str, Json]) -> list[dict[str, Json]] | None:
    """Give the records inside an answer of a service (`{"status": "ok", "articles": […]}`), else None."""
    for name, value in values.items():
        if name.lower() in WRAPPERS and isinstance(value, list) and value and isinstance(value[0], dict):
            return [record for record in value if isinstance(record, dict)]
    return None


def read_record(
    values: Mapping[str, Json], item: str, source: Source, settings: Settings, *, lost: int = 0
) -> Iterator[Capture | Drop]:
    """Make the capture of a record, or follow its address where it holds no page and that was asked for.

    Args:
        values: the record's fields.
        item: what a drop names, as `x.jsonl:12`.
        source: where it stands.
        settings: the limits.
        lost: characters of it that were broken already.

    """
    record = Record(values, source.columns)
    found = record.content()
    url = record.text("url")
    pointed = url if url and _WEB.fullmatch(url) else None
    cut = _CUT.search(found[1]) if found else None
    if found is None or (source.follow and pointed and (cut or record.is_excerpt())):
        yield from _pointed(record, pointed, item, source)
        return
    wanted, content = found
    data = content.encode("utf-8")
    if len(data) > settings.max_page_bytes:
        limit = megabytes(settings.max_page_bytes)
        yield refused(item, f"its page is larger than {limit}: split it, or raise max_page_bytes")
        return
    is_html = wanted == "html" or (wanted == "content" and sniff(data[:8192]) == "html")
    yield make_capture(
        data,
        media_type="text/html" if is_html else "text/plain",
        path=source.path,
        url=url,
        key=record.text("key"),
        charset="utf-8",
        declared=Declared(
            title=record.text("title"),
            publisher=record.text("publisher"),
            author=record.text("author"),
            published=record.published(),
        ),
        captured=source.captured,
    )
    if lost := lost + record.surrogates:
        reason = f"{lost} characters are broken (no valid UTF-8, or half of a pair): each stands as U+FFFD"
        yield Drop(stage="decode", item=item, reason=reason, partial=True)
    if cut:
        yield _partial(item, f"its text is cut by the export, {cut[1]} characters are missing", pointed)
    elif wanted == "content" and record.is_excerpt():
        yield _partial(item, "the record holds quotations of the page only, not the page", pointed)


def _pointed(record: Record, url: str | None, item: str, source: Source) -> Iterator[Capture | Drop]:
    """Follow the address of a record that holds no page of its own, or say what there is."""
    if url and source.follow:
        yield from source.follow(url)
        return
    summary = record.summary()
    if url:
        has = f"only a summary of {len(summary.split())} words" if summary else "no text"
        yield refused(item, f"has {has} and points to {url}: add that page, or use --follow")
        return
    if source.columns:
        asked = ", ".join(f"{field}={name}" for field, name in source.columns.items())
        yield refused(item, f"no text in it where --map says ({asked})")
        return
    yield refused(item, "neither 'text' nor 'html' has anything in it: a record needs one of them")


def _partial(item: str, what: str, url: str | None) -> Drop:
    where = f": add the page itself, {url}, or use --follow" if url else ""
    return Drop(stage="capture", item=item, reason=what + where, partial=True)
