"""Clues counted from an event: "two weeks into the war", "the third day of the summit", anniversaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from onrecord.annotate import publication_phrases as phrases
from onrecord.annotate.day_sets import DaySet
from onrecord.annotate.publication_clue import Clue, Clues
from onrecord.annotate.publication_sentences import Sentence
from onrecord.annotate.world_calendar import WorldEvent
from onrecord.model import Timex

_CONNECTOR = re.compile(
    r"\s+(?:(?P<after>into|after|since|following)|(?P<before>before|ahead of|until|prior to|away from))\s+",
    re.I,
)
#: What a count of time goes from, or to, ends here; no more characters are looked at.
_OBJECT = re.compile(r"(?:[^,.;:!?—\n]|(?<=[A-Z])\.|\.(?=\w)){1,90}")
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


def counted_from_events(sentence: Sentence, found: Clues) -> Iterator[Clue]:
    """Use "two weeks into the war", "the second day of the summit", "the first anniversary of the coup"."""
    for timex in sentence.timexes:
        count = phrases.counted_days(timex)
        connector = _CONNECTOR.match(sentence.text, timex.end, sentence.end) if count else None
        if count and connector:
            base = _base(sentence, connector.end(), found)
            before = connector["before"] is not None
            if base is not None:
                ends = connector["after"] is not None and connector["after"].lower() in ("after", "following")
                day = base[0].last if ends else base[0].first
                days = phrases.from_day(day, *count, before=before)
                yield from _at(sentence, timex, days, base[1])
        elif (nth := _DAY_COUNT.match(timex.text)) and (
            of := _OF.match(sentence.text, timex.end, sentence.end)
        ):
            base = _base(sentence, of.end(), found)
            number = _ordinal(nth[1])
            if base is not None and number is not None:
                day = base[0].first + dt.timedelta(days=number - 1)
                found.days[timex.start] = day
                yield from _at(sentence, timex, (day, day), base[1])
    for match in _ANNIVERSARY.finditer(sentence.text, sentence.start, sentence.end):
        base, number = _base(sentence, match.end(), found), _ordinal(match["nth"])
        if base is not None and number is not None:
            day = _years_later(base[0].first, number)
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
        until = days[1] if sentence.goes_on() else None
        yield Clue(days=DaySet.of([(days[0], until)]), rank=3, spans=spans, events=events)


def _base(sentence: Sentence, start: int, found: Clues) -> tuple[WorldEvent, tuple[Clue, ...]] | None:
    """Give the event that the words from `start` on name, with what says so."""
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
    return event, (Clue(days=DaySet.of([]), rank=2, spans=(span,), events=(event,)),)


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
