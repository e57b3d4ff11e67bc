"""How far apart things of the record surely lie, and which blocks end with their days."""

from __future__ import annotations

import pytest

from onrecord.link.days import apart
from onrecord.link.keys import for_days, reach
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
