"""Join the spans of one window of the encoder: each cue with its source and its contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.annotate.decoding import TaggedSpan, decode_spans
from onrecord.annotate.encoder import Encoded, Floats
from onrecord.annotate.labels import ROLES

#: Titles whose stop is no end of a sentence.
_ABBREVIATED = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Gov",
        "Sen",
        "Rep",
        "Gen",
        "Lt",
        "Col",
        "Maj",
        "Capt",
        "Sgt",
        "Rev",
        "St",
    )
)
#: A source of its own, whatever stands before it.
_SUBJECTS = frozenset(("i", "we", "he", "she", "it", "they", "who", "which"))


@dataclass(slots=True)
class Joined:
    """A cue with what belongs to it."""

    cue: TaggedSpan
    source: TaggedSpan | None = None
    contents: list[TaggedSpan] = field(default_factory=list)
    #: Probabilities of the spans and the links, each in [0, 1].
    scores: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Joining:
    """What one window gives: cues with their parts, and parts that found no cue."""

    joined: list[Joined]
    contents: list[TaggedSpan]
    sources: list[TaggedSpan]


def join_window(encoded: Encoded, text: str) -> Joining:
    """Decode the spans of one window of the paragraph `text` and link them.

    A content goes to the cue it most likely belongs to, and a cue chooses its source: one source may
    serve several cues ("Ruiz said so and added that …").
    """
    spans = decode_spans(encoded.roles, encoded.offsets, text)
    sources, cues, contents = ([s for s in spans if ROLES[s.label] == role] for role in ROLES)
    sources = _whole(sources, text)
    result = Joining([Joined(cue) for cue in cues], [], [])
    for content, chances in zip(contents, _links(encoded, contents, cues), strict=True):
        best = int(chances.argmax())
        if best == 0:
            result.contents.append(content)
        else:
            result.joined[best - 1].contents.append(content)
            result.joined[best - 1].scores.append(content.score * float(chances[best]))
    claimed = _give_sources(result, sources, _links(encoded, cues, sources))
    result.sources += [source for number, source in enumerate(sources) if number not in claimed]
    return result


def _links(encoded: Encoded, spans: Sequence[TaggedSpan], targets: Sequence[TaggedSpan]) -> Floats:
    """Give the probability of a link from each span to nothing (column 0) and to each target."""
    if not spans:
        return np.zeros((0, len(targets) + 1), dtype=np.float32)
    pieces = [0, *(target.first for target in targets)]
    scores = encoded.link_from[[span.first for span in spans]] @ encoded.link_to[pieces].T
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = scores / scores.sum(axis=1, keepdims=True)
    return chances


def _whole(spans: Sequence[TaggedSpan], text: str) -> list[TaggedSpan]:
    """Mend spans that were cut where only a space stands between ("Mr." and "Ruiz")."""
    mended: list[TaggedSpan] = []
    for span in spans:
        before = mended[-1] if mended else None
        if before is not None and _is_cut(text, before, span):
            score = min(before.score, span.score)
            mended[-1] = TaggedSpan(span.label, before.first, span.last, before.start, span.end, score)
        else:
            mended.append(span)
    return mended


def _is_cut(text: str, before: TaggedSpan, span: TaggedSpan) -> bool:
    between = text[before.end : span.start].strip()
    # "Ruiz, the mayor, and | he": a subject of its own.
    if text[span.start : span.end].lower() in _SUBJECTS:
        return False
    last_word = text[before.start : before.end].rpartition(" ")[2]
    return not between or (between == "." and last_word in _ABBREVIATED)


def _give_sources(result: Joining, sources: Sequence[TaggedSpan], chances: Floats) -> set[int]:
    """Give each cue the source it most likely points to; give back the numbers of those taken."""
    claimed = set()
    for joined, row in zip(result.joined, chances, strict=True):
        best = int(row.argmax())
        if best:
            joined.source = sources[best - 1]
            joined.scores.append(sources[best - 1].score * float(row[best]))
            claimed.add(best - 1)
    return claimed
