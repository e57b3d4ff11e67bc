"""Clues to the day of a page that prints none: dates it names, dated world events, "two weeks into" one.

A clue says which days the page can be of, and by which words. Nothing here weighs them: see `publication.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from onrecord.annotate import publication_phrases as phrases
from onrecord.annotate.day_sets import DaySet, shifted
from onrecord.annotate.lexicon import word_set
from onrecord.annotate.publication_sentences import Sentence
from onrecord.annotate.said_bounds import days_of
from onrecord.annotate.world_calendar import Named, WorldEvent
from onrecord.model import Timex

#: An event and the time it has beside it stand so many words apart at most, with no other clause between.
_APART = 4
#: The words that name an event stand no further apart than a clause is long.
_WIDEST = 7
_BREAK = re.compile(
    r"[;:()—–]|\b(?:said|says|told|that|who|which|where|when|while|because|but|although|though|if|and|as)\b",
    re.I,
)
_CONNECTOR = re.compile(
    r"\s+(?:(?P<after>into|after|since|following)|(?P<before>before|ahead of|until|prior to|away from))\s+",
    re.I,
)
#: What a count of time goes from, or to, ends here; no more characters are looked at.
_OBJECT = re.compile(r"[^,.;:!?—\n]{1,90}")
_YEAR = re.compile(r"\d{4}")
#: In a sentence with one of these a year may be an aim.
_PLANS = word_set(
    "to by until could would will may might should plan plans planned pledge pledged promise promised aim "
    "aims target goal next again expected forecast project projected"
)
#: The other end of "Nov. 15-16".
_UNTIL = re.compile(r"\s?(?:[-–—]|to|and)\s?(\d{1,2})(?![\d:.,]\d)")
_LONGEST_EVENT = 31
_DAY_COUNT = re.compile(r"(?:the\s+)?(\w+)\s+day$", re.I)
_OF = re.compile(r"\s+of\s+", re.I)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ANNIVERSARY = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}|one-year|\d{{1,2}}(?:st|nd|rd|th))\s+anniversary\s+of\s+", re.I
)
#: What events of a kind are called without their names.
_CALLED = {
    "war": "war invasion campaign offensive operation conflict fighting assault incursion hostilities",
    "election": "election elections vote poll polls ballot voting runoff",
    "referendum": "referendum vote plebiscite",
    "summit": "summit meeting conference talks",
    "disaster": "disaster earthquake quake flood floods fire crash explosion blast storm collapse tsunami",
    "attack": "attack attacks bombing bombings shooting massacre assassination killing strike strikes",
    "coup": "coup takeover putsch mutiny",
    "treaty": "treaty agreement deal accord truce ceasefire",
    "death": "death killing",
}
#: What happens unforeseen and is called by its name: a page that names it is no older.
_UNFORESEEN = frozenset(("death", "resignation", "attack"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Days that a page can be of, and what says so."""

    days: DaySet
    #: 1 is the strongest.
    rank: int
    #: `[start, end)` of the words that say so.
    spans: tuple[tuple[int, int], ...]
    events: tuple[WorldEvent, ...] = ()


@dataclass(slots=True)
class Clues:
    """All clues of a page, and the days that they give to expressions of time."""

    clues: list[Clue] = field(default_factory=list)
    #: Days of expressions, by their start.
    days: dict[int, dt.date] = field(default_factory=dict)
    #: Events that the page dates itself, or that only one row can be.
    known: dict[WorldEvent, tuple[int, int]] = field(default_factory=dict)


def find_clues(sentences: Sequence[Sentence]) -> Clues:
    """Find all clues; time is linear in the number of words, times and named events."""
    found = Clues()
    for sentence in sentences:
        for named in sentence.named:
            if named.event.alone and _is_tight(sentence, named) and _only_one(sentence, named):
                found.known.setdefault(named.event, _words(sentence, named))
    for sentence in sentences:
        for timex in sentence.timexes:
            found.clues.extend(_dated(sentence, timex, found))
    for sentence in sentences:
        found.clues.extend(chain(_beside(sentence), _counted(sentence, found), _named_only(sentence)))
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
    events = {named: day for named in sentence.named if (day := _in_event(printed, named.event)) is not None}
    if events:
        ahead_of = {named: sentence.event_ahead(named, timex) for named in events}
        if any(_is_called_by(named.event, printed) for named in events):
            first = min(events.values())
            yield Clue(
                days=DaySet.of([(first, None)]), rank=4, spans=(span,), events=tuple(n.event for n in events)
            )
            return
        days = DaySet.of(
            phrases.within_a_year(_to(sentence, timex, day, ahead_of[named]), ahead_of[named])
            for named, day in events.items()
        )
        tight = [named for named in events if _is_tight(sentence, named)]
        spans = (span, *(_words(sentence, named) for named in tight if len(events) == 1))
        yield Clue(days=days, rank=1, spans=spans, events=tuple(named.event for named in events))
        if len(set(events.values())) == 1:
            [found.days[timex.start]] = set(events.values())
            found.known.update((named.event, span) for named in events)
    elif printed.weekday is not None:
        ahead = sentence.ahead_of(*span)
        # The calendar is the same every 28 years, and no page is older or of a later day than these.
        days_of_years = [day for year in range(1970, 2100) if (day := printed.in_year(year))]
        yield Clue(
            days=DaySet.of(phrases.within_a_year(day, ahead) for day in days_of_years), rank=3, spans=(span,)
        )


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


