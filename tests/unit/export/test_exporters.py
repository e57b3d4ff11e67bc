"""The files of an export: which, in what order, the same bytes for the same record, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cells import cell
from onrecord.errors import OnrecordError
from onrecord.export import EXPORTERS, article_line, statement_line, write_lines
from onrecord.export.csv import COLUMNS
from onrecord.model import Activity, Drop
from onrecord.store import StatementFilter, Store, open_store
from strategies.pages import corpus, page

TABLES = {
    "articles", "statements", "mentions", "timexes", "events", "entities", "utterances", "copies",
    "revisions",
    "stories", "links", "judgements", "drops", "activities",
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as store:
        store.begin_activity(
            Activity(id="act", name="add", started="2031-04-03", version="1", settings="{}", model="ab")
        )
        for result in corpus(10):
            store.add(result)
        store.add_drop(Drop(stage="capture", item="gone.txt", reason="no such file"))
        yield store


def read_jsonl(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_there_is_one_file_a_table_and_nothing_else(store: Store, tmp_path: Path, form: str) -> None:
    EXPORTERS[form](store, tmp_path / "new" / "out")
    assert {file.name for file in (tmp_path / "new" / "out").iterdir()} == {f"{it}.{form}" for it in TABLES}


def test_lines_are_those_of_annotate_less_the_annotations(store: Store, tmp_path: Path) -> None:
    EXPORTERS["jsonl"](store, tmp_path / "out")
    full = [article_line(annotated) for annotated in store.articles()]
    marked = ("statements", "mentions", "timexes", "events")
    assert read_jsonl(tmp_path / "out" / "articles.jsonl") == [
        {name: value for name, value in line.items() if name not in marked} for line in full
    ]
    for table in ("mentions", "timexes"):
        owned = [
            {"article": line["id"], "path": line["path"], "key": line["key"], **row}
            for line in full
            for row in line[table]
        ]
        assert read_jsonl(tmp_path / "out" / f"{table}.jsonl") == owned
        assert list(owned[0])[:3] == ["article", "path", "key"]


def test_drops_and_activities_are_all_there(store: Store, tmp_path: Path) -> None:
    EXPORTERS["jsonl"](store, tmp_path / "out")
    drops = read_jsonl(tmp_path / "out" / "drops.jsonl")
    assert drops[0] == {"stage": "capture", "item": "gone.txt", "reason": "no such file", "partial": False}
    assert len(drops) == 1 + 3 * 10
    assert [row["id"] for row in read_jsonl(tmp_path / "out" / "activities.jsonl")] == ["act"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_same_record_gives_the_same_bytes(store: Store, tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        EXPORTERS[form](store, tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_an_export_replaces_its_own_files_and_leaves_others(store: Store, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    EXPORTERS["jsonl"](store, tmp_path)
    assert len(read_jsonl(tmp_path / "articles.jsonl")) == 10
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_that_fails_changes_nothing(
    store: Store, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    EXPORTERS[form](store, out)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    store.add(page(99))

    def fails(*_: object) -> str:
        raise RuntimeError("power")

    monkeypatch.setattr("onrecord.export.lines.activity_row", fails)
    with pytest.raises(RuntimeError, match="power"):
        EXPORTERS[form](store, out)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_in_the_place_of_the_folder_is_named(store: Store, tmp_path: Path, form: str) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OnrecordError, match="out: can't be written to as a folder"):
        EXPORTERS[form](store, tmp_path / "out")


def test_an_empty_store_gives_empty_tables_with_their_columns(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        EXPORTERS["csv"](store, tmp_path / "out")
        EXPORTERS["jsonl"](store, tmp_path / "out")
    assert (tmp_path / "out" / "statements.jsonl").read_bytes() == b""
    header = (tmp_path / "out" / "mentions.csv").read_bytes()
    assert header == b"article,path,key,start,end,text,type,form,entity\r\n"


def test_csv_reads_flat_and_says_who_denied_what(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(page(1, said="2031-03-31", polarity="denied", key="k"))
        EXPORTERS["csv"](store, tmp_path)
    row = read_csv(tmp_path / "statements.csv")[1]
    assert list(row) == list(COLUMNS["statements"])
    assert row["speaker"] == "Anna Vaskó"
    assert (row["polarity"], row["content"]) == ("denied", "the ferry will run again in spring")
    assert (row["said"], row["said_method"], row["said_evidence"]) == ("2031-03-31", "timex", "Monday")
    assert row["chain"] == "Anna Vaskó → Harbour Post"
    assert (row["venue"], row["utterance"], row["parent"], row["key"]) == ("Monday", "", "", "k")
    assert row["content_spans"] == "53-87"
    article = read_csv(tmp_path / "articles.csv")[0]
    assert (article["authors"], article["truncated"]) == ("Jo Reyes; Max Ödegård", "false")
    assert article["text"][53:87] == row["content"]


def test_a_broken_quote_is_joined_and_keeps_its_offsets(tmp_path: Path) -> None:
    result = page(1)
    outer = result.articles[0].annotations.statements[1]
    two = replace(outer, content=(outer.source[0], outer.content[0]))
    annotations = replace(result.articles[0].annotations, statements=(two,))
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(replace(result, articles=(replace(result.articles[0], annotations=annotations),)))
        EXPORTERS["csv"](store, tmp_path)
    (row,) = read_csv(tmp_path / "statements.csv")
    assert row["content"] == "Anna Vaskó … the ferry will run again in spring"
    assert row["content_spans"] == "19-29 53-87"


def test_a_filtered_list_is_written_as_the_export_has_it(store: Store, tmp_path: Path) -> None:
    EXPORTERS["csv"](store, tmp_path)
    out = io.StringIO(newline="")
    write_lines("statements", map(statement_line, store.statements(StatementFilter(speaker="Brandvik"))), out)
    chosen = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert chosen == [
        row for row in read_csv(tmp_path / "statements.csv") if row["speaker"] == "Ole Brandvik"
    ]
    assert len(chosen) > 0


@pytest.mark.parametrize(
    "start",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", " =1", "\0=1", "\ufeff=1",
        "\u200b\xa0@a", "'=1", "\t1",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(page(1, publisher=start, key=start))
        EXPORTERS["csv"](store, tmp_path)
    (row,) = read_csv(tmp_path / "articles.csv")
    assert (row["publisher"], row["key"]) == ("'" + start, "'" + start)


def unguarded(written: str) -> str:
    """Give the words of a cell, as docs/record.md says."""
    return written[1:] if written.startswith("'") and cell(written) != written else written


#: Texts that are made of what guarding looks at.
TRICKY = st.text(alphabet="'= -+@\t\r\n\0a＝\ufeff", max_size=8)


@given(TRICKY | st.text())
def test_a_guarded_cell_gives_its_words_back(text: str) -> None:
    guarded = cell(text)
    assert isinstance(guarded, str)
    assert not guarded.lstrip("\0 ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded) == text


def test_numbers_and_truth_are_no_text() -> None:
    assert [cell(it) for it in (None, True, False, -1, 0.5)] == ["", "true", "false", -1, 0.5]


def test_odd_characters_survive_both_formats(tmp_path: Path) -> None:
    odd = 'a\0b "c", d\r\ne\u2028 \U0001f600'
    with open_store(str(tmp_path / "record.db")) as store:
        store.add(page(1, content=odd))
        for write in EXPORTERS.values():
            write(store, tmp_path)
    assert read_csv(tmp_path / "statements.csv")[1]["content"] == odd
    assert read_jsonl(tmp_path / "statements.jsonl")[1]["content"][0]["text"] == odd  # type: ignore[index]
