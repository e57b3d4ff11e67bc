"""Units: paragraphs and lines, whichever way the file was wrapped."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.plain_units import LONG_LINE, split_units

PARAGRAPHS = [
    "The council of Ardmore passed a budget of 4 million crowns early on Friday after a vote.",
    'Councillor Vale said that she had "never seen so many flasks in a single room" and voted for it.',
    "The opposition walked out before the vote and is going to ask a court whether the sitting was lawful.",
]


@pytest.mark.parametrize("width", [48, 60, 72])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_wrapped_paragraphs_are_joined(width: int, between: str) -> None:
    text = between.join(textwrap.fill(p, width) for p in PARAGRAPHS)
    assert [" ".join(u.text.split()) for u in split_units(text)] == PARAGRAPHS


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_a_line_is_a_paragraph_where_the_file_is_not_wrapped(between: str) -> None:
    assert [u.text for u in split_units(between.join(PARAGRAPHS))] == PARAGRAPHS


def test_menus_and_bylines_of_a_wrapped_file_stay_apart() -> None:
    head = "Home\nNews\nBudget passed after midnight\nBy Noor Castellan\n----------\n"
    units = split_units(head + "\n" + "\n\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS))
    assert [u.text for u in units[:5]] == head.splitlines()
    assert len(units) == 8


def test_items_of_a_list_are_not_joined() -> None:
    text = (
        textwrap.fill(PARAGRAPHS[0], 50)
        + "\n"
        + textwrap.fill(PARAGRAPHS[1], 50)
        + "\n- one thing\n- another thing"
    )
    assert [u.text for u in split_units(text)][-2:] == ["- one thing", "- another thing"]


def test_a_very_long_line_is_cut_at_sentences() -> None:
    sentence = "The council met again on Monday and agreed on nothing. "
    units = split_units("Title\n\nLine\n\n" + sentence * (LONG_LINE // len(sentence) + 2))
    assert units[2].text == sentence.strip()
    assert units[3].glued
    assert not units[2].glued


@given(st.text(alphabet=st.sampled_from("ab A.\n\r \t-\u2028\x0b"), max_size=300))
def test_every_printed_character_lies_in_one_unit(text: str) -> None:
    units = split_units(text)
    covered = [i for u in units for i in range(u.start, u.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(text[u.start : u.end] == u.text for u in units)
