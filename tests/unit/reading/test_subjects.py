"""What somebody said last about a subject."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.judging import correct
from onrecord.reading.finding import find_entity
from onrecord.reading.record import open_record
from onrecord.reading.subjects import narrow, newest_about
from onrecord.store import Store, likely, open_store
from strategies.pier import DORN, claim, denial, fill, quote

MANY = 1_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture(params=[0, MANY], ids=["of a frequent word", "of a rare word"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every word for a frequent one, or for a rare one: what is found is the same."""
    monkeypatch.setattr(likely, "_MANY", request.param)


def about(store: Store, name: str, subject: str, most: int = MANY) -> frozenset[str] | None:
    """Ask, and compare with what is found among all that the speaker said."""
    with open_record(store) as record:
        speaker = find_entity(record, name).id
        found = newest_about(record, speaker, subject, most)
        if found is not None and most == MANY:
            assert found == narrow(record, record.spoken_by(speaker), subject)
        return found


@pytest.mark.usefixtures("many")
def test_the_newest_about_a_subject_are_found_whoever_corrected_their_speaker(store: Store) -> None:
    found = about(store, DORN, "piers")
    assert found is not None
    assert found >= {quote(), denial()}
    assert claim() not in found
    given = denial()
    correct(store, given, "speaker", "Vera Sund", who="Ada", when="2031-06-01T08:00:00.000001Z")
    assert about(store, DORN, "piers") == found - {given}
    assert given in (about(store, "Vera Sund", "piers") or ())


@pytest.mark.usefixtures("many")
def test_no_more_are_looked_for_than_asked(store: Store) -> None:
    everything = about(store, DORN, "piers")
    assert everything is not None
    one = about(store, DORN, "piers", most=1)
    assert one
    assert one <= everything


def test_a_subject_without_a_word_to_search_for_finds_nothing(store: Store) -> None:
    assert about(store, DORN, "7 %") is None
