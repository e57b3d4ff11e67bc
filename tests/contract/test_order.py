"""The record is the same, byte for byte, for any order of `add` and for one `add` or twenty.

The real stages link real annotated pages: the package's samples, annotated once; and more copies of one
text than a block compares, with people's decisions about some. Capture times and activities are outside
the promise.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.export import EXPORTERS
from onrecord.link.blocks import MOST
from onrecord.model import CaptureResult, Decision, Judgement, content_id
from onrecord.model.audit import Signature
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.samples import sample_paths
from onrecord.settings import Settings
from onrecord.store import open_store
from strategies.pier import claim, denial, pages, reprints, result_of, statement_of
from strategies.postgres import Server

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


def exported(
    captures: Sequence[CaptureResult],
    portion: int,
    folder: Path,
    decided: Sequence[Judgement] = (),
    location: str | None = None,
) -> dict[str, bytes]:
    """Add captures in this order, linking after each portion, and give what is exported.

    People `decided` before anything came: what they said waits for the articles.
    """
    folder.mkdir()
    with open_store(location or str(folder / "record.db")) as store:
        with store.linking() as linkage:
            for judgement in decided:
                linkage.judge(judgement, Signature(who=judgement.who, when=judgement.when))
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


def test_a_store_on_a_server_gives_the_same_bytes(
    server: Server, chosen: list[CaptureResult], at_once: dict[str, bytes], tmp_path: Path
) -> None:
    shuffled = list(chosen)
    random.Random(8).shuffle(shuffled)
    found = exported(shuffled, 9, tmp_path / "shuffled", location=server.store())
    assert [name for name in at_once if found[name] != at_once[name]] == []


def test_portions_of_the_runner_do_not_show(
    chosen: list[CaptureResult],
    at_once: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("onrecord.pipeline.PORTION", 5)
    assert exported(chosen, PAGES, tmp_path / "fives") == at_once


#: More than the runner compares with one another in a block.
REPRINTS = MOST + 8


def crowd() -> list[CaptureResult]:
    """Give many copies of one text, and the four pages about a pier."""
    return [result_of(annotated) for annotated in (*reprints(REPRINTS), *pages())]


def decisions() -> list[Judgement]:
    """Say that two copies are none, that two names are one, and that two reports are of two utterances."""
    copies = [annotated.article.id for annotated in reprints(REPRINTS)]
    told = [statement_of(annotated) for annotated in reprints(REPRINTS)]
    return [
        _judgement("reject", "copies", copies[3], copies[40]),
        _judgement("reject", "copies", copies[3], copies[41]),
        _judgement("split", "utterances", told[5], told[6]),
        _judgement("merge", "utterances", claim(), denial()),
        _judgement("split", "stories", copies[7], copies[8]),
    ]


def _judgement(decision: Decision, stage: str, one: str, other: str) -> Judgement:
    a, b = sorted((one, other))
    return Judgement(
        id=content_id("jdg", decision, stage, a, b), decision=decision, stage=stage, a=a, b=b,
        field=None, value=None, who="Ada", when="2031-06-01T08:00:00Z",
    )  # fmt: skip


def rows(files: dict[str, bytes], table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[f"{table}.jsonl"].splitlines()]


@pytest.mark.parametrize("decided", [(), decisions()], ids=["undecided", "decided"])
def test_a_crowded_block_gives_the_same_bytes_in_any_order(
    decided: Sequence[Judgement], tmp_path: Path
) -> None:
    captures = crowd()
    at_once = exported(captures, len(captures), tmp_path / "at-once", decided)
    random.Random(6).shuffle(captures)
    found = exported(captures, 13, tmp_path / "portions", decided)
    assert [name for name in at_once if found[name] != at_once[name]] == []


def test_every_copy_of_a_text_is_known_and_none_counts_as_a_source(tmp_path: Path) -> None:
    found = exported(crowd(), REPRINTS, tmp_path / "crowd")
    ferry = {annotated.article.id for annotated in reprints(REPRINTS)}
    copies = [row for row in rows(found, "copies") if row["to"] in ferry]
    assert len(copies) == REPRINTS - 1
    assert {row["type"] for row in copies} == {"exact"}
    (story,) = [row for row in rows(found, "stories") if not ferry.isdisjoint(row["articles"])]
    assert ferry <= set(story["articles"])
    told = {statement_of(annotated) for annotated in reprints(REPRINTS)}
    (utterance,) = [row for row in rows(found, "utterances") if not told.isdisjoint(row["statements"])]
    assert set(utterance["statements"]) == told
    assert utterance["independent_sources"] == 1


def test_what_people_decided_holds_in_a_crowded_block(tmp_path: Path) -> None:
    found = exported(crowd(), REPRINTS, tmp_path / "crowd", decisions())
    told = [statement_of(annotated) for annotated in reprints(REPRINTS)]
    utterances = [set(row["statements"]) for row in rows(found, "utterances")]
    assert not any({told[5], told[6]} <= group for group in utterances)
    assert any({claim(), denial()} <= group for group in utterances)
    sources = [
        row["independent_sources"] for row in rows(found, "utterances") if told[3] in row["statements"]
    ]
    assert sources == [2]
