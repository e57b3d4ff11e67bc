"""Nasty pages through all of it: read, annotated, stored, linked, verified, written out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.export import EXPORTERS
from onrecord.model import CaptureResult, Drop
from onrecord.pipeline import annotate_captures, link_waiting
from onrecord.settings import Settings
from onrecord.store import Store, open_store
from onrecord.verify import verify
from strategies.fuzzing.target import check_annotated
from strategies.nasties import NASTIES, SAID, Nasty

SETTINGS = Settings()


def path_of(nasty: Nasty) -> str:
    return f"nasties/{nasty.name}{nasty.suffix}"


@pytest.fixture(scope="module")
def results() -> dict[str, list[CaptureResult | Drop]]:
    """Read every nasty page as `onrecord annotate` does."""
    annotator = Annotator(SETTINGS)
    return {
        nasty.name: list(
            annotate_captures(
                read_stream(io.BytesIO(nasty.make(nasty.times)), path_of(nasty), SETTINGS),
                SETTINGS,
                annotator,
            )
        )
        for nasty in NASTIES
    }


@pytest.fixture(scope="module")
def store(
    results: dict[str, list[CaptureResult | Drop]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Keep all of them in one store, linked."""
    with open_store(str(tmp_path_factory.mktemp("nasties") / "record.db")) as opened:
        for found in results.values():
            for result in found:
                opened.add_drop(result) if isinstance(result, Drop) else opened.add(result)
        for _ in link_waiting(opened):
            pass
        yield opened


@pytest.mark.parametrize("nasty", NASTIES, ids=lambda nasty: nasty.name)
def test_a_nasty_page_is_read_or_refused_with_the_reason(
    nasty: Nasty, results: dict[str, list[CaptureResult | Drop]]
) -> None:
    found = results[nasty.name]
    assert found
    kinds, reasons = set(), []
    for result in found:
        if isinstance(result, Drop):
            assert result.item.startswith(path_of(nasty))
            reasons.append(result.reason)
            continue
        for annotated in result.articles:
            check_annotated(annotated)
            kinds.add(annotated.article.kind)
            reasons += [drop.reason for drop in (*annotated.drops, *annotated.annotations.drops)]
        reasons += [drop.reason for drop in result.drops]
    assert not any("fault of onrecord" in reason for reason in reasons)
    if nasty.outcome == "article":
        assert kinds == {"article"}
    else:
        assert "article" not in kinds
        assert any(nasty.outcome in reason for reason in reasons), reasons


@pytest.mark.parametrize(
    "nasty",
    [it for it in NASTIES if it.outcome == "article" and it.is_readable],
    ids=lambda nasty: nasty.name,
)
def test_what_is_said_beside_the_nasty_part_is_found(
    nasty: Nasty, results: dict[str, list[CaptureResult | Drop]]
) -> None:
    [result] = [it for it in results[nasty.name] if isinstance(it, CaptureResult)]
    said = [statement for annotated in result.articles for statement in annotated.annotations.statements]
    speakers = {statement.speaker.name for statement in said if statement.speaker}
    assert "Ilmar Dorn" in speakers, SAID


def test_all_of_them_are_verified(store: Store) -> None:
    assert list(verify(store)) == []
    assert store.counts()["captures"] > 40


@pytest.mark.parametrize("form", ["jsonl", "csv", "web-annotation", "polnear"])
def test_all_of_them_are_written_out(form: str, store: Store, tmp_path: Path) -> None:
    EXPORTERS[form](store, tmp_path)
    if form == "jsonl":
        drops = [json.loads(line)["item"] for line in (tmp_path / "drops.jsonl").read_text().splitlines()]
        refused = [nasty for nasty in NASTIES if nasty.outcome != "article"]
        assert all(any(item.startswith(path_of(nasty)) for item in drops) for nasty in refused)
