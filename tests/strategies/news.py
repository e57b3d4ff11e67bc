"""Build annotated news pages from paragraphs, for tests of what compares whole articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Date,
    Hop,
    Mention,
    MentionType,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Timex,
    article_id,
    content_id,
    sha256,
    statement_id,
)

Told = tuple[str, str, StatementKind]


def news(
    paragraphs: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    day: str | None = None,
    people: Sequence[str] = (),
    places: Sequence[str] = (),
    outlets: Sequence[str] = (),
    authors: Sequence[str] = (),
    around: Sequence[tuple[BlockKind, str]] = (),
    by_way_of: Sequence[str] = (),
    told: Sequence[Told] = (),
    days: Sequence[tuple[str, str | None]] = (),
    kind: ArticleKind = "article",
    capture: str | None = None,
    path: str | None = None,
    item: int = 0,
) -> AnnotatedArticle:
    """Make a page: a headline, what stands `around` (byline, boilerplate), then paragraphs by blank lines.

    `people`, `places` and `outlets` are marked wherever they stand. `by_way_of` gives four statements that
    come through those outlets; `told` gives statements as (speaker, words of the text, kind). `days` are
    expressions of time with their values, each in its first place.
    """
    text, blocks = "", []
    body: list[tuple[BlockKind, str]] = [
        ("body", paragraph) for paragraph in paragraphs.strip().split("\n\n")
    ]
    headline: list[tuple[BlockKind, str]] = [("headline", title)] if title else []
    for block, words in [*headline, *around, *body]:
        joined = " ".join(words.split())
        blocks.append(Block(start=len(text), end=len(text) + len(joined), kind=block))
        text += joined + "\n\n"
    identity = capture or content_id("cap", text, path, publisher, day)
    article = Article(
        id=article_id(identity, item),
        capture=identity,
        path=path or "page.txt",
        key=None,
        item=item,
        kind=kind,
        url=None,
        publisher=publisher,
        title=title,
        authors=tuple(authors),
        language="en",
        published=Date(value=day, precision="day", method="printed") if day else None,
        updated=None,
        text=text,
        sha256=sha256(text.encode()),
        truncated=kind == "teaser",
        blocks=tuple(blocks),
    )
    statements = [_told(article, *one) for one in told]
    statements += [_passed_on(article, number, by_way_of) for number in range(4 if by_way_of else 0)]
    marked: list[tuple[MentionType, Sequence[str]]] = [("PERSON", people), ("GPE", places), ("ORG", outlets)]
    mentions = [m for kind_, names in marked for name in names for m in _mentions(text, name, kind_)]
    annotations = Annotations(
        statements=tuple(statements),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        timexes=tuple(sorted((_timex(text, *one) for one in days), key=lambda t: t.start)),
    )
    return AnnotatedArticle(article=article, annotations=annotations)


def _mentions(text: str, name: str, kind: MentionType) -> list[Mention]:
    return [
        Mention(start=m.start(), end=m.end(), text=m.group(), type=kind, form="name", entity=name)
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]


def _timex(text: str, words: str, value: str | None) -> Timex:
    start = text.index(words)
    return Timex(start=start, end=start + len(words), text=words, type="DATE", value=value)


def _told(article: Article, speaker: str, words: str, kind: StatementKind) -> Statement:
    start = article.text.index(words)
    return _statement(article, Span.of(article.text, start, start + len(words)), speaker, kind, ())


def _passed_on(article: Article, number: int, outlets: Sequence[str]) -> Statement:
    span = Span.of(article.text, number, number + 1)
    return _statement(article, span, "Somebody", "indirect", outlets)


def _statement(
    article: Article, span: Span, speaker: str, kind: StatementKind, outlets: Sequence[str]
) -> Statement:
    hops = (
        Hop(name=speaker, kind="speaker"),
        *(Hop(name=outlet, kind="agency") for outlet in outlets),
        Hop(name=article.publisher or article.path, kind="publisher" if article.publisher else "page"),
    )
    return Statement(
        id=statement_id(article.id, (), (), (span,)),
        kind=kind,
        act="say",
        polarity="asserted",
        score=0.9,
        parent=None,
        source=(),
        cue=(),
        content=(span,),
        addressee=(),
        venue=None,
        speaker=Speaker(name=speaker, kind="person", as_printed=None),
        said=None,
        chain=hops,
    )
