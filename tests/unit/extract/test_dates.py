"""Days of publication and update: found where the page states its own, never another's or today's."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.dates import day_in, published_of, updated_of
from onrecord.extract.html_tree import parse_html
from onrecord.extract.metadata import read_metadata
from onrecord.extract.visible import page_lines
from onrecord.model import Date


def published(page: str, url: str | None = None) -> Date | None:
    root = parse_html(page, 100)
    lines = page_lines(root)
    headline = next((i for i, line in enumerate(lines) if line.element.tag == "h1"), None)
    first = next((i for i, line in enumerate(lines) if line.text.startswith("The harbour")), len(lines))
    return published_of(root, read_metadata(root, url), lines, headline, first, url)


def updated(page: str) -> Date | None:
    root = parse_html(page, 100)
    lines = page_lines(root)
    first = next((i for i, line in enumerate(lines) if line.text.startswith("The harbour")), len(lines))
    return updated_of(read_metadata(root, None), lines, 0, first)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-02-05T23:30:00-05:00", "2024-02-05"),
        ("2024-02-05", "2024-02-05"),
        ("2024-2-5 8:00", "2024-02-05"),
        ("20240205T081500Z", "2024-02-05"),
        ("1707150000", "2024-02-05"),
        ("1707150000000", "2024-02-05"),
        ("Mon, 05 Feb 2024 10:00:00 GMT", "2024-02-05"),
        ("05.02.2024, 20:59 Uhr", "2024-02-05"),
        ("Mo 05.02.24 | 14:07 Uhr", "2024-02-05"),
        ("2024年2月5日 01時28分", "2024-02-05"),
        ("5 février 2024 à 8h", "2024-02-05"),
        ("5 de febrero de 2024", "2024-02-05"),
        ("5. Februar 2024", "2024-02-05"),
        ("5 Şubat 2024", "2024-02-05"),
        ("5 февраля 2024", "2024-02-05"),
        ("February 5, 2024", "2024-02-05"),
        ("13/02/2024", "2024-02-13"),
        ("02/13/2024", "2024-02-13"),
        ("04/05/2024", None),
        ("2024-02-31", None),
        ("1.2.3", None),
        ("v 10.11.12.13", None),
        ("Monday at eight", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_printed(words: str, day: str | None) -> None:
    assert day_in(words) == day


@given(
    st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2090, 12, 31)), st.integers(-12, 14)
)
def test_the_local_day_stands_whatever_the_zone(day: datetime.date, zone: int) -> None:
    assert day_in(f"{day.isoformat()}T23:59:00{zone:+03d}:00") == day.isoformat()


@given(st.text(max_size=300))
def test_any_words_are_a_day_or_none(words: str) -> None:
    day = day_in(words)
    assert day is None or datetime.date.fromisoformat(day).isoformat() == day


def test_metadata_stands_before_address_and_print() -> None:
    page = (
        '<head><meta name="date" content="2024-02-05"></head><body><h1>Storm</h1><p>6 February 2024</p>'
        "<p>The harbour</p></body>"
    )
    found = published(page, "https://gull.example/2024/02/07/storm")
    assert found is not None
    assert (found.value, found.method, found.precision) == ("2024-02-05", "metadata", "day")
    assert (found.evidence[0].where, found.evidence[0].name) == ("meta", "date")


def test_the_address_gives_the_day_where_metadata_does_not() -> None:
    found = published("<h1>Storm</h1><p>The harbour</p>", "https://gull.example/news/2024/02/07/storm")
    assert found is not None
    assert (found.value, found.method) == ("2024-02-07", "url")
    assert (found.evidence[0].where, found.evidence[0].text) == ("url", "2024/02/07")


@pytest.mark.parametrize(
    "address", ["https://gull.example/article123202402051", "https://gull.example/2024/13/45/x"]
)
def test_numbers_in_an_address_are_not_all_days(address: str) -> None:
    assert published("<h1>Storm</h1><p>The harbour</p>", address) is None


def test_a_day_printed_by_the_headline_is_the_last_resort() -> None:
    found = published("<h1>Storm</h1><p>By Ida Verrall | 5 February 2024</p><p>The harbour</p>")
    assert found is not None
    assert (found.value, found.method, found.evidence[0].text) == ("2024-02-05", "printed", "5 February 2024")


def test_days_of_other_stories_are_never_taken() -> None:
    page = (
        "<h1>Storm</h1><p>The harbour master stayed in.</p>"
        "<aside><time datetime='2023-01-01'>1 January 2023</time></aside>"
        "<p>Posted on 3 March 2020: an older story</p><footer>© 2021</footer>"
    )
    assert published(page) is None


def test_an_update_is_no_publication() -> None:
    page = "<h1>Storm</h1><p>Updated 6 February 2024</p><p>The harbour</p>"
    assert published(page) is None
    found = updated(page)
    assert found is not None
    assert found.value == "2024-02-06"
