"""What lists are asked for, and what stands in them; `reading.lists` makes them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import (
    Entity,
    Span,
    Story,
    Utterance,
)
from onrecord.reading.finding import Told
from onrecord.store.lookups import ArticleHead
from onrecord.store.searches import ArticleFields, StatementFields


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsWanted(StatementFields):
    """Which statements to list: all that is given must hold."""

    #: A speaker's name, or part of it.
    speaker: str | None = None
    #: Id of the speaker's entity.
    entity: str | None = None
    #: Id of an entity that the content names.
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesWanted(ArticleFields):
    """Which articles to list: all that is given must hold."""

    #: Id of an entity that it names.
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement of a list."""

    told: Told
    #: The words searched for, as spans of the article's text, all inside the content.
    hits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article of a list."""

    head: ArticleHead
    #: How many statements stand in it.
    statements: int
    #: The words searched for: `[start, end)` in the title.
    title_hits: tuple[Span, ...] = ()
    #: A piece of the text around the first hit; None where no text was searched for or it has no hit.
    excerpt: Span | None = None
    #: The hits inside the excerpt, as spans of the article's text (take `excerpt.start` off for its own).
    hits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """A person, body or place of a list."""

    entity: Entity
    #: How often the record prints one of its names.
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStory:
    """A story of a list."""

    story: Story
    #: Of its first articles, in order, twelve at most; `story.articles` has the ids of all.
    heads: tuple[ArticleHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUtterance:
    """An utterance of a list, with its first report."""

    utterance: Utterance
    first: Told | None
