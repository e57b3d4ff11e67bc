"""Words of lines: every short cut gives what the pattern gives."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.html_words import LONGEST_LINE, tokens, words_of

_LETTERS = re.compile(r"[^\W_]+")


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_words_of_ascii_are_its_runs_of_letters_and_digits(text: str) -> None:
    assert words_of(text) == _LETTERS.findall(text.lower())


@given(st.text(alphabet="aZ9é_-’“”–—… \u00a0ßІЖ"))
def test_words_of_other_scripts_with_spaces_are_so_too(text: str) -> None:
    assert words_of(text) == _LETTERS.findall(text.lower())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The Lock’s open”—again…", ["the", "lock", "s", "open", "again"]),
        ("Straße_12 Жук", ["straße", "12", "жук"]),
        ("水門が開いた 3日", ["水", "門", "が", "開", "い", "た", "3日"]),
    ],
)
def test_scripts_without_spaces_give_characters(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_very_long_line_is_read_to_a_limit() -> None:
    assert len(tokens("ab " * LONGEST_LINE)) == LONGEST_LINE // 3 + 1
