"""MEANTIME's annotated sentences: text, event mentions with their participants and how sure they are."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.annotate.lexicon import word_set

#: The headline and the first sentences of the text are annotated in full; the rest only here and there.
LAST_SENTENCE = 5
#: The sentence that is a date line.
DATELINE = 1
#: Written without a space before or after them.
_CLOSE = word_set(". , ; : ! ? ) ] } 's n't % ' ” ’s 're 've 'll 'd 'm")
_OPEN = ("(", "[", "{", "$", "“")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One event mention; ranges are of the document's text."""

    places: tuple[Range, ...]
    #: Whether anybody or anything is marked as having a part in it.
    has_participant: bool
    #: "asserted", "denied", "planned" or "hypothetical"; None where the corpus leaves it open.
    factuality: str | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The sentences that are annotated in full, one a line."""

    text: str
    mentions: tuple[GoldMention, ...]
    #: Whether it is of the half that the head was trained on.
    trained: bool


def read_documents(folder: Path) -> list[GoldDocument]:
    """Read the documents of a folder of MEANTIME's XML, in order of their paths."""
    return [_document(path) for path in sorted(folder.rglob("*.xml"))]


def _document(path: Path) -> GoldDocument:
    root = ElementTree.parse(path).getroot()
    sentences: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for token in root.iter("token"):
        number = int(token.get("sentence", 0))
        if number <= LAST_SENTENCE and number != DATELINE:
            sentences[number].append((int(token.get("t_id", 0)), token.text or ""))
    text, places = "", {}
    for number in sorted(sentences):
        line, ranges = spaced([word for _, word in sentences[number]])
        places |= {
            token: (len(text) + a, len(text) + b)
            for (token, _), (a, b) in zip(sentences[number], ranges, strict=True)
        }
        text += line + "\n"
    relations = root.find("Relations")
    with_part = {
        source.get("m_id")
        for relation in (relations if relations is not None else ())
        if relation.tag == "HAS_PARTICIPANT"
        for source in relation.findall("source")
    }
    mentions = []
    for mark in root.iter("EVENT_MENTION"):
        tokens = [int(anchor.get("t_id", 0)) for anchor in mark.findall("token_anchor")]
        ranges = [places[token] for token in sorted(tokens) if token in places]
        if ranges:
            mentions.append(GoldMention(tuple(ranges), mark.get("m_id") in with_part, _factuality(mark)))
    digest = hashlib.sha256(path.stem.encode()).hexdigest()
    return GoldDocument(text, tuple(mentions), int(digest, 16) % 2 == 0)


def _factuality(mark: ElementTree.Element) -> str | None:
    """Give our word for the corpus's certainty, polarity, time and conditions."""
    certainty, polarity, time = (mark.get(name) for name in ("certainty", "polarity", "time"))
    if not certainty and not polarity and not time:
        return None
    if polarity == "NEG":
        return "denied"
    if certainty in ("POSSIBLE", "PROBABLE") or (mark.get("special_cases") or "").startswith("COND"):
        return "hypothetical"
    return "planned" if time == "FUTURE" else "asserted"


def spaced(words: list[str]) -> tuple[str, list[Range]]:
    """Join tokens as they are printed; give where each stands."""
    text, ranges, opened = "", [], False
    for word in words:
        joined = word in _CLOSE or text.endswith(_OPEN) or word in ("-", "/") or text.endswith((" -", "/"))
        if word == '"':
            joined, opened = joined or opened, not opened
        elif text.endswith('"') and opened:
            joined = True
        text += "" if joined or not text else " "
        ranges.append((len(text), len(text) + len(word)))
        text += word
    return text, ranges
