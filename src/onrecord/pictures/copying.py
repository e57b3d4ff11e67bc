"""Who has the text from whom: articles, and arrows from an original to what was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Copy, CopyType
from onrecord.pictures.graph import MOST_BOXES, Box, draw_graph
from onrecord.pictures.look import BOX, BOX_PLAIN, RULE, SAID, SOFT, UNSURE, words
from onrecord.pictures.picture import Picture

_TYPES: dict[CopyType, str] = {
    "exact": "exact copy",
    "near": "near copy",
    "excerpt": "excerpt",
    "rewrite": "rewrite",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the picture needs of one article."""

    #: Id of the article.
    article: str
    outlet: str
    title: str | None
    #: ISO 8601; None where it is not known.
    day: str | None


def copies_picture(what: str, pages: Mapping[str, Page], copies: Sequence[Copy]) -> Picture | None:
    """Draw copies as a graph; None where nobody copied.

    Args:
        what: the story or article, as the title names it.
        pages: by the id of the article; an article that is not there is drawn by its id.
        copies: in any order; each has one original.

    """
    if not copies:
        return None
    made = {copy.copy: copy for copy in copies}
    originals = dict.fromkeys(copy.original for copy in copies)
    order = sorted({*made, *originals}, key=lambda it: (_page(pages, it).day or "9999", it))
    shown = order[:MOST_BOXES]
    boxes = [_box(_page(pages, it), made.get(it)) for it in shown]
    types = Counter(_TYPES[copy.type] for copy in copies)
    told = ", ".join(f"{number} × {name}" for name, number in sorted(types.items()))
    left = f" {len(order) - len(shown)} more articles are in the table." if len(order) > len(shown) else ""
    return Picture(
        title=f"Who has the text from whom: {words(what, 100)}",
        description=(
            f"{len(made)} of {len(order)} articles have their text from another: {told}. "
            f"Arrows go from the original to the copy.{left}"
        ),
        draw=lambda: draw_graph(boxes, [(copy.original, copy.copy) for copy in copies]),
        columns=("original", "copy", "type", "score", "evidence"),
        rows=tuple(
            (
                _named(_page(pages, copy.original)),
                _named(_page(pages, copy.copy)),
                copy.type,
                f"{copy.score:.2f}",
                "; ".join(words(it) for it in copy.evidence),
            )
            for copy in copies
        ),
    )


def _page(pages: Mapping[str, Page], article: str) -> Page:
    return pages.get(article) or Page(article=article, outlet=article, title=None, day=None)


def _named(page: Page) -> str:
    title = f": {words(page.title)}" if page.title else ""
    return f"{words(page.outlet)}{title} ({page.day or 'no day'})"


def _box(page: Page, copy: Copy | None) -> Box:
    kind = (_TYPES[copy.type], UNSURE) if copy else ("original", SAID)
    day = page.day or "no day"
    return Box(
        key=page.article,
        name=page.outlet,
        lines=((f"{kind[0]}, {day}", kind[1]), (page.title or "without a title", SOFT)),
        fill=BOX_PLAIN if copy else BOX,
        stroke=RULE if copy else SAID,
    )
