"""docs/record.md tells the truth: every key of every line that is exported or printed stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.csv import COLUMNS
from onrecord.export.tables import TABLES
from onrecord.store import open_store
from strategies import gates, pier
from strategies.commands import lines, run
from strategies.pages import corpus

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
#: What commands print that no file of the export holds.
PRINTED = {
    "timeline": ["timeline", pier.DORN],
    "trace": ["trace", "a single plank of that pier"],
    "claims": ["claim", "the long pier at Little Sarn was sold to a dredging company"],
}
#: Runs, of which pages that tests add by hand have none, and deeds, which these pages do not tell.
NONE_HERE = ("activities", "events")
#: Objects inside of objects.
_INNER = {
    ("Date", "evidence"): "Evidence",
    ("Link", "evidence"): "Place",
    ("Speaker", "unnamed"): "Unnamed",
    ("Unnamed", "reason"): "Span",
    ("Rewording", "changes"): "WordChange",
}


def tables() -> dict[str, dict[str, str]]:
    """Give the keys of each table with what they hold."""
    found = {}
    for part in re.split(r"^## ", PAGE.partition("\n# ")[0], flags=re.MULTILINE)[1:]:
        rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", part, flags=re.MULTILINE)
        found[part.split("\n", 1)[0].strip()] = dict(rows)
    return found


def objects() -> dict[str, list[list[str]]]:
    """Give the keys of each object; of evidence there are two sorts."""
    found = {}
    for name, told in re.findall(r"^\| ([A-Z]\w+) \| (.+) \|$", PAGE, flags=re.MULTILINE):
        sorts = told.split("; else ") if name == "Evidence" else [told]
        found[name] = [re.findall(r"`(\w+)`", re.sub(r"\([^()]*\)", "", sort)) for sort in sorts]
    return found


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Give the lines of every table, of a record that has something in each."""
    folder = tmp_path_factory.mktemp("record")
    location = str(folder / "record.db")
    with open_store(location) as store:
        for result in corpus(4):
            store.add(result)
        morning = gates.captured(gates.page(later=False), "a.html", gates.MORNING)
        gates.fill(store, morning, gates.captured(gates.page(later=True), "b.html", gates.EVENING))
        pier.fill(store)
    run(location, "judge", "correct", pier.claim(), "--speaker", pier.DORN, "--who", "Ada")
    run(location, "export", "jsonl", str(folder / "out"))
    found = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (folder / "out").iterdir()
    }
    return found | {table: lines(location, *asked) for table, asked in PRINTED.items()}


def test_every_table_has_its_part() -> None:
    assert set(tables()) == {*TABLES, *PRINTED}


@pytest.mark.parametrize("table", [*TABLES, *PRINTED])
def test_every_line_has_the_keys_of_the_page(table: str, exported: dict[str, Any]) -> None:
    keys = list(tables()[table])
    if table == "timeline":
        keys = [*tables()["statements"], *keys]
    wrong = [list(line) for line in exported[table] if list(line) != keys]
    assert wrong == []
    if table not in NONE_HERE:
        assert exported[table]


@pytest.mark.parametrize("table", [*TABLES, *PRINTED])
def test_every_value_is_of_the_sort_that_the_page_names(table: str, exported: dict[str, Any]) -> None:
    for line in exported[table]:
        for key, sort in tables()[table].items():
            check(sort, line[key], f"{table}.{key}")


@pytest.mark.parametrize("table", [*TABLES, *PRINTED])
def test_csv_has_a_column_for_every_key(table: str) -> None:
    keys = {*tables()[table], *(tables()["statements"] if table == "timeline" else ())}
    assert keys <= set(COLUMNS[table]) | {"blocks", "drops"}


def check(sort: str, value: Any, where: str) -> None:
    """Hold a value against its sort: "text", "list of Span", "Date or null"."""
    sort, _, may_be_null = sort.partition(" or ")
    if value is None:
        assert may_be_null == "null", where
    elif sort.startswith("list of "):
        assert isinstance(value, list), where
        for entry in value:
            check(sort.removeprefix("list of "), entry, where)
    elif sort in ("text", "number", "truth value"):
        kinds = {"text": (str,), "number": (int, float), "truth value": (bool,)}
        assert isinstance(value, kinds[sort]), where
    else:
        assert list(value) in objects()[sort], where
        for key, entry in value.items():
            named = _INNER.get((sort, key))
            for one in entry if isinstance(entry, list) else [entry]:
                if named and one is not None:
                    check(named, one, f"{where}.{key}")
