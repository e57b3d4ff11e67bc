"""Choose the lines of a page that are its article: trafilatura's choice, brought back to the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

import trafilatura
from lxml import etree
from trafilatura.settings import Extractor

from onrecord.extract.html_outline import Outline
from onrecord.extract.html_tree import Element
from onrecord.extract.html_words import tokens, words_of
from onrecord.extract.html_zones import Announced, Zones
from onrecord.extract.visible import Line

#: A line is chosen where this share of its word 4-grams is. Lines are whole or absent, nearly always.
CHOSEN = 0.6
#: Pages of more elements, or of more characters of text, are not given to trafilatura, whose time grows
#: faster than the page; their lines are chosen by themselves.
MOST_ELEMENTS, MOST_CHARACTERS = 60_000, 2_000_000
_COUNT = etree.XPath("count(//*)")
#: A line of so many words without much of a link can be prose.
PROSE_WORDS = 12
#: Elements with this share of the chosen paragraphs are where the article's paragraphs stand.
HOME_SHARE = 0.1
#: Trafilatura has missed the article where its choice is so small beside the page's largest run of prose.
SCARCE = 0.3


class Choice:
    """The words of an extracted text, to ask which lines of the page it took.

    Args:
        text: that was extracted.
        lines: of the page, where they are at hand.

    """

    def __init__(self, text: str, lines: Sequence[Line] = ()) -> None:
        self._text = text
        # Most lines of the text are lines of the page, whose words are known.
        known = {line.text: line.words for line in lines}
        self._lines = {" ".join(known.get(line) or tokens(line)) for line in text.splitlines()}

    @cached_property
    def _grams(self) -> set[tuple[str, ...]]:
        return set(_grams(words_of(self._text)))

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether a line of `words` is in the text; of four or fewer, it must be a line of it too."""
        if not words:
            return False
        if " ".join(words) in self._lines:
            return True
        if len(words) <= 4:
            return False
        grams = list(_grams(words))
        return sum(map(self._grams.__contains__, grams)) >= CHOSEN * len(grams)


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], words[3:], strict=False)


@cache
def _options() -> Extractor:
    """Give trafilatura's settings, which it would read anew for each page; an address changes no text."""
    return Extractor(comments=False)


def extracted_text(root: Element, lines: Sequence[Line]) -> str:
    """Give trafilatura's text of a page, "" where it finds none, fails, or would take too long."""
    if _COUNT(root) > MOST_ELEMENTS or sum(len(x.text) for x in lines) > MOST_CHARACTERS:
        return ""
    try:
        # It works on a copy of the tree that it is given, since 2.3.
        return trafilatura.extract(root, options=_options()) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError):
        # Its errors on broken trees are of many kinds; the lines of the page are read without it.
        return ""


def is_prose(line: Line) -> bool:
    """Tell whether a line can be a paragraph: long enough, and hardly a link."""
    return len(line.words) >= PROSE_WORDS and line.linked <= 0.5 * len(line.text)


def home(line: Line) -> Element:
    """Give the element whose paragraphs the line is one of: the block around it, or the parent of that."""
    element = line.element
    parent = element.getparent()
    return element if parent is None or element.tag in ("div", "section", "article", "body") else parent


def choose_lines(outline: Outline, announced: Announced) -> tuple[list[bool], Zones]:
    """Tell for each line whether it is supposed to be the article's, and the zones of the page.

    Trafilatura's choice, with the paragraphs that it passed over where the way to them is the same;
    where it chose hardly anything, the largest run of prose that is in no zone.

    Args:
        outline: of the page.
        announced: what its elements announce.

    """
    lines = outline.lines
    choice = Choice(extracted_text(outline.root, lines), lines)
    chosen = [choice.holds(line.words) for line in lines]
    page_zones = announced.zones(chosen)
    prose = {i: outline.way(home(x)) for i, x in enumerate(lines) if is_prose(x) and x.element.tag != "li"}
    found: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for i, way in prose.items():
        line = lines[i]
        found[way] += len(line.text) * chosen[i]
        every[way] += len(line.text) * (page_zones[line.element] is None and not line.hidden)
    if every and sum(found.values()) < SCARCE * max(every.values()):
        best = max(every, key=lambda place: every[place])
        found = Counter({best: every[best]})
    enough = HOME_SHARE * sum(found.values())
    filled = [
        is_chosen or (i in prose and page_zones[line.element] is None and found[prose[i]] > enough)
        for i, (line, is_chosen) in enumerate(zip(lines, chosen, strict=True))
    ]
    return filled, announced.zones(filled) if filled != chosen else page_zones