def _beside(sentence: Sentence) -> Iterator[Clue]:
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
            spans = ((timex.start, timex.end), _words(sentence, near[0]))
            yield Clue(
                days=DaySet.of(ranges), rank=2, spans=spans, events=tuple(named.event for named in near)
            )


def _is_beside(sentence: Sentence, named: Named, timex: Timex) -> bool:
    start, end = _words(sentence, named)
    low, high = (end, timex.start) if end <= timex.start else (timex.end, start)
    if not _is_tight(sentence, named):
        return False
    between = sentence.text[low:high] if low < high else ""
    return len(between.split()) <= _APART and not _BREAK.search(between)


def _counted(sentence: Sentence, found: Clues) -> Iterator[Clue]:
    """Use "two weeks into the war", "the second day of the summit", "the first anniversary of the coup"."""
    for timex in sentence.timexes:
        count = phrases.counted_days(timex)
        connector = _CONNECTOR.match(sentence.text, timex.end, sentence.end) if count else None
        if count and connector:
            base = _base(sentence, connector.end(), found)
            before = connector["before"] is not None
            if base is not None:
                days = phrases.from_day(base[0], *count, before=before)
                yield from _at(sentence, timex, days, base[1])
        elif (nth := _DAY_COUNT.match(timex.text)) and (
            of := _OF.match(sentence.text, timex.end, sentence.end)
        ):
            base = _base(sentence, of.end(), found)
            number = _ordinal(nth[1])
            if base is not None and number is not None:
                day = base[0] + dt.timedelta(days=number - 1)
                found.days[timex.start] = day
                yield from _at(sentence, timex, (day, day), base[1])
    for match in _ANNIVERSARY.finditer(sentence.text, sentence.start, sentence.end):
        base, number = _base(sentence, match.end(), found), _ordinal(match["nth"])
        if base is not None and number is not None:
            day = _years_later(base[0], number)
            words = Timex(start=match.start(), end=match.end(), text=match[0], type="DATE", value=None)
            yield from _at(sentence, words, (day, day), base[1])


def _at(
    sentence: Sentence, counted: Timex, days: tuple[dt.date, dt.date], base: tuple[Clue, ...]
) -> Iterator[Clue]:
    """Make the clue of a clause that is of one of `days`: by its weekday, or since it tells what goes on."""
    own = [t for t in sentence.timexes if t.start != counted.start and phrases.rule_of(t) is not None]
    spans = ((counted.start, counted.end), *(span for clue in base for span in clue.spans))
    events = tuple(event for clue in base for event in clue.events)
    for timex in own:
        rule = phrases.rule_of(timex)
        reached = [rule(day, False) for day in DaySet.of([days]).days(200)] if rule else []
        if ranges := [found for found in reached if found is not None]:
            shown = ((timex.start, timex.end), *spans)
            yield Clue(days=DaySet.of(ranges), rank=2, spans=shown, events=events)
            return
    if not own:
        until = shifted(days[1], 1) if sentence.goes_on() else None
        yield Clue(days=DaySet.of([(days[0], until)]), rank=3, spans=spans, events=events)


def _base(sentence: Sentence, start: int, found: Clues) -> tuple[dt.date, tuple[Clue, ...]] | None:
    """Give the first day of what the words from `start` on name, with what says so."""
    match = _OBJECT.match(sentence.text, start, sentence.end)
    if match is None:
        return None
    first, behind = sentence.word_at(start), sentence.word_at(match.end())
    here = [
        named.event
        for named in sentence.named
        if first <= named.last < behind and (named.event.alone or named.event in found.known)
    ]
    events = [event for event in here if event in found.known] or here
    if not events:
        called = {word.folded for word in sentence.words[first:behind]}
        events = [
            event for event in found.known if not called.isdisjoint(_CALLED.get(event.kind, "").split())
        ]
    if len({event.first for event in events}) != 1:
        return None
    event = events[0]
    span = found.known.get(event, match.span())
    return event.first, (Clue(days=DaySet.of([]), rank=2, spans=(span,), events=(event,)),)


def _named_only(sentence: Sentence) -> Iterator[Clue]:
    """Use the bare name of what nobody foresaw: the page is no older."""
    named = [
        n for n in sentence.named if n.event.alone and n.event.kind in _UNFORESEEN and _is_tight(sentence, n)
    ]
    if named:
        first = min(named, key=lambda n: n.event.first)
        days = DaySet.of([(first.event.first, None)])
        yield Clue(days=days, rank=5, spans=(_words(sentence, first),), events=(first.event,))


def _is_tight(sentence: Sentence, named: Named) -> bool:
    start, end = _words(sentence, named)
    return named.last - named.first <= _WIDEST and not _BREAK.search(sentence.text, start, end)


def _only_one(sentence: Sentence, named: Named) -> bool:
    """Say whether no other event is named by the same words."""
    others = (other for other in sentence.named if other.event != named.event)
    return not any(other.first <= named.last and named.first <= other.last for other in others)


def _words(sentence: Sentence, named: Named) -> tuple[int, int]:
    return sentence.words[named.first].start, sentence.words[named.last].end


def _ordinal(word: str) -> int | None:
    lower = word.lower()
    if lower == "one-year":
        return 1
    digits = re.match(r"\d+", lower)
    if digits:
        return int(digits[0])
    return _ORDINALS.index(lower) + 1 if lower in _ORDINALS else None


def _years_later(day: dt.date, years: int) -> dt.date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day)


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
