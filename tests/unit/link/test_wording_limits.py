"""Hostile wordings: long figures, and one token that opens into thousands of words."""

from __future__ import annotations

from onrecord.link.wording import MOST_WORDS, read_wording


def test_a_figure_of_thousands_of_digits_is_read() -> None:
    figure = "1" * 5000
    assert figure in read_wording(f"The key is twenty {figure} and no more").numbers


def test_a_wording_is_never_longer_than_its_limit() -> None:
    assert len(read_wording("-".join(["quay", "b1"] * 20_000)).words) <= MOST_WORDS
