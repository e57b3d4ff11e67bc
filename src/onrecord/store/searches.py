"""What a list of statements or articles is narrowed by."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Act, ArticleKind, Polarity, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFields:
    """What statements themselves say: all that is given must hold; None lets everything through.

    Days as 2022-03-11, 2022-03 or 2022.
    """

    #: Words of content or speaker, all of them, in any order; case and accents do not count.
    words: str | None = None
    #: Id of the article.
    article: str | None = None
    #: The publisher's whole name.
    publisher: str | None = None
    #: The day it was said, else published, else the latest it can have been.
    from_day: str | None = None
    to_day: str | None = None
    kind: StatementKind | None = None
    act: Act | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSearch(StatementFields):
    """Which statements to list."""

    #: Items of stage "entities" that name the speaker; people's corrections go before (`given`, `taken`).
    items: frozenset[str] | None = None
    #: Statements whose speaker somebody said is one of the items, and those that he said are somebody else's.
    given: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    #: Items that the content names.
    about_items: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """What articles themselves say; as above."""

    #: Words of title or text, all of them, in any order; case and accents do not count.
    words: str | None = None
    #: The publisher's whole name.
    publisher: str | None = None
    #: Published on this day (month, year) or later; or earlier.
    from_day: str | None = None
    to_day: str | None = None
    kind: ArticleKind | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSearch(ArticleFields):
    """Which articles to list."""

    #: Items of stage "entities" of which it prints one.
    items: frozenset[str] | None = None
