"""From scores of word pieces to spans: the best consistent BIO sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.annotate.encoder import Floats

#: Far below any log-probability: a transition that BIO forbids.
FORBIDDEN = -1e4
#: How far a span is stretched to the ends of its words; scripts without spaces have no ends near.
LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A run of pieces with one label; `[start, end)` in the paragraph's characters."""

    label: int
    #: Piece numbers, the last one included.
    first: int
    last: int
    start: int
    end: int
    #: Mean probability of the tags chosen, in [0, 1].
    score: float


def decode_spans(scores: Floats, offsets: Sequence[tuple[int, int]], text: str) -> list[TaggedSpan]:
    """Decode BIO scores (logits), shape (pieces, 1 + 2 x labels), to spans of whole words.

    The sequence is the most probable one in which an inside tag follows its own label (Viterbi,
    with transitions that are allowed or not and nothing learnt).
    """
    tags = best_tags(scores)
    if not any(tags):
        return []
    chosen = _probabilities(scores, tags)
    spans: list[TaggedSpan] = []
    first = None
    for number in range(1, len(tags)):
        tag = tags[number]
        if first is not None and (tag == 0 or tag % 2 == 1):
            span = _span(tags[first], first, number - 1, offsets, chosen, text)
            while spans and spans[-1].end > span.start:
                shorter = _cut(spans.pop(), span.start, text)
                if shorter.start < shorter.end:
                    spans.append(shorter)
                    break
            spans.append(span)
            first = None
        if tag % 2 == 1:
            first = number
    return [span for span in spans if span.start < span.end]


def _probabilities(scores: Floats, tags: Sequence[int]) -> list[float]:
    """Give the probability of each piece's tag; of a piece outside of spans, which nobody asks for, 0."""
    found = [number for number, tag in enumerate(tags) if tag]
    rows = scores[found]
    odds = np.exp(rows - rows.max(axis=1, keepdims=True))
    chosen = odds[np.arange(len(found)), [tags[number] for number in found]] / odds.sum(axis=1)
    probabilities = [0.0] * len(tags)
    for number, chance in zip(found, chosen.tolist(), strict=True):
        probabilities[number] = chance
    return probabilities


def _cut(span: TaggedSpan, end: int, text: str) -> TaggedSpan:
    """End a span before another that took over its last word."""
    kept = max(span.start, len(text[:end].rstrip()))
    return replace(span, end=min(kept, end))


def best_tags(scores: Floats) -> list[int]:
    """Give the most probable tags in which an inside tag follows its own label; the first and last are 0."""
    best: list[int] = scores.argmax(axis=1).tolist()
    best[0] = best[-1] = 0
    if all(tag % 2 or not tag or before in (tag, tag - 1) for before, tag in pairwise(best)):
        return best
    return _viterbi(scores)


def _viterbi(scores: Floats) -> list[int]:
    """Find the best sequence in which each inside tag (2, 4, …) follows its own label's begin or inside.

    Plain lists: with a handful of tags they are quicker than arrays a piece.
    """
    if len(scores) < 3:
        return [0] * len(scores)
    rows = scores[1:-1].tolist()
    insides = range(2, scores.shape[1], 2)
    # Of the [CLS] only the tag 0 can be.
    total = [0.0] + [FORBIDDEN] * (scores.shape[1] - 1)
    back = []
    for row in rows:
        top = max(total)
        before = [total.index(top)] * len(row)
        best = [top + score for score in row]
        for inside in insides:
            # Any tag may stand before; before an inside tag only the two of its label.
            own = inside if total[inside] > total[inside - 1] else inside - 1
            before[inside] = own
            best[inside] = total[own] + row[inside]
        total = best
        back.append(before)
    tags = [total.index(max(total))]
    for before in back[:0:-1]:
        tags.append(before[tags[-1]])
    return [0, *reversed(tags), 0]


def _span(
    tag: int, first: int, last: int, offsets: Sequence[tuple[int, int]], chosen: Sequence[float], text: str
) -> TaggedSpan:
    start, end = offsets[first][0], offsets[last][1]
    # Pieces of one word may be tagged apart; a span never begins or ends within a word.
    low, high = start - LONGEST_WORD, end + LONGEST_WORD
    while start > max(0, low) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    if start > 0 and text[start : start + 2].lower() in ("’s", "'s") and text[start - 1].isalnum():
        # "UP | ’s report": the name before belongs to the span.
        while start > max(0, low) and text[start - 1].isalnum():
            start -= 1
    while end < min(len(text), high) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    score = sum(chosen[first : last + 1]) / (last + 1 - first)
    return TaggedSpan((tag - 1) // 2, first, last, start, end, score)
