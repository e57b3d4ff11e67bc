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
_CUT = re.compile(r"\w\s+(?:the|an?|of|in|at|for|from|with|by|near|its|their|our|my|your|to)$", re.IGNORECASE)
#: What is taken in addition: words up to a mark, at most so many characters.
_REST = re.compile(r"(?:[^\S\n]+[\w’'&.-]*\w){1,8}")
#: Behind a verb the phrase also ends where a time, a place or another clause begins.
_STOP = re.compile(
    r"\s+(?:on|in|at|who|which|that|as|after|before|during|when|while|and|but|yesterday|today|last|this|earlier|"
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
    the clause behind it. A relative clause between a source and its words belongs to the source.
    """
    return [_with_relative(text, _whole(text, attribution)) for attribution in attributions]


def _whole(text: str, attribution: Attribution) -> Attribution:
    if not attribution.source:
        return attribution
    *others, last = attribution.source
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
