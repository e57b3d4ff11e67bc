"""Speakers right with gold spans on PolNeAR dev: `python evals/speakers.py [--update] [--names FILE]`.

84 articles with the project's speaker labels; the judge's own rules say which labels count and when two
names are the same speaker. What is measured is coreference alone: the spans of source, cue and content
are gold, the names are the shipped encoder's. The even half of the articles (sorted by name) was used
to develop the rules and to set their weights; the odd half was only scored, but for 24 wrong
"she" sources that were read in both halves.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from support import check, corpus_hash, need

from onrecord.annotate.attribution import read_article
from onrecord.annotate.coreference import resolve
from onrecord.annotate.encoder import Encoder
from onrecord.model import Attribution, Block, Mention, Span

#: Gives the named mentions of a text: called with its stem, the text and its blocks.
NamesSource = Callable[[str, str, Sequence[Block]], Sequence[Mention]]


def load_judge() -> ModuleType:
    """Import the judge, whose reading of the corpus and comparison of names are used."""
    path = need("tools", "score_attribution.py")
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} can't be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_encoder() -> NamesSource:
    """Give the names of the shipped encoder."""
    encoder = Encoder()
    return lambda _, text, blocks: read_article(text, list(blocks), encoder).names


def from_file(path: Path) -> NamesSource:
    """Give the names of a JSON file `{stem: [[start, end, type], …]}`."""
    names = json.loads(path.read_text(encoding="utf-8"))
    return lambda stem, text, _: [
        Mention(start=a, end=b, text=text[a:b], type=kind, form="name", entity=None)
        for a, b, kind in names[stem]
    ]


def lines_as_blocks(text: str) -> list[Block]:
    """Make a block of every line, the first a headline: the layout of PolNeAR's texts."""
    lines = list(re.finditer(r"\S(?:[^\n]*\S)?", text))
    return [
        Block(start=line.start(), end=line.end(), kind="body" if number else "headline")
        for number, line in enumerate(lines)
    ]


def outcomes(
    judge: ModuleType, folder: Path, labels: dict[str, Any], names: NamesSource
) -> Iterator[tuple[bool, bool, bool]]:
    """Give (even half, source is a pronoun, speaker right) for every gold relation that is judged."""
    for number, (stem, (text, versions)) in enumerate(sorted(judge.gold(str(folder)).items())):
        relations = [dict(relation, n=at) for at, relation in enumerate(versions[0])]
        blocks = lines_as_blocks(text)
        attributions = [
            Attribution(
                source=_spans(text, relation["source"]),
                cue=_spans(text, relation["cue"]),
                content=_spans(text, relation["content"]),
                score=1.0,
            )
            for relation in relations
        ]
        found = resolve(text, blocks, names(stem, text, blocks), attributions)
        for relation, speaker in zip(relations, found.speakers, strict=True):
            given = labels.get(stem, {})
            if not relation["content"] or not judge.judged(relation, given):
                continue
            start, end = relation["source"][0]
            gold = given[str(relation["n"])]["name"]
            right = judge.same_speaker(gold, speaker.name if speaker else None)
            yield number % 2 == 0, text[start:end].strip().lower() in judge.PRONOUNS, right


def _spans(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span.of(text, start, end) for start, end in pieces)


def main() -> int:
    """Print the share of right speakers beside its floor: all, pronouns, named; whole and odd half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--names", type=Path, help="named mentions from this JSON file, not the encoder's")
    options = parser.parse_args()
    judge, folder = load_judge(), need("data", "polnear", "dev")
    records = map(json.loads, (folder / "speakers.jsonl").read_text(encoding="utf-8").splitlines())
    labels = {record["doc"]: record["sources"] for record in records}
    source = from_file(options.names) if options.names else by_encoder()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for even, pronoun, correct in outcomes(judge, folder, labels, source):
        for half in ("whole", "even" if even else "odd"):
            for sort in ("all", "pronoun" if pronoun else "named"):
                total[f"{half}_{sort}"] += 1
                right[f"{half}_{sort}"] += correct
    figures = {name: round(100 * right[name] / total[name], 1) for name in sorted(total)}
    print(f"{total['whole_all']} sources judged, of them {total['whole_pronoun']} pronouns")
    section = "speakers" if not options.names else "speakers, names from a file"
    return check(
        section, figures, corpus_hash(folder.rglob("*.*")), update=options.update and not options.names
    )


if __name__ == "__main__":
    sys.exit(main())
