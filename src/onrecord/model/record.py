"""What only many articles together show: people, copies, utterances, stories, disputes, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.annotation import EventType
from onrecord.model.time import Date

EntityKind = Literal["person", "organization", "place", "other"]
CopyType = Literal["exact", "near", "excerpt", "rewrite"]
Change = Literal[
    "truncated", "word_swapped", "negation_flipped", "fused", "paraphrased",
    "name_garbled", "speaker_changed", "transcription",
]  # fmt: skip
Relation = Literal["disputes", "may_conflict", "agrees", "updates"]
How = Literal["denies", "contradicts", "corrects", "not_confirmed"]
Stance = Literal["supports", "disputes", "reports"]
Decision = Literal["merge", "split", "accept", "reject", "correct"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Characters `[start, end)` of an article's text, with the article they stand in."""

    #: Id of the article.
    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A wording and how often the texts on record have it."""

    text: str
    #: 0 where no text does: a publisher that is known by its pages' heads alone.
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Another entity that may be the same one; nobody has merged them."""

    #: Id of the other entity.
    entity: str
    name: str
    #: In [0, 1], two decimals.
    score: float
    #: Why they may be one, in a sentence.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names stand under one entity."""

    names: tuple[str, str]
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, body or place across articles."""

    id: str
    #: The fullest and most frequent name.
    name: str
    kind: EntityKind
    #: Names only, most frequent first.
    names: tuple[Counted, ...] = ()
    #: What it is called without its name ("the minister"), most frequent first.
    descriptions: tuple[Counted, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article that has its text from another."""

    #: Ids of the original and of the copy.
    original: str
    copy: str
    type: CopyType
    #: In [0, 1], two decimals.
    score: float
    #: What shows the copying and its direction, a sentence each.
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One change between two wordings of an utterance."""

    #: Ids of the statements; the first one is the earlier.
    from_statement: str
    to_statement: str
    change: Change
    #: The words that changed, in each; empty where there are none on that side.
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """The one act of speech that one or more statements report."""

    id: str
    speaker: str | None
    said: Date | None
    #: Ids, the earliest report first.
    statements: tuple[str, ...]
    first: str
    #: Reporters who heard or received the words themselves.
    independent_sources: int
    variants: tuple[Variant, ...] = ()
    #: The names that differ, where reports give the words to different speakers.
    speaker_conflict: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles of one happening, across publishers."""

    id: str
    title: str | None
    #: Ids, the earliest first.
    articles: tuple[str, ...]
    #: First and last day, ISO 8601; None where no article has one.
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The one deed that one or more events tell."""

    id: str
    type: EventType
    #: Ids, the earliest first.
    events: tuple[str, ...]
    #: Ids of their articles, in the same order, each once.
    articles: tuple[str, ...]
    #: First and last day that it can have been on, ISO 8601; None where no article has one.
    first_day: str | None
    last_day: str | None
    #: Articles that tell it, copies of one text counted once.
    independent_reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A statement that answers another."""

    relation: Relation
    #: None for what is only inferred.
    how: How | None
    #: Ids of the statements.
    by: str
    of: str
    evidence: tuple[Place, ...]
    #: In [0, 1], two decimals.
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a pair of statements or mentions, or one statement; kept, and reversible."""

    id: str
    decision: Decision
    #: What it is about: "entities", "copies", "utterances", "disputes", "stories" or "statement".
    stage: str
    a: str
    b: str | None
    #: A corrected field and its value, for `correct`.
    field: str | None
    value: str | None
    who: str
    #: ISO 8601 in UTC.
    when: str
    #: False once it was taken back.
    stands: bool = True
