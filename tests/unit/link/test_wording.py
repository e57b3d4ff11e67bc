"""Words made comparable: contractions, figures, accents; linear work on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.wording import bare_words, only_points, read_wording
from strategies.growth import LIMIT, growth
from strategies.results import any_text


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("We’re not going", "we are not going"),
        ("They can't, won't and don't", "they can not will not and do not"),
        ("It's the ferryman's boat", "it is the ferryman boat"),
        ("94 per cent", "94 percent"),
        ("ninety-four percent", "94 percent"),
        ("94%", "94 percent"),
        ("20,118 crates", "20118 crates"),
        ("€34m", "34000000"),
        ("3.5 million", "3500000"),
        ("eleven boats", "11 boats"),
        ("the U.N. envoy", "the un envoy"),
        ("Łódź and Çeşme", "lodz and cesme"),
        ("a well-known man", "a well known man"),
        ("", ""),
    ],
)
def test_words_are_compared_in_one_form(text: str, norms: str) -> None:
    assert " ".join(read_wording(text).norms) == norms


def test_figures_and_names_weigh_more_than_grammar() -> None:
    words = {word.norm: word.weight for word in read_wording("in Brannock the 312 boats of it").words}
    assert words["of"] == words["the"] == words["it"] == 0
    assert min(words["312"], words["brannock"]) >= 4


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    wording = read_wording("Boats left. Nobody saw Brannock")
    assert [word.norm for word in wording.words if word.named] == ["brannock"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("that the ferry had sailed", "the ferry had sailed", True),
        ("The ferry’s gone", "the ferry's gone", True),
        ("eleven crates", "11 crates", True),
        ("the ferry had sailed", "the ferry has sailed", False),
        ("that is so", "is so", True),
    ],
)
def test_spelling_makes_no_other_wording(a: str, b: str, same: bool) -> None:
    assert (bare_words(read_wording(a)) == bare_words(read_wording(b))) is same


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("the complaints", True),
        ("these claims", True),
        ("it", True),
        ("the ferry", False),
        ("that the ferry had sunk", False),
        ("all of the reports about the ferry", False),
    ],
)
def test_contents_that_only_point(text: str, points: bool) -> None:
    assert only_points(read_wording(text)) is points


@given(any_text | st.text(alphabet="aé’'.-,%0123456789m ", max_size=40))
def test_any_text_is_read_and_each_word_stands_where_it_says(text: str) -> None:
    wording = read_wording(text)
    assert all(0 <= word.start < word.end <= len(text) and word.norm for word in wording.words)
    assert wording.printed(0, len(wording.words)) == " ".join(
        text[wording.words[0].start : wording.words[-1].end].split() if wording.words else []
    )


def test_reading_takes_linear_time() -> None:
    def work(size: int) -> None:
        read_wording.cache_clear()
        read_wording("a'" * size)
        read_wording("9,9." * size)

    assert growth(work, 2000) < LIMIT
