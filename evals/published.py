"""Days of pages that print none: `python evals/published.py [--update]`.

Two corpora. Pages of our own about invented places, each dated by world events, with exact answers
(`undated/pages.toml`): "days" and "months" are the shares of those that have one and get it, "bounds" of
those that get both bounds exactly, "silent" of those of which nothing can be told and nothing is.

And PolNeAR's pages with their printed days hidden, whose days of publication are known (its file names):
"within_a_day" is the share of the days inferred that are right or a day early, "hold" that of all pages with
anything inferred whose true day lies within it, a day within two days. Most cannot be dated by their text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from support import HERE, check, corpus_hash, need

from onrecord.annotate.publication_dating import date_page
from onrecord.annotate.timex import find_timexes
from onrecord.annotate.world_calendar import shipped_calendar
from onrecord.extract import extract
from onrecord.model import SPEAKING, Article, Capture, Date, sha256
from onrecord.settings import Settings

PAGES = HERE / "undated" / "pages.toml"


def main() -> int:
    """Print the figures of both corpora beside their floors, and each own page that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--errors", action="store_true", help="print each page of PolNeAR that does not hold")
    options = parser.parse_args()
    status = check("published-own", own_pages(), corpus_hash([PAGES]), update=options.update)
    folder = need("data", "polnear")
    texts = sorted(folder.glob("*/text/*.txt"))
    figures = polnear(texts, show=options.errors)
    return status or check("published-polnear", figures, corpus_hash(texts), update=options.update)


def published_of(text: str) -> Date | None:
    """Infer the day of a page from its text alone."""
    content = text.encode()
    capture = Capture(
        id="cap-0", content=content, sha256=sha256(content), media_type="text/plain", path="page.txt"
    )
    article: Article = replace(extract(capture, Settings()).articles[0], published=None)
    speaking = [(block.start, block.end) for block in article.blocks if block.kind in SPEAKING]
    timexes = find_timexes(article.text, speaking, None)
    return date_page(article, timexes, shipped_calendar())[0].published


def own_pages() -> dict[str, float]:
    """Compare the pages of our own with their answers."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for page in tomllib.loads(PAGES.read_text(encoding="utf-8"))["page"]:
        found = _written(published_of(page["text"].strip()))
        kind = _kind(page["published"])
        every[kind] += 1
        right[kind] += found == page["published"]
        if found != page["published"]:
            headline = page["text"].strip().splitlines()[0]
            print(f"{headline}: {found or 'nothing'}, not {page['published'] or 'nothing'}", file=sys.stderr)
    return {kind: round(100 * right[kind] / count, 1) for kind, count in sorted(every.items())}


def _kind(answer: str) -> str:
    if not answer:
        return "silent"
    if "/" not in answer:
        return "days"
    return "months" if " " in answer else "bounds"


def _written(date: Date | None) -> str:
    if date is None:
        return ""
    bounds = f"{date.earliest or ''}/{date.latest or ''}"
    return " ".join(filter(None, (date.value, bounds if bounds != "/" else None)))


def polnear(paths: list[Path], *, show: bool) -> dict[str, float]:
    """Hold what is inferred of PolNeAR's pages against the days they are of."""
    told = Counter(_outcomes(paths, show=show))
    days = told["day"] + told["near"] + told["wrong day"]
    inferred = days + told["holds"] + told["does not hold"]
    print(f"of {len(paths)} pages {inferred} have anything inferred, {days} a day")
    return {
        "within_a_day": round(100 * told["day"] / days, 1),
        "hold": round(100 * (told["day"] + told["near"] + told["holds"]) / inferred, 1),
    }


def _outcomes(paths: list[Path], *, show: bool) -> Iterator[str]:
    for path in paths:
        day = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        date = published_of(path.read_text(encoding="utf-8")) if day else None
        if day is None or date is None:
            continue
        outcome = _outcome(date, day[1])
        if show and outcome in ("wrong day", "does not hold"):
            print(f"{path.name}: {_written(date)} {[evidence.text for evidence in date.evidence]}")
        yield outcome


def _outcome(date: Date, day: str) -> str:
    if date.precision == "day" and date.value:
        late = (dt.date.fromisoformat(day) - dt.date.fromisoformat(date.value)).days
        return "day" if 0 <= late <= 1 else ("near" if abs(late) <= 2 else "wrong day")
    if date.precision == "month" and date.value:
        return "holds" if day.startswith(date.value) else "does not hold"
    return "holds" if (date.earliest or day) <= day <= (date.latest or day) else "does not hold"


if __name__ == "__main__":
    sys.exit(main())
