"""Headlines speak in a grammar of their own: "Mayor Ruiz: we are ready", "Vote off as rival cries foul"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.annotate.coreference_words import ORGANIZATIONS, PERSON_NOUNS
from onrecord.annotate.lexicon import read_data, word_set
from onrecord.model import Attribution, Block, Mention, Span

#: Names that can speak; a place before a colon is a topic ("OSTLAND: COUNT DELAYED").
_SPEAKERS = frozenset(("PERSON", "ORG"))
#: Before a verb a place is its people or its government ("Ostland demands an answer").
_ACTORS = _SPEAKERS | {"GPE", "NORP"}
#: "SOURCE: CONTENT" and "CONTENT – SOURCE"; both sides are checked against names afterwards.
_FORMS = (
    re.compile(r"(?P<source>[^:\n]{2,60})(?P<cue>:)\s+(?P<content>\S[^\n]{7,300})"),
    re.compile(r"(?P<content>[^\n]{8,300}?)\s(?P<cue>[–—-])\s(?P<source>[^–—:\n]{2,60})"),
)
#: Words of the source that a name must cover, so that "Ruiz trial: what we know" stays silent.
_COVER = 0.5
#: A rule's guess, below what the encoder is sure of.
_SCORE = 0.6
#: A clause has a verb; these are the commonest, and the contracted ones.
_CLAUSE = re.compile(
    r"\b(?:i|we|you|he|she|they|it|there|is|are|was|were|will|would|can|cannot|must|should|has|have|had|do|does|did|not|no)\b"
    r"|n['’]t\b|['’](?:re|ve|ll|m)\b",
    re.IGNORECASE,
)


@cache
def _acts() -> re.Pattern[str]:
    """Match "(as) rival cries foul" in a headline: a subject of few words and a reporting verb."""
    verbs = "|".join(read_data("cues.toml")["headlines"]["verbs"].split())
    return re.compile(
        r"(?:^|[,;:–—]\s|\b(?:as|after|while|but|and)\s)(?P<source>(?!(?:as|after|while|but|and|he|she|it|who)\b)"
        rf"[^\W\d_][\w’'-]*(?:\s[\w’'.-]+){{0,3}}?)\s(?P<cue>{verbs})\s(?P<content>[^\n]{{3,300}})$",
        re.IGNORECASE,
    )


def read_headline(
    text: str, block: Block, names: Sequence[Mention], known: Sequence[Attribution]
) -> Attribution | None:
    """Read a headline that names its speaker before a colon, behind a dash or before a verb that reports.

    `names` are those of the article; `known` what the encoder found: where it found something in
    this block the rule stays out. Gives None where the headline is no such form.
    """
    if any(block.start <= span.start < block.end for a in known for span in a.content):
        return None
    headline = text[block.start : block.end].rstrip()
    acted = _acts().search(headline)
    if acted is not None and _acts_as_verb(text, block.start, acted, names):
        source, cue, content = (
            _span(text, block.start, acted, role) for role in ("source", "cue", "content")
        )
        return Attribution(source=(source,), cue=(cue,), content=(content,), score=_SCORE)
    for form in _FORMS:
        match = form.fullmatch(headline)
        if match is None or not _CLAUSE.search(match["content"]):
            continue
        source, cue, content = (
            _span(text, block.start, match, role) for role in ("source", "cue", "content")
        )
        if _speaks(source, names, _SPEAKERS):
            return Attribution(source=(source,), cue=(cue,), content=(content,), score=_SCORE)
    return None


def _span(text: str, offset: int, match: re.Match[str], role: str) -> Span:
    start, end = (offset + place for place in match.span(role))
    while role == "content" and end - start > 2 and text[start] in "“\"'‘" and text[end - 1] in "”\"'’":
        start, end = start + 1, end - 1
    return Span.of(text, start, end)


@cache
def _nouns() -> frozenset[str]:
    return word_set(read_data("cues.toml")["headlines"]["nouns"])


@cache
def _genres() -> frozenset[str]:
    return word_set(read_data("cues.toml")["headlines"]["genres"])


def is_genre(text: str, attribution: Attribution) -> bool:
    """Tell whether a source is the kind of text that a headline begins with ("Letter: The quarry's dust")."""
    source = attribution.source[0] if len(attribution.source) == 1 else None
    return (
        source is not None and source.text.lower() in _genres() and text[source.end : source.end + 1] == ":"
    )


def _acts_as_verb(text: str, offset: int, acted: re.Match[str], names: Sequence[Mention]) -> bool:
    """Tell "Ferry union fears delays" from "Storm fears keep the ferries in port"."""
    if acted["cue"].lower() not in _nouns():
        return True
    head = acted["source"].lower().split()[-1]
    return head in PERSON_NOUNS | ORGANIZATIONS or _speaks(
        _span(text, offset, acted, "source"), names, _ACTORS
    )


def _speaks(source: Span, names: Sequence[Mention], types: frozenset[str]) -> bool:
    covered = sum(
        name.end - name.start
        for name in names
        if source.start <= name.start and name.end <= source.end and name.type in types
    )
    return covered >= _COVER * len(source.text.strip())
