"""A store opens in Datasette as it is, and the metadata says what everything in it is."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from onrecord.export import EXPORTERS
from onrecord.pipeline import link_waiting
from onrecord.store import open_store
from strategies.pages import corpus


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with open_store(str(path)) as store:
        for result in corpus(4):
            store.add(result)
        assert list(link_waiting(store))
        EXPORTERS["datasette"](store, tmp_path / "out")
    return path


def described(record: Path) -> dict[str, dict[str, Any]]:
    metadata = json.loads((record.parent / "out" / "metadata.json").read_text(encoding="utf-8"))
    tables: dict[str, dict[str, Any]] = metadata["databases"]["record"]["tables"]
    return tables


def test_every_table_and_column_is_explained_or_hidden(record: Path) -> None:
    tables = described(record)
    with sqlite3.connect(record) as connection:
        names = [
            row[0]
            for row in connection.execute("select name from sqlite_master where type in ('table','view')")
        ]
        for name in names:
            hidden = tables.get(name, {}).get("hidden") or "_search_" in name or name.startswith("sqlite_")
            if not hidden:
                columns = [row[1] for row in connection.execute(f'pragma table_info("{name}")')]
                assert set(columns) <= set(tables[name]["columns"]), name
                assert tables[name]["description"]
    assert set(tables) <= set(names)


def test_datasette_serves_the_record_with_its_explanations(record: Path) -> None:
    metadata = json.loads((record.parent / "out" / "metadata.json").read_text(encoding="utf-8"))

    async def ask() -> tuple[Any, str]:
        datasette = Datasette([str(record)], metadata=metadata)
        rows = await datasette.client.get("/record/who_said_what.json?_shape=array")
        page = await datasette.client.get("/record/statements")
        return rows.json(), page.text

    rows, page = asyncio.run(ask())
    assert {"speaker", "content", "polarity"} <= set(rows[0])
    assert described(record)["statements"]["description"].split(":")[0] in page
