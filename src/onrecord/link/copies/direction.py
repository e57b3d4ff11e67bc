"""Decide which of two copies is the original: by credits, days, containment and whose own work it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.link.copies.items import text_of
from onrecord.link.copies.kinds import Comparison, Finding
from onrecord.link.copies.outlets import names_outlet

#: Points for each sign. A credit outweighs a date, which may be that of a later edition; a date outweighs
#: the signs of own work together.
PAGE_CREDIT, CREDIT, CONTAINED, DAY, OWN_DATELINE, OWN_BYLINE, MORE, DATED = (
    6.0,
    4.0,
    4.0,
    3.0,
    1.0,
    1.0,
    0.5,
    0.5,
)


def direction(finding: Finding, measured: Comparison) -> tuple[float, tuple[str, ...]]:
    """Give points for the whole (the longer one) as the original, negative for the part, and reasons."""
    part, whole = measured.part, measured.whole
    points = 0.0
    reasons: list[str] = []
    for found, sign in ((measured.credit, 1.0), (measured.credit_back, -1.0)):
        if found.any:
            points += sign * (PAGE_CREDIT if found.page else CREDIT if found.broad else MORE)
            reasons += found.evidence if found.broad else ()
    if finding.one_way:
        points += CONTAINED
    if part["kind"] == "teaser" and whole["kind"] == "article":
        points += CONTAINED
        reasons.append("the copy is a teaser")
    if part["day"] and whole["day"] and part["day"] != whole["day"]:
        earlier = whole if whole["day"] < part["day"] else part
        points += DAY if earlier is whole else -DAY
        reasons.append(f"the original is of {earlier['day']}, the copy of {max(part['day'], whole['day'])}")
    own = _own_work(whole) - _own_work(part)
    if own:
        points += own
        reasons.append("the original has its own dateline, reporter or date")
    if _quotations(measured) > 0 or measured.length < 1.0:
        points += MORE
    return points, tuple(dict.fromkeys(reasons))


def _own_work(body: Mapping[str, Any]) -> float:
    """Add up the signs that an article is an outlet's own: its name in a dateline, a reporter, a day."""
    publisher = body["publisher"]
    first = body["first_line"]
    points = OWN_DATELINE if publisher and names_outlet(first, publisher) else 0.0
    points += OWN_BYLINE if body["authors"] and not body["page_credits"] else 0.0
    return points + (DATED if body["day"] else 0.0)


def _quotations(measured: Comparison) -> int:
    """Give how many more sentences with quotations the whole has; rewriters drop them."""
    return len(text_of(measured.whole).quotations) - len(text_of(measured.part).quotations)
