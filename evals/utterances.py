"""The stage of utterances alone: `python evals/utterances.py [--update] [--show] [--pairs]`.

Gives the stage the exact statements and copies of every story set with answers, ours and the shared ones,
and compares its utterances and changes with the answers: what attribution misses does not count here.
--pairs lists the measures by which thresholds are chosen, of pairs of one utterance and of two.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from support import check, corpus_hash, shared

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_inputs
from onrecord.link.copies import CopyFamily
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Component, Group, Item, Pair, group_id
from onrecord.link.utterances import Utterances
from onrecord.link.utterances.evidence import compare_contents
from onrecord.link.utterances.score import score_statements
from onrecord.link.wording.names import compare_names
from onrecord.model import (
    AnnotatedArticle,
    CaptureResult,
    Copy,
    Hop,
    HopKind,
    Mention,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
)
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings

OWN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "stories"


class ExactCopies:
    """The copies of the answers as a stage."""

    name: ClassVar[str] = "copies"

    def __init__(self, answers: dict[str, Any], ids: dict[str, str]) -> None:
        self.known = {
            tuple(sorted((ids[copy["from"]], ids[copy["to"]]))): copy
            | {"a": ids[copy["from"]], "b": ids[copy["to"]]}
            for copy in answers["copies"]
        }

    def items(self, article: AnnotatedArticle) -> list[Item]:
        """Give the article."""
        return [Item(id=article.article.id, article=article.article.id, keys=frozenset("x"), body={})]

    def score(self, a: Item, b: Item) -> Pair | None:
        """Look the pair up in the answers."""
        copy = self.known.get((a.id, b.id))
        data = {"type": copy["type"], "original": copy["a"], "copy": copy["b"]} if copy else {}
        return Pair(a=a.id, b=b.id, score=1.0, joins=True, data=data) if copy else None

    def group(self, component: Component) -> list[Group]:
        """Make the family of the answers' copies that are connected."""
        if not component.pairs:
            return []
        made = tuple(
            Copy(original=pair.data["original"], copy=pair.data["copy"], type="near", score=1.0, evidence=())
            for pair in component.pairs
        )
        members = tuple(item.id for item in component.items)
        first = min(set(members) - {copy.copy for copy in made})
        record = CopyFamily(original=first, copies=made)
        return [Group(id=group_id("copies", members), members=members, record=record)]


def exact_pages(folder: Path, answers: dict[str, Any], annotator: Annotator) -> dict[str, AnnotatedArticle]:
    """Read the pages of a set, with the statements of the answers in the place of those found."""
    settings = Settings()
    inputs = read_inputs(
        [str(p) for p in sorted(folder.glob("*.txt"))], settings=settings, stdin=io.BytesIO()
    )
    results = [r for r in annotate_captures(inputs, settings, annotator) if isinstance(r, CaptureResult)]
    pages = {Path(page.article.path).stem: page for result in results for page in result.articles}
    people = {
        m.entity for p in pages.values() for m in p.annotations.mentions if m.type == "PERSON" and m.entity
    }
    for name, page in pages.items():
        rows = [row for row in answers["statements"] if row["article"] == name]
        found = tuple(_statement(row, page.article.text, page.annotations.mentions, people) for row in rows)
        pages[name] = replace(page, annotations=replace(page.annotations, statements=found))
    return pages


