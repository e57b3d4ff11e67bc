"""Where a page stands: by which addresses two captures may be captures of one page."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.model import Article

#: Parts of a query that say by which way a reader came, and nothing of which page it is.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga)$", re.IGNORECASE)
#: Files that hold many pages, and "-", from which any page may come: their path is nobody's address.
_HOLDS_MANY = re.compile(
    r"(?:^-|\.(?:jsonl|ndjson|csv|tsv|warc|arc|rss|atom|xml|parquet))(?:\.gz)?$", re.IGNORECASE
)
#: Schemes of the web; one page answers to both.
_WEB = ("http", "https")
#: Characters of an address that count.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """All by which an article can be found again; None where it has none of a kind."""

    #: Without fragment, scheme, tracking parameters and a slash at the end.
    url: str | None
    key: str | None
    path: str | None


def addresses_of(article: Article) -> Addresses:
    """Give the addresses of an article's page."""
    return Addresses(
        url=_same_page(article.url) if article.url else None,
        key=article.key[:_LONGEST] if article.key else None,
        path=_plain_path(article.path),
    )


def address_key(kind: str, address: str) -> str:
    """Give the block that articles of one address share; `kind` is "url", "key" or "path"."""
    return f"{kind}:{address}"


def keys_of_address(address: str) -> tuple[str, ...]:
    """Give the blocks of an address that somebody typed, whatever kind it is of."""
    path = posixpath.normpath(address) if address else ""
    found = {"url": _same_page(address), "key": address[:_LONGEST], "path": path[:_LONGEST]}
    return tuple(address_key(kind, value) for kind, value in found.items() if value)


def _plain_path(path: str) -> str | None:
    return None if _HOLDS_MANY.search(path) else posixpath.normpath(path)[:_LONGEST]


def _same_page(url: str) -> str | None:
    """Write an URL in the one way that all links to its page have; None for the front page of a site.

    A front page stands for no article: sites that name it as the address of all their pages are common.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    if not host:
        return None
    kept = [it for it in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(it[0])]
    path = parts.path.rstrip("/")
    if not path and not kept:
        return None
    scheme = "" if parts.scheme.lower() in _WEB else f"{parts.scheme.lower()}:"
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{scheme}//{place}{path}{query}"[:_LONGEST]
