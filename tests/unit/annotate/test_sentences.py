from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.sentences import paragraph_around, sentence_around, sentences_of
from strategies.growth import LIMIT, growth


def around(text: str, word: str) -> str:
    at = text.index(word)
    start, end = sentence_around(text, at, at + len(word))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Rain fell. She left. Nobody saw.", "left", "She left."),
        ("Mr. Oduya left. Nobody saw.", "left", "Mr. Oduya left."),
        ("It was Feb. 9 when he left. Nobody saw.", "left", "It was Feb. 9 when he left."),
        ("J. R. Venn left the U.S. on Monday. Nobody saw.", "left", "J. R. Venn left the U.S. on Monday."),
        ("He left for the U.S. She stayed.", "left", "He left for the U.S."),
        ("He answered no. Nobody spoke.", "answered", "He answered no."),
        ("Berth No. 4 burned. Nobody spoke.", "burned", "Berth No. 4 burned."),
        ('Rain fell. "We go. We stop," he said. She left.', "said", '"We go. We stop," he said.'),
        ('"We go." She said that the boat was late.', "said", "She said that the boat was late."),
        ('"Are we late?" Ansel Grove asked. Nobody spoke.', "asked", '"Are we late?" Ansel Grove asked.'),
        ("“We go. We stop.” Nobody spoke.", "spoke", "Nobody spoke."),
        ("‘We go. We stop,’ he said. Nobody spoke.", "said", "‘We go. We stop,’ he said."),
        ("He left at 4 p.m. on Sunday. Nobody saw.", "left", "He left at 4 p.m. on Sunday."),
        ("Late boats\n\nHe left. Nobody saw.", "boats", "Late boats"),
        ("Why? Nobody knows! He left.", "knows", "Nobody knows!"),
    ],
)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    assert around(text, word) == sentence


def test_a_wrapped_line_goes_on() -> None:
    text = (
        "The harbour board of the northern islands froze the ferry\n"
        "fares on Monday, the Saltby Press Service reported. The rest\n"
        "of the news is short.\n\nNobody spoke."
    )
    assert around(text, "reported").startswith("The harbour board")
    assert around(text, "rest") == "The rest\nof the news is short."


def test_a_short_line_is_a_paragraph_of_its_own() -> None:
    text = "The Saltby Lantern\n" + "Ships are late again, the board said, and nobody knows why. " * 3
    start, end = paragraph_around(text, 4, 10)
    assert text[start:end] == "The Saltby Lantern"


def test_looking_around_costs_the_same_in_a_text_of_any_length() -> None:
    def work(copies: int) -> None:
        text = 'said "and ' * copies
        for at in range(0, len(text), 10):
            sentence_around(text, at, at + 1)

    assert growth(work, 200) < LIMIT


@given(st.text(alphabet="aB .\n\"'’“”?!1", max_size=200), st.integers(0, 199), st.integers(0, 20))
def test_the_sentence_holds_the_span(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    low, high = sentence_around(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)


@given(st.text(alphabet="aB .\n\"'’“”?!1", max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    found = sentences_of(text, 0, len(text))
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert sum(ch.isalpha() for ch in text) == sum(ch.isalpha() for a, b in found for ch in text[a:b])
