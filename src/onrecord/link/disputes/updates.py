"""A later figure for the same count by the same voice: "the toll rose to 14" after "at least 11 killed"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.link.data_files import read_table
from onrecord.link.disputes.across import in_time, is_later
from onrecord.link.disputes.conflict import MOST_COUNTED
from onrecord.link.disputes.words import fold, stem

#: Characters of a content in which counts are looked for, and the counts that are kept.
_LOOKED_AT, _MOST = 400, 4
#: Names that two pages print both, from which they may tell of one thing.
_SAME_STORY = 3
_ROUGH = r"(?:(?:at\s+least|about|around|some|more\s+than|over|nearly|almost|now)\s+)?"
#: A count that is not one: nobody, a fear, a forecast.
_NOT_YET = re.compile(r"\b(?:no|not|nor|never|would|could|might|may|if|will|fear\w*|expect\w*)\b", re.I)


def counts(content: str) -> list[dict[str, Any]]:
    """Give what `content` counts: `what` (a class of words), `value`, `change` and the figure `before`.

    `change` is up, down or now where the words say that the figure is new, else None.
    """
    text = content[:_LOOKED_AT]
    found: dict[str, dict[str, Any]] = {}
    several: set[str] = set()
    toll, *plain = _patterns()
    tolls: frozenset[str] = frozenset()
    for patterns in ((toll,), plain):
        # A toll stands for its class, whatever else is counted: "rose to 14 after three bodies were found".
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            what, value = _what(match["noun"]), _value(match["number"])
            if (
                what is None
                or value is None
                or what in tolls
                or _NOT_YET.search(_clause(text, match.start(), match.end()))
            ):
                continue
            if found.setdefault(what, _count(text, match, what, value))["value"] != value:
                several.add(what)
        tolls = frozenset(found)
    return [count for what, count in found.items() if what not in several][:_MOST]


def _count(text: str, match: re.Match[str], what: str, value: int) -> dict[str, Any]:
    before = _from().search(text, match.end(), match.end() + 60)
    return {
        "what": what,
        "value": value,
        "change": _change(match.group() + (before.group() if before else "")),
        "before": _value(before["number"]) if before else None,
    }


def find_update(later: Mapping[str, Any], earlier: Mapping[str, Any], *, same_article: bool) -> float | None:
    """Say how surely the statement of body `later` brings a figure of `earlier` up to date; None if not.

    Its words must say that the figure is new. Where they tell the old figure, that must be the earlier
    one; else the earlier statement, or its page, must be of a day before, and both of one thing.
    """
    if not (later["asserts"] and earlier["asserts"]) or later["speaker"] != earlier["speaker"]:
        return None
    if not later["speaker"] or not _one_place(later, earlier):
        return None
    near = same_article or len(set(later["page"]).intersection(earlier["page"])) >= _SAME_STORY
    if not near or is_later(earlier["days"], later["days"]) or not in_time(later["days"], earlier["days"]):
        return None
    known = {count["what"]: count["value"] for count in earlier["counts"]}
    for count in later["counts"]:
        old = known.get(count["what"])
        if old is None or old == count["value"] or count["change"] is None:
            continue
        if (count["change"] == "up" and count["value"] < old) or (
            count["change"] == "down" and count["value"] > old
        ):
            continue
        if count["before"] is not None:
            if count["before"] == old:
                return 0.95
            continue
        if any(_is_earlier(earlier[days], later[days]) for days in ("days", "printed")):
            return 0.85
    return None


def _is_earlier(one: list[str | None] | None, other: list[str | None] | None) -> bool:
    """Tell whether the last day of `one` is surely before the first of `other`."""
    return bool(one and other and one[1] and other[0] and one[1] < other[0])


def _one_place(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Tell whether two statements may be of one place: what they name has something in common."""
    speaker = {stem(word) for word in a["speaker"]}
    left, right = set(a["names"]) - speaker, set(b["names"]) - speaker
    return not (left and right) or not left.isdisjoint(right)


def _clause(text: str, start: int, end: int) -> str:
    """Give the words around a match, up to the marks that end a clause."""
    low = max(text.rfind(mark, 0, start) for mark in (".", ";", ",", "–")) + 1
    high = min((at for mark in (".", ";", ",", "–") if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[low:high]


def _what(noun: str) -> str | None:
    words = fold(noun).split()
    if words[-1] == "toll":
        return "dead"
    return _classes().get(stem(words[-1]))


def _change(told: str) -> str | None:
    words = {stem(word) for word in re.findall(r"[a-z]+", fold(told))}
    return next((name for name in ("up", "down", "now") if words & _changes()[name]), None)


def _value(number: str) -> int | None:
    """Read a number in figures or in words; None where it is beyond all counting."""
    plain = fold(number).replace(",", "")
    numbers = read_table("disputes.toml")["numbers"]
    value = int(plain) if plain.isdigit() else sum(int(numbers[part]) for part in plain.split("-"))
    return value if value <= MOST_COUNTED else None


@cache
def _number() -> str:
    """Give the expression of a number in figures or in words."""
    words = "|".join(sorted(read_table("disputes.toml")["numbers"], key=lambda word: (-len(word), word)))
    return rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|(?:{words})(?:-(?:{words}))?)\b"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the expressions of a count, the plainest first.

    "the death toll rose to 14", "the number of injured stands at 40"; "killed 11 people"; "11 people were
    killed".
    """
    counted = read_table("agrees.toml")["counts"].values()
    nouns = "|".join(sorted(word for words in counted for word in str(words).split()))
    toll = r"(?:death\s+)?toll"
    of = rf"(?:number|count|tally|total)\s+of\s+(?:the\s+)?(?:people\s+)?(?:{nouns})"
    few = r"(?:\s+[^\W\d_][\w’'-]*){0,8}?"
    # Who is counted is told in two words at most, no preposition: not "300 people wept at the killing".
    stop = r"(?:of|in|at|on|for|from|after|by|with|and|who|were|was|had|have|are)\b"
    who = rf"(?:\s+(?!{stop})[^\W\d_][\w’'-]*){{0,2}}?"
    were = r"(?:\s+(?:were|was|are|is|have|had|has|been|being|to|now|known|reported|confirmed|left)\b){0,6}"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b(?P<noun>{toll}|{of})\b{few}\s+(?:to|at|is|was|of|reached|passed)\s+{_ROUGH}{_number()}",
            rf"\b(?P<noun>{nouns})\s+{_ROUGH}{_number()}(?!\s+(?:{nouns})\b)",
            rf"(?<!\bin\s)(?<!\bsince\s)(?<![\w.,$€£]){_number()}{who}{were}\s+(?P<noun>{nouns})\b",
        )
    )


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"\b(?:up|down)?\s*from\s+{_number()}", re.IGNORECASE)


@cache
def _classes() -> Mapping[str, str]:
    listed = read_table("agrees.toml")["counts"]
    return {stem(word): what for what, words in listed.items() for word in str(words).split()}


@cache
def _changes() -> Mapping[str, frozenset[str]]:
    listed = read_table("agrees.toml")["changes"]
    return {name: frozenset(stem(word) for word in str(words).split()) for name, words in listed.items()}
