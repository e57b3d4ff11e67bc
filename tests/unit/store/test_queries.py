"""A person's words as full-text queries."""

from __future__ import annotations

import pytest

from onrecord.errors import StoreError
from onrecord.store.words import any_word_query, beginnings_query, words_query


def test_a_word_is_looked_up_once_however_often_it_is_written() -> None:
    assert words_query("The the, THE. the", ("title",)).fts5() == '{title} : ("The")'
    beginnings = beginnings_query("sea sea-gull gull SEA", ("text",))
    assert beginnings.fts5() == '{text} : ("sea"* "sea-gull"* "gull"*)'
    assert any_word_query(["Sea", "sea"], ("text",)).fts5() == '{text} : ("Sea"*)'


def test_nothing_of_it_is_syntax() -> None:
    assert words_query('a" OR b* NEAR( \0c', ("title", "text")).fts5() == (
        '{title text} : ("a""" "OR" "b*" "NEAR(" "c")'
    )


@pytest.mark.parametrize("words", ["", " ", "*", '""', "_ -", "\0"])
def test_what_holds_no_word_is_refused(words: str) -> None:
    with pytest.raises(StoreError, match="no word"):
        words_query(words, ("text",))
