"""What two speakers assert that cannot both be so: only ever `may_conflict`.

Three signs, each with nearly all other words alike: another figure for the same thing, a negation on one
side, a word and its opposite. A speaker's own later figure is an update and no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.link.data_files import read_table
from onrecord.link.disputes.page import same_side
from onrecord.link.disputes.words import alike, fold, function_words, stem

#: Weighted share of all words of both that they have in common (Jaccard), and what those must weigh. High on
#: purpose: a false accusation of contradiction is the worst error there is.
_ALIKE, _WORTH, _LEAST = 0.8, 2.2, 3
#: For a figure the two may differ in more of the rest.
_ALIKE_FIGURE = 0.5
#: Figures that differ by less than a tenth may be one, rounded.
_ROUNDED = 0.1
_QUANTITY = re.compile(r"(?<![^\W_])(?P<about>(?:about|around|some|nearly|almost|roughly|approximately|"
                       r"over|under|"
                       r"more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to)\s+)?"
                       r"(?P<number>\d+(?:[.,]\d+){0,9}|[^\W\d_]+)(?P<rest>(?:\s+[^\W\d_][\w’'-]*){1,3})",
                       re.IGNORECASE)  # fmt: skip
_MOST_QUANTITIES = 12
#: A figure beyond is none: no news counts so many, and few readers of JSON have room for it.
MOST_COUNTED = 10**15
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def quantities(content: str) -> list[list[Any]]:
    """Give each figure of `content` with what it counts: `[value, is_rough, stem of the noun]`."""
    numbers = read_table("disputes.toml")["numbers"]
    found: list[list[Any]] = []
    at = 0
    text = content[:600]
    while len(found) < _MOST_QUANTITIES:
        match = _QUANTITY.search(text, at)
        if match is None:
            break
        at = match.end("number")
        printed = fold(match["number"])
        value = (
            float(printed.replace(",", ""))
            if re.fullmatch(r"\d+(?:,\d{3})*(?:\.\d+)?", printed)
            else numbers.get(printed)
        )
        if value is None:
            continue
        words = [fold(word) for word in match["rest"].split()]
        while words and words[0] in _MULTIPLES:
            value *= _MULTIPLES[words.pop(0)]
        nouns = [word for word in words if word not in function_words()]
        if nouns and nouns[0] == words[0] and value <= MOST_COUNTED:
            found.append([float(value), bool(match["about"]), stem(nouns[0])])
    return found


def find_conflict(a: Mapping[str, Any], b: Mapping[str, Any], *, same_article: bool) -> float | None:
    """Score how likely it is that the statements with bodies `a` and `b` can't both be so, in [0, 1].

    None where they do not conflict, or where it is not sure that they speak of the same thing.
    """
    if not (a["asserts"] and b["asserts"]) or same_side(a["speaker"], b["speaker"]):
        return None
    if not a["speaker"] or not b["speaker"] or a["headline"] or b["headline"]:
        return None
    if not same_article and not (_same_day(a["days"], b["days"]) and set(a["names"]) & set(b["names"])):
        return None
    if same_article and _overlap(a["content"], b["content"]):
        return None
    figure = _figures(a["quantities"], b["quantities"])
    if figure:
        share, worth, common = _alike(a["stems"], b["stems"], figure)
        sure = share >= _ALIKE_FIGURE and worth >= _WORTH and common >= _LEAST
        return round(0.3 + 0.55 * share, 2) if sure else None
    found = [_turned(one, other) for one in a["sentences"] for other in b["sentences"]]
    share = max(found, default=0.0)
    return round(0.3 + 0.55 * share, 2) if share else None


def _turned(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Give how alike two sentences are that say the same but for one negation or one opposite, else 0."""
    opposite = _opposites(a["stems"], b["stems"])
    if (opposite is not None) == (a["negated"] != b["negated"]):
        return 0.0
    share, worth, common = _alike(a["stems"], b["stems"], opposite or frozenset())
    sure = share >= _ALIKE and worth >= _WORTH and common >= _LEAST - bool(opposite)
    return share if sure else 0.0


def _overlap(a: list[list[Any]], b: list[list[Any]]) -> bool:
    """Tell whether one content stands within the other: one report told twice."""
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def _same_day(a: list[str | None] | None, b: list[str | None] | None) -> bool:
    """Tell whether both were said on one day; a later count is an update."""
    return bool(a and b and a[0] == a[1] == b[0] == b[1])


def _alike(
    a: Mapping[str, float], b: Mapping[str, float], ignored: frozenset[str]
) -> tuple[float, float, int]:
    """Give the weighted share of all words that both have, the weight of those, and their number."""
    left = {s: w for s, w in a.items() if s not in ignored}
    right = {s: w for s, w in b.items() if s not in ignored}
    common = {s: w for s, w in left.items() if any(alike(s, t) for t in right)}
    alone = {s: w for s, w in right.items() if not any(alike(s, t) for t in left)}
    worth = sum(common.values())
    total = sum(left.values()) + sum(alone.values())
    return (worth / total if total else 0.0), worth, len(common)


def _figures(a: list[list[Any]], b: list[list[Any]]) -> frozenset[str] | None:
    """Find one noun that both count, once each, and differently; give the digits to pass over."""
    for value, rough, noun in a:
        others = [q for q in b if q[2] == noun]
        if len(others) != 1 or sum(q[2] == noun for q in a) != 1:
            continue
        other, other_rough, _ = others[0]
        near = abs(value - other) <= _ROUNDED * max(abs(value), abs(other))
        if value == other or near or rough or other_rough:
            continue
        return frozenset(str(int(v)) for v in (value, other))
    return None


def _opposites(a: Mapping[str, float], b: Mapping[str, float]) -> frozenset[str] | None:
    """Find one word of `a` whose opposite is in `b`; give both."""
    for word in sorted(a):
        for other in sorted(_antonyms().get(word, frozenset()) & b.keys()):
            if word not in b and other not in a:
                return frozenset((word, other))
    return None


@cache
def _antonyms() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in str(read_table("disputes.toml")["opposites"]["pairs"]).splitlines():
        for one in line.split():
            found.setdefault(stem(one), set()).update(stem(w) for w in line.split() if w != one)
    return {word: frozenset(others) for word, others in found.items()}
