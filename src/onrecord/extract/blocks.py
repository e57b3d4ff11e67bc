"""Give each unit of a page its kind of block: which words are the article's own, and which are debris.

In order: the story's stretch (plain_region), the headline before it, the lines between them, then the
stretch itself unit by unit, then what follows. Only headline, standfirst, body, quote and list ever speak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from onrecord.extract.credits import byline_names, is_byline
from onrecord.extract.plain_endings import APPEAL_AT_THE_END, silence_endings
from onrecord.extract.plain_features import Traits, traits_of
from onrecord.extract.plain_headline import find_headline
from onrecord.extract.plain_lines import biography_evidence, is_caption, is_in_brackets, is_link_line
from onrecord.extract.plain_page import Page
from onrecord.extract.plain_region import appeals, is_appeal, story_region
from onrecord.extract.plain_units import Unit
from onrecord.extract.printed_date import is_date_line
from onrecord.extract.turns import conversation, is_aside
from onrecord.model import BlockKind

#: Words of the title over a conversation.
LONGEST_TITLE = 15
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")


def classify(units: Sequence[Unit], title: str | None = None) -> Page:
    """Give every unit its kind.

    Args:
        units: of one page, in order.
        title: the headline where the input declares it.

    """
    # Menus and boxes repeat their lines; equal lines are measured once.
    measured: dict[str, Traits] = {}
    traits = [measured.get(u.text) or measured.setdefault(u.text, traits_of(u)) for u in units]
    page = Page(units=units, traits=traits, kinds=["boilerplate"] * len(units))
    page.story = story_region(units, traits)
    first, last = page.story or (len(units), len(units))
    page.headline = find_headline(units, traits, first if page.story else 0, title)
    if page.headline is not None:
        first = max(first, page.headline + 1)
    _outside(page, 0, page.headline if page.headline is not None else first)
    if page.headline is not None:
        page.kinds[page.headline] = "headline"
        _under_headline(page, page.headline, first, last)
    _inside(page, first, last)
    _outside(page, last, len(units))
    silence_endings(page, first, last)
    _let_speak(page)
    return page


def _let_speak(page: Page) -> None:
    """Make the turns of a conversation body, however short: what looks like debris is a name or an answer."""
    page.turns = conversation([unit.text for unit in page.units])
    if page.headline in page.turns:
        # A greeting is no headline; what stands before it is.
        before = page.turns.start - 1
        page.headline = before if before >= 0 and 0 < page.traits[before].words <= LONGEST_TITLE else None
        if page.headline is not None:
            page.kinds[page.headline] = "headline"
    for i in page.turns:
        if is_aside(page.units[i].text):
            page.kinds[i] = "boilerplate"
        elif page.kinds[i] != "list":
            page.kinds[i] = "body"


def _outside(page: Page, first: int, last: int) -> None:
    """Judge what stands before the headline or after the story: nothing of it speaks."""
    comments = False
    for i in range(first, last):
        unit, traits = page.units[i], page.traits[i]
        if traits.rule is not None:
            page.kinds[i] = traits.rule.kind
        elif is_byline(unit.text, traits.words, near_headline=False):
            page.kinds[i] = "byline"
        elif is_caption(unit.text, traits):
            page.kinds[i] = "caption"
        elif page.story and i >= page.story[1] and _is_other_story(page, i, comments):
            page.kinds[i] = "related"
        comments = comments or (traits.rule is not None and traits.rule.name == "comments")
    if not page.authors:
        box = next((i for i in range(first, last) if _heads_box(page, i)), last)
        _note_authors(page, first, box)


def _heads_box(page: Page, i: int) -> bool:
    rule = page.traits[i].rule
    return rule is not None and rule.effect in ("section", "end")


def _is_other_story(page: Page, i: int, comments: bool) -> bool:
    """Tell the title or teaser of another story, after the end, from comments and the site's own matter."""
    unit, traits = page.units[i], page.traits[i]
    if comments or traits.words <= 5 or traits.separators > 1 or traits.appeal >= APPEAL_AT_THE_END:
        return False
    return biography_evidence(unit.text, traits, page.authors) < 2


def _note_authors(page: Page, first: int, last: int) -> None:
    for i in range(first, last):
        if page.kinds[i] == "byline":
            page.authors += tuple(n for n in byline_names(page.units[i].text) if n not in page.authors)


def _under_headline(page: Page, headline: int, last: int, end: int) -> None:
    """Judge the lines between headline and story, and the byline that may open the story's stretch."""
    first = headline + 1
    for i in range(first, min(end, max(last, first) + 6)):
        unit, traits = page.units[i], page.traits[i]
        inside = i >= last
        if inside and traits.is_prose and not _is_standfirst(page, i):
            break
        kind: BlockKind | None = "boilerplate"
        if traits.rule is not None:
            kind = traits.rule.kind
        elif is_date_line(unit.text):
            kind = "dateline"
        elif is_caption(unit.text, traits) or is_in_brackets(unit.text):
            kind = "caption"
        elif is_byline(unit.text, traits.words, near_headline=True):
            kind = "byline"
        elif _is_standfirst(page, i):
            kind = "standfirst"
        elif inside:
            kind = None
        elif traits.bullet and traits.words >= 4 and not traits.separators:
            kind = "list"
        elif (
            i == first and traits.words >= 4 and not (traits.separators or traits.breaks_off or traits.bullet)
        ):
            kind = "standfirst"
        if kind is not None:
            page.kinds[i] = kind
    _note_authors(page, first, min(end, max(last, first) + 6))


