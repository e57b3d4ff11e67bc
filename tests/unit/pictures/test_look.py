"""Colours that can be read in light and dark, and words fit to draw whatever a page wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pictures import look
from onrecord.pictures.look import DARK, does, width, words, wrap

#: What pictures stand on: pages and cards of the web interface and of dossiers.
LIGHT_GROUNDS = ("#ffffff", "#fbfaf7")
DARK_GROUNDS = ("#16171a", "#1e2024", "#000000")
INKS = (look.INK, look.SOFT, look.SAID, look.DENIED, look.UNSURE)
BOXES = (look.BOX, look.BOX_DENIED, look.BOX_PLAIN)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_ground(ink: str) -> None:
    for ground in (*LIGHT_GROUNDS, *BOXES):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (*DARK_GROUNDS, *(DARK[box] for box in BOXES)):
        assert contrast(DARK[ink], ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize("fill", [look.SAID, look.DENIED, look.UNSURE, look.DIRECT, look.MIXED])
def test_every_bar_stands_out_from_its_ground(fill: str) -> None:
    assert min(contrast(fill, ground) for ground in LIGHT_GROUNDS) >= 3
    assert min(contrast(DARK[fill], ground) for ground in DARK_GROUNDS) >= 3


def test_a_denial_has_its_word_and_says_and_denies_never_look_alike() -> None:
    assert does("denied", "say") == "DENIES"
    assert does("not_confirmed", "deny") == "DOES NOT CONFIRM"
    assert does("asserted", "claim") == "claims"
    assert does("asserted", "deny") == "denies"
    assert len({look.POLARITY_COLOUR[it] for it in look.POLARITY_COLOUR}) == 3


@given(st.text(st.characters(), max_size=400), st.integers(4, 80))
def test_words_are_one_line_of_bounded_width_that_xml_can_hold(text: str, most: int) -> None:
    found = words(text, most)
    assert width(found) <= most
    assert "\n" not in found
    assert not any(unicodedata.category(it) in ("Cc", "Cs") for it in found)
    assert not set(found) & {"\u202e", "\u2066", "\u200f", "\ufffe", "\uffff"}


@given(st.text("ab c", max_size=60))
def test_words_that_fit_are_left_as_they_are(text: str) -> None:
    assert words(text, 80) == " ".join(text.split())


def test_of_a_megabyte_of_text_only_the_beginning_is_looked_at() -> None:
    assert words("word " * 1_000_000, 20) == words("word " * 20, 20) == "word word word word…"


@given(st.text("abcdef -水", max_size=300), st.integers(6, 40), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_but_what_is_cut(text: str, most: int, lines: int) -> None:
    found = wrap(text, most, lines)
    assert len(found) <= lines
    assert all(0 < width(line) <= most for line in found)
    whole = "".join(text.split())
    joined = "".join("".join(found).split())
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))
