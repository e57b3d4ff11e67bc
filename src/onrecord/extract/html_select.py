"""Choose the lines of a page that are its article: trafilatura's choice, brought back to the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

import trafilatura

from onrecord.extract.html_tree import Element
from onrecord.extract.html_zones import Zones, zones
from onrecord.extract.visible import Line

#: Words, and each character of scripts that are written without spaces.
_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")
#: A line is chosen where this share of its word 4-grams is. Lines are whole or absent, nearly always.
CHOSEN = 0.6
#: Pages of more elements, or of more characters of text, are not given to trafilatura, whose time grows
#: faster than the page; their lines are chosen by themselves.
MOST_ELEMENTS, MOST_CHARACTERS = 60_000, 2_000_000
#: So many characters of a line are looked at; no paragraph is as long.
LONGEST_LINE = 5_000
#: A line of so many words without much of a link can be prose.
PROSE_WORDS = 12
#: Elements with this share of the chosen paragraphs are where the article's paragraphs stand.
HOME_SHARE = 0.1
#: Trafilatura has missed the article where its choice is so small beside the page's largest run of prose.
SCARCE = 0.3


def tokens(text: str) -> list[str]:
    """Give the words of a line in lower case; scripts without spaces give their characters.

    A line is read up to LONGEST_LINE characters, so that a page that is one line costs no more.
    """
    return _TOKEN.findall(text[:LONGEST_LINE].lower())


class Choice:
    """The words of an extracted text, to ask which lines of the page it took."""

    def __init__(self, text: str) -> None:
        words = _TOKEN.findall(text.lower())
        self.grams = set(zip(words, words[1:], words[2:], words[3:], strict=False))
        self.lines = {" ".join(tokens(line)) for line in text.splitlines()}

    def holds(self, line: str) -> bool:
        """Tell whether `line` is in the text; lines of four words or fewer must be lines of it too."""
        words = tokens(line)
        if len(words) <= 4:
            return bool(words) and " ".join(words) in self.lines
        grams = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        return sum(gram in self.grams for gram in grams) >= CHOSEN * len(grams)


def extracted_text(root: Element, lines: Sequence[Line], url: str | None) -> str:
    """Give trafilatura's text of a page, "" where it finds none, fails, or would take too long."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS or sum(len(x.text) for x in lines) > MOST_CHARACTERS:
        return ""
    try:
        # A copy: trafilatura prunes the tree that it is given.
        return trafilatura.extract(deepcopy(root), url=url, include_comments=False, deduplicate=False) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError):
        # Its errors on broken trees are of many kinds; the lines of the page are read without it.
        return ""


def is_prose(line: Line) -> bool:
    """Tell whether a line can be a paragraph: long enough, and hardly a link."""
    return len(tokens(line.text)) >= PROSE_WORDS and line.linked <= 0.5 * len(line.text)


def home(line: Line) -> Element:
    """Give the element whose paragraphs the line is one of: the block around it, or the parent of that."""
    element = line.element
    parent = element.getparent()
    return element if parent is None or element.tag in ("div", "section", "article", "body") else parent


def ways(root: Element) -> dict[Element, int]:
    """Give each element a number for the way down to it: tags and classes from the root.

    The parts that one article is cut up into are reached the same way; comments and boxes are not.
    """
    numbers: dict[tuple[int, str, str], int] = {}
    found: dict[Element, int] = {}
    for element in root.iter():
        parent = element.getparent()
        key = (found.get(parent, -1), str(element.tag), str(element.get("class") or ""))
        found[element] = numbers.setdefault(key, len(numbers))
    return found


def choose_lines(root: Element, lines: Sequence[Line], url: str | None) -> tuple[list[bool], Zones]:
    """Tell for each line whether it is supposed to be the article's, and the zones of the page.

    Trafilatura's choice, with the paragraphs that it passed over where the way to them is the same;
    where it chose hardly anything, the largest run of prose that is in no zone.
    """
    choice = Choice(extracted_text(root, lines, url))
    chosen = [choice.holds(line.text) for line in lines]
    page_zones = zones(root, lines, chosen)
    way = ways(root)
    found: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for line, is_chosen in zip(lines, chosen, strict=True):
        if is_prose(line) and line.element.tag != "li":
            found[way[home(line)]] += len(line.text) * is_chosen
            every[way[home(line)]] += len(line.text) * (page_zones[line.element] is None and not line.hidden)
    if every and sum(found.values()) < SCARCE * max(every.values()):
        best = max(every, key=lambda place: every[place])
        found = Counter({best: every[best]})
    enough = HOME_SHARE * sum(found.values())
    filled = [
        is_chosen
        or (
            is_prose(line) and line.element.tag != "li" and page_zones[line.element] is None
            and found[way[home(line)]] > enough
        )
        for line, is_chosen in zip(lines, chosen, strict=True)
    ]  # fmt: skip
    return filled, zones(root, lines, filled) if filled != chosen else page_zones
