"""Parse a hostile page into a tree: depth and size are looked at before the parser is let in."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

#: An lxml HTML element; lxml ships no types.
Element = Any

_TAG = re.compile(r"<(/?)([a-z][a-z0-9:_-]{0,40})")
_FLAT_TAGS = (
    "area base br col embed hr img input link meta param source track wbr command keygen basefont "
    "frame p li td th tr dt dd option optgroup thead tbody tfoot colgroup rt rp html head body script "
    "style title"
)
#: Tags that can't hold others, and those that the parser closes by itself: thousands of unclosed
#: <p> or <li> in a row are a sloppy page, not a deep one.
_FLAT = frozenset(_FLAT_TAGS.split())
#: Characters that XML forbids; libxml2 stops at a NUL, so that a page with one would lose its rest.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


class TooDeepError(ValueError):
    """A page nests its tags deeper than is read."""


def nesting_depth(page: str) -> int:
    """Count the deepest nesting of open tags in `page`, in one pass and without a parser.

    A close tag closes what stands open inside its element, and counts for nothing where there is none.
    What looks like tags inside scripts is passed over.
    """
    lower = page.lower()
    stack: list[str] = []
    standing: dict[str, int] = {}
    deepest = position = 0
    while (match := _TAG.search(lower, position)) is not None:
        position = match.end()
        closing, name = match.groups()
        if not closing and name in ("script", "style"):
            end = lower.find(f"</{name}", position)
            if end < 0:
                break
            position = end
        elif name in _FLAT:
            continue
        elif not closing:
            stack.append(name)
            standing[name] = standing.get(name, 0) + 1
            deepest = max(deepest, len(stack))
        elif standing.get(name):
            closed = ""
            while closed != name:
                closed = stack.pop()
                standing[closed] -= 1
    return deepest


def parse_html(page: str, max_depth: int) -> Element | None:
    """Give the root of `page`, or None where there is no element in it at all.

    Raises TooDeepError where tags nest deeper than `max_depth`. The tree never fetches anything.
    """
    if nesting_depth(page) > max_depth:
        raise TooDeepError(f"tags nest deeper than {max_depth}")
    clean = _FORBIDDEN.sub(" ", _DECLARATION.sub("", page))
    if not clean.strip():
        return None
    # huge_tree lifts libxml2's depth of 256, behind which it would cut the page off in silence; the
    # depth has been looked at above, and libxml2 itself stops at 2,048. Bytes with a stated
    # encoding: lxml refuses str that declares another one in a meta tag.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
