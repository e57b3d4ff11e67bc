"""Statements reported inside statements: read the content of one again, as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.attribution import read_article
from onrecord.annotate.cues import act_of, holds_cue
from onrecord.annotate.encoder import Encoder
from onrecord.model import Act, Attribution, Block, Span

#: Acts of speech; what somebody merely thinks or plans inside a content is no second report.
_SPEECH: frozenset[Act] = frozenset(
    ("say", "claim", "report", "deny", "accuse", "demand", "ask", "promise", "agree")
)
#: A content of fewer words holds no report with a source, a cue and a content of its own.
MIN_WORDS = 5
#: Below this the second reading is a guess. Chosen by hand on sentences of our own;
#: `evals/attribution.py` is blind to it, since its corpus has no nesting.
MIN_SCORE = 0.4
_LEAD = re.compile(r"that\s+", re.IGNORECASE)


def nested_in(
    text: str, attributions: Sequence[Attribution], encoder: Encoder
) -> list[tuple[int, Attribution]]:
    """Give (number of the outer attribution, inner attribution) for each report inside a content.

    The encoder was trained on a corpus in which a word belongs to one attribution, so that inner
    reports only come to light when their content is read apart.
    """
    found = []
    for number, outer in enumerate(attributions):
        for span in outer.content:
            found += [(number, inner) for inner in _inside(text, span, encoder)]
    return found


def _inside(text: str, span: Span, encoder: Encoder) -> list[Attribution]:
    if len(span.text.split()) < MIN_WORDS or not holds_cue(text, span):
        return []
    lead = _LEAD.match(span.text)
    start = span.start + (lead.end() if lead else 0)
    block = Block(start=start, end=span.end, kind="body")
    return [
        inner for inner in read_article(text, [block], encoder).attributions if _reports(text, inner, span)
    ]


def _reports(text: str, inner: Attribution, outer: Span) -> bool:
    return bool(
        inner.source
        and inner.cue
        and inner.score >= MIN_SCORE
        and all(holds_cue(text, cue) for cue in inner.cue)
        and act_of(text, inner) in _SPEECH
        and sum(span.end - span.start for span in inner.content) < 0.9 * (outer.end - outer.start)
    )
