"""Parse a hostile page into a tree: depth and size are looked at before the parser is let in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

#: An lxml HTML element; lxml ships no types.
Element = Any

#: A tag with the slash of a close tag. Scripts and style sheets are taken out before.
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9:_-]{0,40})")
_RAW = re.compile(rb"<(script|style)(?![a-z0-9:_-])")
_FLAT_TAGS = (
    "area base br col embed hr img input link meta param source track wbr command keygen basefont "
    "frame p li td th tr dt dd option optgroup thead tbody tfoot colgroup rt rp html head body script "
    "style title"
)
#: Tags that can't hold others, and those that the parser closes by itself: thousands of unclosed
#: <p> or <li> in a row are a sloppy page, not a deep one.
_FLAT = frozenset(_FLAT_TAGS.encode().split())
#: Characters that XML forbids; libxml2 stops at a NUL, so that a page with one would lose its rest.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: For `bytes.translate`: a space for those of them that are one byte in UTF-8.
_BLANKED = bytes(0x20 if _FORBIDDEN.match(chr(code)) else code for code in range(0x80)) + bytes(
    range(0x80, 0x100)
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
#: Every element is of one class, as trafilatura wants it. lxml.html by itself asks a function in Python
#: for the class of each element, each time that it is met anew.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)


class TooDeepError(ValueError):
    """A page nests its tags deeper than is read."""


def nesting_depth(page: str) -> int:
    """Count the deepest nesting of open tags in `page`, in one pass and without a parser.

    A close tag closes what stands open inside its element, and counts for nothing where there is none.
    What looks like tags inside scripts is passed over.
    """
    return _depth(page.encode("utf-8", "replace"))


def _depth(page: bytes) -> int:
    stack: list[bytes] = []
    standing: dict[bytes, int] = {}
    deepest = 0
    for markup in _without_scripts(page.lower()):
        for closing, name in _TAG.findall(markup):
            if name in _FLAT:
                continue
            if not closing:
                stack.append(name)
                standing[name] = standing.get(name, 0) + 1
                if len(stack) > deepest:
                    deepest = len(stack)
            elif standing.get(name):
                while (closed := stack.pop()) != name:
                    standing[closed] -= 1
                standing[name] -= 1
    return deepest


def _without_scripts(lower: bytes) -> Iterator[bytes]:
    """Yield what stands between the scripts and style sheets of a page in lower case."""
    position = 0
    while (raw := _RAW.search(lower, position)) is not None:
        yield lower[position : raw.start()]
        position = lower.find(b"</" + raw[1], raw.end())
        if position < 0:
            return
    yield lower[position:]


def parse_html(page: str, max_depth: int) -> Element | None:
    """Give the root of `page`, without its scripts, or None where there is no element in it at all.

    Raises TooDeepError where tags nest deeper than `max_depth`. The tree never fetches anything.
    """
    content = _clean(page)
    # No page nests deeper than it has tags: most have too few of them to be counted one by one.
    if content.count(b"<") > max_depth and _depth(content) > max_depth:
        raise TooDeepError(f"tags nest deeper than {max_depth}")
    # huge_tree lifts libxml2's depth of 256, behind which it would cut the page off in silence; the
    # depth has been looked at above, and libxml2 itself stops at 2,048. Bytes with a stated
    # encoding: lxml refuses str that declares another one in a meta tag.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    _drop_scripts(root)
    return root


def _drop_scripts(root: Element) -> None:
    """Take scripts and style sheets out, which trafilatura would copy four times; JSON-LD stays."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            script.tag = "style"
    etree.strip_elements(root, "style", with_tail=False)


def _clean(page: str) -> bytes:
    """Give `page` in UTF-8 with a space for each character that XML forbids, without an XML declaration.

    Looking for characters among bytes takes a fraction of the time that it takes among characters.
    """
    if declaration := _DECLARATION.match(page):
        page = page[declaration.end() :]
    try:
        content = page.encode()
    except UnicodeEncodeError:
        return _FORBIDDEN.sub(" ", page).encode()
    if "\ufffe" in page or "\uffff" in page:
        return _FORBIDDEN.sub(" ", page).encode()
    return content.translate(_BLANKED)
