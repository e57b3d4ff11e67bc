"""What stands around two statements: their speakers, stories, outlets and days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from onrecord.link.copies.outlets import same_outlet
from onrecord.link.names.fold import consonants
from onrecord.link.wording import lexicon, read_wording
from onrecord.link.wording.names import DESCRIBED, Likeness, compare_names

Body = Mapping[str, Any]
#: Days between two reports after which only the words themselves show that they are one utterance: a remark
#: is old news then, and who speaks again on the subject says something new.
FAR = 4
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def compare_speakers(a: Body, b: Body) -> Likeness:
    """Compare two speakers by name; where one has none, by what the pages say that they are."""
    if not a["speaker"] or not b["speaker"]:
        return "unknown"
    if a["speaker_kind"] not in DESCRIBED and b["speaker_kind"] not in DESCRIBED:
        bodies = a["speaker_kind"] == b["speaker_kind"] == "organization"
        likeness = compare_names(a["speaker"], b["speaker"], "organization" if bodies else "person")
        return likeness if likeness != "differ" else _by_description(a, b)
    if a["speaker"].casefold() == b["speaker"].casefold():
        return "same"
    return "unknown"


def _by_description(a: Body, b: Body) -> Likeness:
    """Tell two names under one description ("Ann Holt, a harbour adviser") from two people.

    Two words beside the names must be shared, and neither may stand for somebody else than the other does:
    a spokesman of Ann Holt is not she.
    """
    names = [set(read_wording(x["speaker"]).weights) for x in (a, b)]
    left, right = set(a["described"]) - names[0], set(b["described"]) - names[1]
    if (left ^ right) & lexicon().relational:
        return "differ"
    common = left & right
    return "garbled" if len(common) >= 2 and len(common) >= 0.6 * min(len(left), len(right)) else "differ"


def mixed_up(a: Body, b: Body) -> bool:
    """Whether one page may give the words to the wrong one of two that the other names in one breath.

    "Ann Holt, a harbour adviser to Minister Ray Dell", and elsewhere "Ray Dell, a harbour adviser".
    """
    beside = any(
        compare_names(name, y["speaker"]) == "same"
        for x, y in ((a, b), (b, a))
        if y["speaker"]
        for name in x["beside"]
    )
    return beside and _by_description(a, b) == "garbled"


def described_alike(a: Body, b: Body) -> bool:
    """Whether what the pages call two speakers, names too, has a word in common."""
    return not set(a["described"]).isdisjoint(b["described"])


def passed_on(a: Body, b: Body) -> bool:
    """Whether one speaker stands in the other's chain: a page names the origin, or who passed it on."""
    return any(x["speaker"] in {name for name, _ in y["hops"]} for x, y in ((a, b), (b, a)) if x["speaker"])


def roles_alike(a: Body, b: Body) -> bool:
    """Whether what two pages call two speakers has a word in common that is no name."""
    left, right = set(a["roles"]), set(b["roles"])
    if a["speaker_kind"] in DESCRIBED and b["speaker_kind"] in DESCRIBED:
        left, right = set(a["described"]), set(b["described"])
    return not left.isdisjoint(right) and not (left ^ right) & lexicon().relational


def same_story(a: Body, b: Body, share: float = 0.25) -> bool:
    """Whether two articles print enough names in common, of those they print most, to be of one happening.

    Names are compared by their consonants, which a machine that rewrites or transliterates leaves.
    """
    left, right = (_sounds(tuple(x["context"])) for x in (a, b))
    common = left & right
    return len(common) >= 2 and len(common) >= share * min(len(left), len(right))


@lru_cache(maxsize=4096)
def _sounds(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        " ".join(consonants(word).lstrip("aeiou") or word for word in name.split()) for name in names
    )


def cites(a: Body, b: Body) -> bool:
    """Whether one page has its words from the outlet that printed, or passed on, the other's."""
    passed = [{name for name, kind in x["hops"] if kind in ("agency", "publisher")} for x in (a, b)]
    own = [{x["publisher"]} - {None} for x in (a, b)]
    return any(
        one_outlet(name, other)
        for here, there in ((0, 1), (1, 0))
        for name in passed[here] - own[here]
        for other in passed[there] | own[there]
    )


@lru_cache(maxsize=20_000)
def one_outlet(one: str, other: str) -> bool:
    """Whether two names are one outlet's: a page credits "the Lantern", and its own name is longer."""
    return compare_names(one, other, "organization") == "same" or same_outlet(one, other)


def days_apart(a: Body, b: Body) -> tuple[int, bool] | None:
    """Count the days between two sayings, and tell whether a phrase fixes them; None where no day is known.

    A report may follow the saying by any time: a few days between two publications are none.
    """
    fixed = [_day(x["said"]["value"]) if x["said"] else None for x in (a, b)]
    printed = [_day(x["published"]) for x in (a, b)]
    if fixed[0] and fixed[1]:
        return abs((fixed[0] - fixed[1]).days), True
    for said, other in ((fixed[0], printed[1]), (fixed[1], printed[0])):
        if said and other:
            return abs((said - other).days), said > other
    return (abs((printed[0] - printed[1]).days), False) if printed[0] and printed[1] else None


def days_allow(a: Body, b: Body) -> bool:
    """Whether the days known let two statements be of one utterance."""
    apart = days_apart(a, b)
    if apart is None:
        return True
    days, fixed = apart
    return days == 0 if fixed else days <= FAR


def one_occasion(a: Body, b: Body) -> bool:
    """Whether both pages name one interview, speech or the like, on one day.

    Where a page tells no day, the weekday that it names must be that of the other.
    """
    if not a["venue"] or not b["venue"]:
        return False
    left, right = (_venue_words(x["venue"]) for x in (a, b))
    if left.isdisjoint(right) or not days_allow(a, b):
        return False
    days = [_day(x["said"]["value"]) if x["said"] else None for x in (a, b)]
    if days[0] and days[1]:
        return days[0] == days[1]
    weekdays = [WEEKDAYS[day.weekday()] if day else x["weekday"] for day, x in zip(days, (a, b), strict=True)]
    return weekdays[0] is not None and weekdays[0] == weekdays[1]


@lru_cache(maxsize=4096)
def _venue_words(venue: str) -> frozenset[str]:
    """Give the stems of what a venue is called, without names and days."""
    return frozenset(word.stem for word in read_wording(venue).words if word.weight and not word.named)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 else None
