"""Join the spans of one window of the encoder: each cue with its source and its contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.annotate.decoding import TaggedSpan, decode_spans
from onrecord.annotate.encoder import Encoded, Floats
from onrecord.annotate.labels import ROLES

#: A link less likely than this is no link. Chosen on PolNeAR dev from 0.001, 0.01, 0.05, 0.2 with
#: evals/attribution.py.
MIN_LINK = 0.01
#: A source that links to no cue still serves the cue that stands this near, in characters.
NEAR = 3


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

    A content goes to the cue it most likely links to. A source serves one cue and a cue has one source,
    as in PARC and PolNeAR: pairs are taken from the likeliest down.
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
    _give_sources(result, sources, _links(encoded, sources, cues), text)
    return result


def _links(encoded: Encoded, spans: Sequence[TaggedSpan], cues: Sequence[TaggedSpan]) -> Floats:
    """Give the probability of a link from each span to no cue (column 0) and to each cue."""
    if not spans:
        return np.zeros((0, len(cues) + 1), dtype=np.float32)
    targets = [0, *(cue.first for cue in cues)]
    scores = encoded.link_from[[span.first for span in spans]] @ encoded.link_to[targets].T
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = scores / scores.sum(axis=1, keepdims=True)
    return chances


def _whole(spans: Sequence[TaggedSpan], text: str) -> list[TaggedSpan]:
    """Mend spans that were cut where only a space stands between ("Mr." and "Ruiz")."""
    mended: list[TaggedSpan] = []
    for span in spans:
        before = mended[-1] if mended else None
        if before is not None and not text[before.end : span.start].strip(" ."):
            score = min(before.score, span.score)
            mended[-1] = TaggedSpan(span.label, before.first, span.last, before.start, span.end, score)
        else:
            mended.append(span)
    return mended


def _give_sources(result: Joining, sources: Sequence[TaggedSpan], chances: Floats, text: str) -> None:
    pairs = sorted(
        (-float(chances[s, c + 1]), s, c) for s in range(len(sources)) for c in range(len(result.joined))
    )
    taken: set[int] = set()
    for chance, s, c in pairs:
        if -chance < MIN_LINK or s in taken or result.joined[c].source is not None:
            continue
        taken.add(s)
        result.joined[c].source = sources[s]
        result.joined[c].scores.append(sources[s].score * -chance)
    for s, source in enumerate(sources):
        if s in taken:
            continue
        neighbour = next((j for j in result.joined if j.source is None and _adjacent(source, j.cue)), None)
        if neighbour is None:
            result.sources.append(source)
        else:
            neighbour.source = source
            neighbour.scores.append(source.score * 0.5)


def _adjacent(one: TaggedSpan, other: TaggedSpan) -> bool:
    return 0 <= other.start - one.end <= NEAR or 0 <= one.start - other.end <= NEAR
