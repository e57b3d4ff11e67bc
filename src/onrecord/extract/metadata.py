"""Read what a page says of itself: meta tags, JSON-LD, microdata; title, publisher, address."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.extract.html_tree import Element
from onrecord.extract.visible import fold

#: JSON-LD longer than this, in characters, is passed over; the longest of 248 real pages has 605,000.
LONGEST_JSON = 2_000_000
#: So many <h1> are looked at for a title.
MOST_HEADINGS = 5
#: So many JSON-LD nodes of a page are looked at.
MOST_NODES = 5_000
_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Recipe|Review)$")
_PAGE_TYPES = re.compile(r"(?:WebPage|VideoObject|ItemPage)$")
#: Between a title and the site's name. A hyphen counts with white space on both sides only.
_SUFFIX = re.compile(r"\s+[|–—·•»:«-]\s+|\s*[|｜]\s*|：(?=[^：]*$)")
#: Between a title and what a site hangs on to it.
_BREAK = re.compile(r"\s+[|–—·•»-]\s+|\s*[|｜：]\s*")
#: A title that is the beginning of a longer one cuts it, if it is longer than this, in characters.
SHORTEST_START = 15


@dataclass(frozen=True, slots=True)
class Metadata:
    """The meta tags of a page and the JSON-LD nodes that describe it."""

    #: Contents in order by `tag_key` of the name, property or itemprop.
    tags: Mapping[str, tuple[str, ...]]
    #: The node of the article itself, or an empty one.
    article: Mapping[str, Any]
    #: The node of the web page, or an empty one.
    webpage: Mapping[str, Any]
    #: Every node by its `@id`, for references.
    by_id: Mapping[str, Mapping[str, Any]]

    def tag(self, *names: str) -> str | None:
        """Give the first content of the first of `names` that the page has, white space folded."""
        return next((contents[0] for name in names if (contents := self.contents(name))), None)

    def contents(self, name: str) -> tuple[str, ...]:
        """Give all contents of the tag `name`, however its parts are joined."""
        return self.tags.get(tag_key(name), ())

    def linked(self, value: Any) -> Any:
        """Follow a JSON-LD reference (`{"@id": …}`) to its node; anything else is given back."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def tag_key(name: str) -> str:
    """Give the letters of a tag's name: they are joined by colons, dots, hyphens or underscores."""
    return re.sub(r"[^a-z]", "", name[:100].lower())


def read_metadata(root: Element, url: str | None) -> Metadata:
    """Collect the metadata of a parsed page.

    Args:
        root: of the page.
        url: its address where known, to tell its own JSON-LD node from those of other stories.

    """
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = fold(html.unescape(meta.get("content") or ""))
        for key in ("name", "property", "itemprop", "http-equiv"):
            if content and (name := meta.get(key)):
                tags.setdefault(tag_key(name), []).append(content)
    nodes = list(_nodes(root))
    frozen = {name: tuple(contents) for name, contents in tags.items()}
    return Metadata(
        tags=frozen,
        article=_own_node(nodes, _ARTICLE_TYPES, frozen, url),
        webpage=_own_node(nodes, _PAGE_TYPES, frozen, url),
        by_id={
            node["@id"]: node
            for node in reversed(nodes)
            if isinstance(node.get("@id"), str) and len(node) > 1
        },
    )


