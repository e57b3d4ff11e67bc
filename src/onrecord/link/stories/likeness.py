"""How likely two articles tell of one happening: a frozen logistic model over what they share."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Mapping
from typing import Any

from onrecord.link.stories.words import RAREST, weight

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
#: People who are looked for in the other article.
_MAIN = 3


def likeness(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """Give the probability, in [0, 1], that the articles of two items' bodies are of one story."""
    logit = BIAS + sum(WEIGHTS[name] * value for name, value in features(a, b).items()) + _by_days(a, b)
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
    norms = [math.sqrt(sum(weight(stem) ** 2 for stem in stems)) for stems in (one, other)]
    return common / (norms[0] * norms[1]) if common else 0.0


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


def _by_days(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    apart = days_apart(a, b)
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


def known_days(body: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Give the first and the last day that an article can be of, as ordinals."""
    bounds = (body["earliest"], body["latest"])
    first, last = (_date(bound).toordinal() if bound else None for bound in bounds)
    return first, last


def _date(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value)
