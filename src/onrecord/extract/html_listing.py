"""Tell a listing, tag or section page from an article by its tree, and cut it into its teasers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from onrecord.extract.html_select import is_prose
from onrecord.extract.html_tree import Element
from onrecord.extract.html_zones import Announced
from onrecord.extract.metadata import Metadata
from onrecord.extract.visible import Line

#: Fewer teasers than this are a box on an article's page.
FEWEST_ITEMS = 3
#: The teasers hold at least this share of the page's prose; on an article's page the story outweighs them.
SHARE_OF_PROSE = 0.6
#: A teaser's text is no longer than this on average, in words.
LONGEST_TEASER = 90
#: A line of fewer words tells nothing of a story.
FEWEST_WORDS = 5
#: Pages with more headings are cut no further.
MOST_ITEMS = 500

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_LISTING_ADDRESS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|sections?|search|archives?|authors?|label|rubrik|themen|page/\d+)(?:/|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Teaser:
    """One item of a listing: the lines of its headline and its text, and where it leads."""

    headline: int
    lines: tuple[int, ...]
    url: str | None


def teasers_of(
    lines: Sequence[Line], announced: Announced, metadata: Metadata, url: str | None
) -> list[Teaser]:
    """Give the teasers of a listing page, in order; none where the page is an article or anything else.

    A listing repeats one thing: a heading that is a link, with a few words under it, in elements of
    one name. A page that calls itself an article is none.
    """
    if metadata.article.get("datePublished") or (metadata.tag("og:type") or "").lower().endswith("article"):
        return []
    page_zones = announced.zones([is_prose(line) for line in lines])
    prose = sum(len(x.text) for x in lines if _tells(x) and page_zones[x.element] is None)
    groups: dict[tuple[str, str], list[int]] = {}
    for i, line in enumerate(lines):
        heading = _heading(line)
        if heading is not None and page_zones[line.element] is None and _link(line) is not None:
            groups.setdefault((str(heading.tag), str(heading.get("class") or "")), []).append(i)
    best: tuple[int, list[Teaser]] = (0, [])
    for members in groups.values():
        if FEWEST_ITEMS <= len(members) <= MOST_ITEMS:
            teasers = _teasers(lines, members)
            size = sum(len(lines[i].text) for t in teasers for i in t.lines)
            best = max(best, (size, teasers), key=lambda pair: pair[0])
    size, teasers = best
    needed = 0.5 * SHARE_OF_PROSE if url and _LISTING_ADDRESS.search(urlsplit(url).path) else SHARE_OF_PROSE
    words = sum(len(lines[i].words) for t in teasers for i in t.lines)
    if len(teasers) < FEWEST_ITEMS or size < needed * prose or words > LONGEST_TEASER * len(teasers):
        return []
    return teasers


def _tells(line: Line) -> bool:
    """Tell whether a line says something, as menus, dates and links do not."""
    return len(line.words) >= FEWEST_WORDS and line.linked < 0.7 * len(line.text)


def _heading(line: Line) -> Element | None:
    """Give the heading element around a line, if it is one."""
    element = line.element
    for _ in range(2):
        if element is None:
            return None
        if element.tag in _HEADINGS:
            return element
        element = element.getparent()
    return None


def _link(line: Line) -> str | None:
    """Give the address that a heading leads to: a link in it, or one around it."""
    if line.linked < 0.8 * len(line.text):
        return None
    for element in (*line.inner[:2], line.element):
        for place in (element, *islice(element.iterancestors(), 4)):
            if place.tag == "a" and place.get("href"):
                return str(place.get("href"))
    return None


def _teasers(lines: Sequence[Line], headings: Sequence[int]) -> list[Teaser]:
    """Give for each heading the lines up to the next one that stand in its own element."""
    counts: Counter[Element] = Counter()
    for i in headings:
        counts[lines[i].element] += 1
        counts.update(lines[i].element.iterancestors())
    teasers = []
    for number, i in enumerate(headings):
        container = lines[i].element
        while (parent := container.getparent()) is not None and counts[parent] == 1:
            container = parent
        parent = container.getparent()
        inside = {container, *container.iterdescendants()} if parent is not None else set()
        end = headings[number + 1] if number + 1 < len(headings) else len(lines)
        own = [
            j
            for j in range(i + 1, end)
            if (lines[j].element in inside or (len(inside) < 8 and _follows(lines[j].element, container)))
            and _tells(lines[j])
        ]
        teasers.append(Teaser(i, tuple(own), _link(lines[i])))
    return [teaser for teaser in teasers if teaser.lines]


def _follows(element: Element, heading: Element) -> bool:
    """Tell whether a flat listing (heading, paragraph, heading …) puts an element under a heading."""
    return element.getparent() is heading.getparent()
