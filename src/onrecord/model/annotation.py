"""What is marked in one article's text: names, times and raw attributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import Span

MentionType = Literal["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK"]
MentionForm = Literal["name", "description", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names, describes or points to somebody or something."""

    start: int
    end: int
    text: str
    type: MentionType
    form: MentionForm
    #: The fullest form of the same name in the article; None where it is not known whom it means.
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time (TIMEX3)."""

    start: int
    end: int
    text: str
    type: TimexType
    #: TIMEX3 value: 2022-03-11, 2022-W10, P2W, PRESENT_REF; None where it can't be told.
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content as the encoder joined them, before anything is made of them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    #: In [0, 1], two decimals.
    score: float
