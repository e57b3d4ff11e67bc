"""Statements reported inside statements: read the content of one again, as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.annotate.attribution import read_article
from onrecord.annotate.cues import act_of, holds_cue
from onrecord.annotate.encoder import Encoder
from onrecord.annotate.lexicon import forms, read_data, tokens
from onrecord.annotate.orders import order_in
from onrecord.annotate.pointers import SILENT
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
#: "Nobody told us", "if anyone asks": no report of anybody's words.
_NOBODY = SILENT | {
    "somebody", "someone", "everybody", "everyone", "you", "people", "what", "which", "that"
}  # fmt: skip
_NOTHING = frozenset(
    ("anything", "nothing", "something", "everything", "this", "that", "it", "so", "no", "yes")
)
_LEAD = re.compile(r"that\s+", re.IGNORECASE)


@cache
def reporting_forms() -> frozenset[str]:
    """Give all forms of the verbs that promise a report inside a content: a cheap look first."""
    verbs = read_data("cues.toml")["reporting"]["verbs"].split()
    return frozenset(form for verb in verbs for form in forms(verb)) | {"according"}


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
    words = [token.lower for token in tokens(text, span.start, span.end)]
    if len(words) < MIN_WORDS or reporting_forms().isdisjoint(words):
        return []
    lead = _LEAD.match(span.text)
    start = span.start + (lead.end() if lead else 0)
    block = Block(start=start, end=span.end, kind="body")
    found = [inner for inner in read_article(text, [block], encoder).attributions if _reports(text, inner)]
    order = order_in(text, start, span.end) if not found else None
    return [order] if order else found


def _reports(text: str, inner: Attribution) -> bool:
    return bool(
        inner.source
        and inner.cue
        and inner.score >= MIN_SCORE
        and inner.source[0].text.lower() not in _NOBODY
        and not all(span.text.lower() in _NOTHING for span in inner.content)
        and holds_cue(text, inner.cue)
        and act_of(text, inner) in _SPEECH
    )
