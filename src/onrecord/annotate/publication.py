"""Infer the day of publication of a page that prints none, from what it says of days.

Each clue (`publication_clues.py`) leaves some days; all together leave fewer. One day that is left is the
page's. Where a week is left and the page names one weekday of it alone, as newswires name their own day, it
is that one. A page that names no weekday but days of a month is taken to be of the fortnight after the last
of them, where that is all of one month. What is left otherwise is given as its first and last day. Of clues
that contradict one another the stronger hold, and no day is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.annotate import publication_phrases as phrases
from onrecord.annotate.day_sets import ALL_DAYS, DaySet, shifted
from onrecord.annotate.publication_clue import Clue, Clues
from onrecord.annotate.publication_clues import find_clues, past_days
from onrecord.annotate.publication_sentences import Sentence, sentences_of
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.world_calendar import WorldCalendar
from onrecord.model import SPEAKING, Article, Date, DateMethod, Evidence, Timex

#: The one weekday of a page is looked for where so many days are left at most.
_A_WEEK = 9
#: … and must stand in so many characters of the body: what happened, and when, comes first in news.
_BEGINNING = 500
#: Days after the last day that a page without weekdays names. Of such pages in PolNeAR 60 % are of the
#: fortnight after it, 50 % of the week, 80 % of the four weeks; `python evals/published.py` prints what
#: comes of it.
_FORTNIGHT = 14
#: Days that another day of a page may lie after the last one that an event dates.
_LATER = 60
#: Pieces of evidence that are shown.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Inferred:
    """What is inferred of an undated page."""

    published: Date
    #: Days of expressions of time that only an event dates, by their start.
    days: Mapping[int, dt.date] = field(default_factory=dict)


def infer_publication(article: Article, timexes: Sequence[Timex], calendar: WorldCalendar) -> Inferred | None:
    """Infer when `article` was published; None where it has a date, or nothing can be told. Pure.

    Args:
        article: a page whose `published` is None, or has bounds only, which then hold.
        timexes: what `find_timexes` gives for its speaking blocks without an anchor.
        calendar: the dated world events.

    """
    if article.published is not None and article.published.value is not None:
        return None
    captions = [(b.start, b.end) for b in article.blocks if b.kind == "caption"]
    every = sorted((*timexes, *find_timexes(article.text, captions, None)), key=lambda timex: timex.start)
    read = [block for block in article.blocks if block.kind in SPEAKING or block.kind == "caption"]
    sentences = list(sentences_of(article.text, read, every, calendar))
    clues = find_clues(sentences)
    left, used, agreed = _narrowed(_known(article.published), clues)
    if not used:
        return None
    published = _day(article, left, used, sentences, clues) if agreed else None
    published = published or _bounded(article.text, left, used, sentences, clues)
    return Inferred(_with_known(published, article.published), clues.days)


def _with_known(published: Date, known: Date | None) -> Date:
    """Add the evidence of a bound that was known before and still stands."""
    if known is None or published.latest is None or published.latest != known.latest:
        return published
    return replace(published, evidence=(*published.evidence, *known.evidence))


def _known(published: Date | None) -> DaySet:
    if published is None:
        return ALL_DAYS
    bounds = (published.earliest, published.latest)
    first, last = (dt.date.fromisoformat(bound) if bound else None for bound in bounds)
    return DaySet.of([(first, last)])


def _narrowed(left: DaySet, clues: Clues) -> tuple[DaySet, list[Clue], bool]:
    """Narrow the days by each clue, the strongest first; one that leaves none is not used."""
    used, agreed = [], True
    for clue in sorted(clues.clues, key=lambda clue: clue.rank):
        narrower = left & clue.days
        if not narrower:
            agreed = False
        elif narrower != left:
            left = narrower
            used.append(clue)
    return left, used, agreed


def _day(
    article: Article, left: DaySet, used: list[Clue], sentences: Sequence[Sentence], clues: Clues
) -> Date | None:
    """Give the one day that is left, or the one of a week with the only weekday, which begins the page."""
    text = article.text
    days = left.days(_A_WEEK)
    if len(days) == 1:
        return _date(text, used, day=days[0])
    told = [
        (weekday, timex)
        for sentence in sentences
        for timex in sentence.timexes
        if (weekday := phrases.weekday_of(timex)) is not None
        and timex.start not in clues.spent
        and sentence.ahead_of(timex.start, timex.end) is not True
    ]
    if not told or len({weekday for weekday, _ in told}) > 1:
        return None
    begins = next((block.start for block in article.blocks if block.kind == "body"), 0)
    if told[0][1].start > begins + _BEGINNING:
        return None
    fitting = [day for day in days if day.weekday() == told[0][0]]
    if len(fitting) != 1:
        return None
    span = (told[0][1].start, told[0][1].end)
    own = Clue(days=DaySet.of([(fitting[0], fitting[0])]), rank=2, spans=(span,))
    return _date(text, [own, *used], day=fitting[0])


def _bounded(text: str, left: DaySet, used: list[Clue], sentences: Sequence[Sentence], clues: Clues) -> Date:
    """Give the first and the last day that are left, and the month where both are of one."""
    deictic = any(phrases.is_deictic(timex) for sentence in sentences for timex in sentence.timexes)
    named = [] if deictic else _past(sentences, clues)
    if named:
        day, timex = max(named, key=lambda entry: (entry[0], -entry[1].start))
        own = Clue(days=DaySet.of([(day, None)]), rank=3, spans=((timex.start, timex.end),))
        if later := left & own.days:
            fortnight = left & DaySet.of([(day, shifted(day, _FORTNIGHT))])
            left, used = (fortnight if _month_of(fortnight) else later), [own, *used]
    return _date(text, used, left=left, month=_month_of(left))


def _month_of(days: DaySet) -> str | None:
    """Give the one month that all days are of."""
    first, last = (days.first, days.last) if days else (None, None)
    whole = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    return f"{first:%Y-%m}" if whole else None


def _past(sentences: Sequence[Sentence], clues: Clues) -> list[tuple[dt.date, Timex]]:
    """Give the days without a year that lie behind the page, where an event tells the year of one of them.

    The others are of twelve months, which end some weeks after the last day that an event dates.
    """
    printed = past_days(sentences)
    known = clues.past.values()
    if not known:
        return []
    last = shifted(max(known), _LATER)
    found = []
    for _, timex, day in printed:
        years = [d for year in (last.year, last.year - 1) if (d := day.in_year(year)) and d <= last]
        if years:
            found.append((clues.past.get(timex.start, years[0]), timex))
    return found


def _date(
    text: str,
    used: Sequence[Clue],
    *,
    day: dt.date | None = None,
    month: str | None = None,
    left: DaySet | None = None,
) -> Date:
    """Make the date with its evidence: the words of the clues that narrowed it, and the events they name."""
    events = {(event.first, event.name): event for clue in used for event in clue.events}.values()
    spans = sorted({span for clue in used for span in clue.spans})
    evidence = [Evidence(text=text[a:b], start=a, end=b) for a, b in spans][:_SHOWN]
    evidence += [
        Evidence(text=f"{event.first} {event.name}", where="calendar", name=event.source) for event in events
    ][:_SHOWN]
    method: DateMethod = "calendar" if events else "inferred"
    first, last = (left.first, left.last) if left else (None, None)
    return Date(
        value=day.isoformat() if day else month,
        precision="day" if day else ("month" if month else None),
        method=method,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        evidence=tuple(evidence),
    )
