"""Days in bins: each has a place, bins stay few, and what no day is stands apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pictures.bins import UNDATED, make_bins

DAYS = st.dates().map(lambda day: day.isoformat())
ANY_DAY = st.one_of(
    DAYS, DAYS.map(lambda it: it[:7]), DAYS.map(lambda it: it[:4]), st.none(), st.text(max_size=11)
)


@given(st.lists(ANY_DAY, max_size=30))
def test_every_day_has_a_place_and_bins_are_few_and_in_order(days: list[str | None]) -> None:
    bins = make_bins(days)
    assert all(bins.place(day) in bins.domain for day in days)
    assert len(bins.names) <= 60
    assert list(bins.names) == sorted(set(bins.names))
    assert set(bins.labelled) <= set(bins.domain)
    assert len(bins.labelled) <= 10


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (["2031-05-01", "2031-05-09"], "day"),
        (["2031-05-01", "2032-05-09"], "month"),
        (["2031-05", "2031-06"], "month"),
        (["1999-05-01", "2032-05-09"], "year"),
        (["1999", "2032"], "year"),
    ],
)
def test_the_finest_unit_that_makes_a_bearable_picture_is_taken(days: list[str], unit: str) -> None:
    assert make_bins(days).unit == unit


def test_bins_between_two_days_are_all_there_and_few_get_room() -> None:
    bins = make_bins(["2031-02-27", "2031-03-02"])
    assert {"2031-02-28", "2031-03-01"} <= set(bins.names)
    assert len(bins.names) == 9
    assert (bins.span, bins.year) == ("2031-02-27 to 2031-03-02", "2031")


def test_a_page_that_dates_itself_to_the_year_1_does_not_stretch_the_picture() -> None:
    bins = make_bins(["0001-01-01", "2031-02-27", "2031-03-01"])
    assert bins.place("0001-01-01") == UNDATED
    assert bins.names[-1] == "2031"


def test_what_has_no_day_or_a_coarser_one_stands_apart() -> None:
    bins = make_bins(["2031-05-01", "2031-05-03", "2031", None])
    assert bins.unit == "day"
    assert [bins.place(it) for it in ("2031", None, "2031-05-03")] == [UNDATED, UNDATED, "2031-05-03"]
    assert bins.domain[-1] == UNDATED
    assert make_bins([None]).domain == [UNDATED]
    assert make_bins([]).domain == []
