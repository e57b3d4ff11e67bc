"""Events against MEANTIME: `python evals/meantime.py [--update] [--errors]`.

What is counted, and why so. The corpus annotates the headline and the first sentences of 60 pages of
Wikinews in full; only these are read, each as a paragraph of one article.

- `detection`: F1 over event mentions that have a participant. An event of ours is right if a character of
  its word stands in such a mention, each mention once. One that stands in a mention without a participant
  is a mistake here as any other (`detection_lenient` passes over it), since our events always name a side.
  The corpus marks plain saying ("said", "stated") as events; in our record that is a statement, no event,
  so that these 5 % are never found.
- `factuality`: of the mentions found, how often ours is the corpus's: NEG is denied, POSSIBLE, PROBABLE and
  the parts of a condition are hypothetical, FUTURE is planned, everything else asserted. An alleged deed is
  one that is asserted, in the words of somebody else. Mentions whose certainty is open are left out.

The head was trained on one half of the documents (by hash of their names); `kept_*` are the figures of the
other.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from events_support import Reader, annotator, overlaps
from support import check, corpus_hash, need

from onrecord.annotate.encoder import SHIPPED_DEEDS
from onrecord.training.meantime import GoldDocument, read_documents


def main() -> int:
    """Print the figures of all documents and of the half kept apart, beside their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the half trained on")
    parser.add_argument("--deeds", type=Path, default=SHIPPED_DEEDS, help="folder of a head of deeds")
    options = parser.parse_args()
    folder = need("data", "meantime", "intra_cross-doc_annotation")
    documents = read_documents(folder)
    read = annotator(options.deeds)
    figures = _figures(documents, read, errors=options.errors)
    kept = _figures([document for document in documents if not document.trained], read)
    figures |= {f"kept_{name}": value for name, value in kept.items()}
    return check("meantime", figures, corpus_hash(folder.rglob("*.xml")), update=options.update)


def _figures(documents: list[GoldDocument], read: Reader, *, errors: bool = False) -> dict[str, float]:
    counts: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for document in documents:
        score_document(document, read, counts, confused, errors=errors and document.trained)
    if errors:
        print(dict(confused))
    strict, lenient = counts["found"], counts["found"] - counts["sideless"]
    return {
        "detection_f1": round(_f1(counts["right"], strict, counts["gold"]), 1),
        "detection_lenient_f1": round(_f1(counts["right"], lenient, counts["gold"]), 1),
        "detection_precision": round(100 * counts["right"] / max(1, strict), 1),
        "detection_recall": round(100 * counts["right"] / max(1, counts["gold"]), 1),
        "factuality": round(100 * counts["fact_right"] / max(1, counts["fact"]), 1),
    }


def score_document(
    document: GoldDocument,
    read: Reader,
    counts: Counter[str],
    confused: Counter[tuple[str, str]],
    *,
    errors: bool = False,
) -> None:
    """Add what is right, found and gold of one document to `counts`, and factualities to `confused`."""
    open_ones = list(document.mentions)
    counts["gold"] += sum(mention.has_participant for mention in open_ones)
    for event in read(document.text).events:
        counts["found"] += 1
        hit = [m for m in open_ones if any(overlaps((event.start, event.end), place) for place in m.places)]
        hit.sort(key=lambda mention: not mention.has_participant)
        if not hit or not hit[0].has_participant:
            counts["sideless"] += bool(hit)
            if errors and not hit:
                print("too much:", event.text, event.type, "|", _around(document.text, event.start))
            continue
        open_ones.remove(hit[0])
        counts["right"] += 1
        if hit[0].factuality is not None:
            ours = "asserted" if event.modality == "alleged" else event.modality
            counts["fact"] += 1
            counts["fact_right"] += ours == hit[0].factuality
            confused[hit[0].factuality, ours] += 1
            if errors and ours != hit[0].factuality:
                print(f"{hit[0].factuality} read as {ours}: {_around(document.text, event.start)}")
    for mention in open_ones:
        if errors and mention.has_participant:
            print("missed:", _around(document.text, mention.places[0][0]))


def _around(text: str, at: int) -> str:
    return f"{text[max(0, at - 40) : at]}>>{text[at : at + 40]}".replace("\n", " / ")


def _f1(right: int, found: int, gold: int) -> float:
    return 200 * right / max(1, found + gold)


if __name__ == "__main__":
    sys.exit(main())
