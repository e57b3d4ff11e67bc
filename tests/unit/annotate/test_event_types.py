"""Which type a deed has: by its word, the words behind it, and whether it is only meant."""

import pytest

from onrecord.annotate.event_types import deed_behind, event_lexicon, is_operator, type_of
from onrecord.model import EventType


def kind(sentence: str, word: str, *, noun: bool = False) -> EventType | None:
    words = sentence.lower().split()
    return type_of(words, words.index(word), noun=noun)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("osmaria shelled the port of vell", "shelled", "ASSAULT"),
        ("the guard arrested two divers", "arrested", "COERCE"),
        ("the council lifted a long night curfew in vell", "lifted", "CONCEDE"),
        ("the navy lifted its blockade of vell", "lifted", "RETREAT"),
        ("osmaria suspended all aid to vell", "suspended", "SANCTION"),
        ("osmaria gave vell 5.1 million crowns of aid", "gave", "AID"),
        ("the union went on strike", "went", "PROTEST"),
        ("the mayor said that the mill must close", "said", "REQUEST"),
        ("the mayor said that the mill closed", "said", None),
        ("the premier visited vell", "visited", "CONSULT"),
        ("the premier will visit vell", "visit", "AGREE"),
        ("osmaria would shell the port", "shell", "THREATEN"),
        ("the ferry will leave , and the guard shelled the port", "shelled", "ASSAULT"),
        ("the mill cancelled the trip", "cancelled", "SANCTION"),
        ("osmaria expelled two divers", "expelled", "SANCTION"),
        ("she bought a lamp", "bought", None),
    ],
)
def test_a_verb_is_typed_by_what_follows(sentence: str, word: str, expected: EventType | None) -> None:
    assert kind(sentence, word) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("the attack on the quay", "attack", "ASSAULT"),
        ("a hunger strike in the mill", "strike", "PROTEST"),
        ("the missile strike on the quay", "strike", "ASSAULT"),
        ("the sale of the ferry", "sale", None),
    ],
)
def test_a_noun_is_typed_by_itself_or_by_the_word_before(
    sentence: str, word: str, expected: EventType | None
) -> None:
    assert kind(sentence, word, noun=True) == expected


def test_a_plain_verb_leaves_the_deed_to_its_noun() -> None:
    words = ["the", "guard", "launched", "a", "wide", "investigation", "of", "the", "mill"]
    assert deed_behind(words, 2) == 5
    assert type_of(words, 2, noun=False) == "ACCUSE"
    assert deed_behind(["the", "guard", "shelled", "the", "investigation"], 2) is None
    assert deed_behind(["he", "launched", "it", ",", "and", "an", "attack", "came"], 1) is None


def test_operators_cover_what_follows() -> None:
    assert is_operator("refused")
    assert is_operator("threatens")
    assert not is_operator("arrested")


def test_every_word_of_the_file_has_one_type() -> None:
    known = event_lexicon()
    assert not {word for word in known.verbs if not word.replace("-", "").isalpha()}
    assert set(known.planned.values()) == {"AGREE", "THREATEN"}
