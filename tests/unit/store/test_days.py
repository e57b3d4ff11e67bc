from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Date
from onrecord.store.days import day_range, first_and_last_day


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-03-11", ("2031-03-11", "2031-03-11")),
        ("2031-04", ("2031-04-01", "2031-04-30")),
        ("2032-02", ("2032-02-01", "2032-02-29")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-02-29", None),
        ("2031-13", None),
        ("2031-W10", None),
        ("0000", None),
        ("0000-01", None),
        ("2031-3-1", None),
        ("PRESENT_REF", None),
        ("٢٠٣١", None),
        ("2031\n", None),
        ("", None),
    ],
)
def test_a_date_covers_its_days(value: str, days: tuple[str, str] | None) -> None:
    assert day_range(value) == days


@given(st.dates())
def test_a_day_lies_in_its_month_and_year(day: object) -> None:
    text = str(day)
    for size in (4, 7, 10):
        days = day_range(text[:size])
        assert days is not None
        assert days[0] <= text <= days[1]


@given(st.text())
def test_no_text_breaks_it(value: str) -> None:
    day_range(value)


def known(value: str) -> Date:
    return Date(value=value, precision="day", method="timex")


def bounds(earliest: str | None, latest: str | None) -> Date:
    return Date(value=None, precision=None, method=None, earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ((known("2031-03-01"), known("2031-03-05")), ("2031-03-01", "2031-03-01")),
        ((None, known("2031-03")), ("2031-03-01", "2031-03-31")),
        ((bounds(None, "2031-03-05"), known("2031-03-05")), ("2031-03-05", "2031-03-05")),
        ((bounds(None, "2031-03-04"), None), (None, "2031-03-04")),
        ((None, bounds("2031-03-01", "2031-03-09")), ("2031-03-01", "2031-03-09")),
        ((known("P2W"), known("2031-03-05")), ("2031-03-05", "2031-03-05")),
        ((None, None), (None, None)),
    ],
)
def test_said_goes_before_published_and_a_value_before_bounds(
    dates: tuple[Date | None, Date | None], days: tuple[str | None, str | None]
) -> None:
    assert first_and_last_day(*dates) == days
