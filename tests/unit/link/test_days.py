"""How far apart things of the record surely lie, and which blocks end with their days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.days import apart
from onrecord.link.disputes.across import LONGEST, bounds, in_time
from onrecord.link.keys import for_days, reach
from onrecord.link.utterances.around import FAR, days_allow
from onrecord.link.utterances.items import days_of
from onrecord.model import Days


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (("2031-02-27", "2031-02-27"), ("2031-03-02", "2031-03-02"), 3),
        (("2031-02-01", "2031-02-28"), ("2031-03-01", "2031-03-31"), 1),
        (("2031-02-01", "2031-03-05"), ("2031-03-01", "2031-03-31"), 0),
        (("0001-01-01", "2031-01-01"), ("2031-01-05", "9999-12-31"), 4),
        (("2031-02-27", "2031-02-27"), None, 0),
        (None, None, 0),
    ],
)
def test_days_that_surely_lie_between_two(one: Days | None, other: Days | None, days: int) -> None:
    assert apart(one, other) == apart(other, one) == days


def test_a_key_tells_for_how_many_days_it_brings_together() -> None:
    assert reach(for_days("c holt pier", 4)) == 4
    assert reach(for_days("c holt @9", 21)) == 21
    assert reach("c holt pier") is None
    assert reach("c holt@4") is None


some_day = st.none() | st.dates(date(2031, 1, 1), date(2031, 6, 1)).map(date.isoformat)
ranges = st.none() | st.lists(some_day, min_size=2, max_size=2).map(
    lambda days: sorted(days) if all(days) else days
)


@given(ranges, ranges)
def test_blocks_of_answers_part_nothing_that_may_answer_in_time(
    one: list[str | None] | None, other: list[str | None] | None
) -> None:
    if in_time(one, other):
        assert apart(bounds(one), bounds(other)) <= LONGEST


@pytest.mark.parametrize("days", [["0001-01-01", None], [None, "9999-12-31"], ["0001-01-01", "9999-12-31"]])
def test_the_first_and_the_last_day_there_is_have_bounds(days: list[str | None]) -> None:
    found = bounds(days)
    assert found is not None
    assert apart(found, found) == 0


bodies = st.builds(
    lambda said, published: {
        "said": {"value": said, "precision": "day"} if said else None,
        "published": published,
    },
    some_day,
    some_day,
)


@given(bodies, bodies)
def test_blocks_of_remarks_part_nothing_that_its_days_allow(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    if days_allow(one, other):
        assert apart(days_of(one), days_of(other)) <= FAR
