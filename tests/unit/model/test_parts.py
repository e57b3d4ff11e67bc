"""Which page of an article an address is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.parts import MOST, part_address

PIER = "https://lamp.example/news/pier"


@pytest.mark.parametrize(
    ("address", "whole", "page", "named"),
    [
        (PIER, PIER, 1, False),
        (f"{PIER}/", PIER, 1, False),
        (f"{PIER}?page=2", PIER, 2, True),
        (f"{PIER}/?view=all&page=3#top", f"{PIER}?view=all", 3, True),
        (f"{PIER}/page/2/", PIER, 2, True),
        (f"{PIER}-page-12.html", f"{PIER}.html", 12, True),
        (f"{PIER}_p2.html", f"{PIER}.html", 2, True),
        (f"{PIER}/seite-4", PIER, 4, True),
        (f"{PIER}/2/", PIER, 2, False),
        (f"{PIER}-2.html", f"{PIER}.html", 2, False),
        ("saved/pier.html?page=2", "saved/pier.html", 2, True),
        # Years, ids and posts count no pages.
        (f"{PIER}?page=2031", f"{PIER}?page=2031", 1, False),
        (f"{PIER}-2031.html", f"{PIER}-2031.html", 1, False),
        (f"{PIER}?page=0", f"{PIER}?page=0", 1, False),
        ("https://lamp.example/?p=12", "https://lamp.example?p=12", 1, False),
        (f"{PIER}?p=2", PIER, 2, True),
    ],
)
def test_an_address_is_cut_into_the_article_and_the_page(
    address: str, whole: str, page: int, named: bool
) -> None:
    found = part_address(address)
    assert (found.whole, found.page, found.named) == (whole, page, named)


@given(st.integers(2, MOST), st.sampled_from(["?page={}", "/page/{}", "-page-{}", "/{}", "_{}"]))
def test_every_page_of_an_article_has_the_same_whole(number: int, form: str) -> None:
    found = part_address(PIER + form.format(number))
    assert (found.whole, found.page) == (PIER, number)


@given(st.text(max_size=300))
def test_no_address_is_too_odd(address: str) -> None:
    assert 1 <= part_address(address).page <= MOST
