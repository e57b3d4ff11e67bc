"""Clues to the day of a page that prints none: dates it names, dated world events, "two weeks into" one.

A clue says which days the page can be of, and by which words. Nothing here weighs them: see `publication.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.annotate import publication_phrases as phrases
from onrecord.annotate.day_sets import DaySet
from onrecord.annotate.lexicon import word_set
from onrecord.annotate.publication_clue import BREAK, Clue, Clues, is_tight, words_naming
from onrecord.annotate.publication_counts import counted_from_events
from onrecord.annotate.publication_sentences import Sentence
from onrecord.annotate.said_bounds import days_of
from onrecord.annotate.world_calendar import Named, WorldEvent
from onrecord.model import Timex

#: An event and the time it has beside it stand so many words apart at most, with no other clause between.
_APART = 4
_YEAR = re.compile(r"\d{4}")
#: In a sentence with one of these a year may be an aim.
_PLANS = word_set(
    "to by until could would will may might should plan plans planned pledge pledged promise promised aim "
    "aims target goal next again expected forecast project projected"
)
#: The other end of "Nov. 15-16".
_UNTIL = re.compile(r"\s?(?:[-–—]|to|and)\s?(\d{1,2})(?![\d:.,]\d)")
_LONGEST_EVENT = 31
#: What happens unforeseen and is called by its name: a page that names it is no older.
_UNFORESEEN = frozenset(("death", "resignation", "attack"))


class _Dated(NamedTuple):
    """An event on the day that the page prints for it, on which side of it the page stands, and its words."""

    event: WorldEvent
    day: dt.date
    ahead: bool | None
    words: tuple[int, int] | None


def find_clues(sentences: Sequence[Sentence]) -> Clues:
    """Find all clues; time is linear in the number of words, times and named events."""
    found = Clues()
    for sentence in sentences:
        for named in sentence.named:
            if not named.event.alone or not is_tight(sentence, named):
                continue
            found.named.setdefault(named.event, words_naming(sentence, named))
            if _only_one(sentence, named):
                found.known.setdefault(named.event, words_naming(sentence, named))
    for sentence in sentences:
        for timex in sentence.timexes:
            found.clues.extend(_dated(sentence, timex, found))
    for sentence in sentences:
        found.clues.extend(_beside(sentence, found))
        found.clues.extend(counted_from_events(sentence, found))
        found.clues.extend(_named_only(sentence))
    return found


def _dated(sentence: Sentence, timex: Timex, found: Clues) -> Iterator[Clue]:
    """Use a date printed with its year, and one without it where an event or its weekday tells the year."""
    span = (timex.start, timex.end)
    if timex.value is not None:
        bounds = days_of(timex.value) if _YEAR.search(timex.text) else None
        ahead = sentence.ahead_of(*span) if bounds and not _aims(sentence, timex) else None
        if bounds is not None and ahead is not None:
            first, last = map(dt.date.fromisoformat, bounds)
            yield Clue(days=DaySet.of([(None, last) if ahead else (first, None)]), rank=4, spans=(span,))
        return
    printed = phrases.month_day(timex.text)
    if printed is None:
        return
    events = list(_of_that_day(sentence, timex, printed, found))
    if events:
        yield _of_events(timex, printed, events, found)
    elif printed.weekday is not None:
        ahead = sentence.ahead_of(*span)
        # The calendar is the same every 28 years, and no page is older or of a later day than these.
        years = [day for year in range(1970, 2100) if (day := printed.in_year(year))]
        yield Clue(days=DaySet.of(phrases.within_a_year(day, ahead) for day in years), rank=3, spans=(span,))


def _of_that_day(
    sentence: Sentence, timex: Timex, printed: phrases.MonthDay, found: Clues
) -> Iterator[_Dated]:
    """Give the events of a printed day that its sentence names, or else that the page names by themselves."""
    here = False
    for named in sentence.named:
        if (day := _in_event(printed, named.event)) is not None:
            here = True
            ahead = sentence.event_ahead(named, timex)
            words = words_naming(sentence, named) if is_tight(sentence, named) else None
            yield _Dated(named.event, _to(sentence, timex, day, ahead), ahead, words)
    if not here:
        for event, words in found.named.items():
            if (day := _in_event(printed, event)) is not None:
                yield _Dated(event, day, sentence.ahead_of(timex.start, timex.end), words)


def _of_events(timex: Timex, printed: phrases.MonthDay, events: Sequence[_Dated], found: Clues) -> Clue:
    """Make the clue of a day without its year that is the day of events."""
    days = {dated.day for dated in events}
    if len(days) == 1:
        [found.days[timex.start]] = {_in_event(printed, dated.event) or dated.day for dated in events[:1]}
        found.known.update((dated.event, (timex.start, timex.end)) for dated in events)
        if events[0].ahead is False and not _is_called_by(events[0].event, printed):
            found.past[timex.start] = events[0].day
    words = [dated.words for dated in events if dated.words is not None and len(events) == 1]
    spans = ((timex.start, timex.end), *words)
    named = tuple(dated.event for dated in events)
    if any(_is_called_by(event, printed) for event in named):
        return Clue(days=DaySet.of([(min(days), None)]), rank=4, spans=spans, events=named)
    ranges = [phrases.within_a_year(dated.day, dated.ahead) for dated in events]
    return Clue(days=DaySet.of(ranges), rank=1, spans=spans, events=named)


def _aims(sentence: Sentence, timex: Timex) -> bool:
    """Say whether a year may lie ahead in a clause of the past: "promised to halve it by 2030"."""
    if len(timex.value or "") > len("2022"):
        return False
    before = sentence.text[max(sentence.start, timex.start - 4) : timex.start].lower()
    return not before.endswith("in ") or not _PLANS.isdisjoint(word.folded for word in sentence.words)


def _is_called_by(event: WorldEvent, printed: phrases.MonthDay) -> bool:
    """Say whether the day is the event's name, so that it is printed without its year for ever."""
    return any(str(printed.day) in group[0] for groups in event.words for group in groups)


