"""Find who put figures out: "numbers that the board pinned up" speak for the board."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Span

_WORD = r"[\w’'&.-]+"
#: Figures have no name of their own; a report, a poll or a letter has one and is a document.
_FIGURES = rf"(?:{_WORD}\s+){{0,4}}?(?:figures|numbers|statistics|results|totals|tallies|counts|data)\s+"
_PUT_OUT = (
    r"(?:posted|released|published|issued|compiled|collected|provided|presented|supplied|gathered|put\s+out|"
    r"given|announced)"
)
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,7}}?"
#: What comes behind the issuer, or the end.
_END = (
    r"(?=\s+(?:on|in|last|this|late|early|earlier|yesterday|today|for|at|after|before|show|showed|and)\b"
    r"|\s*[,;]|\s*$)"
)
_DONE_BY = (
    rf"(?:(?:that|which)\s+(?:was|were)\s+)?{_PUT_OUT}\s+(?:[\w-]+\s+){{0,2}}?by\s+(?P<by>{_NAME}){_END}"
)
_FROM = rf"(?:{_PUT_OUT}\s+)?from\s+(?P<origin>{_NAME}){_END}"
_THEY = (
    rf"(?:(?:that|which)\s+)?(?P<subject>(?:(?:the|its|our|their|an?)\s+(?:{_WORD}\s+){{0,3}}?|[A-Z]){_WORD}"
    rf"(?:\s+[A-Z]{_WORD}){{0,4}})\s+(?:(?:has|have|had)\s+)?(?:pinned|put|posted|released|published|issued|"
    r"compiled|gave|gathered|announced|read)\b"
)
_ISSUED = re.compile(rf"{_FIGURES}(?:{_DONE_BY}|{_FROM}|{_THEY})")
#: The longest source that is read, in characters.
_LONGEST = 200


def with_issuers(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions, those whose source is somebody's figures with the issuer as their source."""
    return [_with_issuer(text, attribution) for attribution in attributions]


def _with_issuer(text: str, attribution: Attribution) -> Attribution:
    if len(attribution.source) != 1:
        return attribution
    source = attribution.source[0]
    match = _ISSUED.match(source.text[:_LONGEST]) if " " in source.text else None
    if match is None:
        return attribution
    role = next(role for role in ("by", "origin", "subject") if match[role])
    low = source.start + match.start(role)
    issuer = Span.of(text, low, low + len(match[role].rstrip()))
    return replace(attribution, source=(issuer,))
