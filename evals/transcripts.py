"""Measure who speaks in transcripts and interviews, over pages of our own writing.

    python evals/transcripts.py [--show] [--update]

A turn is right if a statement begins with its words and has the speaker that is written down beside the
page. Prints, by page and in all, the share of turns that are right, and how many statements of the first
order there are besides; exits with 1 below the floors in floors.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from support import check, corpus_hash

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_inputs
from onrecord.model import CaptureResult, Statement
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "golden" / "pages" / "transcripts"


def main() -> int:
    """Measure all pages; 1 where a floor is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the turns that are wrong")
    parser.add_argument("--update", action="store_true", help="raise the floor to what is measured")
    options = parser.parse_args()
    show = options.show
    settings = Settings()
    annotator = Annotator(settings)
    right = total = besides = 0
    for page in sorted(it for it in PAGES.iterdir() if it.suffix in (".txt", ".html")):
        expected = [tuple(it) for it in json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))]
        captures = read_inputs([str(page)], settings=settings)
        results = annotate_captures(captures, settings, annotator)
        found = [
            statement
            for result in results
            if isinstance(result, CaptureResult)
            for article in result.articles
            for statement in article.annotations.statements
            if statement.parent is None
        ]
        hit = [it for it in expected if any(_is(it, statement) for statement in found)]
        extra = [it for it in found if not any(_opens(it, words) for _, words in expected)]
        right, total, besides = right + len(hit), total + len(expected), besides + len(extra)
        print(f"{page.name:22} {len(hit):3} of {len(expected):3} right, {len(extra)} besides")
        if show:
            for speaker, words in sorted(set(expected) - set(hit)):
                said = [it.speaker and it.speaker.name for it in found if _opens(it, words)]
                print(f"    {speaker}: {words} -> {said or 'no statement'}")
            for it in extra:
                print(f"    besides: {it.speaker and it.speaker.name}: {it.content[0].text[:60]}")
    print(f"speakers right: {right} of {total}; statements besides: {besides}")
    figures = {"speakers": round(100 * right / total, 1)}
    return check("transcripts", figures, corpus_hash(PAGES.iterdir()), update=options.update)


def _opens(statement: Statement, words: str) -> bool:
    return statement.content[0].text.startswith(words)


def _is(expected: tuple[str, str], statement: Statement) -> bool:
    speaker, words = expected
    return _opens(statement, words) and statement.speaker is not None and statement.speaker.name == speaker


if __name__ == "__main__":
    sys.exit(main())
