"""Loading a record in Parquet: again changes nothing, and what is not as it was written is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from onrecord.dataset.folder import Folder, Note, Read
from onrecord.dataset.tables import SCHEMAS, activity_of, results_of, tables_of
from onrecord.errors import OnrecordError
from onrecord.loading import load
from onrecord.model import Activity, CaptureResult, Drop, activity_id
from onrecord.store import open_store
from strategies.pages import corpus

RUN = Activity(
    id="", name="annotate", started="2031-04-03T08:00:00Z", version="0.0.7", settings="{}", model="weights"
)
RUN = replace(RUN, id=activity_id(RUN))
DROP = Drop(stage="capture", item="gone", reason="no such file")
MADE_WITH = {"version": "0.0.7", "settings": "{}", "model": "weights"}


def results() -> list[CaptureResult]:
    return list(corpus(6))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Write two portions of three pages each."""
    folder, found = Folder(str(tmp_path / "parquet")), results()
    for number in (0, 1):
        pages = found[3 * number : 3 * number + 3]
        name = f"unit-{number}-0"
        folder.write(name, tables_of(pages, [DROP], RUN))
        read = Read(path=f"{number}.txt", size=1, changed="1")
        folder.note(
            Note(name=f"unit-{number}", reads=(read,), portions=(name,), made_with=MADE_WITH, pages=3)
        )
    return tmp_path / "parquet"


def loaded(record: Path, store: Path) -> tuple[list[CaptureResult], list[Drop]]:
    with open_store(str(store)) as opened:
        for _ in load(Folder(str(record)), opened):
            pass
        return list(opened.results()), list(opened.drops())


def test_a_portion_is_read_back_as_it_was_written() -> None:
    tables = tables_of(results(), [DROP], RUN)
    back = list(results_of(tables))
    assert [it for it in back if isinstance(it, CaptureResult)] == results()
    assert [it for it in back if isinstance(it, Drop)] == [DROP]
    assert activity_of(tables) == RUN


def test_loading_again_changes_nothing_and_a_store_may_have_some_of_it(record: Path, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(results()[4])
    first = loaded(record, tmp_path / "record.db")
    assert sorted(it.capture.id for it in first[0]) == sorted(it.capture.id for it in results())
    assert DROP in first[1]
    assert loaded(record, tmp_path / "record.db") == first


def test_a_folder_in_memory_is_as_good_as_one_on_disk(tmp_path: Path) -> None:
    folder = Folder("memory://record-of-a-test")
    folder.write("unit-1-0", tables_of(results(), [], RUN))
    folder.note(Note(name="unit-1", reads=(), portions=("unit-1-0",), made_with=MADE_WITH, pages=6))
    with open_store(str(tmp_path / "record.db")) as store:
        assert len(list(load(folder, store))) == 6


def test_a_portion_that_no_note_names_does_not_count(record: Path, tmp_path: Path) -> None:
    (record / "_done" / "unit-1.json").unlink()
    assert len(loaded(record, tmp_path / "record.db")[0]) == 3


def change(path: Path, edit: Callable[[list[dict[str, Any]]], None]) -> None:
    rows = parquet.read_table(path).to_pylist()
    edit(rows)
    table = path.parent.name
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=SCHEMAS[table]), path)


def set_field(name: str, value: object) -> Callable[[list[dict[str, Any]]], None]:
    def edit(rows: list[dict[str, Any]]) -> None:
        rows[0][name] = value

    return edit


@pytest.mark.parametrize(
    ("table", "edit", "reason"),
    [
        ("captures", set_field("content", b"other bytes"), "SHA-256"),
        ("captures", set_field("path", None), "captures: .*path"),
        ("articles", set_field("text", "another text"), "articles"),
        ("articles", set_field("capture", "cap-of-nobody"), "cap-of-nobody"),
        ("articles", set_field("kind", "poem"), "kind"),
        ("statements", set_field("act", "sings"), "act"),
        ("statements", set_field("article", "art-of-nobody"), "art-of-nobody"),
        ("statements", set_field("content", [{"start": 0, "end": 3, "text": "xyz"}]), "statements|spans"),
        ("activities", list.clear, "activities"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_was_written_is_refused_and_nothing_of_it_loaded(
    table: str, edit: Callable[[list[dict[str, Any]]], None], reason: str, record: Path, tmp_path: Path
) -> None:
    change(record / table / "unit-0-0.parquet", edit)
    with open_store(str(tmp_path / "record.db")) as store:
        with pytest.raises(OnrecordError, match=reason):
            list(load(Folder(str(record)), store))
        assert store.counts()["captures"] == 0


def test_a_file_that_is_missing_cut_off_or_of_other_columns_is_refused(record: Path, tmp_path: Path) -> None:
    store = tmp_path / "record.db"
    path = record / "articles" / "unit-0-0.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OnrecordError, match="can't be read as a portion"):
        loaded(record, store)
    parquet.write_table(pyarrow.table({"id": [1, 2]}), path)
    with pytest.raises(OnrecordError, match="columns"):
        loaded(record, store)
    path.write_bytes(whole)
    (record / "captures" / "unit-0-0.parquet").unlink()
    with pytest.raises(OnrecordError, match="missing"):
        loaded(record, store)


@pytest.mark.parametrize(
    "note",
    [b"", b"[]", b'{"name": 3}', b"{" * 100_000, json.dumps({"portions": ["../../etc/passwd"]}).encode()],
)
def test_a_note_that_is_none_is_refused(note: bytes, record: Path, tmp_path: Path) -> None:
    (record / "_done" / "unit-0.json").write_bytes(note)
    with pytest.raises(OnrecordError, match="no note"):
        loaded(record, tmp_path / "record.db")


def test_a_note_leads_nowhere_else(record: Path, tmp_path: Path) -> None:
    path = record / "_done" / "unit-0.json"
    note = json.loads(path.read_text())
    path.write_text(json.dumps({**note, "portions": ["../../secret"]}))
    with pytest.raises(OnrecordError, match="no name of a portion"):
        loaded(record, tmp_path / "record.db")


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="annotate --to"):
        loaded(tmp_path, tmp_path / "record.db")
