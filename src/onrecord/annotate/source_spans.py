"""Mend the spans of sources: those cut inside a noun phrase, and those that took in a word too many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Span

#: A joining word at the end that belongs to what follows ("Ruiz, the mayor, and | he").
_JOINER = re.compile(r"(?<=\w)(?:,(?:\s+(?:who|which|whom))?|,?\s+(?:and|but|while))$", re.IGNORECASE)
#: No noun phrase ends in one of these: "a clerk of the | counting house"; a genitive may be a source.
_CUT = re.compile(
    r"(?:\w\s+|^)(?:the|an?|of|in|at|for|from|with|by|near|its|their|our|my|your|to)$", re.IGNORECASE
)
#: What may stand between two pieces of a content that is one, and its length in characters.
_WORDS = re.compile(r"[^\S\n]+(?:\w+[^\S\n]+){1,4}")
_GAP = 30
#: The time of an entry in a live report.
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*[ap]\.?m\.?)?(?:\s+(?:GMT|BST|CET|CEST|EST|EDT))?\s+(?=\w)",
    re.IGNORECASE,
)
#: What is taken in addition: words up to a mark, at most so many characters.
_REST = re.compile(r"(?:[^\S\n]+[\w’'&.-]*\w){1,8}")
#: Behind a verb the phrase also ends where a time, a place or another clause begins.
_STOP = re.compile(
    r"\s{1,40}(?:on|in|at|who|which|that|as|after|before|during|when|while|and|but|yesterday|today|last|this|earlier|"
    r"late|told|said|says)\b",
    re.IGNORECASE,
)
#: A relative clause right behind a source that stands before what it says.
_RELATIVE = re.compile(r"(?:who|whose|whom|which)\s", re.IGNORECASE)
#: Where the main clause begins behind it.
_MAIN_CLAUSE = re.compile(
    r",\s+(?=(?:the|an?|his|her|its|their|this|that|these|those|there|he|she|it|they|we|you|I|no|some|all|many|most|"
    r"both|neither|one|two|\d[\d.,]*|[A-Z][\w’'-]+|[\w-]+\s+(?:is|are|was|were|has|have|had|will|would))\s)"
)


def mend_sources(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions with their sources as whole noun phrases.

    A source never ends in an article or a preposition, and never in the conjunction or relative pronoun of
    the clause behind it. A relative clause between a source and its words belongs to the source. Pieces of a
    content that a few words part are one.
    """
    whole = (_whole(text, attribution) for attribution in attributions)
    return [_with_relative(text, _joined(text, attribution)) for attribution in whole]


def _whole(text: str, attribution: Attribution) -> Attribution:
    if not attribution.source:
        return attribution
    *others, last = attribution.source
    clock = _CLOCK.match(last.text) if not others else None
    if clock is not None:
        last = Span.of(text, last.start + clock.end(), last.end)
    joiner = _JOINER.search(last.text)
    if joiner is not None:
        last = Span.of(text, last.start, last.start + joiner.start())
    elif _CUT.search(last.text) is not None:
        last = _extended(text, last, attribution)
    return replace(attribution, source=(*others, last))


def _extended(text: str, source: Span, attribution: Attribution) -> Span:
    """Take the rest of the noun phrase into a source that was cut before its last word."""
    behind = [s.start for s in (*attribution.cue, *attribution.content) if s.start >= source.end]
    _, limit = sentence_around(text, source.start, source.end)
    limit = min([limit, *behind])
    rest = _REST.match(text, source.end, limit)
    if rest is None:
        return source
    end = rest.end()
    before_cue = any(cue.start >= source.end for cue in attribution.cue)
    stop = None if before_cue else _STOP.search(text, source.end + 2, end)
    if stop is not None:
        end = stop.start()
    return Span.of(text, source.start, end)


def _joined(text: str, attribution: Attribution) -> Attribution:
    """Join the pieces of a content that only a word or two part ("[a report] in the [Herald that P]")."""
    spoken = (*attribution.source, *attribution.cue)
    pieces: list[Span] = []
    for span in attribution.content:
        before = pieces[-1] if pieces else None
        gap = text[before.end : span.start] if before else ""
        within = before and any(before.end <= other.start < span.start for other in spoken)
        if before and not within and len(gap) <= _GAP and _WORDS.fullmatch(gap):
            pieces[-1] = Span.of(text, before.start, span.end)
        else:
            pieces.append(span)
    return (
        attribution
        if len(pieces) == len(attribution.content)
        else replace(attribution, content=tuple(pieces))
    )


def _with_relative(text: str, attribution: Attribution) -> Attribution:
    """Move "who …," from the front of the words to the source it describes ("according to Y, who …, P")."""
    if not attribution.source or not attribution.content:
        return attribution
    *others, source = attribution.source
    first, *rest = attribution.content
    if not 0 < first.start - source.end <= 2 or not _RELATIVE.match(first.text):
        return attribution
    main = _MAIN_CLAUSE.search(first.text)
    if main is None:
        return attribution
    longer = Span.of(text, source.start, first.start + main.start())
    words = Span.of(text, first.start + main.end(), first.end)
    return replace(attribution, source=(*others, longer), content=(words, *rest))
