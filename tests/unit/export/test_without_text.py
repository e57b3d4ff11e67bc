"""The record without the words of its pages: none of them is in any file, and all else is as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import EXPORTERS, WITHOUT_TEXT
from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store
from strategies.pages import corpus


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("store") / "record.db")) as store:
        for result in corpus(8):
            store.add(result)
        list(link_waiting(store))
        yield store


def contents(store: Store) -> list[str]:
    """Give the words of all statements' contents that are long enough to be known again."""
    found = [span.text for row in store.statements() for span in row.statement.content]
    return [text for text in found if len(text) > 20]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_no_words_of_a_page_stand_in_it(store: Store, form: str, tmp_path: Path) -> None:
    EXPORTERS[form](store, tmp_path / "all")
    WITHOUT_TEXT[form](store, tmp_path / "bare")
    words = contents(store)
    assert words
    whole = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "all").iterdir())
    bare = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "bare").iterdir())
    assert all(json.dumps(it, ensure_ascii=False)[1:-1] in whole or it in whole for it in words)
    assert not [it for it in words if it in bare]


def test_all_else_is_as_it_was(store: Store, tmp_path: Path) -> None:
    EXPORTERS["jsonl"](store, tmp_path / "all")
    WITHOUT_TEXT["jsonl"](store, tmp_path / "bare")
    for file in sorted((tmp_path / "all").iterdir()):
        whole = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        bare = [json.loads(line) for line in (tmp_path / "bare" / file.name).read_text("utf-8").splitlines()]
        assert len(whole) == len(bare)
        for one, other in zip(whole, bare, strict=True):
            assert list(one) == list(other)
            assert_same_but_words(one, other)


def assert_same_but_words(one: Any, other: Any) -> None:
    if isinstance(one, dict):
        assert list(one) == list(other)
        for name, value in one.items():
            if other[name] is not None or value is None:
                assert_same_but_words(value, other[name])
            else:
                assert name in {
                    "text",
                    "before",
                    "after",
                    "before_text",
                    "after_text",
                    "notice",
                    "description",
                }
    elif isinstance(one, list):
        assert not other or len(one) == len(other)
        for value, same in zip(one, other, strict=False):
            assert_same_but_words(value, same)
    else:
        assert one == other


def test_parquet_can_be_read_back(store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    WITHOUT_TEXT["parquet"](store, tmp_path)
    articles = parquet.read_table(tmp_path / "articles.parquet").to_pylist()
    assert articles
    assert all(it["text"] is None and it["sha256"] for it in articles)
