"""The linked record as it is read: names, statements by filter, ids, what people corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.judging import correct, decide_link
from onrecord.model import Judgement
from onrecord.reading.finding import find_entities, find_entity, find_id, find_statements, find_told
from onrecord.reading.record import Record, open_record
from onrecord.reading.views import read_disputes, read_lineage, read_timeline, trace
from onrecord.store import StatementFilter, Store, open_store
from strategies.pier import DORN, claim, denial, fill, pages, quote, statement_of

WHEN = "2031-06-01T08:00:00.{:06}Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def record(store: Store) -> Iterator[Record]:
    with open_record(store) as opened:
        yield opened


def give(store: Store, statement: str, field: str, value: str, number: int = 1) -> Judgement:
    return correct(store, statement, field, value, who="Ada", when=WHEN.format(number))  # type: ignore[arg-type]


def speakers(store: Store, **asked: object) -> list[tuple[str | None, str]]:
    with open_record(store) as record:
        found = find_statements(store, record, StatementFilter(**asked))  # type: ignore[arg-type]
        return [(told.speaker, told.statement.id) for told in found]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ilmar Dorn", ["Ilmar Dorn"]),
        ("ilmar dorn", ["Ilmar Dorn"]),
        ("Vera", ["Vera Sund"]),
        ("Dorn", ["Igor Dorn", "Ilmar Dorn"]),
        ("Ilmár  DORN", ["Ilmar Dorn"]),
        ("Nobody Here", []),
        ("?!", []),
    ],
)
def test_entities_are_found_by_words_of_their_names(record: Record, name: str, found: list[str]) -> None:
    assert sorted(entity.name for entity in find_entities(record, name)) == found


def test_a_garbled_name_stays_a_candidate_of_its_own(record: Record) -> None:
    entity = find_entity(record, DORN)
    assert [candidate.name for candidate in entity.candidates] == ["Ilmar Dorne"]
    assert "Ilmar Dorne" not in [name.text for name in entity.names]


def test_a_name_of_two_people_is_never_chosen_silently(record: Record) -> None:
    with pytest.raises(OnrecordError, match=r"(Igor|Ilmar) Dorn .*; (Igor|Ilmar) Dorn"):
        find_entity(record, "Dorn")
    with pytest.raises(OnrecordError, match="nobody on record"):
        find_entity(record, "Quill")


def test_an_entity_is_found_by_its_id_and_by_the_beginning_of_it(record: Record) -> None:
    identity = find_entity(record, "Vera Sund").id
    assert find_entity(record, identity).name == "Vera Sund"
    assert find_entity(record, identity[:10]).name == "Vera Sund"


def test_ids_are_found_by_their_beginning_where_that_is_enough(record: Record) -> None:
    assert find_id(record, quote()) == quote()
    assert find_id(record, quote()[:12]) == quote()
    with pytest.raises(OnrecordError, match="more than one id"):
        find_id(record, "st-")
    with pytest.raises(OnrecordError, match="no id"):
        find_id(record, "st-zzz")
    with pytest.raises(OnrecordError, match="no id"):
        find_id(record, "")


def test_percent_signs_in_an_id_are_characters(record: Record) -> None:
    with pytest.raises(OnrecordError, match="no id"):
        find_id(record, "st%")


def test_a_speaker_filter_finds_by_words_and_keeps_namesakes_apart(store: Store) -> None:
    assert {name for name, _ in speakers(store, speaker="Dorn")} == {"Ilmar Dorn", "Igor Dorn"}
    assert {name for name, _ in speakers(store, speaker="ilmar dorn")} == {"Ilmar Dorn"}
    assert speakers(store, speaker="Quill") == []


def test_filters_hold_together(store: Store) -> None:
    assert [it for _, it in speakers(store, speaker="Dorn", polarity="denied")] == [denial()]
    assert [it for _, it in speakers(store, speaker="Dorn", from_day="2031-05-09")] == [
        statement_of(pages()[3])
    ]
    assert speakers(store, speaker="Dorn", to_day="2030") == []


def test_any_word_finds_forms_and_quotation_marks_are_no_syntax(store: Store) -> None:
    assert [it for _, it in speakers(store, any_word=frozenset({"herr", "zebra"}))] == [
        statement_of(pages()[3])
    ]
    assert speakers(store, any_word=frozenset({'"', 'q"z) zzz*'})) == []


def test_a_corrected_speaker_is_shown_found_and_the_printed_one_kept(store: Store) -> None:
    click = statement_of(pages()[2])
    give(store, click, "speaker", DORN)
    with open_record(store) as record:
        told = find_told(store, record, [click])[click]
        assert (told.speaker, told.linked.given) == (DORN, True)
        assert told.linked.entity == find_entity(record, DORN).id
        assert told.statement.speaker is not None
        assert told.statement.speaker.as_printed == "Ilmar Dorne"
        assert click in record.spoken_by(find_entity(record, DORN).id)
        assert click not in record.spoken_by(find_entity(record, "Ilmar Dorne").id)
    assert (DORN, click) in speakers(store, speaker=DORN)
    assert speakers(store, speaker="Dorne") == []


def test_a_speaker_nobody_has_named_yet_is_given_as_he_is(store: Store) -> None:
    give(store, quote(), "speaker", "Ott Lepik")
    assert (speakers(store, speaker="lepik")) == [("Ott Lepik", quote())]
    with open_record(store) as record:
        told = find_told(store, record, [quote()])[quote()]
        assert told.linked.entity is None
        utterance = record.utterance(quote())
        assert utterance is not None
        assert utterance.speaker == "Ott Lepik"
        assert utterance.speaker_conflict is not None
        assert set(utterance.speaker_conflict) == {"Ott Lepik", DORN}


def test_a_corrected_day_is_shown_found_and_the_old_one_kept_as_evidence(store: Store) -> None:
    give(store, claim(), "said", "2031-04")
    with open_record(store) as record:
        said = find_told(store, record, [claim()])[claim()].statement.said
    assert said is not None
    assert (said.value, said.precision, said.method) == ("2031-04", "month", "given")
    assert ("before", "timex", "2031-05-01") in [(it.where, it.name, it.text) for it in said.evidence]
    assert "Ada" in said.evidence[0].text
    assert [it for _, it in speakers(store, from_day="2031-04-30", to_day="2031-04-30")] == [claim()]
    assert claim() not in [it for _, it in speakers(store, from_day="2031-05-01")]


def test_the_last_correction_counts(store: Store) -> None:
    give(store, claim(), "said", "2031-04-01", 1)
    give(store, claim(), "said", "2031-03-01", 2)
    with open_record(store) as record:
        said = find_told(store, record, [claim()])[claim()].statement.said
        assert said is not None
        assert said.value == "2031-03-01"


def test_lineage_has_the_first_wording_first_and_what_changed(store: Store, record: Record) -> None:
    utterance = record.utterance(quote())
    assert utterance is not None
    found = read_lineage(store, record, utterance)
    assert quote() in found.versions[0].statements
    changes = [(it.change, it.before, it.after) for version in found.versions for it in version.changes]
    assert ("word_swapped", "keys", "cheese") in changes


def test_a_trace_finds_all_versions_earliest_first(store: Store, record: Record) -> None:
    versions = trace(store, record, "nobody sold a single plank", StatementFilter())
    assert len(versions) == 2
    assert quote() in versions[0].statements
    assert trace(store, record, "zebras at midnight", StatementFilter()) == []


def test_a_timeline_is_in_order_with_denials_and_disputes_beside(store: Store, record: Record) -> None:
    entries = read_timeline(store, record, find_entity(record, DORN), StatementFilter())
    assert [entry.told[0].statement.polarity for entry in entries] == ["asserted", "denied"]
    days = [entry.day for entry in entries]
    assert days == sorted(days, key=str)
    assert [it.link.relation for it in entries[1].disputes] == ["disputes"]
    (entry,) = read_timeline(store, record, find_entity(record, "Vera Sund"), StatementFilter())
    assert {it.link.relation for it in entry.disputes} == {"disputes", "may_conflict"}
    assert (entry.day, entry.exact) == ("2031-05-01", True)


@pytest.mark.parametrize(("about", "count"), [("selling planks", 0), ("plank", 1), ("PLANKS", 1), (None, 2)])
def test_a_timeline_about_something_takes_words_in_any_form(
    store: Store, record: Record, about: str | None, count: int
) -> None:
    found = read_timeline(store, record, find_entity(record, DORN), StatementFilter(), about)
    assert len(found) == count


def test_a_rejected_link_is_gone_from_disputes_and_timelines(store: Store) -> None:
    decide_link(store, "reject", denial(), claim(), who="Ada", when=WHEN.format(1))
    with open_record(store) as record:
        assert [link.relation for link in record.links()] == ["may_conflict"]
        assert [it.link.relation for it in read_disputes(store, record, record.links_of([claim()]))] == [
            "may_conflict"
        ]


def test_days_of_the_corpus_do_not_go_before_a_persons(store: Store) -> None:
    give(store, denial(), "said", "2031-05-02")
    with open_record(store) as record:
        said = find_told(store, record, [denial()])[denial()].statement.said
        assert said is not None
        assert said.method == "given"