def _statement(row: dict[str, Any], text: str, mentions: tuple[Mention, ...], people: set[str]) -> Statement:
    """Make a statement of an answer; its name is garbled where the page garbles it."""
    name = row["speaker"].split(" (")[0]
    unnamed = "(unnamed" in row["speaker"]
    person = not unnamed and any(compare_names(name, known) == "same" for known in people)
    if person:
        local = sorted({m.entity for m in mentions if m.type == "PERSON" and m.entity})
        garbled = [known for known in local if compare_names(name, known) == "garbled" and " " in known]
        name = garbled[0] if garbled and name not in local else name
    spans = {}
    for role in ("source", "content"):
        start = text.find(row[role]) if row[role] else -1
        spans[role] = (Span.of(text, start, start + len(row[role])),) if start >= 0 else ()
    if unnamed:
        kind: SpeakerKind = "unnamed_person"
    else:
        kind = "person" if person else "organization" if name[0].isupper() else "group"
    way = row["chain"]
    first: HopKind = "unnamed" if unnamed else "speaker"
    between: list[HopKind] = ["agency"] * (len(way) - 2)
    kinds: list[HopKind] = [first, *between, "publisher"]
    return Statement(
        id=row["id"],
        kind=row["kind"],
        act="say",
        polarity=row.get("polarity", "asserted"),
        score=1.0,
        parent=None,
        source=spans["source"],
        cue=(),
        content=spans["content"],
        addressee=(),
        venue=None,
        speaker=Speaker(
            name=(row["source"] or name) if unnamed else name, kind=kind, as_printed=row["source"]
        ),
        said=None,
        chain=tuple(Hop(name=hop, kind=known) for hop, known in zip(way, kinds, strict=False)),
    )


def measure(folder: Path, annotator: Annotator, options: argparse.Namespace, tally: Counter[str]) -> None:
    """Add the figures of one set to `tally`."""
    answers = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    pages = exact_pages(folder, answers, annotator)
    ids = {name: page.article.id for name, page in pages.items()}
    stage, index = Utterances(), MemoryIndex()
    link(list(pages.values()), index, [ExactCopies(answers, ids), stage])
    groups = [group.record for group in index.groups(stage.name)]
    want = {frozenset(pair) for u in answers["utterances"] for pair in itertools.combinations(u, 2)}
    made = {frozenset(pair) for u in groups for pair in itertools.combinations(u.statements, 2)}
    changed = {frozenset((row["from"], row["to"])): row["type"] for row in answers["alterations"]}
    rows = {(frozenset((v.from_statement, v.to_statement)), v.change) for u in groups for v in u.variants}
    tally.update(
        right=len(want & made),
        made=len(made),
        want=len(want),
        changed=len(changed),
        seen=len({pair for pair, _ in rows} & changed.keys()),
        typed=len({pair for pair, change in rows if changed.get(pair) == change}),
    )
    if options.show:
        print(
            folder.name, "missed", sorted(map(sorted, want - made)), "wrong", sorted(map(sorted, made - want))
        )
    if options.pairs:
        items = sorted((i for p in pages.values() for i in stage.items(p)), key=lambda item: item.id)
        for a, b in itertools.combinations(items, 2):
            pair = score_statements(a, b)
            if pair or frozenset((a.id, b.id)) in want:
                one = "one" if frozenset((a.id, b.id)) in want else "two"
                print(
                    folder.name, one, a.id, b.id, pair and dict(pair.data), compare_contents(a.body, b.body)
                )


def main() -> int:
    """Print the figures of all sets together beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--update", "--show", "--pairs"):
        parser.add_argument(option, action="store_true")
    options = parser.parse_args()
    folders = [p.parent for root in (OWN, shared() / "stories") for p in sorted(root.glob("*/gold.json"))]
    tally: Counter[str] = Counter()
    annotator = Annotator(Settings())
    for folder in folders:
        measure(folder, annotator, options, tally)
    figures = {
        "utterances": round(200 * tally["right"] / (tally["made"] + tally["want"]), 1),
        "utterances_precision": round(100 * tally["right"] / tally["made"], 1),
        "changed_found": round(100 * tally["seen"] / tally["changed"], 1),
        "changed_typed": round(100 * tally["typed"] / tally["changed"], 1),
    }
    files = [path for folder in folders for path in folder.iterdir()]
    return check("utterances", figures, corpus_hash(files), update=options.update)


if __name__ == "__main__":
    sys.exit(main())