def _nodes(root: Element) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD nodes of a page, outer ones before inner ones."""
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = deque([_parsed(script.text or "")])
        while waiting and count < MOST_NODES:
            node = waiting.popleft()
            count += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _parsed(text: str) -> Any:
    if len(text) > LONGEST_JSON:
        return None
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().removeprefix("//<![CDATA[")
    text = text.removesuffix("//]]>").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        # The commonest slip by hand: a comma before a closing bracket.
        return json.loads(re.sub(r",(\s{0,200}[}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _own_node(
    nodes: list[dict[str, Any]], wanted: re.Pattern[str], tags: Mapping[str, tuple[str, ...]], url: str | None
) -> Mapping[str, Any]:
    """Choose the node that describes this page: by its address, else by its headline, else the first."""
    candidates = [n for n in nodes if any(wanted.search(t) for t in _types(n)) and _says_something(n)]
    if len(candidates) < 2:
        return candidates[0] if candidates else {}
    own = {_bare(a) for a in (url, *tags.get("ogurl", ())) if a}
    for node in candidates:
        addresses = (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
        found = (a.get("@id") or a.get("url") if isinstance(a, dict) else a for a in addresses)
        if any(isinstance(a, str) and _bare(a) in own for a in found):
            return node
    titles = {fold(t).casefold() for t in tags.get("ogtitle", ())}
    return next((n for n in candidates if fold(str(n.get("headline"))).casefold() in titles), candidates[0])


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _says_something(node: Mapping[str, Any]) -> bool:
    return any(node.get(key) for key in ("headline", "name", "datePublished", "author", "url"))


def _bare(address: str) -> str:
    """Give an address without scheme, query and fragment, to compare."""
    return address.split("#")[0].split("?")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def text_of(value: Any) -> str | None:
    """Give a JSON-LD value as plain text: entities resolved, tags taken out, white space folded."""
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    if not isinstance(value, str):
        return None
    return fold(re.sub(r"<[^<>]{0,200}>", " ", html.unescape(html.unescape(value)))) or None


def name_of(value: Any, metadata: Metadata) -> str | None:
    """Give the name of a JSON-LD person or organization, however it is written."""
    value = metadata.linked(value[0] if isinstance(value, list) and value else value)
    if isinstance(value, dict):
        return text_of(value.get("name")) or text_of(value.get("alternateName"))
    return text_of(value)


def address_of(root: Element, metadata: Metadata, url: str | None) -> str | None:
    """Give the page's address: where it was captured, else the canonical one that it states."""
    if url:
        return url
    links = (e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical")
    stated = (*links, metadata.tag("og:url"), text_of(metadata.article.get("url")))
    return next((address.strip() for address in stated if address and host_of(address)), None)


def absolute(base: str | None, link: str | None) -> str | None:
    """Give the address that `link` on the page at `base` leads to, or None where it leads nowhere."""
    try:
        address = urljoin(base or "", link or "")
    except ValueError:
        return None
    return address if host_of(address) else None


def host_of(address: str | None) -> str | None:
    """Give the host of an http address in lower case without "www.", or None where it is none."""
    try:
        parts = urlsplit((address or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if parts.scheme in ("http", "https") and host else None


def publisher_of(metadata: Metadata, address: str | None) -> str | None:
    """Give the outlet's name: its own in JSON-LD or Open Graph, else the host of its address."""
    return (
        metadata.tag("og:site_name")
        or name_of(metadata.article.get("publisher"), metadata)
        or metadata.tag("application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright")
        or name_of(metadata.webpage.get("publisher"), metadata)
        or (host_of(address))
    )


def without_site_name(title: str, *names: str | None) -> str:
    """Cut the name of the site off the end (or the front) of a title ("Storm in the bay | The Gull")."""
    known = [_key(name) for name in names if name]
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
    breaks = list(_SUFFIX.finditer(title))
    if _is_site(parts[-1], known):
        return without_site_name(title[: breaks[-1].start()].rstrip(), *names)
    if _is_site(parts[0], known):
        return title[breaks[0].end() :].lstrip()
    return title


def _key(name: str) -> str:
    return re.sub(r"\W+|\.(?:com|org|net)$", "", name.casefold())


def _is_site(part: str, known: list[str]) -> bool:
    key = _key(part)
    return bool(key) and any(key == k or (len(key) > 3 and (key in k or k in key)) for k in known)


def page_titles(root: Element, metadata: Metadata, *names: str | None) -> list[str]:
    """Give the titles that the page states of itself, the best first, without the site's name.

    Open Graph's is the one written for readers elsewhere and agrees most often with the headline;
    what follows it is the site's where another stated title is its beginning.

    Args:
        root: of the page.
        metadata: of the page.
        names: of the site, to be cut off.

    """
    headings = [fold("".join(h1.itertext())) for h1 in islice(root.iter("h1"), MOST_HEADINGS)]
    stated = [
        metadata.tag("og:title"),
        text_of(metadata.article.get("headline")),
        metadata.tag("twitter:title"),
        *headings,
        fold(root.findtext(".//head/title") or ""),
    ]
    whole = [html.unescape(title) for title in stated if title]
    titles: list[str] = []
    for title in whole:
        starts = [
            s
            for s in whole
            if len(s) > SHORTEST_START and title.startswith(s) and _BREAK.match(title[len(s) :])
        ]
        title = min(starts, key=len, default=title)
        cut = without_site_name(title, *names)
        if cut and cut not in titles:
            titles.append(cut)
    return titles
