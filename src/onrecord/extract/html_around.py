"""What stands around an element: quotation, list, heading, article; read once for the whole page."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.html_tree import Element

_LIST_ITEMS = frozenset(("li", "dd", "dt"))


@dataclass(frozen=True, slots=True)
class Around:
    """The elements that an element stands in, itself included."""

    quote: bool
    #: The innermost list item, or None.
    item: Element | None
    h1: bool
    #: The innermost <article>, or None.
    article: Element | None


def surroundings(root: Element) -> dict[Element, Around]:
    """Give what stands around each element of a page, in one pass."""
    found: dict[Element, Around] = {}
    for element in root.iter():
        tag = element.tag
        parent = element.getparent()
        outer = found[parent] if parent is not None else Around(False, None, False, None)
        if tag in ("blockquote", "h1", "article") or tag in _LIST_ITEMS:
            outer = Around(
                quote=outer.quote or tag == "blockquote",
                item=element if tag in _LIST_ITEMS else outer.item,
                h1=outer.h1 or tag == "h1",
                article=element if tag == "article" else outer.article,
            )
        found[element] = outer
    return found
