"""Read a feed, RSS or Atom: the items that hold their page, or the pages that items point to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from onrecord.capture.build import megabytes, refused
from onrecord.capture.records import read_record
from onrecord.capture.source import Source
from onrecord.capture.streams import read_limited
from onrecord.model import Capture, Drop
from onrecord.model.ids import Json
from onrecord.settings import Settings

#: An item's description of at least so many words, that does not break off, is its page; teasers of
#: real feeds have 10 to 60 words.
FEWEST_WORDS = 80
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading)\W{0,10}$", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def is_feed(head: bytes) -> bool:
    """Tell whether `head` begins an XML feed: RSS 0.9 to 2.0, RDF or Atom."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and _ROOT.search(head[:4000]) is not None


def read_feed(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the items of a feed; one that only sums its page up is followed, or a drop that names the page.

    A feed is read whole, and must be no longer than `max_page_bytes`.
    """
    data = read_limited(source.stream, settings.max_page_bytes)
    if data is None:
        limit = megabytes(settings.max_page_bytes)
        yield refused(source.path, f"a feed larger than {limit}, not read: split it, or raise max_page_bytes")
        return
    if _has_nested_entities(data):
        yield refused(
            source.path, "its entities are made of entities, as in an attack (billion laughs): not read"
        )
        return
    import feedparser

    headers = {"content-type": f"application/xml; charset={source.charset}"} if source.charset else {}
    try:
        # What the item holds, as it stands: nothing is taken out, no link is changed.
        parsed = feedparser.parse(
            data, sanitize_html=False, resolve_relative_uris=False, response_headers=headers
        )
    except Exception as error:  # the parser gets whatever a hostile feed makes it do
        yield refused(source.path, f"a broken feed ({_told(error)}): get it again")
        return
    publisher = _publisher(parsed.feed)
    for number, entry in enumerate(parsed.entries, 1):
        values = _values(entry, publisher)
        yield from read_record(values, f"{source.path}#{number}", source, settings)
    if parsed.bozo and not _is_harmless(parsed.bozo_exception):
        reason = f"a broken feed ({_told(parsed.bozo_exception)}): items behind the fault may be missing"
        yield Drop(stage="capture", item=source.path, reason=reason, partial=bool(parsed.entries))
    elif not parsed.entries:
        yield refused(source.path, "a feed without items")


def _has_nested_entities(data: bytes) -> bool:
    """Tell whether an entity is declared that is made of entities, which only "billion laughs" does."""
    root = _ROOT.search(data)
    _, *declarations = data[: root.start() if root else len(data)].split(b"<!ENTITY")
    return any(b"&" in text.partition(b">")[0].replace(b"&#", b"") for text in declarations)


def _values(entry: Any, publisher: str | None) -> dict[str, Json]:
    """Give an item's fields; its page as HTML where it holds one."""
    title = entry.get("title")
    summary = entry.get("summary")
    contents = [part for part in entry.get("content", ()) if part.get("value", "").strip()]
    best = max(contents, key=lambda part: len(part["value"]), default=None)
    page = _as_html(best["value"], best.get("type")) if best else None
    if page is None and summary and _is_whole(summary):
        page = _as_html(summary, entry.get("summary_detail", {}).get("type"))
    source = entry.get("source") or {}
    return {
        "html": item_page(title, page) if page else None,
        "url": entry.get("link") or (entry.get("id") if not page else None),
        "title": _TAG.sub("", html.unescape(title)).strip() if title else None,
        "author": entry.get("author"),
        "published": entry.get("published") or entry.get("updated"),
        "publisher": source.get("title") or publisher,
        "key": entry.get("id"),
        "summary": _TAG.sub(" ", summary) if summary else None,
    }


def _is_whole(summary: str) -> bool:
    """Tell whether an item's description is its page."""
    words = _TAG.sub(" ", summary)
    return len(words.split()) >= FEWEST_WORDS and not _BREAKS_OFF.search(words[-50:].rstrip())


def _as_html(value: str, media_type: str | None) -> str:
    """Give an item's content as HTML; plain text keeps its paragraphs."""
    if media_type == "text/plain" and not _TAG.search(value):
        paragraphs = value.split("\n")
        return "".join(f"<p>{html.escape(part.strip())}</p>" for part in paragraphs if part.strip())
    return value


def item_page(title: str | None, content: str) -> str:
    """Put title and content of an item together as one page."""
    head = html.escape(html.unescape(_TAG.sub("", title)).strip()) if title else ""
    heading = f"<h1>{head}</h1>\n" if head else ""
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{head}</title></head>\n'
        f"<body><article>\n{heading}{content}\n</article></body></html>\n"
    )


def _publisher(feed: Any) -> str | None:
    return feed.get("publisher") or (feed.get("title") or "").strip() or None


def _is_harmless(error: BaseException) -> bool:
    """Tell whether feedparser only remarks on the charset or the media type that were stated."""
    import feedparser

    return isinstance(error, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType)


def _told(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
