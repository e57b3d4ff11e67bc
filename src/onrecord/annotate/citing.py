"""Mend attributions whose cue is only "citing": what is cited is an origin, not words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.relayed import give_back
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Span

_CITING = re.compile(
    r"\b(?:citing|cites|cited|quoting|quotes|quoted|with reference to|referring to)\b", re.IGNORECASE
)
#: "a dock worker, [that the ferry was sold]": the words begin behind the cited one.
_CITED_THEN_SAID = re.compile(r"(?P<cited>[^,;:.\"“”]{2,120}),\s+(?P<said>that\s.+)", re.DOTALL)
#: Between a quotation and its speaker.
_SAID_BETWEEN = re.compile(r"[\s,.!?”\"’»']*(?:said|says|added|adds|stated|declared|insisted|explained)\s+")
_CITED_BETWEEN = re.compile(
    r"[\s,]*(?:and\s+|while\s+|in\s+)?(?:citing|cites|cited|quoting|quotes|quoted|with reference to|"
    r"referring to)\s+",
    re.IGNORECASE,
)
_CITED_RIGHT_BEFORE = re.compile(
    r"\b(?:citing|cites|cited|quoting|quotes|quoted|with reference to|referring to|on the word of)\s+$",
    re.IGNORECASE,
)
#: Characters before a content in which the citing word stands.
_REACH = 40
#: A verb in what is cited makes it words after all.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|did|does)\b|[\"“”]")
#: "a pilot [it did not name]": a clause about whom is cited, not his words.
_RELATIVE = re.compile(r"(?<![\s,])[\s,]+(?:whom?|which|that|it|he|she|they)\s.*", re.DOTALL)
_EXPLAINED = re.compile(r"explained\s?:\s+(?:how|why|what|where|when|who)\b", re.IGNORECASE)
#: Headings of a page that checks what others say.
_NOBODY = re.compile(
    r"(?:(?:the|our)\s+)?(?:claim|verdict|fact|facts|answer|question|rumou?r|context|background|result|ruling)",
    re.IGNORECASE,
)
_ARTICLES = frozenset(("the", "a", "an"))
_ROLES = ("said", "who", "verb")
#: A content that is a quotation with its speaker behind it.
_QUOTED_AND_SAID = re.compile(
    r"[\"“‘](?P<said>[^\"“”]*?)[,.!?]?[\"”’],?\s+(?P<who>[\w’'.-]+(?:\s+[\w’'.-]+){0,4}?)\s+"
    r"(?P<verb>said|says|told|tells|added|wrote|declared|insisted|shouted|cried|asked|replied)\b[^\"“”]{0,80}",
    re.DOTALL,
)
_WAS_QUOTED = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|been|being|also)\s+)+(?:quoted|cited|reported)\b", re.IGNORECASE
)
_AS_SAYING = re.compile(
    r"as\s+(?:saying|telling|stating|having\s+said|writing|adding)\s+(?=\w|[\"“‘])", re.IGNORECASE
)
#: How an outlet passes words on.
_BY_OUTLET = re.compile(r"according to|report|quot|cit|\bper\b", re.IGNORECASE)


def mend_citing(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions without those that only name a cited source.

    Where the words follow behind the cited one they stay, as the content; where another attribution of
    the sentence has them, the one that names the cited alone goes.
    """
    mended = []
    attributions = [_without_article(a) for a in attributions if not _is_label(text, a)]
    attributions = [_quoted_by(text, _without_inverted(text, attribution)) for attribution in attributions]
    attributions = _unwrapped(text, attributions)
    attributions = [give_back(text, _behind_cited(text, attribution)) for attribution in attributions]
    for attribution in attributions:
        if not any(_CITING.search(cue.text) for cue in attribution.cue) or len(attribution.content) != 1:
            mended.append(attribution)
            continue
        content = attribution.content[0]
        split = _CITED_THEN_SAID.fullmatch(content.text)
        if split is not None and not _CLAUSE.search(split["cited"]):
            said = Span.of(text, content.start + split.start("said"), content.end)
            mended.append(replace(attribution, content=(said,)))
        elif _CLAUSE.search(_RELATIVE.sub("", content.text)) or not _told_elsewhere(
            text, attribution, attributions
        ):
            mended.append(attribution)
    return mended


