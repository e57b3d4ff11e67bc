"""What goes into an export is what is read back, whatever characters it has; ids and order hold."""

from __future__ import annotations

import csv
import json
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import prov.model
import pyarrow.parquet
from followthemoney import model as ftm
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.cells import cell
from onrecord.export import EXPORTERS
from onrecord.export.csv import COLUMNS
from onrecord.export.tables import TABLES, read_tables
from onrecord.model import CaptureResult, Span, article_id, event_id, statement_id
from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store
from onrecord.training.corpus import read_relations
from onrecord.verify import verify
from strategies.results import capture_results

slow = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
few = settings(slow, max_examples=3)
#: Cells that a spreadsheet, a reader of CSV or ours could take for something else.
CELLS = [
    "=1+1",
    "'=1",
    "''=1",
    "\t",
    "\n",
    "'\r",
    "'",
    "'a",
    "a\r\nb",
    '"',
    "\x00",
    "\u202e=1",
    "＝1",
    " -1",
    "",
]


@contextmanager
def recorded(*results: CaptureResult) -> Iterator[tuple[Store, Path]]:
    """Open a store with some results, linked, and give a folder to write to."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db") as store:
        for result in results:
            store.add(result)
        for drop in (it for result in results for it in result.drops):
            store.add_drop(drop)
        for _ in link_waiting(store):
            pass
        yield store, Path(folder) / "out"


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().decode("utf-8").split("\n")[:-1]]


def tables_of(store: Store) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for table, line in read_tables(store):
        tables[table].append(json.loads(json.dumps(line)))
    return tables


def bare(printed: str) -> str:
    """Take the apostrophe off that stands before what a spreadsheet could run."""
    return printed[1:] if printed.startswith("'") and cell(printed[1:]) == printed else printed


def known(value: Any) -> Any:
    """Leave out what is null, which Parquet has for what a line does not name."""
    if isinstance(value, dict):
        return {name: known(it) for name, it in value.items() if it is not None}
    return [known(it) for it in value] if isinstance(value, list) else value


@slow
@given(capture_results())
def test_tables_are_read_back_as_they_went_in(result: CaptureResult) -> None:
    with recorded(result) as (store, out):
        expected = tables_of(store)
        for form in ("jsonl", "csv", "parquet"):
            EXPORTERS[form](store, out / form)
        for table, lines in expected.items():
            assert lines_of(out / "jsonl" / f"{table}.jsonl") == lines
            parquet = pyarrow.parquet.read_table(out / "parquet" / f"{table}.parquet").to_pylist()
            assert known(parquet) == known(lines)
            with (out / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
                header, *rows = csv.reader(opened)
            assert header == list(COLUMNS[table])
            assert len(rows) == len(lines)
            for row, line in zip(rows, lines, strict=True):
                check_row(dict(zip(header, map(bare, row), strict=True)), line)


def check_row(row: dict[str, str], line: dict[str, Any]) -> None:
    """Check the cells of a row that stand for one value each, and those of spans."""
    for name, printed in row.items():
        value = line.get(name, ...)
        if value is None or value is ...:
            continue
        if isinstance(value, str):
            assert printed == value
        elif isinstance(value, bool):
            assert printed == json.dumps(value)
        elif isinstance(value, int | float):
            assert printed == str(value)
        elif name in ("source", "cue", "content", "addressee"):
            assert printed == " … ".join(span["text"] for span in value)
            places = " ".join(f"{span['start']}-{span['end']}" for span in value)
            assert row[f"{name}_spans"] == places


def shown(texts: list[str]) -> set[str]:
    """Leave out what has no shape, which FollowTheMoney takes out of all that it reads, and nothings."""
    return {
        "".join(it for it in text if unicodedata.category(it) not in ("Cc", "Cf")).strip() for text in texts
    } - {""}


@slow
@given(capture_results())
def test_annotations_stand_where_they_say(result: CaptureResult) -> None:
    with recorded(result) as (store, out):
        expected = tables_of(store)
        for form in ("web-annotation", "citron", "polnear"):
            EXPORTERS[form](store, out / form)
        texts = {line["id"]: line["text"] for line in expected["articles"]}
        statements = {line["id"]: line for line in expected["statements"]}
        pages = (out / "web-annotation" / "pages").iterdir()
        found = [it for page in pages for it in json.loads(page.read_text(encoding="utf-8"))["items"]]
        assert sorted(it["id"].rpartition(":")[2] for it in found) == sorted(statements)
        for annotation in found:
            statement = statements[annotation["id"].rpartition(":")[2]]
            text = texts[statement["article"]]
            spans = [span for role in ("source", "cue", "content", "addressee") for span in statement[role]]
            spans += [statement["venue"]] if statement["venue"] else []
            assert len(annotation["target"]) == len(spans)
            for target in annotation["target"]:
                quote, place = target["selector"]
                assert text[place["start"] : place["end"]] == quote["exact"]
                assert text[: place["start"]].endswith(quote["prefix"])
                assert text[place["end"] :].startswith(quote["suffix"])
        for line in lines_of(out / "citron" / "quotes.jsonl"):
            assert line["text"] == texts[line["id"]]
            for quote in line["quotes"]:
                assert quote["contents"] == statements[quote["id"]]["content"]
                assert quote["polarity"] == statements[quote["id"]]["polarity"]
        relations = read_relations(out / "polnear")
        assert relations.keys() == {line["article"] for line in expected["statements"]}
        for name, read in relations.items():
            ours = [line for line in expected["statements"] if line["article"] == name]
            assert (out / "polnear" / "text" / f"{name}.txt").read_bytes().decode("utf-8") == texts[name]
            for relation, line in zip(read, ours, strict=True):
                for role in ("source", "cue", "content"):
                    printed = "".join(span["text"] for span in line[role]).replace("\n", "")
                    assert "".join(texts[name][low:high] for low, high in relation[role]) == printed


@few
@given(capture_results())
def test_other_models_keep_names_words_and_origins(result: CaptureResult) -> None:
    with recorded(result) as (store, out):
        expected = tables_of(store)
        for form in ("schema-org", "prov", "ftm"):
            EXPORTERS[form](store, out / form)
        pages = {it["@id"].rpartition(":")[2]: it for it in lines_of(out / "schema-org" / "articles.jsonl")}
        for article in expected["articles"]:
            page = pages[article["id"]]
            assert page.get("headline", "") == (article["title"] or "")
            assert [it["name"] for it in page.get("author", [])] == article["authors"]
            said = {it["@id"].rpartition(":")[2]: it for it in page.get("hasPart", [])}
            for statement in expected["statements"]:
                if statement["article"] == article["id"]:
                    part = said[statement["id"]]
                    told = part if statement["polarity"] == "asserted" else part["about"]
                    assert told["text"] == " … ".join(it["text"] for it in statement["content"])
        document = prov.model.ProvDocument.deserialize(str(out / "prov" / "record.provjson"), format="json")
        quoted = {
            tuple(str(value.uri) for _, value in record.formal_attributes[:2])
            for record in document.get_records(prov.model.ProvDerivation)
        }
        origins = {
            (f"urn:onrecord:{it['id']}", f"urn:onrecord:{it['article']}") for it in expected["statements"]
        }
        assert origins <= quoted
        for line in lines_of(out / "ftm" / "entities.ftm.json"):
            proxy = ftm.get_proxy(line, cleaned=False)
            for name, values in line["properties"].items():
                if name in ("publishedAt", "modifiedAt"):
                    continue  # FollowTheMoney knows no year before 1000
                assert shown(proxy.get(name)) == shown(values)


@slow
@given(st.lists(capture_results(), min_size=1, max_size=3))
def test_ids_spans_and_order_hold_through_a_store(results: list[CaptureResult]) -> None:
    with recorded(*results) as (store, _):
        read = list(store.articles())
        for annotated in read:
            article, marked = annotated.article, annotated.annotations
            assert article.id == article_id(article.capture, article.item)
            for statement in marked.statements:
                own = (statement.source, statement.cue, statement.content)
                assert statement.id == statement_id(article.id, *own)
                for span in (span for spans in statement.roles.values() for span in spans):
                    assert span == Span.of(article.text, span.start, span.end)
            for event in marked.events:
                assert event.id == event_id(article.id, event.start, event.end)
        assert list(verify(store)) == []
    with recorded(*reversed(results)) as (store, _):
        assert list(store.articles()) == read


@given(st.one_of(st.sampled_from(CELLS), st.text()))
@example("'" * 3 + "=")
def test_a_cell_gives_its_words_back_and_never_a_formula(words: str) -> None:
    printed = cell(words)
    assert isinstance(printed, str)
    assert bare(printed) == words
    assert not printed.lstrip(" ").startswith(("=", "+", "-", "@"))
