"""How much of the inputs was read, as the time left is told by it."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from onrecord.capture import Meter, read_inputs
from onrecord.settings import Settings

PAGE = "<html><body><p>The ferry of Tarrow is late again, said its captain on Monday.</p></body></html>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with pages, a packed file of lines, and what is passed over."""
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(PAGE * (number + 1), encoding="utf-8")
    # Words that do not pack well, so that the file is longer than what is read ahead.
    words = (hashlib.sha512(str(at).encode()).hexdigest() for at in range(4000))
    lines = "".join(f'{{"text": "The pier is shut, said {it}.", "id": "{it}"}}\n' for it in words)
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "clip.mp4").write_bytes(b"\0" * 5000)
    return tmp_path


def test_it_rises_while_an_archive_is_read_and_ends_at_the_whole(folder: Path) -> None:
    inputs = [str(folder)]
    meter = Meter(inputs)
    pages = [it for it in folder.iterdir() if it.suffix != ".mp4"]
    assert meter.total == sum(it.stat().st_size for it in pages)
    seen = [meter.done() for _ in meter.passing(read_inputs(inputs, settings=Settings(), meter=meter))]
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert 0 < seen[0] < seen[-1] == meter.total


def test_work_that_is_behind_the_reading_counts_what_was_read_by_then(folder: Path) -> None:
    meter = Meter([str(folder)])
    read = list(meter.passing(read_inputs([str(folder)], settings=Settings(), meter=meter)))
    seen = [meter.done() for _ in read]
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert meter.done() == seen[-1]


@pytest.mark.parametrize("other", ["-", "https://paper.example/1", "not-there.html"])
def test_nothing_is_promised_of_what_has_no_size(folder: Path, other: str) -> None:
    meter = Meter([str(folder), other])
    assert meter.total is None
    assert meter.done() == 0
