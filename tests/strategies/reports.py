"""Build annotated articles out of tellings, for tests of what links statements across articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    BlockKind,
    Date,
    Hop,
    HopKind,
    Mention,
    Polarity,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    article_id,
    content_id,
    statement_id,
)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One statement as a page tells it."""

    content: str
    speaker: str | None = "Ada Quell"
    source: str | None = None
    kind: StatementKind = "direct"
    speaker_kind: SpeakerKind = "person"
    polarity: Polarity = "asserted"
    cue: str = "said"
    block: BlockKind = "body"
    said: str | None = None
    #: Hops between the speaker and the page.
    by_way_of: tuple[tuple[str, HopKind], ...] = ()


def page(
    name: str,
    tellings: Sequence[Telling],
    *,
    publisher: str = "The Quay Herald",
    published: str | None = "2031-05-06",
    names: Sequence[str] = ("Ada Quell", "Brannock", "Tarn Ferry"),
) -> AnnotatedArticle:
    """Write a page that has the tellings one after another, and mentions of `names`."""
    identity = article_id(content_id("cap", name), 0)
    text, blocks, statements = "", [], []
    for telling in tellings:
        start = len(text)
        source = telling.source if telling.source is not None else telling.speaker or "It"
        at_cue = start + len(source) + 1
        at_content = at_cue + len(telling.cue) + 1
        text += f"{source} {telling.cue} {telling.content}\n\n"
        blocks.append(Block(start=start, end=len(text) - 1, kind=telling.block))
        statements.append(_statement(identity, telling, text, publisher, (start, at_cue, at_content)))
    mentions = []
    for number, printed in enumerate(names):
        start = len(text)
        text += printed + "\n"
        kind = "PERSON" if number == 0 else "GPE"
        mentions.append(
            Mention(
                start=start, end=start + len(printed), text=printed, type=kind, form="name", entity=printed
            )  # type: ignore[arg-type]
        )
    return AnnotatedArticle(
        article=Article(
            id=identity, capture=content_id("cap", name), path=name, key=None, item=0, kind="article",
            url=None, publisher=publisher, title=None, authors=(), language="en",
            published=Date(value=published, precision="day", method="metadata") if published else None,
            updated=None, text=text, sha256="", truncated=False, blocks=tuple(blocks),
        ),
        annotations=Annotations(statements=tuple(statements), mentions=tuple(mentions)),
    )  # fmt: skip


def _statement(
    article: str, telling: Telling, text: str, publisher: str, places: tuple[int, int, int]
) -> Statement:
    start, at_cue, at_content = places
    source = (Span.of(text, start, at_cue - 1),)
    cue = (Span.of(text, at_cue, at_content - 1),)
    content = (Span.of(text, at_content, at_content + len(telling.content)),)
    hops = [(telling.speaker or "", "speaker"), *telling.by_way_of, (publisher, "publisher")]
    return Statement(
        id=statement_id(article, source, cue, content),
        kind=telling.kind, act="say", polarity=telling.polarity, score=1.0, parent=None,
        source=source, cue=cue, content=content, addressee=(), venue=None,
        speaker=Speaker(name=telling.speaker, kind=telling.speaker_kind, as_printed=source[0].text)
        if telling.speaker else None,
        said=Date(value=telling.said, precision="day", method="timex") if telling.said else None,
        chain=tuple(Hop(name=name, kind=kind) for name, kind in hops if name),  # type: ignore[arg-type]
    )  # fmt: skip
