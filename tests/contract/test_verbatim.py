"""Verbatim or nothing: on every input there is, `text[start:end]` is the span, for every span."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_inputs
from onrecord.export import article_line
from onrecord.model import Capture, Drop
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ONRECORD_CORPORA") or ROOT.parent / "shared")
SETTINGS = Settings()


@cache
def annotator() -> Annotator:
    return Annotator(SETTINGS)


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Give every object of a line that has offsets and words, however deep it lies."""
    if isinstance(value, dict):
        if value.get("start") is not None and "text" in value:
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def check(capture: Capture) -> tuple[int, list[str]]:
    """Annotate one capture; give how many spans it has and what is wrong with them."""
    count, wrong = 0, []
    for result in annotate_captures([capture], SETTINGS, annotator()):
        if isinstance(result, Drop):
            wrong.append(f"{result.item}: {result.reason}")
            continue
        for annotated in result.articles:
            line = article_line(annotated)
            text = line["text"]
            ends = [0]
            for block in line["blocks"]:
                if not ends[-1] <= block["start"] < block["end"] <= len(text):
                    wrong.append(f"{line['path']}: block {block}")
                ends.append(block["end"])
            for span in spans_of({key: value for key, value in line.items() if key != "text"}):
                count += 1
                if text[span["start"] : span["end"]] != span["text"]:
                    wrong.append(f"{line['path']}: {span}")
    return count, wrong


def walk(folder: Path, workers: int) -> tuple[int, list[str]]:
    captures = [item for item in read_inputs([str(folder)], settings=SETTINGS) if isinstance(item, Capture)]
    assert captures
    with ProcessPoolExecutor(workers) as pool:
        results = list(pool.map(check, captures, chunksize=8))
    return sum(count for count, _ in results), [fault for _, faults in results for fault in faults]


def test_every_span_of_the_sample_pages_is_verbatim():
    count, wrong = walk(ROOT / "src" / "onrecord" / "samples", workers=1)
    assert wrong == []
    assert count > 1_000


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no corpora in {SHARED}: set ONRECORD_CORPORA")
def test_every_span_of_every_corpus_page_is_verbatim():
    """Read every page of the corpora, raw: news, HTML of 40 countries, and files that are no news at all."""
    count, wrong = walk(SHARED, workers=os.cpu_count() or 1)
    assert wrong == []
    assert count > 100_000
