"""An article: its text as captured with everything marked, and its statements beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from onrecord.model import Article
from onrecord.reading.article import ArticleView, byline_of, read_article
from onrecord.reading.finding import find_told
from onrecord.web import links
from onrecord.web.marking import Stretch, first_place, last_place, mark_article
from onrecord.web.reading import Read
from onrecord.web.templating import render

router = APIRouter(include_in_schema=False)

#: Characters of a text on one page; a long report has 30,000.
WINDOW = 60_000
#: So many characters in a row that do not speak are folded away; a caption or a byline stands open.
_FOLDED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stretches that are shown alike: one that speaks, or all in a row that do not."""

    stretches: Sequence[Stretch]
    speaks: bool
    #: Whether it opens only when asked to.
    folded: bool = False


@router.get("/statements/{identity}")
def statement(identity: str, read: Read) -> Response:
    """Lead to the place of a statement in its article."""
    told = find_told(read.store, read.record, [identity]).get(identity)
    if told is None:
        raise HTTPException(404, f"There is no statement {identity} on record.")
    return RedirectResponse(links.article(told.row.article, identity), 307)


@router.get("/articles/{identity}")
def article(
    request: Request,
    identity: str,
    read: Read,
    statement: str | None = None,
    part: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """Show an article."""
    found = read_article(read.store, read.record, identity)
    if found is None:
        raise HTTPException(404, f"There is no article {identity} on record.")
    view = _in_order(found)
    low, high = _shown(view.annotated.article)
    places = {it.statement.id: first_place(it.statement) for it in view.told}
    if statement in places and "part" not in request.query_params:
        part = max(places[statement] - low, 0) // WINDOW + 1
    start = low + (part - 1) * WINDOW
    if start >= max(high, 1):
        raise HTTPException(404, f"The text of this article has no part {part}.")
    sections = list(_sections(mark_article(view.annotated, start, min(start + WINDOW, high))))
    return render(
        request,
        "article.html",
        view=view,
        sections=sections,
        chosen=statement,
        part=part,
        parts=max(1, -(-(high - low) // WINDOW)),
        bylines={
            author: byline_of(view.annotated.article, author) for author in view.annotated.article.authors
        },
        numbers={it.statement.id: number for number, it in enumerate(view.told)},
    )


def _in_order(view: ArticleView) -> ArticleView:
    """Put the statements in the order in which they begin, the outer of two first, to be numbered so."""
    told = sorted(view.told, key=lambda it: (first_place(it.statement), -last_place(it.statement)))
    annotations = replace(view.annotated.annotations, statements=tuple(it.statement for it in told))
    return replace(view, told=told, annotated=replace(view.annotated, annotations=annotations))


def _shown(article: Article) -> tuple[int, int]:
    """Give the characters that are shown: of an item of a listing only its own."""
    if article.kind == "teaser" and article.blocks:
        return article.blocks[0].start, article.blocks[-1].end
    return 0, len(article.text)


def _sections(stretches: Iterator[Stretch]) -> Iterator[Section]:
    """Put together what does not speak, without the white space between blocks."""
    silent: list[Stretch] = []
    for stretch in stretches:
        if stretch.kind is None and not any(piece.text.strip() for piece in stretch.pieces):
            continue
        if not stretch.speaks and not stretch.begins:
            silent.append(stretch)
            continue
        yield from _silent(silent)
        silent = []
        yield Section(stretches=[stretch], speaks=True)
    yield from _silent(silent)


def _silent(stretches: Sequence[Stretch]) -> Iterator[Section]:
    if stretches:
        length = sum(len(piece.text) for stretch in stretches for piece in stretch.pieces)
        yield Section(stretches=stretches, speaks=False, folded=length > _FOLDED)
