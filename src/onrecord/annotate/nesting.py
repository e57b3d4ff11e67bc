"""Statements reported inside statements: read the content of one again, as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.attribution import attributions_in
from onrecord.annotate.cues import act_of, holds_cue
from onrecord.annotate.encoder import Encoded, Encoder, encode
from onrecord.annotate.lexicon import forms, read_data, tokens, word_set
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


#: What can open the words of a report behind its verb.
_MARKS = frozenset('“":')


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The verbs that promise a report inside a content, and the words that tell them from nouns."""

    forms: frozenset[str]
    nouns: frozenset[str]
    subjects: frozenset[str]
    openers: frozenset[str]
    noun_signs: frozenset[str]


@cache
def _verbs() -> _Verbs:
    data = read_data("cues.toml")["reporting"]
    found = frozenset(form for verb in data["verbs"].split() for form in forms(verb)) | {"according"}
    return _Verbs(found, *(word_set(data[name]) for name in ("nouns", "subjects", "openers", "noun_signs")))


def nested_in(
    text: str, attributions: Sequence[Attribution], encoder: Encoder
) -> list[tuple[int, Attribution]]:
    """Give (number of the outer attribution, inner attribution) for each report inside a content.

    The encoder was trained on a corpus in which a word belongs to one attribution, so that inner
    reports only come to light when their content is read apart.
    """
    promising = [
        (number, span)
        for number, outer in enumerate(attributions)
        for span in outer.content
        if _promises_report(text, span)
    ]
    found = []
    blocks = [_without_lead(span) for _, span in promising]
    for (number, _), (block, windows) in zip(promising, encode(text, blocks, encoder), strict=True):
        found += [(number, inner) for inner in _inside(text, block, windows)]
    return found


def _promises_report(text: str, span: Span) -> bool:
    words = [token.lower for token in tokens(text, span.start, span.end)]
    return len(words) >= MIN_WORDS and promises_report(words)


def _without_lead(span: Span) -> Block:
    """Give the words of a content as a paragraph of their own."""
    lead = _LEAD.match(span.text)
    return Block(start=span.start + (lead.end() if lead else 0), end=span.end, kind="body")


def _inside(text: str, block: Block, windows: Sequence[Encoded]) -> list[Attribution]:
    found = [inner for inner in attributions_in(text, block, windows) if _reports(text, inner)]
    order = order_in(text, block.start, block.end) if not found else None
    return [order] if order else found


def promises_report(words: Sequence[str]) -> bool:
    """Tell whether a verb of reporting stands among `words` (lower case) that is no noun where it stands."""
    known = _verbs()
    for at, word in enumerate(words):
        if word not in known.forms:
            continue
        before = words[at - 1] if at else ""
        if word in known.nouns:
            after = words[at + 1] if at + 1 < len(words) else ""
            if not at or before in known.subjects or after in known.openers or after in _MARKS:
                return True
        elif before not in known.noun_signs or word.endswith("ing"):
            return True
    return False


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
