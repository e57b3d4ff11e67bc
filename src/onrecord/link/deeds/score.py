"""Whether two events tell one deed: by their sides, their words and their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onrecord.link.stage import Item, Pair

#: What it counts that two events have the same actor, the same recipient, the same word. Set by hand: two of
#: the three must be the same, and no side may be another.
ACTOR, RECIPIENT, WORD = 0.4, 0.35, 0.25
#: From here on two events are one deed.
JOINS = 0.6
#: Days between two pages whose events are not dated: news tells of today and yesterday.
NEAR = 3


def score_events(a: Item, b: Item) -> Pair | None:
    """Compare two events of one type; None where they can't be one deed."""
    one, other = a.body, b.body
    if one["type"] != other["type"] or not _meet(one, other):
        return None
    reasons = {}
    for side, points in (("actor", ACTOR), ("recipient", RECIPIENT)):
        if one[side] and other[side]:
            shared = sorted(set(one[side]) & set(other[side]))
            if not shared:
                return None
            reasons[side] = (points, shared)
    if one["word"] == other["word"]:
        reasons["word"] = (WORD, [one["word"]])
    score = round(sum(points for points, _ in reasons.values()), 2)
    if score < JOINS:
        return None
    return Pair(a=a.id, b=b.id, score=score, joins=True, data={name: it for name, (_, it) in reasons.items()})


def _meet(one: Any, other: Any) -> bool:
    """Tell whether two events can be of one day; of two undated pages they are days apart at most."""
    if not one["first"] or not other["first"]:
        return False
    slack = 0 if one["dated"] and other["dated"] else NEAR
    first, last = max(one["first"], other["first"]), min(one["last"], other["last"])
    return _apart(first, last) <= slack


def divide(ordered: Sequence[Item]) -> list[list[Item]]:
    """Divide events, sorted by their first day, so that those of each part can all be of one day."""
    parts: list[list[Item]] = []
    low = high = ""
    for item in ordered:
        first, last = item.body["first"], item.body["last"]
        if parts and first and last and low and _apart(max(low, first), min(high, last)) <= NEAR:
            parts[-1].append(item)
            low, high = max(low, first), min(high, last)
        else:
            parts.append([item])
            low, high = first or "", last or ""
    return parts


def _apart(first: str, last: str) -> int:
    """Count the days from `last` to `first`."""
    return (dt.date.fromisoformat(first) - dt.date.fromisoformat(last)).days
