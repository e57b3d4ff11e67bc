"""Cursors: opaque, of one list, and good while the record grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.paging import MOST, CursorError, Turn, turn_page, write_cursor
from onrecord.store.paging import Key

ROWS: list[Key] = [(day, f"st-{number}") for number, day in enumerate(["2031", "2031-05", "", "€"] * 9)]


def read(after: Key | None, most: int) -> list[Key]:
    at = 0 if after is None else ROWS.index(after) + 1
    return ROWS[at : at + most]


@given(limit=st.integers(-3, 2 * MOST))
def test_pages_of_any_size_hold_every_row_once_and_in_order(limit: int) -> None:
    found: list[Key] = []
    cursor = None
    while True:
        page = turn_page("rows", Turn(cursor=cursor, limit=limit), (str, str), read)
        assert 1 <= len(page.items) <= max(1, limit)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    assert found == ROWS


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_what_no_page_gave_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError, match="none of this list"):
        turn_page("rows", Turn(cursor=cursor), (str, str), read)


@pytest.mark.parametrize(
    "cursor",
    [
        write_cursor("others", ROWS[0]),
        write_cursor("rows", (1, "st-0")),
        write_cursor("rows", ("2031",)),
        write_cursor("rows", ROWS[0]) + "=",
        "W" * 100_000,
    ],
    ids=["of another list", "another type", "too short", "padded", "very long"],
)
def test_a_cursor_of_another_kind_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError):
        turn_page("rows", Turn(cursor=cursor), (str, str), read)


def test_a_number_that_no_database_takes_is_refused() -> None:
    with pytest.raises(CursorError):
        turn_page("rows", Turn(cursor=write_cursor("rows", (2**80, "st-0"))), (int, str), read)
