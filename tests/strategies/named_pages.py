"""Build annotated pages from a text and the names marked in it, for tests of entities."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Hop,
    Mention,
    MentionForm,
    MentionType,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    article_id,
    content_id,
    sha256,
)

#: Words of the text, their type and whom the annotations say they mean; in the order of the text.
Marked = tuple[str, MentionType, str]


def named_page(
    text: str,
    marked: Sequence[Marked],
    *,
    publisher: str | None = None,
    speakers: Sequence[tuple[str, SpeakerKind]] = (),
    agency: str | None = None,
    described: Sequence[Marked] = (),
) -> AnnotatedArticle:
    """Make a page with `marked` as mentions by name and `described` as mentions without one."""
    mentions = [*_mentions(text, marked, "name"), *_mentions(text, described, "description")]
    article = Article(
        id=article_id(content_id("cap", text, publisher), 0),
        capture=content_id("cap", text, publisher),
        path="page.txt",
        key=None,
        item=0,
        kind="article",
        url=None,
        publisher=publisher,
        title=None,
        authors=(),
        language="en",
        published=None,
        updated=None,
        text=text,
        sha256=sha256(text.encode()),
        truncated=False,
        blocks=(),
    )
    statements = tuple(_statement(text, name, kind, agency) for name, kind in speakers)
    return AnnotatedArticle(
        article=article, annotations=Annotations(statements=statements, mentions=tuple(mentions))
    )


def _mentions(text: str, marked: Sequence[Marked], form: MentionForm) -> list[Mention]:
    found, at = [], 0
    for words, kind, entity in marked:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Mention(start=start, end=at, text=words, type=kind, form=form, entity=entity))
    return found


def _statement(text: str, name: str, kind: SpeakerKind, agency: str | None) -> Statement:
    return Statement(
        id=content_id("st", text, name),
        kind="indirect",
        act="say",
        polarity="asserted",
        score=0.9,
        parent=None,
        source=(),
        cue=(),
        content=(Span.of(text, 0, 1),),
        addressee=(),
        venue=None,
        speaker=Speaker(name=name, kind=kind, as_printed=None),
        said=None,
        chain=(Hop(name=agency, kind="agency"),) if agency else (),
    )
