"""Words before a deed that say how sure it is; a negation never becomes an assertion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.event_modality import mended_modality
from onrecord.model import Modality


def read(sentence: str, word: str, own: Modality = "asserted", *, noun: bool = False) -> Modality:
    words = sentence.lower().split()
    return mended_modality(words, words.index(word), own, noun=noun)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("osmaria did not shell the port", "shell", "denied"),
        ("osmaria never has shelled the port", "shelled", "denied"),
        ("the guard refused to leave", "leave", "denied"),
        ("they stopped without shelling it", "shelling", "denied"),
        ("osmaria will soon shell the port", "shell", "planned"),
        ("they plan to shell the port", "shell", "planned"),
        ("they might have shelled the port", "shelled", "hypothetical"),
        ("they allegedly shelled the port", "shelled", "alleged"),
        ("not long ago osmaria shelled the port", "shelled", "asserted"),
    ],
)
def test_what_stands_before_a_verb_counts(sentence: str, word: str, expected: Modality) -> None:
    assert read(sentence, word) == expected


def test_a_noun_is_read_by_the_word_before_it() -> None:
    assert read("there was no attack", "attack", noun=True) == "denied"
    assert read("the alleged attack", "attack", noun=True) == "alleged"
    assert read("did not see the attack", "attack", noun=True) == "asserted"


@given(
    st.sampled_from(["not", "never", "n't", "cannot"]),
    st.lists(st.sampled_from(["been", "be", "yet", "even", "ever", "really"]), max_size=3),
    st.sampled_from(["asserted", "planned", "hypothetical", "alleged"]),
)
def test_no_negation_reads_as_an_assertion(negation: str, between: list[str], own: Modality) -> None:
    words = ["they", "had", negation, *between, "shelled", "it"]
    assert mended_modality(words, len(words) - 2, own, noun=False) == "denied"
