"""Find the headline of an HTML page and the standfirst under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.authors import is_credit, looks_like_person
from onrecord.extract.dates import is_dated
from onrecord.extract.html_outline import Around
from onrecord.extract.html_select import Choice, is_prose
from onrecord.extract.html_tree import Element
from onrecord.extract.html_words import tokens
from onrecord.extract.html_zones import Zones
from onrecord.extract.visible import Line

#: A standfirst stands within so many lines after the headline, or three before it.
NEAR = 16
#: A headline is no longer than this, in words.
LONGEST_HEADLINE = 60
#: A page that prints its headline twice in its head (once for small screens) does so within so many lines.
TWICE_WITHIN = 40

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAD = re.compile(
    r"(?:^|[-_\s])(?:lead|lede|leadtext|standfirst|excerpt|summary|sub-?title|sub-?head(?:line|ing)?|sub-?line|"
    r"intro(?:duction)?|desc(?:ription)?|dek|deck|abstract|teaser|preamble|ingress|chapo|vorspann|entradilla|"
    r"bajada|copete|sapo|sottotitolo|manchet|underrubrik|undertitel)(?:$|[-_\s])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")


def find_headline(
    lines: Sequence[Line],
    chosen: Sequence[bool],
    page_zones: Zones,
    around: dict[Element, Around],
    titles: Sequence[str],
) -> int | None:
    """Find the line that is the headline: a title that the page states of itself, or its <h1>.

    Args:
        lines: of the page, in order.
        chosen: for each, whether it is supposed to be the article's.
        page_zones: zones of the page's elements.
        around: what stands around its elements.
        titles: of the page by its metadata, the best first.

    """
    prose = [i for i, x in enumerate(lines) if chosen[i] and is_prose(x) and not around[x.element].h1]
    start = prose[0] if prose else len(lines)
    middle = prose[len(prose) // 2] if prose else len(lines)
    keys = {" ".join(tokens(title)) for title in titles} - {""}
    best: tuple[float, int] | None = None
    for i, line in enumerate(lines):
        h1 = around[line.element].h1
        key = " ".join(line.words[: LONGEST_HEADLINE + 1])
        is_title = key in keys
        if not key or not (h1 or is_title) or key.count(" ") >= LONGEST_HEADLINE:
            continue
        rank = 3.0 * is_title + 2.0 * h1 + 1.0 * (line.element.tag in _HEADINGS and not h1)
        # "Opinion: The title", or the title with the site's name.
        rank += 1.0 * (h1 and not is_title and any(len(k) > 9 and k in key for k in keys))
        rank -= 2.0 * (line.linked > 0.7 * len(line.text) and not h1)
        rank -= 2.0 * (page_zones[line.element] is not None) + 4.0 * line.hidden
        rank -= 3.0 * (i > middle) + 0.01 * min(abs(start - i), 90)
        if best is None or rank > best[0]:
            best = (rank, i)
    return best[1] if best and best[0] >= 1.0 else None


def find_standfirsts(
    lines: Sequence[Line], headline: int | None, first_body: int, page_zones: Zones, summary: str | None
) -> set[int]:
    """Find the lines by the headline that are its standfirst: by class, as the page's summary, or by place.

    Args:
        lines: of the page, in order.
        headline: index of the headline's line, or None.
        first_body: index of the first paragraph.
        page_zones: zones of the page's elements.
        summary: what the page's metadata tells of its content.

    """
    if headline is None:
        return set()
    same = lines[headline].words
    earlier = range(max(0, headline - TWICE_WITHIN), headline)
    top = next((i for i in earlier if lines[i].element.tag == "h1" and lines[i].words == same), headline)
    told = Choice(summary) if summary else None
    found: set[int] = set()
    for i in range(max(0, top - 3), min(len(lines), max(top, headline) + NEAR)):
        line = lines[i]
        words = line.words
        if len(words) < 5 or words == same or line.linked > 0.5 * len(line.text) or line.hidden:
            continue
        if page_zones[line.element] not in (None, "byline") or looks_like_person(line.text) or is_dated(line):
            continue
        # A paragraph between headline and body, without a mark of anything else, is the standfirst.
        by_place = (
            top < i < first_body and is_prose(line) and bool(_SENTENCE_END.search(line.text)) and not found
        )
        if (told and len(words) > 5 and told.holds(words)) or (i > top and _is_marked(line)) or by_place:
            found.add(i)
    return found


def find_bylines(lines: Sequence[Line], headline: int | None, first_body: int, page_zones: Zones) -> set[int]:
    """Find the lines between headline and body, or right before it, that credit authors or print a day."""
    if headline is None:
        return set()
    near = range(max(0, headline - 3), min(first_body, headline + TWICE_WITHIN))
    return {
        i
        for i in near
        if not lines[i].hidden
        and page_zones[lines[i].element] in (None, "byline")
        and (is_credit(lines[i]) or is_dated(lines[i]))
    }


def _is_marked(line: Line) -> bool:
    element = line.element
    for _ in range(2):
        if element is None or element.tag in ("body", "main", "article"):
            return False
        if _LEAD.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:400]):
            return True
        element = element.getparent()
    return False
