"""Words that were searched for, marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from onrecord.model import Span
from onrecord.reading.listed import FoundArticle, FoundStatement
from onrecord.web.templating import bidi, clean

_HIT = Markup('<mark class="hit">{}</mark>')


def marked_content(found: FoundStatement) -> Markup:
    """Give the content of a statement with its hits marked."""
    spans = (mark(span, found.hits) for span in found.told.statement.content)
    return Markup(' <span class="gap">…</span> ').join(map(bidi, spans))


def marked_title(found: FoundArticle) -> Markup:
    """Give the title of an article, or its path where it has none, with the hits marked."""
    title = found.head.title
    whole = Span(start=0, end=len(title), text=title) if title else None
    return bidi(mark(whole, found.title_hits) if whole else found.head.path)


def marked_excerpt(found: FoundArticle) -> Markup | None:
    """Give the piece of an article's text around its first hit; None where there is none."""
    return bidi(mark(found.excerpt, found.hits)) if found.excerpt else None


def mark(span: Span, hits: Iterable[Span]) -> Markup:
    """Give the words of a span with the hits that lie in it marked; all places are of one text."""
    inside = sorted((it.start, it.end) for it in hits if span.start <= it.start and it.end <= span.end)
    return Markup().join(_pieces(span, inside))


def _pieces(span: Span, places: Sequence[tuple[int, int]]) -> Iterable[Markup]:
    done = span.start
    for low, high in places:
        if low < done:
            continue
        yield Markup.escape(clean(span.text[done - span.start : low - span.start]))
        yield _HIT.format(clean(span.text[low - span.start : high - span.start]))
        done = high
    yield Markup.escape(clean(span.text[done - span.start :]))
