"""How likely two articles tell of one happening: a frozen logistic model over what they share."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from onrecord.link.stories.words import RAREST, weight
from onrecord.model import Days

#: Fitted on the pairs of the training half of ECB+ (two incidents of each kind) by
#: `python evals/stories.py --fit`; the cosine leaves out the two strongest stems, for one name that two
#: articles share says little, however often they print it.
WEIGHTS = {
    "text": 7.7,
    "beginning": 5.3,
    "people": 4.2,
    "places": 2.7,
    "other_people": -1.9,
    "figures": 3.0,
}
BIAS = -2.4
#: Added by the days between two articles, up to and with so many. ECB+ has no days: set by hand, so that a
#: week takes nothing away and a year can only be made up for by a text that is the same.
DAYS_APART = ((1, 1.5), (3, 1.0), (7, 0.5), (21, 0.0), (60, -1.0), (200, -2.5))
LONGER = -4.0
#: Where a day is not known.
UNDATED = -0.5
#: Two items of one listing page are seldom of one happening.
ONE_LISTING = -2.0
#: Strongest shared stems that are left out.
_LEFT_OUT = 2
#: Two undated pages of the same people or places are of one happening only where they share more than names:
#: cosine of the words that are none, with so much of the cosine of the beginnings added, where each page has
#: so many such words. Of 2,461 pairs of PolNeAR train that lie more than ten days apart and would be joined
#: without their days, six in ten fall below; the greatest value that costs `stance` nothing, and half of what
#: pairs of one story there have. `python evals/stories.py` prints what it gives.
LEAST_WORDS, WORDS_BEGIN, ENOUGH_WORDS = 0.12, 0.2, 15
#: People who are looked for in the other article.
_MAIN = 3


def likeness(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Give the probability, in [0, 1], that the articles of two items' bodies are of one story."""
    shared, apart = features(a, b), days_apart(a, b)
    if apart is None and _share_names_alone(a, b, shared):
        return 0.0
    logit = BIAS + sum(WEIGHTS[name] * value for name, value in shared.items()) + _by_days(apart)
    if a["capture"] == b["capture"]:
        logit += ONE_LISTING
    return 1 / (1 + math.exp(-logit))


def features(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, float]:
    """Give what two articles share, each value in [0, 1], by the names of WEIGHTS."""
    return {
        "text": sum(product for product, _ in shared_stems(a, b)[_LEFT_OUT:])
        / (a["norm"] * b["norm"] or 1.0),
        "beginning": _cosine(a["beginning"], b["beginning"]),
        "people": _common_names(a["people"], b["people"]),
        "places": _common_names(a["places"], b["places"]),
        "other_people": _other_people(a, b),
        "figures": _overlap(a["figures"], b["figures"]),
    }


def shared_stems(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[tuple[float, str]]:
    """Give the stems that both have with the product of their weights, the strongest first."""
    common = a["stems"].keys() & b["stems"].keys()
    return sorted(((a["stems"][stem] * b["stems"][stem], stem) for stem in common), reverse=True)


def _cosine(one: Collection[str], other: Collection[str]) -> float:
    common = sum(weight(stem) ** 2 for stem in sorted(set(one).intersection(other)))
    return common / (_norm(tuple(one)) * _norm(tuple(other))) if common else 0.0


@lru_cache(maxsize=4096)
def _norm(stems: tuple[str, ...]) -> float:
    return math.sqrt(sum(weight(stem) ** 2 for stem in stems))


def _common_names(one: Collection[str], other: Collection[str]) -> float:
    common = sum(weight(stem) / RAREST for stem in sorted(set(one).intersection(other)))
    return common / math.sqrt((len(one) + 1) * (len(other) + 1))


def _other_people(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Give the share of the main people of each that the other does not have at all."""
    if not a["people"] or not b["people"]:
        return 0.0
    return 1 - (_present(a["people"], b["stems"]) + _present(b["people"], a["stems"])) / 2


def _present(people: Mapping[str, int], stems: Collection[str]) -> float:
    main = sorted(people, key=lambda stem: (-people[stem], stem))[:_MAIN]
    return sum(stem in stems for stem in main) / len(main)


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    return len(set(one).intersection(other)) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def _share_names_alone(a: Mapping[str, Any], b: Mapping[str, Any], shared: Mapping[str, float]) -> bool:
    """Whether two pages have people or places in common, and of their other words too few."""
    if not shared["people"] and not shared["places"]:
        return False
    left, right = _words(a), _words(b)
    if min(len(left), len(right)) < ENOUGH_WORDS:
        return False
    common = sum(left[stem] * right[stem] for stem in sorted(left.keys() & right.keys()))
    norms = math.sqrt(_square(left) * _square(right))
    return common / norms + WORDS_BEGIN * shared["beginning"] < LEAST_WORDS


def _words(body: Mapping[str, Any]) -> dict[str, float]:
    """Give the weights of the stems that are neither names nor figures."""
    names = set(body["names"])
    return {stem: heavy for stem, heavy in body["stems"].items() if stem not in names and stem.isalpha()}


def _square(weights: Mapping[str, float]) -> float:
    return sum(weights[stem] ** 2 for stem in sorted(weights))


def _by_days(apart: int | None) -> float:
    if apart is None:
        return UNDATED
    return next((points for days, points in DAYS_APART if apart <= days), LONGER)


def days_apart(a: Mapping[str, Any], b: Mapping[str, Any]) -> int | None:
    """Give the fewest days that can lie between two articles; None where their days are not known.

    Bounds alone tell only that they are apart: two undated articles that may be of one day are undated.
    """
    if a["day"] and b["day"]:
        return abs((_date(a["day"]) - _date(b["day"])).days)
    gaps = [
        (_date(later["earliest"]) - _date(earlier["latest"])).days
        for earlier, later in ((a, b), (b, a))
        if later["earliest"] and earlier["latest"]
    ]
    gap = max(gaps, default=0)
    return gap if gap > 0 else None


def known_days(body: Mapping[str, Any], told: str | None = None) -> tuple[int | None, int | None]:
    """Give the first and the last day that an article can be of, as ordinals.

    `told` is a day before which it can't be; it counts only within the bounds that the page itself gives.
    """
    first, last = body["earliest"], body["latest"]
    if told and (first or "") < told <= (last or "9999"):
        first = told
    return _ordinal(first), _ordinal(last)


def ordinals(days: Days) -> tuple[int, int]:
    """Give the first and the last day of an item as ordinals."""
    return _date(days[0]).toordinal(), _date(days[1]).toordinal()


def _ordinal(value: str | None) -> int | None:
    return _date(value).toordinal() if value else None


def _date(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)
