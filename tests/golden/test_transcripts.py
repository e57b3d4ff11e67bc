"""The golden transcripts and interviews: each turn is a statement of whoever is written down for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_inputs
from onrecord.model import CaptureResult
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings

FOLDER = Path(__file__).parent / "pages" / "transcripts"
PAGES = sorted(it.name for it in FOLDER.iterdir() if it.suffix in (".txt", ".html"))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


@pytest.mark.parametrize("name", PAGES)
def test_every_turn_has_its_speaker(name: str, annotator: Annotator) -> None:
    path = FOLDER / name
    captures = read_inputs([str(path)], settings=Settings())
    [result] = annotate_captures(captures, Settings(), annotator)
    assert isinstance(result, CaptureResult)
    [annotated] = result.articles
    found = [it for it in annotated.annotations.statements if it.parent is None]
    wrong = []
    for speaker, words in json.loads(path.with_suffix(".json").read_text(encoding="utf-8")):
        turn = next((it for it in found if it.content[0].text.startswith(words)), None)
        if turn is None or turn.speaker is None or turn.speaker.name != speaker:
            wrong.append((speaker, words, turn and turn.speaker))
        else:
            assert turn.kind == "direct"
            assert turn.polarity == "asserted"
            text = annotated.article.text
            assert all(text[span.start : span.end] == span.text for span in (*turn.source, *turn.content))
    assert not wrong
