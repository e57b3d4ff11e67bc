"""Two wordings word by word: nothing of either is lost, and signs and case make no change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.wording import MOST_WORDS
from onrecord.reading.changes import read_changes

WORDS = st.lists(
    st.sampled_from(
        ["pier", "Sarn", "don't", "do", "not", "nine", "9", "ninety-four", "…", "“sold”", "U.S."]
    ),
    max_size=12,
).map(" ".join)


def marked(before: str, after: str) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in read_changes(before, after).pieces)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "Nobody sells a plank while I hold the keys, he said",
            "Nobody sells a plank while I hold the cheese, he said",
            "Nobody sells a plank while I hold the [-keys-] [+cheese+], he said",
        ),
        ("It leaked. It will leak again", "It leaked.", "It leaked [-It will leak again-]."),
        ("Yesterday it leaked", "it leaked", "[-Yesterday-] it leaked"),
        ("it leaked", "Yesterday it leaked", "[+Yesterday+] it leaked"),
        ("we don't know", "we do not know", "we [-don't-] [+do not+] know"),
        ("Same words.", "same  words!", "same  words!"),
        ("the old pier", "", "[-the old pier-]"),
    ],
)
def test_changes_stand_where_the_words_differ(before: str, after: str, told: str) -> None:
    assert marked(before, after) == told


@given(WORDS, WORDS)
def test_the_later_wording_is_there_whole_and_the_removed_words_are_the_earlier_ones(
    before: str, after: str
) -> None:
    pieces = read_changes(before, after).pieces
    later = "".join(piece.text for piece in pieces if piece.kind != "removed")
    assert "".join(later.split()) == "".join(after.split())
    for piece in pieces:
        assert piece.kind != "removed" or piece.text in before


@given(WORDS)
def test_a_wording_does_not_differ_from_itself(text: str) -> None:
    assert {piece.kind for piece in read_changes(text, text).pieces} <= {"same"}


def test_a_wording_too_long_to_compare_says_so() -> None:
    long = "word " * (MOST_WORDS + 5)
    assert read_changes("a word", "a word").cut is False
    assert read_changes(long, long + "more").cut is True
