"""How articles and statements show themselves in a notebook: HTML, escaped, with what is marked in it.

It stands in this room, and not beside the pages, because a notebook asks the object itself
(`_repr_html_`) and a dataclass of the record may know nothing above it. It needs the record and the
standard library alone: no template, no style sheet, no script; the colours suit light and dark.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model.result import AnnotatedArticle
    from onrecord.model.statement import Statement
    from onrecord.model.text import Article
    from onrecord.model.time import Date

#: Characters of a text that are shown: some screens of it. A notebook keeps all that it shows.
MOST_CHARACTERS = 20_000
#: Styles by role; each is told by more than its colour.
_ROLES = {
    "source": "font-weight:bold;border-bottom:2px solid #7a4fb5",
    "cue": "font-style:italic;border-bottom:2px dotted #8a8a8a",
    "addressee": "border-bottom:2px dashed #2d8a6b",
    "content": "background:rgba(65,130,210,.22)",
    "denied": "background:rgba(215,60,50,.24);border-bottom:2px solid #d7483e",
    "not_confirmed": "background:rgba(214,150,20,.26);border-bottom:2px dashed #c08a1e",
}
#: Of several roles of the same words the first counts.
_ORDER = tuple(_ROLES)
_SILENT = "opacity:.6;font-size:.9em"
_SOFT = "opacity:.75"
_BADGE = {
    "asserted": "",
    "denied": '<b style="color:#d7483e">DENIED:</b> ',
    "not_confirmed": '<b style="color:#c08a1e">NOT CONFIRMED:</b> ',
}


def show_article(article: Article, statements: Iterable[Statement] = ()) -> str:
    """Show an article block by block, with the spans of its statements marked."""
    facts = (article.publisher, _day(article.published), ", ".join(article.authors), article.kind)
    head = " · ".join(escape(fact) for fact in facts if fact)
    parts = [
        f"<h3>{escape(article.title or article.path)}</h3>",
        f'<p style="{_SOFT}">{head}<br><code>{escape(article.id)}</code></p>',
    ]
    end = min(len(article.text), MOST_CHARACTERS)
    blocks = [block for block in _blocks(article) if block[0] < end]
    pieces = _pieces(
        article.text[:end], statements, {edge for start, stop, _ in blocks for edge in (start, stop)}
    )
    place = next(pieces, None)
    for start, stop, kind in blocks:
        parts.append(f'<p style="white-space:pre-wrap;{"" if kind in _SPEAKS else _SILENT}" title="{kind}">')
        while place and place[0] < stop:
            parts.append(_styled(article.text[place[0] : place[1]], place[2]) if place[0] >= start else "")
            place = next(pieces, None)
        parts.append("</p>")
    left = len(article.text) - end
    if left > 0:
        parts.append(f'<p style="{_SOFT}">… {left:,} more characters</p>')
    return f"<div>{''.join(parts)}</div>"


def show_annotated(annotated: AnnotatedArticle) -> str:
    """Show an article with what is marked in it."""
    return show_article(annotated.article, annotated.annotations.statements)


def show_statement(statement: Statement) -> str:
    """Show a statement as a card: who, whether he says or denies it, the words, when, by whose way."""
    who = statement.speaker.name if statement.speaker else None
    printed = " … ".join(span.text for span in statement.source)
    name = escape(who or printed or "somebody not named")
    as_printed = f' <span style="{_SOFT}">(“{escape(printed)}”)</span>' if printed and printed != who else ""
    cue = escape(" … ".join(span.text for span in statement.cue) or statement.act)
    words = " … ".join(escape(" ".join(span.text.split())) for span in statement.content)
    style = _ROLES["content" if statement.polarity == "asserted" else statement.polarity]
    quoted = f"“{words}”" if statement.kind == "direct" else words
    places = " ".join(f"[{span.start}, {span.end})" for span in statement.content)
    chain = " → ".join(escape(hop.name) for hop in statement.chain)
    facts = (
        escape(_day(statement.said)),
        statement.kind,
        chain,
        f"content {places}",
        f"score {statement.score}",
    )
    return (
        f'<div><p style="margin-bottom:.2em"><b>{name}</b>{as_printed} <i>{cue}</i></p>'
        f'<blockquote style="margin:.2em 1em">{_BADGE[statement.polarity]}'
        f'<span style="{style}">{quoted}</span></blockquote>'
        f'<p style="{_SOFT}">{" · ".join(fact for fact in facts if fact)}'
        f"<br><code>{escape(statement.id)}</code></p></div>"
    )


_SPEAKS = frozenset(("headline", "standfirst", "body", "quote", "list", "teaser", "text"))


def _day(date: Date | None) -> str:
    if date is None:
        return ""
    return date.value or (f"≤ {date.latest}" if date.latest else "")


def _blocks(article: Article) -> Iterator[tuple[int, int, str]]:
    """Give the blocks with what stands between them; a text without blocks is one."""
    place = 0
    for block in article.blocks:
        if article.text[place : block.start].strip():
            yield place, block.start, "between"
        yield block.start, block.end, block.kind
        place = block.end
    if article.text[place:].strip():
        yield place, len(article.text), "text" if not article.blocks else "between"


def _marks(statements: Iterable[Statement]) -> Iterator[tuple[int, int, str]]:
    for statement in statements:
        for role in ("source", "cue", "addressee"):
            yield from ((span.start, span.end, role) for span in statement.roles[role])
        content = "content" if statement.polarity == "asserted" else statement.polarity
        yield from ((span.start, span.end, content) for span in statement.content)


def _pieces(
    text: str, statements: Iterable[Statement], cuts: Iterable[int]
) -> Iterator[tuple[int, int, str | None]]:
    """Cut a text where a mark or a block begins or ends, each piece with the first role that it has."""
    opening: dict[int, Counter[str]] = defaultdict(Counter)
    for start, end, role in _marks(statements):
        opening[min(start, len(text))][role] += 1
        opening[min(end, len(text))][role] -= 1
    edges = sorted({0, len(text), *opening, *(min(cut, len(text)) for cut in cuts)})
    current: Counter[str] = Counter()
    for low, high in pairwise(edges):
        if low in opening:
            current.update(opening[low])
        yield low, high, next((role for role in _ORDER if current[role] > 0), None)


def _styled(words: str, role: str | None) -> str:
    text = escape(words)
    return f'<span style="{_ROLES[role]}" title="{role}">{text}</span>' if role else text
