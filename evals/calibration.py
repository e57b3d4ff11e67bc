"""Whether a score is the probability of being right: `python evals/calibration.py [--fit] [--update]`.

On PolNeAR dev a statement is right if its content shares half of the words (Jaccard) of a gold one that no
better statement has taken, and its source touches the gold source, or both have none. The tables are fitted
on the even articles (by name) and measured on the odd ones and the other way round, so that no article is
measured by a table that has seen it; what ships is fitted on all (`--fit` writes it).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from support import check, corpus_hash, need

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.calibration import Calibration, Tables
from onrecord.capture import read_inputs
from onrecord.extract import extract
from onrecord.model import Capture, Span, Statement, StatementKind
from onrecord.settings import Settings
from onrecord.training.corpus import read_relations

TABLE = Path(__file__).parent.parent / "src/onrecord/annotate/data/calibration.toml"
#: Statements that each point of a table stands for, at least; fewer make a table of chance.
LEAST = 60
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with whether it is right."""

    score: float
    kind: StatementKind
    right: bool


def main() -> int:
    """Print the reliability table and the mean gap between score and share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the tables that ship")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    options = parser.parse_args()
    folder = need("data", "polnear", "dev")
    halves: tuple[list[Judged], list[Judged]] = ([], [])
    for number, found in enumerate(annotated_articles(folder)):
        halves[number % 2].extend(_judge(*found))
    if options.fit:
        TABLE.write_text(_written(fit([*halves[0], *halves[1]])), encoding="utf-8")
    apart = [*_calibrated(halves[1], fit(halves[0])), *_calibrated(halves[0], fit(halves[1]))]
    print("score        statements  mean score  right")
    for low, part in _bins(apart):
        share = 100 * sum(one.right for one in part) / len(part)
        mean = 100 * sum(one.score for one in part) / len(part)
        print(f"{low:.1f} to {low + 1 / BINS:.1f}  {len(part):10d}  {mean:10.1f}  {share:5.1f}")
    raw = [*halves[0], *halves[1]]
    print(f"mean gap without tables {error(raw):.1f}, with tables of the other half {error(apart):.1f}")
    figures = {"closeness": 100 - error(apart)}
    return check("calibration", figures, corpus_hash(folder.rglob("*.*")), update=options.update)


def error(judged: Sequence[Judged]) -> float:
    """Give the expected calibration error in per cent: the mean gap of the bins, by their size."""
    gaps = [abs(sum(one.score for one in part) - sum(one.right for one in part)) for _, part in _bins(judged)]
    return 100 * sum(gaps) / len(judged)


def fit(judged: Iterable[Judged]) -> Tables:
    """Fit a table for each kind: isotonic regression (pool adjacent violators) over groups of LEAST."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_kind[one.kind].append(one)
    return {kind: _isotonic(sorted(found, key=lambda it: it.score)) for kind, found in by_kind.items()}


def _isotonic(judged: Sequence[Judged]) -> list[list[float]]:
    groups = [judged[at : at + LEAST] for at in range(0, max(1, len(judged) - LEAST + 1), LEAST)]
    groups[-1] = judged[(len(groups) - 1) * LEAST :]
    pooled: list[tuple[int, float, float]] = []
    for group in groups:
        now = (len(group), sum(it.score for it in group), float(sum(it.right for it in group)))
        while pooled and pooled[-1][2] / pooled[-1][0] >= now[2] / now[0]:
            before = pooled.pop()
            now = (before[0] + now[0], before[1] + now[1], before[2] + now[2])
        pooled.append(now)
    return [[round(scores / size, 4), round(right / size, 4)] for size, scores, right in pooled]


def _calibrated(judged: Iterable[Judged], tables: Tables) -> Iterator[Judged]:
    table = Calibration(tables)
    for one in judged:
        yield Judged(table.probability(one.score, one.kind), one.kind, one.right)


def _bins(judged: Sequence[Judged]) -> list[tuple[float, list[Judged]]]:
    found: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        found[min(BINS - 1, int(one.score * BINS))].append(one)
    return [(number / BINS, found[number]) for number in sorted(found)]


Relations = list[dict[str, list[tuple[int, int]]]]


def annotated_articles(folder: Path) -> Iterator[tuple[str, list[Statement], Relations]]:
    """Annotate the articles of a corpus in PolNeAR layout; gives text, statements and gold relations.

    Scores are the encoder's own; what is reported inside a statement is left out, as in the corpus.
    """
    settings = Settings()
    annotator = Annotator(settings, calibration=Calibration({}))
    gold = read_relations(folder)
    for path in sorted((folder / "text").glob("*.txt")):
        for capture in read_inputs([str(path)], settings=settings, stdin=sys.stdin.buffer, now=None):
            if isinstance(capture, Capture):
                article = extract(capture, settings).articles[0]
                statements = [it for it in annotator.annotate(article).statements if it.parent is None]
                yield article.text, statements, gold[path.stem]


def _judge(text: str, statements: Sequence[Statement], relations: Relations) -> Iterator[Judged]:
    wanted = [(words_in(text, it["content"]), words_in(text, it["source"])) for it in relations]
    made = [
        (words_in(text, places_of(it.content)), words_in(text, places_of(it.source))) for it in statements
    ]
    pairs = [
        (len(content & gold) / len(content | gold), number, other)
        for number, (content, _) in enumerate(made)
        for other, (gold, _) in enumerate(wanted)
        if content & gold
    ]
    taken: dict[int, int] = {}
    for likeness, number, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness >= 0.5 and number not in taken and other not in taken.values():
            taken[number] = other
    for number, statement in enumerate(statements):
        right = False
        if number in taken:
            source, gold = made[number][1], wanted[taken[number]][1]
            right = bool(source & gold) or not (source or gold)
        yield Judged(statement.score, statement.kind, right)


def places_of(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Give the places of some spans, `[start, end)`."""
    return [(span.start, span.end) for span in spans]


def words_in(text: str, places: Iterable[tuple[int, int]]) -> set[int]:
    """Give the starts of the words in some places of a text."""
    starts: set[int] = set()
    for low, high in places:
        starts |= {
            at for at in range(low, high) if text[at].isalnum() and (at == low or not text[at - 1].isalnum())
        }
    return starts


def _written(tables: Tables) -> str:
    lines = [f"{kind} = {[list(point) for point in tables[kind]]}" for kind in sorted(tables)]
    head = "# Written by evals/calibration.py --fit: (score, share that is right) by kind of content."
    return "\n".join([head, "[points]", *lines]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
