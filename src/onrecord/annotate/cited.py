"""Read "NAME reported last week, citing Y, that P": the clause that stands behind whom it is cited from.

The encoder's corpus has this order too seldom to be found for certain; a rule reads it where a sentence
begins so. Whose words they are, Y's, is settled with all other citations (`citing.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.sentences import sentences_of
from onrecord.model import Attribution, Block, Span

#: A rule's guess, below what the encoder is sure of.
SCORE = 0.6
_CITING = re.compile(r",\s+(?:citing|quoting)\s")
_CITED = re.compile(
    r"(?P<source>[A-Z][^,;:()\"“”\n]{1,79}?)\s+"
    r"(?P<cue>reports?|reported|says?|said|writes?|wrote|claims?|claimed|announced|revealed|disclosed)\b"
    r"[^,;:\"“”\n]{0,40},\s+(?:citing|quoting)\s+[^,;:\n]{2,120}(?:,\s+(?:who|which|whom)\s[^,;:\n]{2,80})?,\s+"
    r"(?P<content>that\s[^\n]{8,600}?)[.!?]?[\"”]?\s*$"
)


def add_cited(text: str, blocks: Sequence[Block], known: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions `known`, and for a sentence of this order the one that it makes.

    What the encoder found in the same words gives way, unless it has the clause for its content.
    """
    gone: set[int] = set()
    added: list[Attribution] = []
    starts = sorted((a.content[0].start, number) for number, a in enumerate(known))
    for block in blocks:
        if _CITING.search(text, block.start, block.end) is None:
            continue
        for start, end in sentences_of(text, block.start, block.end):
            found = _CITED.match(text, start, end)
            if found is None:
                continue
            low, high = bisect_left(starts, (start, -1)), bisect_left(starts, (end, -1))
            here = [number for _, number in starts[low:high]]
            clause = found.start("content")
            if any(_has_clause(known[n], clause) or _speaks_within(known[n], clause) for n in here):
                continue
            gone.update(here)
            spans = {role: (Span.of(text, *found.span(role)),) for role in ("source", "cue", "content")}
            added.append(Attribution(score=SCORE, **spans))
    return [a for number, a in enumerate(known) if number not in gone] + added


def _speaks_within(attribution: Attribution, clause: int) -> bool:
    """Tell whether somebody else speaks in the clause ("that P, and Y said that Q")."""
    return any(span.start > clause for span in attribution.source)


def _has_clause(attribution: Attribution, start: int) -> bool:
    """Tell whether an attribution with a source has the clause at `start`, and it alone, for its content."""
    first = attribution.content[0].start
    return bool(attribution.source) and start <= first <= start + len("that ")
