"""One article as people read it: its statements as corrected, and what other articles show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import AnnotatedArticle, Article, Copy, Statement, Story, article_id
from onrecord.reading.coverage import copies_of, pages_of
from onrecord.reading.finding import Told
from onrecord.reading.record import Record
from onrecord.reading.revisions import Revised, revisions_around
from onrecord.reading.views import DISPUTES, Dispute, read_disputes
from onrecord.store.protocol import StatementRow

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.lookups import ArticleHead

#: Disputes that are shown with an article's statements; more stand on the pages of their statements.
_MOST_DISPUTES = 100
#: Items of a listing that are shown; a page of teasers has ten to fifty.
_MOST_ITEMS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with what surrounds it."""

    annotated: AnnotatedArticle
    #: Its statements, as listed in it.
    told: Sequence[Told]
    #: Disputes of each statement that has any, by its id.
    disputes: Mapping[str, Sequence[Dispute]]
    #: Copies that it is the original or the copy of.
    copies: Sequence[Copy]
    #: The articles of `copies`, by id.
    heads: Mapping[str, ArticleHead]
    story: Story | None
    #: What changed from the capture before to this one, and from this one to the next.
    revisions: Sequence[Revised]
    #: The items of a listing, the listing that this article is an item of, or all pages of an article that is
    #: printed on several.
    siblings: Sequence[ArticleHead]


def read_article(store: Store, record: Record, identity: str) -> ArticleView | None:
    """Put together what is on record about one article; None where there is no such article."""
    found = next(iter(store.articles(article=identity)), None)
    if found is None:
        return None
    annotated = record.dated(found)
    told = _told(record, annotated)
    copies = copies_of(record, [identity])
    annotations = replace(annotated.annotations, statements=tuple(it.statement for it in told))
    return ArticleView(
        annotated=replace(annotated, annotations=annotations),
        told=told,
        disputes=_disputes(store, record, [it.statement.id for it in told]),
        copies=copies,
        heads=record.lookups.heads({end for copy in copies for end in (copy.original, copy.copy)}),
        story=record.story(identity),
        revisions=revisions_around(record, identity),
        siblings=_siblings(record, annotated.article),
    )


def byline_of(article: Article, author: str) -> int | None:
    """Give where an author's name stands in a byline of the article; None where no byline prints it."""
    for block in article.blocks:
        if block.kind == "byline":
            place = article.text.casefold().find(author.casefold(), block.start, block.end)
            if place >= 0:
                return place
    return None


def _siblings(record: Record, article: Article) -> list[ArticleHead]:
    if article.kind in ("listing", "teaser"):
        items = range(1, _MOST_ITEMS + 1) if article.kind == "listing" else (0,)
        ids = [article_id(article.capture, item) for item in items]
    else:
        ids = pages_of(record, article.id)[:_MOST_ITEMS]
    heads = record.lookups.heads(ids)
    return [heads[it] for it in ids if it in heads]


def _told(record: Record, annotated: AnnotatedArticle) -> list[Told]:
    statements = record.corrected(annotated.annotations.statements)
    linked = record.linked([statement.id for statement in statements])
    return [Told(row=_row(annotated.article, it), linked=linked[it.id]) for it in statements]


def _row(article: Article, statement: Statement) -> StatementRow:
    same = ("path", "key", "url", "publisher", "title", "published")
    head = {name: getattr(article, name) for name in same}
    return StatementRow(statement=statement, article=article.id, **head)


def _disputes(store: Store, record: Record, statements: Sequence[str]) -> dict[str, list[Dispute]]:
    ours = set(statements)
    links = [link for link in record.links_of(ours) if link.relation in DISPUTES][:_MOST_DISPUTES]
    found: dict[str, list[Dispute]] = {}
    for dispute in read_disputes(store, record, links):
        for end in {dispute.link.by, dispute.link.of} & ours:
            found.setdefault(end, []).append(dispute)
    return found
