"""Things of lists as JSON lines: those of the export, and what a list adds to them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.export.corpus_lines import entity_line, link_line
from onrecord.export.lines import Line, drop_row, flat_line, statement_line
from onrecord.model import Span
from onrecord.reading.finding import Told
from onrecord.reading.listed import FoundArticle, FoundEntity, FoundStatement
from onrecord.reading.logs import KeptDrop, Publisher
from onrecord.reading.views import Dispute
from onrecord.store.lookups import ArticleHead


def told_line(told: Told) -> Line:
    """Give a statement."""
    return statement_line(told.row, told.linked)


def found_statement_line(found: FoundStatement) -> Line:
    """Give a statement of a list."""
    return {**told_line(found.told), "hits": _words(found.hits)}


def head_line(head: ArticleHead) -> Line:
    """Give what names an article."""
    return flat_line(head)


def found_article_line(found: FoundArticle) -> Line:
    """Give an article of a list."""
    return {
        **head_line(found.head),
        "statements": found.statements,
        "title_hits": _words(found.title_hits),
        "excerpt": found.excerpt and _words([found.excerpt])[0],
        "hits": _words(found.hits),
    }


def found_entity_line(found: FoundEntity) -> Line:
    """Give an entity of a list."""
    return {**entity_line(found.entity), "named": found.named}


def dispute_line(dispute: Dispute) -> Line:
    """Give a link with its two statements."""
    return {
        **link_line(dispute.link),
        "answer": told_line(dispute.by),
        "answered": told_line(dispute.of),
    }


def publisher_line(publisher: Publisher) -> Line:
    """Give an outlet."""
    days = {"from": publisher.first_day or None, "to": publisher.last_day or None}
    return {"name": publisher.name, "articles": publisher.articles, **days}


def kept_drop_line(kept: KeptDrop) -> Line:
    """Give something refused, with what it was part of."""
    return {**drop_row(kept.drop), "article": kept.article, "capture": kept.capture}


def _words(spans: Iterable[Span]) -> list[Line]:
    return [{"start": span.start, "end": span.end, "text": span.text} for span in spans]
