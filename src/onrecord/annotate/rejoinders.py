"""Part what is denied from what is said instead: "denied the claim: “We paid in full.”"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.polarity import polarity_of
from onrecord.annotate.quoting import kind_of
from onrecord.model import Attribution, Span

#: A stop between the thing denied and the quotation.
_STOP = re.compile(r"\s*[:.–—][\s\"“”‘’']*")


def part_rejoinders(
    text: str, attributions: Sequence[Attribution], quoted: Sequence[tuple[int, int]]
) -> list[Attribution]:
    """Give the attributions, those that deny one thing and then quote the denier as two.

    The encoder gives both pieces to the one cue; as one statement the speaker would deny his own words.
    `quoted` are the article's quoted ranges, in order.
    """
    return [part for attribution in attributions for part in _parts(text, attribution, quoted)]


def _parts(text: str, attribution: Attribution, quoted: Sequence[tuple[int, int]]) -> tuple[Attribution, ...]:
    if len(attribution.content) < 2:
        return (attribution,)
    thing, *words = attribution.content
    thing = Span.of(text, thing.start, thing.start + len(thing.text.rstrip(" :,")))
    denied = replace(attribution, content=(thing,))
    if (
        kind_of(words, quoted) != "direct"
        or kind_of((thing,), quoted) != "indirect"
        or not _STOP.fullmatch(text, thing.end, words[0].start)
        or polarity_of(text, denied) != "denied"
    ):
        return (attribution,)
    return denied, replace(attribution, cue=(), content=tuple(words))
