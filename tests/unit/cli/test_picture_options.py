"""`--svg` and `--png`: files beside what a command prints, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.store import open_store
from strategies.commands import run
from strategies.pier import DORN, fill, quote

DRAWING = [
    ["statements", "--speaker", "Dorn"],
    ["stories"],
    ["stories", "--from", "2031-05-09"],
    ["lineage", quote()],
    ["chain", quote()],
    ["timeline", DORN],
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("pier") / "record.db")
    with open_store(location) as opened:
        fill(opened)
    return location


@pytest.mark.parametrize("arguments", DRAWING, ids=" ".join)
def test_what_is_shown_is_drawn_as_well(store: str, tmp_path: Path, arguments: list[str]) -> None:
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    done = run(store, *arguments, "--svg", str(svg), "--png", str(png))
    assert done.stdout == run(store, *arguments).stdout
    assert ElementTree.fromstring(svg.read_text(encoding="utf-8")).tag.endswith("svg")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert sorted(it.name for it in tmp_path.iterdir()) == ["a.png", "a.svg"]


def test_where_nothing_is_found_nothing_is_drawn(store: str, tmp_path: Path) -> None:
    done = run(store, "statements", "--speaker", "Quill", "--svg", str(tmp_path / "a.svg"))
    assert "there is nothing to draw" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_told(store: str, tmp_path: Path) -> None:
    done = run(store, "chain", quote(), "--png", str(tmp_path / "no" / "a.png"), status=2)
    assert "can't be written" in done.stderr


def test_a_picture_of_data_lines_leaves_them_as_they_are(store: str, tmp_path: Path) -> None:
    drawn = run(store, "statements", "--format", "jsonl", "--svg", str(tmp_path / "a.svg")).stdout
    assert drawn == run(store, "statements", "--format", "jsonl").stdout
