"""`onrecord verify`: a line a finding, for people and for programs, and what its exit status says."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.annotate.encoder import SHIPPED
from onrecord.errors import ModelError
from onrecord.store.rows import seal_of
from strategies.commands import lines, run

NEWS = """The Quay Herald

Lock at Tolling to close

By Nell Abery
4 March 2031

Mara Quill, the keeper of the Tolling lock, said on Monday that the eastern gate would be closed until April.

“Nobody walks across it while I hold the keys,” she told reporters at the lock house.

Quill denied that the council had known of the crack for two years.
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("added")
    (folder / "lock.txt").write_text(NEWS, encoding="utf-8")
    run(str(folder / "record.db"), "add", str(folder / "lock.txt"))
    return folder / "record.db"


@pytest.fixture
def store(added: Path, tmp_path: Path) -> str:
    with closing(sqlite3.connect(added)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return str(shutil.copy(added, tmp_path / "record.db"))


def change(store: str, sql: str) -> None:
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute(sql).rowcount == 1
        connection.commit()


def test_a_sound_record_is_proved_and_made_again(store: str) -> None:
    done = run(store, "verify", "--again")
    assert done.stdout == ""
    assert "rows made again; 0 faults" in done.stderr


def test_a_changed_value_is_found_by_making_it_again_alone(store: str) -> None:
    change(store, "UPDATE statements SET polarity = 'asserted' WHERE polarity = 'denied'")
    assert lines(store, "verify") == []
    done = run(store, "verify", "--again", status=1)
    assert "lock.txt: statements st-" in done.stdout
    assert "its polarity is 'asserted', but made again it is 'denied'" in done.stdout


def test_findings_are_json_lines_for_programs(store: str) -> None:
    change(store, "UPDATE spans SET start = start + 1 WHERE role = 'cue' AND text = 'denied'")
    done = run(store, "verify", "--format", "jsonl", status=1)
    assert '"table": "spans"' in done.stdout
    assert '"finding": "fault"' in done.stdout


def test_what_another_model_read_is_told_and_is_no_fault(store: str) -> None:
    # A run by another onrecord, whose id and seal fit it.
    change(store, "UPDATE activities SET model = 'abcdef0123456789', id = 'earlier'")
    change(store, "UPDATE captures SET activity = 'earlier'")
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        (capture,) = map(dict, connection.execute("SELECT * FROM captures"))
    change(store, f"UPDATE captures SET seal = '{seal_of(capture)}'")
    plain, again = lines(store, "verify"), lines(store, "verify", "--again")
    assert [(it["table"], it["row"], it["finding"]) for it in plain] == [
        ("activities", "earlier", "unproved")
    ]
    assert {it["table"] for it in again} == {"activities", "captures"}


def test_a_missing_model_is_a_fault_that_names_what_it_made(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ModelError(str(SHIPPED), "encoder.onnx is missing; install onrecord again")

    monkeypatch.setattr("onrecord.verify.runs.Encoder", missing)
    monkeypatch.setattr("onrecord.verify.again.Encoder", missing)
    done = run(store, "verify", "--again", status=1)
    assert "activities act-" in done.stdout
    assert "install onrecord again" in done.stdout
