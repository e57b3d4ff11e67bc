"""What the item stages give for one capture."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.annotation import Event, Mention, Timex
from onrecord.model.provenance import Drop
from onrecord.model.statement import Statement
from onrecord.model.text import Article, Capture
from onrecord.model.time import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The articles of one capture: one, or a listing's page and items, or one refused."""

    articles: tuple[Article, ...]
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that is marked in one article."""

    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    drops: tuple[Drop, ...] = ()
    #: What the text gives away of the day of a page that prints none; the pipeline makes it the article's.
    published: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with its annotations and the drops that concern it: one line of `annotate`."""

    article: Article
    annotations: Annotations
    drops: tuple[Drop, ...] = ()

    def _repr_html_(self) -> str:
        from onrecord.model.notebook import show_annotated

        return show_annotated(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureResult:
    """What one capture became; the store adds it whole or not at all."""

    capture: Capture
    articles: tuple[AnnotatedArticle, ...]
    drops: tuple[Drop, ...] = ()
