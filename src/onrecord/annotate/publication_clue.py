"""A clue to the day of a page: days it leaves, and the words that say so."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from onrecord.annotate.day_sets import DaySet
from onrecord.annotate.publication_sentences import Sentence
from onrecord.annotate.world_calendar import Named, WorldEvent

#: The words that name an event stand no further apart than a clause is long.
_WIDEST = 7
BREAK = re.compile(
    r"[;:()—–]|\b(?:said|says|told|that|who|which|where|when|while|because|but|although|though|if|and|as)\b",
    re.I,
)


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
    #: Days of events that lie behind the page, by the start of what prints them.
    past: dict[int, dt.date] = field(default_factory=dict)
    #: Starts of weekdays that tell when an event was.
    spent: set[int] = field(default_factory=set)
    #: Events that the page names by themselves, and their words.
    named: dict[WorldEvent, tuple[int, int]] = field(default_factory=dict)
    #: Events that the page dates itself, or that only one row can be.
    known: dict[WorldEvent, tuple[int, int]] = field(default_factory=dict)


def is_tight(sentence: Sentence, named: Named) -> bool:
    """Say whether the words that name an event stand together, in one clause."""
    start, end = words_naming(sentence, named)
    return named.last - named.first <= _WIDEST and not BREAK.search(sentence.text, start, end)


def words_naming(sentence: Sentence, named: Named) -> tuple[int, int]:
    """Give `[start, end)` of the words that name an event."""
    return sentence.words[named.first].start, sentence.words[named.last].end
