"""The elements that the lines of a page stand in, with what stands around them: read once for the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.html_tree import Element
from onrecord.extract.visible import Line

_LIST_ITEMS = frozenset(("li", "dd", "dt"))
_TELLING = _LIST_ITEMS | {"blockquote", "h1", "article"}


@dataclass(frozen=True, slots=True)
class Around:
    """The elements that an element stands in, itself included."""

    quote: bool
    #: The innermost list item, or None.
    item: Element | None
    h1: bool
    #: The innermost <article>, or None.
    article: Element | None


class Outline:
    """The elements around the lines of a page, parents before their children; the others hold no text.

    Args:
        root: of the page.
        lines: of the page, in order.

    """

    def __init__(self, root: Element, lines: Sequence[Line]) -> None:
        self.root = root
        self.lines = lines
        self.elements: list[Element] = [root]
        #: For each element the index of its parent; -1 for the root.
        self.parents: list[int] = [-1]
        self._index: dict[Element, int] = {root: 0}
        self._ways: dict[int, int] = {}
        self._steps: dict[tuple[int, str, str | None], int] = {}
        #: For each line the index of the element that holds it.
        self.holders = [self._place(line.element) for line in lines]

    def _place(self, element: Element) -> int:
        """Give the index of an element; it and those around it are added where they are new."""
        found = self._index.get(element)
        if found is not None:
            return found
        new = [element]
        while (index := self._index.get(parent := new[-1].getparent())) is None:
            new.append(parent)
        for inner in reversed(new):
            self.parents.append(index)
            index = self._index[inner] = len(self.elements)
            self.elements.append(inner)
        return index

    def way(self, element: Element) -> int:
        """Give a number for the way down to an element: tags and classes from the root.

        The parts that one article is cut up into are reached the same way; comments and boxes are not.
        """
        asked = index = self._index[element]
        new: list[int] = []
        while index >= 0 and index not in self._ways:
            new.append(index)
            index = self.parents[index]
        for inner in reversed(new):
            element = self.elements[inner]
            step = (self._ways.get(self.parents[inner], -1), element.tag, element.get("class") or None)
            self._ways[inner] = self._steps.setdefault(step, len(self._steps))
        return self._ways[asked]

    def surroundings(self) -> dict[Element, Around]:
        """Give what stands around each element."""
        found: list[Around] = []
        for element, parent in zip(self.elements, self.parents, strict=True):
            outer = found[parent] if found else Around(False, None, False, None)
            tag = element.tag
            if tag in _TELLING:
                outer = Around(
                    quote=outer.quote or tag == "blockquote",
                    item=element if tag in _LIST_ITEMS else outer.item,
                    h1=outer.h1 or tag == "h1",
                    article=element if tag == "article" else outer.article,
                )
            found.append(outer)
        return dict(zip(self.elements, found, strict=True))
