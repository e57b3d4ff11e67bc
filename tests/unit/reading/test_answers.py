"""A dispute found on one report of a remark is seen from the others, and shown once."""

from __future__ import annotations

import pytest

from onrecord.reading.answers import answers_of, reports_of
from onrecord.reading.finding import find_entity
from onrecord.reading.record import open_record
from onrecord.reading.views import read_timeline
from onrecord.store import StatementFilter, open_store
from strategies.commands import lines, rows_of, run
from strategies.pier import DORN, SALE, claim, denial, fill, link_of, pages, result_of, statement_of
from strategies.reports import Telling, page

#: The claim again, as another outlet has it.
AGAIN = page("again.txt", [Telling(content=SALE, speaker="Vera Sund", kind="indirect")],
             publisher="Sarn Clicks", published="2031-05-08", names=("Vera Sund", "Little Sarn"))  # fmt: skip


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("answers") / "record.db")
    with open_store(location) as store:
        store.add(result_of(AGAIN))
        fill(store)
        with store.linking() as linkage:
            linkage.put_pairs(
                "disputes", [link_of("disputes", "denies", denial(), again(), (*pages(), AGAIN))]
            )
    return location


def again() -> str:
    return statement_of(AGAIN)


def test_reports_of_one_remark_know_each_other(location: str) -> None:
    with open_store(location) as store, open_record(store) as record:
        assert set(reports_of(record, [claim()])[claim()]) == {claim(), again()}
        assert reports_of(record, [denial()]) == {denial(): (denial(),)}


@pytest.mark.parametrize("asked", ["first", "other"])
def test_an_answer_is_one_from_every_report(location: str, asked: str) -> None:
    with open_store(location) as store, open_record(store) as record:
        found = answers_of(store, record, [claim() if asked == "first" else again()])
    [answer] = [it for it in found if it.disputes[0].link.relation == "disputes"]
    assert [it.link.by for it in answer.disputes] == [denial(), denial()]
    assert {it.link.of for it in answer.disputes} == {claim(), again()}
    assert {it.row.publisher for it in answer.of} == {"The Lamp", "Sarn Clicks"}


def test_the_table_has_a_dispute_once_with_all_outlets_and_the_lines_all_links(location: str) -> None:
    explicit = run(location, "disputes", "--explicit-only").stdout
    [row] = rows_of(explicit)
    assert "The Lamp, Sarn Clicks" in row
    assert len(lines(location, "disputes", "--explicit-only")) == 2


def test_a_filter_chooses_by_any_report(location: str) -> None:
    inferred = [it for it in lines(location, "disputes", "--publisher", "clicks") if it["how"] is None]
    assert [it["of"] for it in inferred] == [claim()]


def test_a_trace_and_a_timeline_show_it_once(location: str) -> None:
    [row] = rows_of(run(location, "trace", SALE, "--speaker", "Sund").stdout)
    assert row.count("DENIED by") == 1
    [line] = lines(location, "trace", SALE, "--speaker", "Sund")
    assert {link["of"] for link in line["links"] if link["how"]} == {claim(), again()}
    with open_store(location) as store, open_record(store) as record:
        [entry] = read_timeline(store, record, find_entity(record, "Vera Sund"), StatementFilter())
        assert {it.link.of for it in entry.disputes} == {claim(), again()}
    [row] = rows_of(run(location, "timeline", "Vera Sund").stdout)
    assert row.count(f"DENIED by {DORN}") == 1
