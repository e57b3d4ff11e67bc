"""The shapes of what only many articles show, and of what people decided; see `shapes`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.model import Change, CopyType, Decision, How, Relation, Stance
from onrecord.web.api.parameters import Listed
from onrecord.web.api.shapes import (
    ArticleHead,
    Day,
    Dropped,
    Entity,
    Place,
    Shape,
    Statement,
    Words,
)


class Variant(Shape):
    """One change between two wordings of an utterance, from the earlier to the later one."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    change: Change
    before: str
    after: str


class Utterance(Shape):
    """The one act of speech that one or more statements report."""

    id: str
    speaker: str | None
    said: Day | None
    statements: list[str]
    first: str
    independent_sources: int
    variants: list[Variant]
    speaker_conflict: list[str] | None


class Story(Shape):
    """Articles of one happening, across publishers."""

    id: str
    title: str | None
    articles: list[str]
    from_: Annotated[str | None, Field(alias="from")]
    to: str | None


class Copy(Shape):
    """One article that has its text from another."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    type: CopyType
    score: float
    evidence: list[str]


class Link(Shape):
    """A statement (`by`) that answers another one (`of`)."""

    relation: Relation
    how: How | None
    by: str
    of: str
    evidence: list[Place]
    score: float


class Dispute(Link):
    """A link with its two statements."""

    answer: Statement
    answered: Statement


class Judgement(Shape):
    """A person's decision, kept with who and when; `stands` is false once it was taken back."""

    id: str
    decision: Decision
    stage: str
    a: str
    b: str | None
    field: str | None
    value: str | None
    who: str
    when: str
    stands: bool


class Activity(Shape):
    """One run: which software, with which settings and model."""

    id: str
    name: str
    started: str
    version: str
    settings: str
    model: str | None


class Drop(Dropped):
    """Something that was not used, and why; `partial` where the rest of it was."""

    partial: bool
    article: str | None
    capture: str | None


class Publisher(Shape):
    """An outlet; days are those of its first and last article."""

    name: str
    articles: int
    from_: Annotated[str | None, Field(alias="from")]
    to: str | None


class Claim(Shape):
    """What is on record about a claim."""

    claim_key: str | None
    stance: Stance
    statement: str | None
    article: str
    path: str
    key: str | None
    score: float
    evidence: list[Place]


class Version(Shape):
    """One wording of a quote, with the statements that have it."""

    text: str
    day: str | None
    score: float
    statements: list[str]


class FoundStatement(Statement):
    """A statement of a list; `hits` are the words searched for, inside its content."""

    hits: list[Words]


class FoundArticle(ArticleHead):
    """An article of a list, with the words searched for: in its title, and in an excerpt of its text."""

    statements: Annotated[int, Field(description="How many statements stand in it.")]
    title_hits: list[Words]
    excerpt: Words | None
    hits: list[Words]


class FoundEntity(Entity):
    """An entity of a list; `named` is how often the record prints one of its names."""

    named: int


class Statements(Listed):
    """A page of statements."""

    items: list[FoundStatement]


class Articles(Listed):
    """A page of articles."""

    items: list[FoundArticle]


class Entities(Listed):
    """A page of entities."""

    items: list[FoundEntity]


class Utterances(Listed):
    """A page of utterances."""

    items: list[Utterance]


class Stories(Listed):
    """A page of stories."""

    items: list[Story]


class Disputes(Listed):
    """A page of disputes."""

    items: list[Dispute]


class Publishers(Listed):
    """A page of publishers."""

    items: list[Publisher]


class Drops(Listed):
    """A page of drops."""

    items: list[Drop]


class Judgements(Listed):
    """A page of decisions."""

    items: list[Judgement]


class Activities(Listed):
    """A page of activities."""

    items: list[Activity]


class Overview(Shape):
    """How much is on record."""

    version: str
    articles: int
    statements: int
    publishers: int
    entities: int
    utterances: int
    stories: int
    disputes: int
    drops: int