def _in_event(printed: phrases.MonthDay, event: WorldEvent) -> dt.date | None:
    days = [printed.in_year(year) for year in sorted({event.first.year, event.last.year})]
    return next((day for day in days if day and event.first <= day <= event.last), None)


def _to(sentence: Sentence, timex: Timex, day: dt.date, ahead: bool | None) -> dt.date:
    """Give the last day of "Nov. 15-16" where it is past, else the first."""
    match = _UNTIL.match(sentence.text, timex.end, sentence.end)
    later = int(match[1]) - day.day if match and ahead is False else 0
    return day + dt.timedelta(days=later) if 0 < later < _LONGEST_EVENT else day


def _beside(sentence: Sentence, found: Clues) -> Iterator[Clue]:
    """Use "died on Thursday", "Sunday's referendum", "last month's coup" of events that are called so."""
    for timex in sentence.timexes:
        rule = phrases.rule_of(timex)
        if rule is None:
            continue
        near = [named for named in sentence.named if named.event.alone and _is_beside(sentence, named, timex)]
        ranges = [
            days
            for named in near
            for day in DaySet.of([(named.event.first, named.event.last)]).days(10)
            if (days := rule(day, sentence.event_ahead(named, timex))) is not None
        ]
        if ranges:
            found.spent.add(timex.start)
            spans = ((timex.start, timex.end), words_naming(sentence, near[0]))
            yield Clue(
                days=DaySet.of(ranges), rank=2, spans=spans, events=tuple(named.event for named in near)
            )


def _is_beside(sentence: Sentence, named: Named, timex: Timex) -> bool:
    start, end = words_naming(sentence, named)
    low, high = (end, timex.start) if end <= timex.start else (timex.end, start)
    if not is_tight(sentence, named):
        return False
    between = sentence.text[low:high] if low < high else ""
    return len(between.split()) <= _APART and not BREAK.search(between)


def _named_only(sentence: Sentence) -> Iterator[Clue]:
    """Use the bare name of what nobody foresaw: the page is no older."""
    named = [
        n for n in sentence.named if n.event.alone and n.event.kind in _UNFORESEEN and is_tight(sentence, n)
    ]
    if named:
        first = min(named, key=lambda n: n.event.first)
        days = DaySet.of([(first.event.first, None)])
        yield Clue(days=days, rank=5, spans=(words_naming(sentence, first),), events=(first.event,))


def _only_one(sentence: Sentence, named: Named) -> bool:
    """Say whether no other event is named by the same words."""
    others = (other for other in sentence.named if other.event != named.event)
    return not any(other.first <= named.last and named.first <= other.last for other in others)


def past_days(sentences: Iterable[Sentence]) -> list[tuple[Sentence, Timex, phrases.MonthDay]]:
    """Give the days that are printed without a year and not told as coming, in order."""
    return [
        (sentence, timex, printed)
        for sentence in sentences
        for timex in sentence.timexes
        if timex.value is None
        and (printed := phrases.month_day(timex.text)) is not None
        and sentence.ahead_of(timex.start, timex.end) is not True
    ]
