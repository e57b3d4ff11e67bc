"""`onrecord forget` and `onrecord export --no-text`, as their user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.store import open_store
from strategies import pier


@pytest.fixture
def location(tmp_path: Path) -> str:
    path = str(tmp_path / "record.db")
    with open_store(path) as store:
        pier.fill(store)
    return path


def paths(location: str) -> list[str]:
    with open_store(location) as store:
        return [capture.path for capture in store.captures()]


def run(*words: str, typed: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words), input=typed)
    return done.exit_code, done.stderr


def test_a_page_is_forgotten_by_its_path(location: str) -> None:
    first, *rest = paths(location)
    status, told = run("forget", first, "--yes", "--store", location)
    assert (status, "1 page forgotten" in told) == (0, True)
    assert paths(location) == rest


def test_it_asks_first(location: str) -> None:
    before = paths(location)
    assert run("forget", before[0], "--store", location, typed="n\n")[0] == 1
    assert paths(location) == before


def test_a_name_means_the_pages_that_name_it(location: str) -> None:
    with open_store(location) as store:
        named = {row.path for row in store.statements() if row.statement.speaker
                 and row.statement.speaker.name == pier.DORN}  # fmt: skip
    assert named
    assert run("forget", pier.DORN, "--yes", "--store", location)[0] == 0
    assert named.isdisjoint(paths(location))
    with open_store(location) as store:
        assert not any(pier.DORN in article.article.text for article in store.articles())


def test_what_is_not_there_is_told(location: str) -> None:
    status, told = run("forget", "nowhere.txt", "--yes", "--store", location)
    assert status == 2
    assert "nobody of this name" in told


def test_a_format_that_is_made_of_words_has_no_text_to_leave_out(location: str, tmp_path: Path) -> None:
    assert run("export", "polnear", str(tmp_path / "out"), "--no-text", "--store", location)[0] == 2
    assert run("export", "jsonl", str(tmp_path / "out"), "--no-text", "--store", location)[0] == 0
