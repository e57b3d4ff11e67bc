"""The audit log: a line a deed, none of which can be changed or taken out unnoticed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import judging
from onrecord.errors import OnrecordError
from onrecord.model.audit import LogEntry, Signature
from onrecord.store import Store, open_store
from onrecord.store.forgetting import digests
from strategies.commands import lines, run
from strategies.pier import DORN, claim, denial, fill

ADA = Signature(who="Ada Lorne", when="2031-06-02T08:00:00Z", place="page, 127.0.0.1")
GARBLED = "Ilmar Dorne"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "record.db"
    with open_store(str(path)) as opened:
        fill(opened)
    return path


@pytest.fixture
def location(filled: Path, tmp_path: Path) -> str:
    return str(shutil.copy(filled, tmp_path / "record.db"))


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location) as opened:
        yield opened


def log_of(store: Store) -> list[LogEntry]:
    with store.linked() as linkage:
        return list(linkage.audit_log())


def decide(store: Store) -> None:
    """Merge, reject, take the merge back: three lines."""
    merged = judging.decide_group(
        store, "merge", DORN, GARBLED, who="Ada Lorne", when="2031-06-01T08:00:00Z", place="API, ::1"
    )
    judging.decide_link(store, "reject", denial(), claim(), who="Berk", when="2031-06-01T09:00:00Z")
    judging.take_back(store, merged.id, by=ADA)


def test_each_deed_is_a_line_with_who_when_and_from_where(store: Store) -> None:
    decide(store)
    found = log_of(store)
    assert [(it.number, it.action, it.who, it.when, it.place) for it in found] == [
        (1, "merge", "Ada Lorne", "2031-06-01T08:00:00Z", "API, ::1"),
        (2, "reject", "Berk", "2031-06-01T09:00:00Z", "command line"),
        (3, "undo", "Ada Lorne", "2031-06-02T08:00:00Z", "page, 127.0.0.1"),
    ]
    assert set(found[1].about) == {denial(), claim()}
    assert found[0].decision == found[2].decision


def test_a_decision_that_was_refused_is_no_line(store: Store) -> None:
    with pytest.raises(OnrecordError):
        judging.decide_link(store, "reject", claim(), claim(), who="Ada", when="2031-06-01T08:00:00Z")
    assert log_of(store) == []


def test_forgetting_is_logged_and_takes_no_line_out(store: Store, location: str) -> None:
    decide(store)
    captures = list(store.capture_ids())
    buried = {digest for it in store.captures() for digest in digests(it.id, it.sha256, it.url).values()}
    store.forget(captures, ADA)
    found = log_of(store)
    assert [it.action for it in found] == ["merge", "reject", "undo", "forget"]
    assert set(captures) < set(found[-1].about) == buried
    assert not list(store.faults())
    # No word of a forgotten page stands in the log, only ids.
    assert GARBLED.encode() not in Path(location).read_bytes()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_log SET who = 'Nobody'",
        "DELETE FROM audit_log",
        "REPLACE INTO audit_log SELECT * FROM audit_log",
    ],
)
def test_the_database_refuses_to_change_a_line(store: Store, location: str, sql: str) -> None:
    decide(store)
    before = log_of(store)
    plain = sqlite3.connect(location)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute(sql)
    plain.close()
    assert log_of(store) == before


@pytest.mark.parametrize(
    ("sql", "row"),
    [
        ("UPDATE audit_log SET who = 'Nobody' WHERE number = 2", "2"),
        ("UPDATE audit_log SET digest = '0' WHERE number = 1", "1"),
        ("DELETE FROM audit_log WHERE number = 2", "3"),
        ("DELETE FROM audit_log WHERE number = 1", "2"),
    ],
)
def test_a_line_changed_by_other_means_is_found(store: Store, location: str, sql: str, row: str) -> None:
    decide(store)
    with sqlite3.connect(location) as plain:
        plain.executescript("DROP TRIGGER audit_log_update; DROP TRIGGER audit_log_delete")
        plain.execute(sql)
    plain.close()
    found = [it for it in store.faults() if it.table == "audit_log"]
    assert found[0].row == row


def test_the_command_shows_it(store: Store, location: str) -> None:
    decide(store)
    told = lines(location, "judge", "log")
    assert [it["action"] for it in told] == ["merge", "reject", "undo"]
    assert told[0]["about"]
    assert told[0]["digest"]
    table = run(location, "judge", "log").stdout
    assert "Ada Lorne" in table
    assert "page, 127.0.0.1" in table
    assert run(location, "judge", "log", "--format", "csv").stdout.startswith("number,when,who,place,action")


def test_the_command_line_signs_what_it_does(location: str) -> None:
    run(location, "judge", "merge", DORN, GARBLED, "--who", "Ada Lorne")
    decision = lines(location, "judge", "list")[0]["id"]
    run(location, "judge", "undo", decision, "--who", "Berk")
    kept = [it["path"] for it in lines(location, "statements")]
    run(location, "forget", kept[0], "--yes", "--who", "Cem")
    assert [(it["action"], it["who"]) for it in lines(location, "judge", "log")] == [
        ("merge", "Ada Lorne"), ("undo", "Berk"), ("forget", "Cem"),
    ]  # fmt: skip
    assert json.dumps(lines(location, "judge", "log")).count("command line") == 3


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE forgotten SET \"when\" = '2031-06-03T08:00:00Z'", "but the audit log has it on 2031-06-02"),
        ("UPDATE forgotten SET kind = 'x'", "does not fit its digest"),
        ("UPDATE forgotten SET digest = digest || '0' WHERE kind = 'content'", "has it nowhere"),
        ("DELETE FROM forgotten WHERE kind = 'capture'", "has no tombstone"),
        ("INSERT INTO forgotten VALUES ('url-0', 'address', '2031-06-01T07:00:00Z')", None),
    ],
    ids=["when", "kind", "digest", "taken out", "older than the log"],
)
def test_tombstones_are_held_against_the_log(store: Store, location: str, sql: str, told: str | None) -> None:
    decide(store)
    store.forget(list(store.capture_ids())[:1], ADA)
    assert list(store.faults()) == []
    plain = sqlite3.connect(location)
    plain.execute(sql)
    plain.commit()
    plain.close()
    found = [fault.reason for fault in store.faults()]
    assert (not found) if told is None else any(told in reason for reason in found)
