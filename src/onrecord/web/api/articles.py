"""GET /api/articles: pages with their text and all that is marked in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from onrecord.export.lines import (
    Line,
    article_head,
    event_line,
    mention_line,
    owned_statement_line,
    owner_line,
    timex_line,
)
from onrecord.model import AnnotatedArticle, ArticleKind
from onrecord.reading.listed import ArticlesWanted
from onrecord.reading.lists import list_articles
from onrecord.web.api.lines import found_article_line
from onrecord.web.api.parameters import FromDay, Paged, Publisher, ToDay, Words, answer_page, holds_words
from onrecord.web.api.problems import MISSING, UNREADABLE, missing
from onrecord.web.api.shapes import Article
from onrecord.web.api.shapes_across import Articles
from onrecord.web.reading import Read, Reading

router = APIRouter(tags=["articles"])


@router.get("/articles", response_model=Articles, responses={**MISSING, **UNREADABLE})
def articles(
    request: Request,
    read: Read,
    turn: Paged,
    q: Words | None = None,
    entity: Annotated[str | None, Query(description="Id of an entity that it names.")] = None,
    publisher: Publisher = None,
    from_day: FromDay = None,
    to_day: ToDay = None,
    kind: ArticleKind | None = None,
    language: Annotated[str | None, Query(description="ISO 639-1, such as en.")] = None,
) -> Response:
    """List articles, newest first; all that is given must hold."""
    if not holds_words(q):
        return answer_page(request, [], None)
    wanted = ArticlesWanted(
        words=q,
        entity=entity,
        publisher=publisher,
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        language=language,
    )
    page = list_articles(read.record, wanted, turn)
    return answer_page(request, [found_article_line(it) for it in page.items], page.next)


@router.get("/articles/{identity}", response_model=Article, responses={**MISSING, **UNREADABLE})
def article(read: Read, identity: str) -> Response:
    """Give one article: its text as captured, its blocks, and every statement, name and time in it."""
    annotated = next(read.store.articles(article=identity), None)
    if annotated is None:
        raise missing("article", identity)
    return JSONResponse(_line(read, read.record.dated(annotated)))


def _line(read: Reading, annotated: AnnotatedArticle) -> Line:
    marked, owner = annotated.annotations, owner_line(annotated.article)
    head = article_head(annotated)
    drops = head.pop("drops")
    linked = read.record.linked([statement.id for statement in marked.statements])
    return {
        **head,
        "statements": [
            owned_statement_line(it, linked=linked[it.id], **owner)
            for it in read.record.corrected(marked.statements)
        ],
        "mentions": [mention_line(it) for it in marked.mentions],
        "timexes": [timex_line(it) for it in marked.timexes],
        "events": [event_line(it) for it in marked.events],
        "drops": drops,
    }
