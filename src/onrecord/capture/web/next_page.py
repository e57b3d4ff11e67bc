"""Find the address of an article's next page on the page before it."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urljoin

from onrecord.model import Capture
from onrecord.model.parts import part_address

#: No more pages of one article are fetched.
MOST_PAGES: Final = 20
#: So many bytes of a page are looked at.
_READ: Final = 2_000_000
_LINK: Final = re.compile(rb"<(?:link|a)\s([^<>]{1,2000})>", re.IGNORECASE)
_NEXT: Final = re.compile(rb"\brel\s{0,3}=\s{0,3}[\"']?(?:[a-z-]{1,20} ){0,3}next\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(rb"\bhref\s{0,3}=\s{0,3}(?:\"([^\"]{1,1500})\"|'([^']{1,1500})')", re.IGNORECASE)
#: What says so of itself is an article; the pages of a section or a search are no parts of one.
_ARTICLE: Final = re.compile(
    rb"og:type[\"']?\s{1,5}content\s{0,3}=\s{0,3}[\"']?article|[\"']@type[\"']\s{0,5}:\s{0,5}\[?\s{0,5}[\"']"
    rb"(?:[A-Za-z]{0,20}Article|Report)\b",
    re.IGNORECASE,
)


def next_page(capture: Capture) -> str | None:
    """Give the address of the page that goes on with an article; None where none does.

    The page calls itself an article, names its next page (`rel="next"`), and that stands at the same
    address but for its number, one higher. Blogs name the next story in the same way.
    """
    content = capture.content[:_READ]
    if capture.media_type != "text/html" or not capture.url or not _ARTICLE.search(content):
        return None
    here = part_address(capture.url)
    for link in _LINK.finditer(content):
        found = _ADDRESS.search(link[1]) if _NEXT.search(link[1]) else None
        if found is None:
            continue
        try:
            address = urljoin(capture.url, html.unescape((found[1] or found[2]).decode("utf-8", "replace")))
        except ValueError:
            continue
        there = part_address(address)
        if there.whole == here.whole and there.page == here.page + 1 <= MOST_PAGES:
            return address
    return None
