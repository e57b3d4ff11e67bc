"""GUM as paragraphs to train on: people, bodies and places, and attributions where all of them are clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.annotate.coreference_words import word_set
from onrecord.annotate.labels import NAME_TYPES
from onrecord.training.corpus import Paragraph
from onrecord.training.gum import Name, names_of, read_runs, split_documents, text_of
from onrecord.training.rst import attributed, read_attributions
from onrecord.training.silver import label_names

#: Entity types of GUM that are read, by their names there.
KINDS = ("person", "organization", "place")
#: Genres whose attributions are those of talk ("I think", "you know"), unlike a page's.
SPOKEN = frozenset(("conversation", "podcast", "vlog"))
#: Types that gold decides on.
GOLD_TYPES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))
#: Words that tell a stretch of nature, or something built, from a town or country.
NATURE = word_set(
    "river lake sea ocean mount mountain mountains alps bay gulf island islands valley desert cape coast "
    "peninsula hills canyon forest beach falls earth mars moon africa asia europe america antarctica"
)
BUILDINGS = word_set(
    "hall airport bridge street road avenue station museum library park tower house palace church cathedral "
    "mosque temple stadium school hospital hotel square theatre theater castle "
    "mill harbour harbor building plaza"
)


def gum_paragraphs(folder: Path) -> list[Paragraph]:
    """Give the training documents of GUM in `folder`, with dep/ and rst/, in runs of a few sentences.

    Roles are known where every attribution of the run is read whole, and no loss is taken on them elsewhere.
    """
    paragraphs, gold = [], []
    for document in split_documents(folder)[0]:
        tree = folder / "rst" / f"{document.stem}.rs4"
        spoken = document.stem.split("_")[1] in SPOKEN
        attributions = read_attributions(tree) if tree.exists() and not spoken else []
        for run in read_runs(document):
            unknown = Paragraph(
                document=document.stem, text=text_of(run), spans=(), links=(), roles_known=False
            )
            paragraphs.append(attributed(unknown, run, attributions) or unknown)
            gold.append(names_of(run))
    return [add_gold(*pair) for pair in zip(label_names(paragraphs), gold, strict=True)]


def add_gold(silver: Paragraph, gold: Sequence[Name]) -> Paragraph:
    """Join silver names with gold ones: gold decides on people, bodies and places, silver on the rest.

    GUM has one kind of place; a silver type of place decides among ours, else a word of it does.
    """
    kept = []
    for kind, start, end in gold:
        if kind not in KINDS:
            continue
        over = {NAME_TYPES[k] for k, a, b in silver.names if a < end and start < b}
        label = {"person": "PERSON", "organization": "ORG"}.get(kind) or _place(over, silver.text[start:end])
        kept.append((NAME_TYPES.index(label), start, end))
    kept += [
        (kind, start, end)
        for kind, start, end in silver.names
        if NAME_TYPES[kind] not in GOLD_TYPES and all(end <= a or b <= start for _, a, b in kept)
    ]
    return replace(silver, names=tuple(sorted(kept, key=lambda name: name[1:])))


def _place(silver: set[str], name: str) -> str:
    found = sorted(silver & {"GPE", "LOC", "FAC"})
    words = set(name.lower().split())
    return found[0] if len(found) == 1 else "LOC" if words & NATURE else "FAC" if words & BUILDINGS else "GPE"
