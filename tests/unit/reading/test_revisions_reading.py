"""A page captured twice, read by the whole line: what changed, in which order, and where it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from onrecord.model import CaptureResult
from onrecord.reading.record import Record, open_record
from onrecord.reading.revisions import Revised, captures_at, read_alterations, read_revisions
from onrecord.reading.views import read_lineage
from onrecord.store import Store, open_store
from strategies import gates
from strategies.commands import lines, rows_of, run


@cache
def morning() -> CaptureResult:
    return gates.captured(gates.page(later=False), "monday/gates.html", gates.MORNING)


@cache
def evening(when: str | None = gates.EVENING, note: str = "") -> CaptureResult:
    return gates.captured(gates.page(later=True, note=note), "tuesday/gates.html", when)


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("gates") / "record.db")
    with open_store(location) as store:
        gates.fill(store, evening(), morning())
    return location


@pytest.fixture
def opened(location: str) -> Iterator[tuple[Store, Record]]:
    with open_store(location) as store, open_record(store) as record:
        yield store, record


def only(store: Store) -> Revised:
    with open_record(store) as record:
        [revised] = read_revisions(record)
    return revised


def test_the_older_capture_comes_first_whichever_was_added_first(opened: tuple[Store, Record]) -> None:
    revised = only(opened[0])
    assert (revised.captured_before, revised.captured_after) == (gates.MORNING, gates.EVENING)
    assert revised.order == "captured"
    assert (revised.before.path, revised.after.path) == ("monday/gates.html", "tuesday/gates.html")


def test_a_quote_that_changed_in_silence_is_an_alteration_with_its_type(opened: tuple[Store, Record]) -> None:
    [change] = only(opened[0]).revision.reworded
    assert (change.before_text, change.after_text) == (gates.BEFORE, gates.AFTER)
    assert (change.what, change.silent) == ("quote", True)
    assert {it.change for it in change.changes} <= {"word_swapped", "negation_flipped"}
    assert [(it.before, it.after) for it in change.changes] == [("never", "always")]


def test_statements_that_came_and_went_are_told(opened: tuple[Store, Record]) -> None:
    revision = only(opened[0]).revision
    told = {row.statement.id: row.statement.speaker for row in opened[0].statements()}
    assert [told[it].name for it in revision.added if told[it]] == ["Tobin Hale"]  # type: ignore[union-attr]
    assert [told[it].name for it in revision.removed if told[it]] == ["Marget Osk"]  # type: ignore[union-attr]


def test_the_text_has_no_counter_of_readers(opened: tuple[Store, Record]) -> None:
    edits = only(opened[0]).revision.text
    assert [it.change for it in edits] == ["changed"] * len(edits)
    assert not any("people read this" in it.before + it.after for it in edits)
    assert sum(gates.BEFORE in it.before and gates.AFTER in it.after for it in edits) == 1


def test_a_note_of_correction_breaks_the_silence(tmp_path: Path) -> None:
    note = "Correction: an earlier version of this article misquoted the engineer."
    with open_store(str(tmp_path / "record.db")) as store:
        gates.fill(store, morning(), evening(note=note))
        revision = only(store).revision
    assert revision.notice == note
    assert not any(change.silent for change in revision.reworded)


def test_what_was_captured_at_one_time_has_no_known_order(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        gates.fill(store, morning(), evening(when=gates.MORNING))
        assert only(store).order == "unknown"


def test_a_page_captured_once_has_no_revision(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        gates.fill(store, morning())
        with open_record(store) as record:
            assert list(read_revisions(record)) == []
            [article] = morning().articles
            assert captures_at(record, gates.ADDRESS) == [article.article.id]


def test_alterations_are_found_from_either_statement(opened: tuple[Store, Record]) -> None:
    store, record = opened
    [change] = only(store).revision.reworded
    articles = [it.article.id for it in store.articles()]
    for end in (change.before, change.after):
        [found] = read_alterations(record, {end}, articles)
        assert found.rewording == change
    utterance = record.utterance(change.after)
    assert utterance is not None
    assert [it.rewording for it in read_lineage(store, record, utterance).alterations] == [change]


def test_lineage_shows_both_capture_times(location: str) -> None:
    [line] = lines(location, "revisions")
    shown = " ".join(run(location, "lineage", line["reworded"][0]["after"]).stdout.split())
    assert "QUOTE CHANGED IN SILENCE" in shown
    assert f"captured {gates.MORNING} and {gates.EVENING}" in shown


@pytest.mark.parametrize("asked", [gates.ADDRESS, f"{gates.ADDRESS}?utm_source=x#top", "monday/gates.html"])
def test_a_page_is_found_by_its_addresses(location: str, asked: str) -> None:
    [line] = lines(location, "revisions", asked)
    assert line == lines(location, "revisions")[0]
    assert lines(location, "revisions", line["after"]) == [line]


def test_the_command_says_what_changed(location: str) -> None:
    [row] = rows_of(run(location, "revisions").stdout)
    for told in ("QUOTE CHANGED IN SILENCE", "added: Tobin Hale", "removed: Marget Osk", "2031-10-07 08:10"):
        assert told in row
    nobody = run(location, "revisions", lines(location, "statements")[0]["id"], status=2)
    assert "is no page" in nobody.stderr


def test_the_export_has_the_line_that_the_command_prints(location: str, tmp_path: Path) -> None:
    run(location, "export", "jsonl", str(tmp_path / "out"))
    written = (tmp_path / "out" / "revisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == lines(location, "revisions")
    [line] = map(json.loads, written)
    statements = (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    known = {json.loads(it)["id"] for it in statements}
    assert {*line["added"], *line["removed"]} <= known
    assert {it[end] for it in line["reworded"] for end in ("before", "after")} <= known
