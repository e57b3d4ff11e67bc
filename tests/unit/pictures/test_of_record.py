"""What pictures take from a record: every statement counted once, under the names that people corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.judging import correct
from onrecord.pictures import of_record
from onrecord.reading.finding import find_entity, find_statements, find_told
from onrecord.reading.record import Record, open_record
from onrecord.reading.views import read_lineage, read_timeline
from onrecord.store import StatementFilter, Store, open_store
from strategies.pier import DORN, claim, denial, fill, pages, quote, statement_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that no test changes."""
    with open_store(str(tmp_path_factory.mktemp("pier") / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with open_record(store) as opened:
        yield opened


def test_every_statement_of_somebody_is_counted_once(store: Store, record: Record) -> None:
    dorn = find_entity(record, DORN)
    ids = record.spoken_by(dorn.id)
    found = of_record.statements_of(DORN, find_statements(store, record, StatementFilter(ids=frozenset(ids))))
    listed = of_record.statements_of_entity(record, dorn)
    assert found is not None
    assert listed is not None
    assert sum(sum(row[1:]) for row in found.rows) == len(ids)  # type: ignore[arg-type]
    assert sum(sum(row[1:]) for row in listed.rows) == len(ids)  # type: ignore[arg-type]
    assert sum(row[2] for row in listed.rows) == 1  # type: ignore[misc]
    assert listed.columns == ("day", "asserted", "denied", "not_confirmed")


def test_a_day_that_a_person_gave_goes_before_the_listed_one(own_store: Store) -> None:
    correct(own_store, quote(), "said", "2031-04-20", who="Ada", when="2031-06-01T08:00:00Z")
    with open_record(own_store) as record:
        picture = of_record.statements_of_entity(record, find_entity(record, DORN))
    assert picture is not None
    assert "2031-04-20" in [row[0] for row in picture.rows]


def test_a_timeline_has_its_denials_and_disputes(store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    entries = read_timeline(store, record, entity, StatementFilter())
    picture = of_record.positions_of(entity.name, entries)
    assert picture is not None
    assert [row[2] for row in picture.rows] == ["asserted", "denied"]
    assert "denies Vera Sund: the long pier" in str(picture.rows[1][-1])
    (entry,) = read_timeline(store, record, find_entity(record, "Vera Sund"), StatementFilter())
    answered = of_record.positions_of("Vera Sund", [entry])
    assert answered is not None
    assert f"DENIED by {DORN}: that the long pier" in str(answered.rows[0][-1])


def test_a_timeline_of_some_statements_has_no_others(store: Store, record: Record) -> None:
    entity = find_entity(record, DORN)
    entries = read_timeline(store, record, entity, StatementFilter(ids=frozenset([denial(), claim()])))
    assert [it.statement.id for entry in entries for it in entry.told] == [denial()]


def test_ways_of_an_utterance_run_from_its_speaker_to_each_outlet(store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    told = find_told(store, record, utterance.statements)
    picture = of_record.ways_of([told[it] for it in utterance.statements], utterance)
    assert picture is not None
    ways = [row[3] for row in picture.rows]
    assert f"{DORN} (speaker) → The Lamp (outlet) → The Quay Herald (outlet)" in ways
    assert f"{utterance.independent_sources} independent" in picture.description
    assert of_record.ways_of([]) is None


def test_versions_have_what_changed(store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    picture = of_record.versions_of(read_lineage(store, record, utterance))
    assert picture is not None
    assert any("word swapped: “keys” → “cheese”" in str(row[-1]) for row in picture.rows)


def test_coverage_and_copies_have_all_articles_of_the_story(record: Record) -> None:
    story = record.story(pages()[0].article.id)
    assert story is not None
    picture = of_record.coverage_of(record, story)
    assert picture is not None
    assert len(picture.rows) == len(story.articles)
    both = of_record.stories_of(record, list(record.stories()))
    assert both is not None
    assert both.columns[1] == "story"
    assert len(both.rows) == sum(len(it.articles) for it in record.stories())


def test_names_in_a_chain_are_those_of_the_record(store: Store, record: Record) -> None:
    click = statement_of(pages()[2])
    told = find_told(store, record, [click])[click]
    assert [hop.name for hop in of_record.named_hops(told)] == [told.speaker, "The Lamp", "Sarn Clicks"]
