"""The shapes of answers: the lines of the export, typed for the description of the API."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from onrecord.model import (
    Act,
    ArticleKind,
    BlockKind,
    DateMethod,
    EntityKind,
    EventType,
    HopKind,
    MentionForm,
    MentionType,
    Modality,
    Polarity,
    Precision,
    Stage,
    StatementKind,
    TimexType,
)
from onrecord.model import SpeakerKind as SpokenBy


class Shape(BaseModel):
    """An object that has just these fields."""

    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """Words of an article's text: `text[start:end]`, in Unicode code points."""

    start: Annotated[int, Field(ge=0, examples=[131])]
    end: Annotated[int, Field(ge=0, examples=[142])]
    text: Annotated[str, Field(examples=["Olla Brandt"])]


class Place(Words):
    """Words with the article they stand in."""

    article: Annotated[str, Field(examples=["art-1f0a93c277be4d01aa20"])]


class Elsewhere(Shape):
    """Evidence outside the text: a meta tag, the address, another article, a calendar."""

    where: str | None
    name: str | None
    text: str


class Day(Shape):
    """A date as far as it is known, and what proves it."""

    value: Annotated[str | None, Field(examples=["2026-03-02"])]
    precision: Precision | None
    earliest: str | None
    latest: Annotated[str | None, Field(examples=["2026-03-03"])]
    method: DateMethod | None
    evidence: list[Words | Elsewhere]


class Unnamed(Shape):
    """A source without a name: what it is, how many they are, why they have none."""

    description: str
    count: int | None
    reason: Words | None


class Speaker(Shape):
    """The resolved who; `name` is the entity's, `as_printed` the page's."""

    name: Annotated[str, Field(examples=["Olla Brandt"])]
    kind: SpokenBy
    as_printed: Annotated[str | None, Field(examples=["Mayor Olla Brandt"])]
    unnamed: Unnamed | None
    entity: Annotated[str | None, Field(examples=["ent-25334314ab41c956dda0"])]
    method: Annotated[
        Literal["printed", "resolved", "context", "given"] | None,
        Field(description="`given` where a person said who; else how the page shows it."),
    ] = None


class Hop(Shape):
    """One step of reporting, from the origin to the page."""

    name: str
    kind: HopKind
    start: int | None
    end: int | None
    text: str | None
    inferred: bool


class Statement(Shape):
    """Who is said to have said what; a denial has the polarity `denied` and what is denied as content."""

    id: Annotated[str, Field(examples=["st-70f0f4790a1b2c3d4e5f"])]
    article: str | None
    path: str | None
    key: str | None
    utterance: str | None
    kind: StatementKind
    act: Act
    polarity: Polarity
    score: float
    parent: str | None
    source: list[Words]
    cue: list[Words]
    content: list[Words]
    addressee: list[Words]
    venue: Words | None
    speaker: Speaker | None
    said: Day | None
    chain: list[Hop]


class Dropped(Shape):
    """Something that was not used, and why."""

    stage: Stage
    item: str
    reason: str


class Block(Shape):
    """A stretch of an article's text and what it is; only some kinds speak."""

    start: int
    end: int
    kind: BlockKind


class Mention(Words):
    """A span that names, describes or points to somebody or something."""

    type: MentionType
    form: MentionForm
    entity: Annotated[str | None, Field(description="The fullest form of the same name in the article.")]


class Timex(Words):
    """An expression of time (TIMEX3)."""

    type: TimexType
    value: str | None


class EventMarked(Words):
    """A deed where an article tells it: who did what to whom."""

    id: str
    type: Annotated[EventType | None, Field(description="Of PLOVER; null where it has none for it.")]
    actor: Words | None
    recipient: list[Words]
    place: Words | None
    when: Day | None
    modality: Modality
    statement: Annotated[str | None, Field(description="The statement that tells it; null: the page does.")]


class Article(Shape):
    """An article with its text and all that is marked in it."""

    id: str
    path: str
    key: str | None
    item: int
    kind: ArticleKind
    url: str | None
    publisher: str | None
    title: str | None
    authors: list[str]
    language: str | None
    published: Day | None
    updated: Day | None
    text: str
    sha256: str
    truncated: bool
    blocks: list[Block]
    statements: list[Statement]
    mentions: list[Mention]
    timexes: list[Timex]
    events: list[EventMarked]
    drops: list[Dropped]


class ArticleHead(Shape):
    """What names an article."""

    id: str
    path: str
    key: str | None
    url: str | None
    publisher: str | None
    title: str | None
    day: Annotated[str | None, Field(description="Publication day, or the latest it can be.")]


class Counted(Shape):
    """A wording and how often the record has it."""

    text: str
    count: int


class Name(Shape):
    """A name and how often the record prints it."""

    name: str
    count: int


class Candidate(Shape):
    """Another entity that may be the same one; nobody has merged them."""

    entity: str
    name: str
    score: float
    reason: str


class Merge(Shape):
    """Why two names stand under one entity."""

    names: list[str]
    score: Annotated[float | None, Field(description="Null where one article alone takes them for one.")]
    reason: str


class Entity(Shape):
    """A person, body or place across articles."""

    id: Annotated[str, Field(examples=["ent-25334314ab41c956dda0"])]
    name: str
    kind: EntityKind
    names: list[Name]
    descriptions: list[Counted]
    candidates: list[Candidate]
    merges: list[Merge]
