"""The scorer of story sets: a record that holds every answer scores full marks, one that errs loses them."""

from __future__ import annotations

import copy
import importlib
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVALS = ROOT / "evals"
SETS = sorted(path.parent for path in (Path(__file__).parent / "stories").glob("*/gold.json"))
JUDGE = Path(os.environ.get("ONRECORD_CORPORA") or ROOT.parent / "shared") / "tools" / "score_story.py"


def bare(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).strip()


def perfect(folder: Path) -> dict[str, list[dict]]:
    """Give the tables of an export that answers all of a set as its gold.json does."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    own = f"{folder.name}-"
    groups = [*gold["utterances"]]
    grouped = {*itertools.chain(*groups)}
    groups += [[row["id"]] for row in gold["statements"] if row["id"] not in grouped]
    group_of = {key: f"{own}u{at}" for at, group in enumerate(groups) for key in group}
    variants = [
        {
            "from": own + row["from"],
            "to": own + row["to"],
            "change": row["type"],
            "group": group_of[row["from"]],
        }
        for row in gold["alterations"]
    ]
    return {
        "articles": [
            {
                "id": own + page,
                "path": f"stories/{folder.name}/{page}.txt",
                "published": {"value": row["published"] or row["published_inferable"]},
            }
            for page, row in gold["articles"].items()
        ],
        "statements": [
            statement_row(folder, row) | {"utterance": group_of[row["id"]]} for row in gold["statements"]
        ],
        "utterances": [
            {
                "id": f"{own}u{at}",
                "statements": [own + key for key in group],
                "independent_sources": gold["independent_sources"].get(str(at), 1),
                "variants": [row for row in variants if row["group"] == f"{own}u{at}"],
            }
            for at, group in enumerate(groups)
        ],
        "copies": [
            {"from": own + row["from"], "to": own + row["to"], "type": row["type"]} for row in gold["copies"]
        ],
        "links": [
            {
                "relation": "may_conflict" if row["type"] == "contradicts" else "disputes",
                "by": own + row["by"],
                "of": own + row["of"],
            }
            for row in gold["disputes"]
        ],
        "stories": [
            {"id": f"{own}s{at}", "articles": [own + page for page in pages]}
            for at, pages in enumerate([gold["same_story"], *([page] for page in gold["not_same_story"])])
        ],
        "entities": [
            {"id": f"{own}e{at}", "names": [{"name": name} for name in {row["name"], *row["variants"]}]}
            for at, row in enumerate(gold["entities"])
        ],
    }


def statement_row(folder: Path, row: dict) -> dict:
    text = (folder / f"{row['article']}.txt").read_text(encoding="utf-8")
    start = text.index(row["content"])
    return {
        "id": f"{folder.name}-{row['id']}",
        "article": f"{folder.name}-{row['article']}",
        "content": [{"start": start, "end": start + len(row["content"])}],
        "speaker": {"name": bare(row["speaker"])},
        "kind": row["kind"],
        "said": {"value": row["said"]},
        "chain": [{"name": bare(hop)} for hop in row["chain"]],
    }


def write(tables: dict[str, list[dict]], folder: Path) -> Path:
    for table, rows in tables.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{table}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def measures():
    sys.path.insert(0, str(EVALS))
    try:
        yield importlib.import_module("story_measures")
    finally:
        sys.path.remove(str(EVALS))


@pytest.fixture
def figures_of(measures, tmp_path):
    def score(folder: Path, tables: dict[str, list[dict]]) -> dict[str, float]:
        tally = measures.Tally()
        measures.score(measures.Match.of(folder, measures.Record.read(write(tables, tmp_path))), tally)
        return tally.figures()

    return score


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_record_with_every_answer_scores_full_marks(folder: Path, figures_of) -> None:
    figures = figures_of(folder, perfect(folder))
    assert len(figures) >= 20
    assert {name: value for name, value in figures.items() if value != 100.0} == {}


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_an_empty_record_scores_nothing_but_silence(folder: Path, figures_of) -> None:
    figures = figures_of(folder, {})
    assert figures.pop("silent") == 100.0
    assert set(figures.values()) == {0.0}


#: What is spoilt in a record, and the figures that must fall for it, each below full marks.
SPOILT = {
    "one speaker for all": ({"speaker"}, lambda tables: spoil_speakers(tables)),
    "no hops": ({"chain", "chain_long"}, lambda tables: spoil(tables, "statements", chain=[])),
    "all indirect": ({"kind"}, lambda tables: spoil(tables, "statements", kind="indirect")),
    "copies turned round": ({"copies_direction"}, lambda tables: turn(tables["copies"])),
    "copies of one type": ({"copies_type"}, lambda tables: spoil(tables, "copies", type="exact")),
    "one change for all": ({"alterations_typed"}, lambda tables: spoil_changes(tables)),
    "disputes turned round": ({"disputes", "conflicts"}, lambda tables: turn(tables["links"], "by", "of")),
    "one utterance for all": ({"utterances"}, lambda tables: spoil(tables, "statements", utterance="one")),
    "all in one story": ({"stories"}, lambda tables: join_stories(tables)),
    "all one person": ({"kept_apart"}, lambda tables: spoil(tables, "entities", id="one")),
    "many sources": ({"sources_one"}, lambda tables: spoil(tables, "utterances", independent_sources=9)),
    "no days": ({"published"}, lambda tables: spoil(tables, "articles", published=None)),
}


@pytest.mark.parametrize("fault", SPOILT)
@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_record_that_errs_loses_what_it_errs_in(folder: Path, fault: str, figures_of) -> None:
    falling, apply = SPOILT[fault]
    tables = copy.deepcopy(perfect(folder))
    apply(tables)
    figures = figures_of(folder, tables)
    assert falling <= {name for name, value in figures.items() if value < 100.0}


def test_a_line_that_speaks_is_not_silent(figures_of) -> None:
    folder = SETS[0]
    tables = perfect(folder)
    line = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["not_statements"][0]
    page = next(page for page in folder.glob("*.txt") if line in page.read_text(encoding="utf-8"))
    start = page.read_text(encoding="utf-8").index(line)
    leak = copy.deepcopy(tables["statements"][0])
    leak |= {"id": "leak", "article": f"{folder.name}-{page.stem}"}
    leak["content"] = [{"start": start, "end": start + len(line)}]
    tables["statements"].append(leak)
    figures = figures_of(folder, tables)
    assert figures["silent"] < 100.0
    assert figures["found"] == 100.0


@pytest.mark.corpus
@pytest.mark.skipif(not JUDGE.exists(), reason="no judge: set ONRECORD_CORPORA")
def test_the_judge_gives_full_marks_to_the_same_record(tmp_path: Path) -> None:
    tables: dict[str, list[dict]] = {}
    for folder in SETS:
        for table, rows in perfect(folder).items():
            tables.setdefault(table, []).extend(rows)
    command = [sys.executable, str(JUDGE), str(write(tables, tmp_path)), *map(str, SETS), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    for name in ("debris", "utterances_mixed", "stories_mixed", "people_merged"):
        assert figures.pop(name) == 0.0, name
    assert figures.pop("sets") == len(SETS)
    assert figures.pop("gold_statements") == len(tables["statements"])
    assert figures.pop("predicted_per_gold") == 1.0
    assert {name: value for name, value in figures.items() if value != 100.0} == {}


def spoil(tables: dict[str, list[dict]], table: str, **fields: object) -> None:
    for row in tables[table]:
        row |= fields


def spoil_speakers(tables: dict[str, list[dict]]) -> None:
    spoil(tables, "statements", speaker={"name": "Nobody At All"})


def spoil_changes(tables: dict[str, list[dict]]) -> None:
    for row in itertools.chain(*(one["variants"] for one in tables["utterances"])):
        row["change"] = "truncated"


def turn(rows: list[dict], one: str = "from", other: str = "to") -> None:
    for row in rows:
        row[one], row[other] = row[other], row[one]


def join_stories(tables: dict[str, list[dict]]) -> None:
    articles = [article for story in tables["stories"] for article in story["articles"]]
    tables["stories"] = [{"id": "one", "articles": articles}]
