"""Read "NAME reported last week, citing Y, that P": the clause that stands behind whom it is cited from.

The encoder's corpus has this order too seldom to be found for certain; a rule reads it where a sentence
begins so. Whose words they are, Y's, is settled with all other citations (`citing.py`).
"""

from __future__ import annotations

import re
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
    kept = list(known)
    for block in blocks:
        if _CITING.search(text, block.start, block.end) is None:
            continue
        for start, end in sentences_of(text, block.start, block.end):
            found = _CITED.match(text, start, end)
            if found is None:
                continue
            here = [a for a in kept if any(start <= span.start < end for span in a.content)]
            if any(_has_clause(a, found.start("content")) for a in here):
                continue
            kept = [a for a in kept if a not in here]
            spans = {role: (Span.of(text, *found.span(role)),) for role in ("source", "cue", "content")}
            kept.append(Attribution(score=SCORE, **spans))
    return kept


def _has_clause(attribution: Attribution, start: int) -> bool:
    """Tell whether an attribution with a source has the clause at `start`, and it alone, for its content."""
    first = attribution.content[0].start
    return bool(attribution.source) and start <= first <= start + len("that ")