def _is_standfirst(page: Page, i: int) -> bool:
    """Tell whether a sentence stands right under the headline, before a byline or without a full stop."""
    traits = page.traits[i]
    if page.headline is None or not 5 <= traits.words <= 60 or traits.separators or traits.is_capitals:
        return False
    if any(k == "standfirst" for k in page.kinds[page.headline : i]) or traits.breaks_off:
        return False
    if i - page.headline > 4 or is_appeal(traits):
        return False
    if not traits.ends_sentence:
        return traits.lower >= 0.4
    after = page.units[i + 1] if i + 1 < len(page.units) else None
    return after is not None and (
        is_byline(after.text, page.traits[i + 1].words, near_headline=False) or is_date_line(after.text)
    )


def _inside(page: Page, first: int, last: int) -> None:
    """Judge the units of the story's stretch."""
    copies = Counter(_key(page.units[i].text) for i in range(first, last))
    silent = appeals(page.traits)
    box = False
    for i in range(first, last):
        if page.kinds[i] in ("byline", "dateline", "standfirst", "caption"):
            continue
        unit, traits = page.units[i], page.traits[i]
        kind: BlockKind
        effect = traits.rule.effect if traits.rule else None
        if effect is not None and traits.rule is not None:
            kind = traits.rule.kind
            box = effect in ("section", "end") or (box and not traits.is_prose)
        elif i in silent:
            kind = "boilerplate"
        elif is_caption(unit.text, traits) or _is_printed_twice(page, i, last):
            kind = "caption"
        elif traits.is_prose or (traits.breaks_off and _is_elliptic(traits)):
            kind, box = ("list" if traits.bullet else "body"), False
        else:
            kind = _short(page, i, first, last, box, copies)
        page.kinds[i] = kind


def _is_elliptic(traits: Traits) -> bool:
    """Tell a paragraph that ends with dots (a broken-off quote) from a teaser, which is short."""
    return traits.words >= 35 or (traits.quoted and traits.words >= 12) or traits.transcript


@lru_cache(maxsize=1_024)
def _key(text: str) -> str:
    return re.sub(r"\W+", "", text[:300]).lower()


def _is_printed_twice(page: Page, i: int, last: int) -> bool:
    """Tell whether a unit stands twice running, as texts of pictures do, and paragraphs never."""
    if not 3 <= page.traits[i].words <= 75:
        return False
    own = _key(page.units[i].text)
    near = [j for j in (i - 1, i + 1) if 0 <= j < last]
    for j in near:
        other = _key(page.units[j].text)
        if own == other or (len(own) >= 12 and j > i and other.startswith(own)):
            return True
    return False


def _short(page: Page, i: int, first: int, last: int, box: bool, copies: Counter[str]) -> BlockKind:
    """Judge a unit of the stretch that is no prose: a subheading, an item, a short sentence, or debris."""
    unit, traits = page.units[i], page.traits[i]
    if is_date_line(unit.text) or traits.words == 0:
        return "boilerplate" if traits.words == 0 else "dateline"
    if is_link_line(unit.text, traits) and not _shouts(page, first, last):
        return "related"
    sentence = traits.ends_sentence and unit.text[-1:] not in "?!"
    if (box and not sentence) or traits.breaks_off or traits.separators > 1:
        return "related"
    if copies[_key(unit.text)] > 1 and not traits.ends_sentence:
        return "boilerplate"
    if is_byline(unit.text, traits.words, near_headline=False):
        return "byline"
    if traits.bullet:
        return "list"
    if _CLOCK.match(unit.text) and i + 1 < last and page.traits[i + 1].is_prose:
        return "body"
    return "body" if _belongs(page, i, first, last) else "related" if traits.words > 5 else "boilerplate"


def _shouts(page: Page, first: int, last: int) -> bool:
    """Tell whether the story itself is set in capitals."""
    prose = [t.capitals for t in page.traits[first:last] if t.is_prose]
    return bool(prose) and sum(c > 0.6 for c in prose) > len(prose) / 2


def _belongs(page: Page, i: int, first: int, last: int) -> bool:
    """Tell whether a short unit between paragraphs is the story's: a sentence, a subheading, an item."""
    traits = page.traits[i]
    if traits.ends_sentence or traits.leads_on or traits.transcript or traits.quoted:
        return True
    if traits.words > 8 or i + 1 >= last:
        return False
    neighbours = [page.traits[j] for j in (i - 1, i + 1) if first <= j]
    return all(
        t.rule is None and (t.is_prose or t.leads_on or t.ends_sentence or t.bullet) for t in neighbours
    )
