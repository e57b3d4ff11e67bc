"""Read a corpus in PolNeAR layout as paragraphs with spans and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.annotate.labels import ROLES

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One training instance; every offset is `[start, end)` in `text`."""

    document: str
    text: str
    #: (role number, start, end), in order.
    spans: tuple[tuple[int, int, int], ...]
    #: (span number, span number it points to, or -1 where that is not in the paragraph): a content
    #: points to its cue, a cue to its source. Cues choose, since one source may serve several.
    links: tuple[tuple[int, int], ...]
    #: (name type number, start, end): silver labels, added by `silver.py`.
    names: tuple[tuple[int, int, int], ...] = field(default=())
    #: (row of its target, start, end) of the spans whose meaning is learnt, added by `meaning.py`.
    meanings: tuple[tuple[int, int, int], ...] = field(default=())
    #: Whether the spans are known; where not, no loss is taken on roles and links.
    roles_known: bool = True


def read_polnear(folder: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of `folder`/text with the spans of the first annotator of each document.

    Raises FileNotFoundError where a text has no annotation beside it.
    """
    relations = read_relations(folder)
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        for match in _PARAGRAPH.finditer(text):
            yield _paragraph(path.stem, text, match.start(), match.end(), relations[path.stem])


Relation = dict[str, list[tuple[int, int]]]


def read_relations(folder: Path) -> dict[str, list[Relation]]:
    """Read the relations of each document by its name, those of its first annotator.

    Raises FileNotFoundError where a text has no annotation beside it.
    """
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(re.sub(r"_[0-9a-f]{4}\.ann$", "", path.name), path)
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem not in annotations:
            raise FileNotFoundError(f"{path}: no annotation {path.stem}_*.ann in {folder / 'attributions'}")
    return {name: list(_read_relations(path)) for name, path in annotations.items()}


def _read_relations(path: Path) -> Iterator[Relation]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        parts = line.split("\t")
        if parts[0].startswith("T") and len(parts) > 1:
            ranges = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = [(int(a), int(b)) for a, b in (item.split() for item in ranges)]
        elif parts[0].startswith("E") and len(parts) > 1:
            events.append(parts[1])
    for event in events:
        relation: Relation = {role: [] for role in ROLES}
        for argument in event.split()[1:]:
            name, value = argument.split(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in relation and value in spans:
                relation[role] += spans[value]
        yield relation


def _paragraph(document: str, text: str, low: int, high: int, relations: list[Relation]) -> Paragraph:
    spans: dict[tuple[int, int, int], int] = {}
    links: list[tuple[int, int]] = []

    def number(role: str, place: tuple[int, int]) -> int:
        return spans.setdefault((ROLES.index(role), *place), len(spans))

    for relation in relations:
        inside = {
            role: sorted((a - low, b - low) for a, b in relation[role] if low <= a and b <= high)
            for role in ROLES
        }
        sources, cues, contents = ([number(role, place) for place in inside[role]] for role in ROLES)
        links += [(content, cues[0] if cues else -1) for content in contents]
        links += [(cue, sources[0] if sources else -1) for cue in cues]
    return Paragraph(document=document, text=text[low:high], spans=tuple(spans), links=tuple(links))


def restyle_quotes(paragraph: Paragraph, style: str) -> Paragraph:
    """Give the paragraph with other marks of the same length: "straight", "single" or "upper" (capitals).

    Newsrooms differ in their marks and headlines in their case; a model that saw one style only
    would miss the others.
    """
    tables = {
        "straight": str.maketrans("“”‘’", "\"\"''"),
        "single": str.maketrans("“”", "‘’"),
    }
    text = paragraph.text.upper() if style == "upper" else paragraph.text.translate(tables[style])
    return replace(paragraph, text=text) if len(text) == len(paragraph.text) else paragraph
