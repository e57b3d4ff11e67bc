"""The record is the same, byte for byte, for any order of `add` and for one `add` or twenty.

The real stages link real annotated pages: the package's samples, annotated once. Capture times and
activities are outside the promise.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.export import EXPORTERS
from onrecord.model import CaptureResult
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.samples import sample_paths
from onrecord.settings import Settings
from onrecord.store import open_store

#: Pages of one run: enough that every stage finds something, few enough for a slow machine.
PAGES = 24
#: Captures of one `add`, for one order each.
PORTIONS = (1, 2, 3, 7, PAGES)


@cache
def results() -> tuple[CaptureResult, ...]:
    """Annotate the samples, all of them, once."""
    settings, found = Settings(), []
    for path in sorted(sample_paths()):
        with path.open("rb") as stream:
            items = list(read_stream(stream, path.name, settings))
        found += [
            it
            for it in annotate_captures(items, settings, Annotator(settings))
            if isinstance(it, CaptureResult)
        ]
    return tuple(found)


def exported(captures: Sequence[CaptureResult], portion: int, folder: Path) -> dict[str, bytes]:
    """Add captures in this order, linking after each portion, and give what is exported."""
    folder.mkdir()
    with open_store(str(folder / "record.db")) as store:
        for start in range(0, len(captures), portion):
            for capture in captures[start : start + portion]:
                store.add(capture)
            for _ in link_waiting(store):
                pass
        EXPORTERS["jsonl"](store, folder / "out")
    files = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    del files["activities.jsonl"]
    return files


@pytest.fixture(scope="module")
def chosen() -> list[CaptureResult]:
    """Choose pages: the outlets' own and what was made of them stand side by side in the samples."""
    return random.Random(4).sample(results(), PAGES)


@pytest.fixture(scope="module")
def at_once(chosen: list[CaptureResult], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return exported(chosen, PAGES, tmp_path_factory.mktemp("order") / "at-once")


def test_every_stage_has_something_to_say(at_once: dict[str, bytes]) -> None:
    assert all(
        at_once[f"{table}.jsonl"] for table in ("entities", "utterances", "copies", "stories", "links")
    )
    assert b'"change"' in at_once["utterances.jsonl"]


@pytest.mark.parametrize("portion", PORTIONS)
def test_any_order_and_any_portions_give_the_same_bytes(
    portion: int, chosen: list[CaptureResult], at_once: dict[str, bytes], tmp_path: Path
) -> None:
    shuffled = list(chosen)
    random.Random(portion).shuffle(shuffled)
    found = exported(shuffled, portion, tmp_path / "shuffled")
    assert [name for name in at_once if found[name] != at_once[name]] == []
    assert found.keys() == at_once.keys()


def test_portions_of_the_runner_do_not_show(
    chosen: list[CaptureResult],
    at_once: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("onrecord.pipeline.PORTION", 5)
    assert exported(chosen, PAGES, tmp_path / "fives") == at_once
