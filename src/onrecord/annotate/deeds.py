"""What the readers of deeds hand on to one another: a draft of a deed, and the paragraph it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import EventType, Mention, Modality

#: `[start, end)` in an article's text.
Range = tuple[int, int]


class Draft(NamedTuple):
    """One deed as its word tells it; every range is of the article."""

    start: int
    end: int
    noun: bool
    modality: Modality
    actor: Range | None = None
    #: What is done something to, by grammar: a person or a thing.
    object: Range | None = None
    recipient: Range | None = None
    place: Range | None = None
    #: The expression of time that goes with it.
    time: Range | None = None
    type: EventType | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph, with its names and noun phrases in order; every range is of the article."""

    #: Where the paragraph ends.
    end: int
    #: Where each word begins.
    starts: Sequence[int]
    #: The words, lower-case.
    words: Sequence[str]
    names: Sequence[Mention]
    phrases: Sequence[Range]
    #: Who speaks in it, each with a stretch of what he says.
    tellers: Sequence[tuple[Range, Range]] = ()

    def word(self, draft: Draft) -> str:
        """Give the lower-case word that tells a deed."""
        return self.words[self.at(draft.start)]

    def at(self, start: int) -> int:
        """Give the number of the word that holds the character `start`."""
        return max(0, bisect_left(self.starts, start + 1) - 1)


def touches(place: Range | None, other: Range) -> bool:
    """Tell whether two ranges share a character."""
    return place is not None and place[0] < other[1] and other[0] < place[1]


def names_in(names: Sequence[Mention], low: int, high: int) -> Sequence[Mention]:
    """Give the names, which are in order, that begin in `[low, high)`."""
    first = bisect_left(names, low, key=lambda name: name.start)
    return names[first : bisect_left(names, high, key=lambda name: name.start)]


def between(ranges: Sequence[Range], low: int, high: int) -> Sequence[Range]:
    """Give the ranges, which are in order, that begin in `[low, high)`."""
    first = bisect_left(ranges, (low, 0))
    return ranges[first : bisect_left(ranges, (high, 0))]