def _quoted_by(text: str, attribution: Attribution) -> Attribution:
    """Give the words to whom is quoted: "[The minister] was quoted by state radio [as saying that …]"."""
    first, *rest = attribution.content
    saying = _AS_SAYING.match(rest[-1].text) if len(rest) == 1 else None
    if saying is None or not _WAS_QUOTED.match(_cue(attribution)) or _CLAUSE.search(first.text):
        return attribution
    words = Span.of(text, rest[-1].start + saying.end(), rest[-1].end)
    return replace(attribution, source=(first,), content=(words,))


def _unwrapped(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give a quotation to its speaker where an outlet got both ("[“…,” she told a crowd], the agency said").

    Where another attribution has the quotation already, that of the outlet goes; the chain names it anyway.
    """
    starts = {a.content[0].start for a in attributions if a.content}
    mended = []
    for attribution in attributions:
        spoken = _QUOTED_AND_SAID.fullmatch(attribution.content[0].text) if attribution.content else None
        if spoken is None or len(attribution.content) != 1 or not _BY_OUTLET.search(_cue(attribution)):
            mended.append(attribution)
            continue
        low = attribution.content[0].start
        pieces = {role: Span.of(text, *(low + at for at in spoken.span(role))) for role in _ROLES}
        if pieces["said"].start in starts - {low}:
            continue
        source, cue, content = ((pieces[role],) for role in ("who", "verb", "said"))
        mended.append(replace(attribution, source=source, cue=cue, content=content))
    return mended


def _is_label(text: str, attribution: Attribution) -> bool:
    """Tell "The quay, explained: how it was built" from words of somebody who explains."""
    cue = attribution.cue[0] if len(attribution.cue) == 1 else None
    if cue is None or text[max(0, cue.start - 2) : cue.start] != ", ":
        return False
    return _EXPLAINED.match(text, cue.start) is not None


def _without_article(attribution: Attribution) -> Attribution:
    """Take off a source that is an article without its noun, or a heading ("THE CLAIM: …")."""
    named = (_NOBODY.fullmatch(span.text) for span in attribution.source)
    bare = attribution.source and not attribution.cue and all(named)
    article = attribution.source and all(s.text.casefold() in _ARTICLES for s in attribution.source)
    return replace(attribution, source=()) if bare or article else attribution


def _behind_cited(text: str, attribution: Attribution) -> Attribution:
    """Take whom the outlet cites off the front: "X reported, citing | a pilot, that it was sold"."""
    first, *rest = attribution.content
    cited = _CITED_RIGHT_BEFORE.search(text, max(0, first.start - _REACH), first.start)
    split = _CITED_THEN_SAID.fullmatch(first.text) if cited else None
    if split is not None and not rest:
        said = Span.of(text, first.start + split.start("said"), first.end)
        return replace(attribution, content=(said,))
    if cited and rest and not _CLAUSE.search(_RELATIVE.sub("", first.text)):
        return replace(attribution, content=tuple(rest))
    return attribution


def _cue(attribution: Attribution) -> str:
    return " ".join(span.text for span in attribution.cue)


def _without_inverted(text: str, attribution: Attribution) -> Attribution:
    """Take off a second piece that is a speaker: "“…,” said | NAME at the fair |, the paper reports"."""
    first, *rest = attribution.content
    if len(rest) != 1:
        return attribution
    inverted = _SAID_BETWEEN.fullmatch(text, first.end, rest[0].start)
    # "reported | that the ferry was sold |, quoting | a pilot"
    cited = _CITED_BETWEEN.fullmatch(text, first.end, rest[0].start) and not _CLAUSE.search(rest[0].text)
    return replace(attribution, content=(first,)) if inverted or cited else attribution


def _told_elsewhere(text: str, attribution: Attribution, others: Sequence[Attribution]) -> bool:
    low, high = sentence_around(text, attribution.cue[0].start, attribution.cue[0].end)
    return any(
        other is not attribution and any(low <= span.start < high for span in other.content)
        for other in others
    )
