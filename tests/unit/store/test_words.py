"""Words are told apart as SQLite's FTS5 tells them apart, which PostgreSQL is searched by."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store import words
from onrecord.store.words import TOKENIZER, places_of, words_of

#: What is hard to tell apart: accents by themselves and on letters, signs within words, other scripts.
PIECES = st.sampled_from(
    ["Vaskó", "e\u0301t", "\u0301", "ŁÓDŹ", "O'Malley", "_", "1.5", "٣", "ß", "İ", "ΤΗΣ", "й", "हिन्दी",
     "東京", "🤣", "😀", "\0", "\u2028", "\ufeff", "\U0010ffff", "x\u00adb", "ﬁ", "Ⅳ", "²", " ", "-"]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
TEXTS = st.lists(PIECES | ANY, max_size=12).map("".join)


def by_fts5(text: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE probe USING fts5(text, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(probe, 'instance')")
        connection.execute("INSERT INTO probe VALUES (?)", (text,))
        return [term for (term,) in connection.execute("SELECT term FROM terms ORDER BY offset")]


@given(text=TEXTS)
def test_words_are_those_of_fts5(text: str) -> None:
    assert words_of(text) == by_fts5(text)


@given(text=TEXTS)
def test_places_are_those_of_the_words(text: str) -> None:
    found = list(places_of(text))
    assert [word for word, _, _ in found] == words_of(text)
    assert all(words_of(text[start:end]) == [word] for word, start, end in found)
    assert [place for _, *place in found] == sorted(place for _, *place in found)


def test_what_is_remembered_of_characters_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST", 10)
    monkeypatch.setattr(words, "_FOLDED", type(words._FOLDED)())
    assert words_of("abcdefghijklmnopqrstuvwxyz ÀÉÎ") == ["abcdefghijklmnopqrstuvwxyz", "aei"]
    assert len(words._FOLDED) <= 10
