"""Tell a listing page from an article, and cut it into its teasers: headline, day, text that breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_patterns import fold
from onrecord.extract.plain_units import Unit
from onrecord.extract.printed_date import is_date_line, printed_days
from onrecord.model import Block

#: Fewer teasers than this are a box on an article's page.
FEWEST_ITEMS = 3
#: The teasers hold at least this share of the page's prose; on an article's page the story outweighs them.
SHARE_OF_PROSE = 0.6
#: A teaser is no longer than this, in words; one that is not marked as broken off, no longer than the second.
LONGEST_TEASER, LONGEST_COMPLETE = 160, 70

_MARK = re.compile(r"(?:[•●▪■◦‣∙·*–—-]|\(?\d{1,3}[.)])\s+(?=\S)")
_READ_ON = re.compile(
    r"\W*(?:\(?\[?(?:read|see|view|show|learn|find out)(?: the)?(?: more| on| full (?:article|story|"
    r"post)| article| story)|"
    r"continue(?: reading)?|keep reading|more(?: details| info)?|full (?:story|article)|details|"
    r"permalink)\b[^.!?]{0,60}",
    re.IGNORECASE,
)
_READ_ON_AT_END = re.compile(
    r"(?:[.!?…]|\.\.\.)\s*[\[(]?(?:read more|continue reading|more|read on|full story)[\])]?\W*$",
    re.IGNORECASE,
)
_LISTING_HEAD = re.compile(
    r"\W*(?:contents? tagged|(?:posts|articles|stories|news|items|entries|pages) (?:tagged|in|about|"
    r"by|for|from)\b|tag(?:ged)? ?:|"
    r"tagged (?:with|in|as)|category ?:|archives? (?:for|of)|.{1,40} archives?$|search results|"
    r"results for|topic ?:|\d+ results)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One teaser of a listing, as indexes of units: headline, and `[first, last)` with all its lines."""

    headline: int
    first: int
    last: int
    teaser: tuple[int, ...]
    #: Unit with the day printed beside it.
    date: int | None
    truncated: bool

    def title_span(self, units: Sequence[Unit]) -> tuple[int, int]:
        """Give `[start, end)` of the headline's words, without the bullet or number before them."""
        unit = units[self.headline]
        found = _MARK.match(unit.text)
        return unit.start + (found.end() if found else 0), unit.end

    def blocks(self, units: Sequence[Unit]) -> tuple[Block, ...]:
        """Give the item's blocks: its headline, its day and its text."""
        start, end = self.title_span(units)
        blocks = [Block(start=start, end=end, kind="headline")]
        blocks += [Block(start=units[i].start, end=units[i].end, kind="teaser") for i in self.teaser]
        if self.date is not None:
            blocks.append(Block(start=units[self.date].start, end=units[self.date].end, kind="dateline"))
        return tuple(sorted(blocks, key=lambda block: block.start))


def split_listing(units: Sequence[Unit], traits: Sequence[Traits]) -> tuple[Item, ...]:
    """Give the teasers of a listing page in order; none where the page is an article.

    A page is a listing where at least three headlines are each followed by a short text that breaks off, is
    followed by "read more" or stands beside a day of its own, and these texts are most of the page's prose.
    """
    heads = _headlines(units, traits)
    announced = any(
        _LISTING_HEAD.match(unit.text) and t.words <= 8
        for unit, t in zip(units[:6], traits[:6], strict=False)
    )
    items = [item for item in _groups(units, traits, heads, announced) if item.teaser]
    prose = sum(_teaser_words(traits, (i,)) for i in range(len(units)) if traits[i].rule is None)
    within = sum(_teaser_words(traits, item.teaser) for item in items)
    if len(items) < FEWEST_ITEMS or within < SHARE_OF_PROSE * prose:
        return ()
    return tuple(items)


def _teaser_words(traits: Sequence[Traits], indexes: Sequence[int]) -> int:
    return sum(traits[i].words for i in indexes if traits[i].is_prose or traits[i].breaks_off)


def _headlines(units: Sequence[Unit], traits: Sequence[Traits]) -> list[int]:
    """Give the units that can head an item: bulleted ones where these have texts, else short titles."""
    able = [i for i in range(len(units)) if _is_title(units[i], traits[i])]
    marked = [i for i in able if traits[i].bullet]
    followed = [
        i for i in marked if i + 1 < len(units) and (traits[i + 1].is_prose or traits[i + 1].breaks_off)
    ]
    return marked if len(followed) >= FEWEST_ITEMS and len(followed) >= 0.8 * len(marked) else able


def _is_title(unit: Unit, t: Traits) -> bool:
    if not 2 <= t.words <= 28 or t.rule is not None or t.breaks_off or _is_dated(unit, t) or _reads_on(unit):
        return False
    return t.bullet or not t.ends_sentence or unit.text.rstrip()[-1:] in "?!"


def _is_dated(unit: Unit, t: Traits) -> bool:
    """Tell whether a line is a teaser's day, alone or with its author."""
    if is_date_line(unit.text):
        return True
    return (
        t.words <= 12
        and not t.ends_sentence
        and not t.bullet
        and next(printed_days(unit.text), None) is not None
    )


def _reads_on(unit: Unit) -> bool:
    return bool(_READ_ON.fullmatch(fold(unit.text[:120])))


def _groups(
    units: Sequence[Unit], traits: Sequence[Traits], heads: Sequence[int], announced: bool
) -> Iterator[Item]:
    """Yield an item for each headline with a text under it that is marked as a teaser."""
    for number, head in enumerate(heads):
        stop = heads[number + 1] if number + 1 < len(heads) else len(units)
        teaser: list[int] = []
        date: int | None = None
        truncated = marked = False
        last = head + 1
        for i in range(head + 1, stop):
            if _reads_on(units[i]) and teaser:
                truncated, marked, last = True, True, i + 1
                break
            if _is_dated(units[i], traits[i]):
                date, last = (date or i), i + 1
            elif traits[i].breaks_off or _READ_ON_AT_END.search(units[i].text[-40:]):
                teaser.append(i)
                truncated, marked, last = True, True, i + 1
                break
            elif traits[i].is_prose or traits[i].ends_sentence:
                teaser.append(i)
                last = i + 1
        first = head
        before = head - 1
        if date is None and head and _is_dated(units[before], traits[before]) and heads[number - 1] != before:
            date, first = before, before
        words = sum(traits[i].words for i in teaser)
        short = len(teaser) == 1 and words <= LONGEST_COMPLETE
        if 4 <= words <= LONGEST_TEASER and (marked or (short and (date is not None or announced))):
            yield Item(head, first, last, tuple(teaser), date, truncated)
