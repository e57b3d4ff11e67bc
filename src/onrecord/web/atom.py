"""Write an Atom feed (RFC 4287): every word is escaped, every id stays the same for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from xml.etree import ElementTree

from onrecord.web.templating import clean, undirected

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
#: What ids are made under (RFC 9562, name-based): the same thing has the same id on every server.
_IDS = uuid.uuid5(uuid.NAMESPACE_OID, "onrecord")
#: A title is a line; the whole content stands in the summary.
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a feed."""

    #: Its id on record.
    identity: str
    title: str
    #: Address of its page.
    page: str
    #: When it came on record, and the day it was said or published; RFC 3339.
    updated: str
    published: str | None
    author: str
    summary: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed; its fields as those of an entry."""

    identity: str
    title: str
    #: Its own address.
    address: str
    page: str
    updated: str
    entries: tuple[Entry, ...]


def write_feed(feed: Feed) -> bytes:
    """Write a feed as XML in UTF-8."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}feed")
    _add(root, "id", _urn(f"feed {feed.identity}"))
    _add(root, "title", _line(feed.title))
    _add(root, "updated", feed.updated)
    _add(root, "generator", "onrecord")
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        element = _add(root, "entry")
        _add(element, "id", _urn(entry.identity))
        _add(element, "title", _line(entry.title))
        _add(element, "updated", entry.updated)
        if entry.published is not None:
            _add(element, "published", entry.published)
        _add(_add(element, "author"), "name", _line(entry.author))
        _add(element, "link", rel="alternate", type="text/html", href=entry.page)
        if entry.summary is not None:
            _add(element, "summary", entry.summary, type="text")
    # Written in UTF-8 at once, not tag by tag.
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(root, encoding='unicode')}".encode()
    )


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **given: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(
        parent, f"{{{_NAMESPACE}}}{name}", {key: clean(it) for key, it in given.items()}
    )
    element.text = clean(text)
    return element


def _urn(identity: str) -> str:
    return uuid.uuid5(_IDS, identity).urn


def _line(text: str) -> str:
    """Write a line that readers show among their own words, which it must not turn round."""
    line = " ".join(undirected(text).split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
