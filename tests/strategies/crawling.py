"""Follow the links of the pages, a few pages of each kind, and give each page with its tree."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from starlette.testclient import TestClient

#: What is no page: read by programs, or part of one.
_NO_PAGES = ("/api", "/feeds", "/pictures", "/static")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """A page that was reached."""

    address: str
    status: int
    text: str
    tree: html.HtmlElement


def kind_of(address: str) -> str:
    """Name the kind of a page by its address: what comes after the first part does not count."""
    parts = urlsplit(address)
    first, _, rest = parts.path.strip("/").partition("/")
    return f"/{first}{'/…' if rest else ''}{'?' if parts.query else ''}"


def crawl(client: TestClient, *starts: str, of_each_kind: int = 6) -> Iterator[Crawled]:
    """Give the pages that can be reached, at most so many of each kind."""
    waiting, seen = deque(starts), set(starts)
    found: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        if found[kind_of(address)] == of_each_kind:
            continue
        found[kind_of(address)] += 1
        answer = client.get(address)
        tree = html.fromstring(answer.text)
        yield Crawled(address=address, status=answer.status_code, text=answer.text, tree=tree)
        for link in tree.iterfind(".//a[@href]"):
            there = urldefrag(urljoin(str(answer.url), link.get("href"))).url
            parts = urlsplit(there)
            own = parts.netloc == urlsplit(str(client.base_url)).netloc
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if own and not path.startswith(_NO_PAGES) and path not in seen:
                seen.add(path)
                waiting.append(path)
