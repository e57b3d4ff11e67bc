"""MEANTIME's annotated sentences: text, event mentions with their participants and how sure they are."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.annotate.lexicon import word_set
from onrecord.model import Modality
from onrecord.training.deed_trees import Taught, TaughtDeed, read_trees

#: The headline and the first sentences of the text are annotated in full; the rest only here and there.
LAST_SENTENCE = 5
#: The sentence that is a date line.
DATELINE = 1
#: Our name of a part by PropBank's.
_PARTS = {"Arg0": "actor", "Arg1": "object", "Arg2": "recipient", "Argm-LOC": "place"}
#: Behind these a noun phrase goes on with what hangs on its head.
_TIES = word_set("of in for from , who that to on at ( with")
#: Written without a space before or after them.
_CLOSE = word_set(". , ; : ! ? ) ] } 's n't % ' ” ’s 're 've 'll 'd 'm")
_OPEN = ("(", "[", "{", "$", "“")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One event mention; ranges are of the document's text."""

    places: tuple[Range, ...]
    noun: bool
    #: "asserted", "denied", "planned" or "hypothetical"; None where the corpus leaves it open.
    factuality: Modality | None
    #: Who and what has a part in it, by PropBank's name of the part: the head word of each.
    parts: tuple[tuple[str, Range], ...]
    has_participant: bool


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


def read_taught(folder: Path) -> Iterator[Taught]:
    """Yield the sentences of the half that is trained on, with trees for what the corpus leaves open."""
    documents = [document for document in read_documents(folder) if document.trained]
    lines = [line for document in documents for line in _lines(document)]
    for tree, (start, mentions) in zip(
        read_trees(line for line, _, _ in lines), (it[1:] for it in lines), strict=True
    ):
        yield Taught(tree.text, tuple(_taught(mention, start, tree) for mention in mentions), tree.phrases)


def _lines(document: GoldDocument) -> Iterator[tuple[str, int, list[GoldMention]]]:
    """Give each sentence, where it begins, and the mentions that begin in it."""
    start = 0
    for line in document.text.splitlines():
        inside = range(start, start + len(line))
        yield line, start, [it for it in document.mentions if it.places[0][0] in inside]
        start += len(line) + 1


def _taught(mention: GoldMention, start: int, tree: Taught) -> TaughtDeed:
    low, high = (at - start for at in mention.places[0])
    same = next((deed for deed in tree.deeds if deed.start < high and low < deed.end), None)
    parts = dict(same.parts) if same else {}
    for role, (a, b) in mention.parts:
        part = _PARTS.get(role)
        inside = a - start >= 0 and b - start <= len(tree.text)
        if part and inside and not (part == "recipient" and parts.get(part)):
            parts[part] = (a - start, b - start)
    noun = same.noun if same else mention.noun
    return TaughtDeed(low, high, noun=noun, modality=mention.factuality, parts=parts)


def _document(path: Path) -> GoldDocument:
    root = ElementTree.parse(path).getroot()
    sentences: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for token in root.iter("token"):
        number = int(token.get("sentence", 0))
        if number <= LAST_SENTENCE and number != DATELINE:
            sentences[number].append((int(token.get("t_id", 0)), token.text or ""))
    text = ""
    places: dict[int, Range] = {}
    for number in sorted(sentences):
        line, ranges = spaced([word for _, word in sentences[number]])
        places |= {
            token: (len(text) + a, len(text) + b)
            for (token, _), (a, b) in zip(sentences[number], ranges, strict=True)
        }
        text += line + "\n"
    relations = root.find("Relations")
    words = {int(it.get("t_id", 0)): it.text or "" for it in root.iter("token")}
    marks = {mark.get("m_id"): mark for mark in root.iter("ENTITY_MENTION")}
    parts: dict[str | None, list[tuple[str, Range]]] = defaultdict(list)
    with_part: set[str | None] = set()
    for relation in relations if relations is not None else ():
        if relation.tag != "HAS_PARTICIPANT":
            continue
        for source in relation.findall("source"):
            with_part.add(source.get("m_id"))
            for target in relation.findall("target"):
                head = _head(marks.get(target.get("m_id")), words)
                if head is not None and head in places:
                    parts[source.get("m_id")].append((relation.get("sem_role", ""), places[head]))
    mentions = []
    for mark in root.iter("EVENT_MENTION"):
        tokens = [int(anchor.get("t_id", 0)) for anchor in mark.findall("token_anchor")]
        ranges = [places[token] for token in sorted(tokens) if token in places]
        if ranges:
            own = mark.get("m_id")
            noun = mark.get("pos") == "NOUN"
            given = tuple(parts[own])
            mentions.append(GoldMention(tuple(ranges), noun, _factuality(mark), given, own in with_part))
    digest = hashlib.sha256(path.stem.encode()).hexdigest()
    return GoldDocument(text, tuple(mentions), int(digest, 16) % 2 == 0)


def _head(mention: ElementTree.Element | None, words: dict[int, str]) -> int | None:
    """Give the head word of a mention: the one that is marked, else the last before "of" and the like."""
    if mention is None:
        return None
    tokens = sorted(int(anchor.get("t_id", 0)) for anchor in mention.findall("token_anchor"))
    named = (mention.get("head") or "").split()
    marked = [token for token in tokens if named and words.get(token) == named[-1]]
    if marked:
        return marked[0]
    cut = next(
        (n for n, token in enumerate(tokens) if n and words.get(token, "").lower() in _TIES), len(tokens)
    )
    return tokens[cut - 1] if tokens else None


def _factuality(mark: ElementTree.Element) -> Modality | None:
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
