"""What is marked in one article's text: names, times and raw attributions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import Span
from onrecord.model.time import Date

MentionType = Literal["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK"]
MentionForm = Literal["name", "description", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
#: PLOVER, draft 0.8 of 2021.
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["asserted", "alleged", "denied", "planned", "hypothetical"]


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
class Event:
    """A deed: who did what to whom, where and when, and who says so."""

    id: str
    #: The word or words that tell it ("dismissing", "strike").
    start: int
    end: int
    text: str
    #: None for a deed that PLOVER has no type for.
    type: EventType | None
    actor: Span | None
    #: Whom or what it was done to, each by itself.
    recipient: tuple[Span, ...]
    place: Span | None
    when: Date | None
    modality: Modality
    #: Id of the innermost statement that tells it; None where the page tells it itself.
    statement: str | None

    @property
    def roles(self) -> dict[str, tuple[Span, ...]]:
        """The spans by the part they play."""
        one = {"actor": self.actor, "place": self.place}
        return {"recipient": self.recipient, **{role: (it,) if it else () for role, it in one.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content as the encoder joined them, before anything is made of them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    #: In [0, 1], two decimals.
    score: float
