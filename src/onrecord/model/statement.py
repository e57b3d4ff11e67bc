"""Statements: who is said to have said what, and by way of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import Span
from onrecord.model.time import Date

StatementKind = Literal["direct", "mixed", "indirect"]
Act = Literal[
    "say", "claim", "report", "deny", "accuse", "demand", "ask", "promise", "agree", "think", "plan"
]
Polarity = Literal["asserted", "denied", "not_confirmed"]
SpeakerKind = Literal["person", "organization", "group", "unnamed_person", "document", "author", "unknown"]
HopKind = Literal["speaker", "unnamed", "document", "agency", "publisher", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """A source that the article does not name: what it is said to be, and why it has no name."""

    #: The article's own words ("two people briefed on the talks").
    description: str
    #: How many they are; None where the words leave it open ("several officials").
    count: int | None
    #: The words that say why ("who would not be named lest the mill dismiss her"), None where none do.
    reason: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The resolved who of a statement."""

    #: The fullest form that the article prints, without titles.
    name: str
    kind: SpeakerKind
    #: The words of the source span; None where the speaker comes from the context alone.
    as_printed: str | None
    #: What is said of a source without a name; None for the named.
    unnamed: Unnamed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of reporting; offsets are None where the text has no words for it."""

    name: str
    kind: HopKind
    start: int | None = None
    end: int | None = None
    text: str | None = None
    #: True where the page does not print it (its own publisher, known from metadata).
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution in one article."""

    id: str
    kind: StatementKind
    act: Act
    polarity: Polarity
    #: In [0, 1], two decimals.
    score: float
    #: Id of the statement that this one is reported inside of.
    parent: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...]
    venue: Span | None
    speaker: Speaker | None
    #: `value` None, `latest` the publication day, unless a phrase fixes it; None without any bound.
    said: Date | None
    chain: tuple[Hop, ...]
    #: What the content means, as the encoder sees it: 128 signed bytes, the unit vector times 127, so that
    #: the inner product of two says how alike they are. None where the encoder gives none.
    vector: bytes | None = None

    @property
    def roles(self) -> dict[str, tuple[Span, ...]]:
        """The spans by the role they play, a venue and why a source has no name like the others."""
        return {
            "source": self.source,
            "cue": self.cue,
            "content": self.content,
            "addressee": self.addressee,
            "venue": (self.venue,) if self.venue else (),
            "reason": (self.unnamed.reason,) if self.unnamed and self.unnamed.reason else (),
        }

    @property
    def unnamed(self) -> Unnamed | None:
        """What is said of the speaker if it has no name."""
        return self.speaker.unnamed if self.speaker else None

    def _repr_html_(self) -> str:
        from onrecord.model.notebook import show_statement

        return show_statement(self)
