"""Build CaptureResults as the item stages could give them: every span verbatim, every id its content's."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from onrecord.model import (
    Act,
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    BlockKind,
    Capture,
    CaptureResult,
    Date,
    DateMethod,
    Declared,
    Drop,
    Event,
    EventType,
    Evidence,
    Hop,
    HopKind,
    Mention,
    MentionForm,
    MentionType,
    Modality,
    Polarity,
    Span,
    Speaker,
    SpeakerKind,
    Stage,
    Statement,
    StatementKind,
    Timex,
    TimexType,
    Unnamed,
    article_id,
    capture_id,
    event_id,
    sha256,
    statement_id,
)

#: Any text without lone surrogates, which capture never lets through; NUL and the like are in.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
some_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
#: A page's text: words with what is hard on stores between them.
page_text = st.lists(
    st.one_of(
        st.sampled_from(["The mill", "Óskar", "said", "\0", "“no”", "\r\n", "'; --", "😀", "%_"]), some_text
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


def literal(kind: Any) -> st.SearchStrategy[Any]:
    """Choose one of the values of a Literal."""
    return st.sampled_from(get_args(kind))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Choose None as well."""
    return st.none() | strategy


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


def some_spans(text: str, at_least: int = 0) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(spans(text), min_size=at_least, max_size=3).map(tuple)


@st.composite
def evidences(draw: st.DrawFn, text: str) -> Evidence:
    if draw(st.booleans()):
        span = draw(spans(text))
        return Evidence(text=span.text, start=span.start, end=span.end)
    where = draw(st.sampled_from(["meta", "json-ld", "url", "input", "calendar", "article"]))
    return Evidence(text=draw(any_text), where=where, name=draw(maybe(any_text)))


@st.composite
def dates(draw: st.DrawFn, text: str) -> Date:
    day = draw(st.dates()).isoformat()
    proofs = tuple(draw(st.lists(evidences(text), max_size=2)))
    size = draw(st.sampled_from([4, 7, 10, 0]))
    if size:
        precision = {4: "year", 7: "month", 10: "day"}[size]
        method = draw(literal(DateMethod))
        return Date(value=day[:size], precision=precision, method=method, evidence=proofs)
    method = draw(maybe(literal(DateMethod)))
    return Date(value=None, precision=None, method=method, latest=day, evidence=proofs)


@st.composite
def hops(draw: st.DrawFn, text: str) -> Hop:
    span = draw(maybe(spans(text)))
    words = {"start": span.start, "end": span.end, "text": span.text} if span else {}
    return Hop(name=draw(some_text), kind=draw(literal(HopKind)), inferred=draw(st.booleans()), **words)


@st.composite
def unnamed(draw: st.DrawFn, text: str) -> Unnamed:
    described = draw(spans(text))
    return Unnamed(
        description=described.text, count=draw(maybe(st.integers(1, 500))), reason=draw(maybe(spans(text)))
    )


@st.composite
def speakers(draw: st.DrawFn, text: str) -> Speaker:
    return Speaker(
        name=draw(some_text),
        kind=draw(literal(SpeakerKind)),
        as_printed=draw(maybe(any_text)),
        unnamed=draw(maybe(unnamed(text))),
    )


@st.composite
def statements(draw: st.DrawFn, article: str, text: str) -> Statement:
    source, cue = draw(some_spans(text)), draw(some_spans(text))
    content = draw(some_spans(text, at_least=1))
    return Statement(
        id=statement_id(article, source, cue, content),
        kind=draw(literal(StatementKind)),
        act=draw(literal(Act)),
        polarity=draw(literal(Polarity)),
        score=draw(st.integers(0, 100)) / 100,
        parent=None,
        source=source,
        cue=cue,
        content=content,
        addressee=draw(some_spans(text)),
        venue=draw(maybe(spans(text))),
        speaker=draw(maybe(speakers(text))),
        said=draw(maybe(dates(text))),
        chain=tuple(draw(st.lists(hops(text), max_size=3))),
    )


@st.composite
def events(draw: st.DrawFn, article: str, text: str, told_in: list[str]) -> Event:
    words = draw(spans(text))
    return Event(
        id=event_id(article, words.start, words.end),
        start=words.start,
        end=words.end,
        text=words.text,
        type=draw(maybe(literal(EventType))),
        actor=draw(maybe(spans(text))),
        recipient=draw(some_spans(text)),
        place=draw(maybe(spans(text))),
        when=draw(maybe(dates(text))),
        modality=draw(literal(Modality)),
        statement=draw(maybe(st.sampled_from(told_in))) if told_in else None,
    )


@st.composite
def annotations(draw: st.DrawFn, article: str, text: str) -> Annotations:
    found = draw(st.lists(statements(article, text), max_size=3, unique_by=lambda it: it.id))
    ids = [it.id for it in found]
    # A parent may come before its child and after it; none is its own.
    parents = [
        draw(maybe(st.sampled_from([it for it in ids if it != own]))) if len(ids) > 1 else None for own in ids
    ]
    marked = [draw(spans(text)) for _ in range(draw(st.integers(0, 3)))]
    times = [draw(spans(text)) for _ in range(draw(st.integers(0, 2)))]
    return Annotations(
        statements=tuple(_with_parent(it, parent) for it, parent in zip(found, parents, strict=True)),
        mentions=tuple(
            Mention(
                start=span.start,
                end=span.end,
                text=span.text,
                type=draw(literal(MentionType)),
                form=draw(literal(MentionForm)),
                entity=draw(maybe(some_text)),
            )
            for span in marked
        ),
        timexes=tuple(
            Timex(
                start=span.start,
                end=span.end,
                text=span.text,
                type=draw(literal(TimexType)),
                value=draw(maybe(some_text)),
            )
            for span in times
        ),
        events=tuple(draw(st.lists(events(article, text, ids), max_size=2, unique_by=lambda it: it.id))),
        drops=tuple(draw(st.lists(drops(), max_size=2))),
    )


def _with_parent(statement: Statement, parent: str | None) -> Statement:
    fields = {name: getattr(statement, name) for name in Statement.__slots__}
    return Statement(**{**fields, "parent": parent})


@st.composite
def drops(draw: st.DrawFn) -> Drop:
    return Drop(
        stage=draw(literal(Stage)),
        item=draw(some_text),
        reason=draw(some_text),
        partial=draw(st.booleans()),
    )


@st.composite
def blocks(draw: st.DrawFn, text: str) -> tuple[Block, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return tuple(Block(start=start, end=end, kind=draw(literal(BlockKind))) for start, end in pairwise(cuts))


@st.composite
def captures(draw: st.DrawFn, text: str) -> Capture:
    content = text.encode()
    path, key, url = draw(some_text), draw(maybe(some_text)), draw(maybe(some_text))
    digest = sha256(content)
    fields = ("title", "publisher", "author", "published")
    declared = draw(st.builds(Declared, **{field: maybe(any_text) for field in fields}))
    return Capture(
        id=capture_id(digest, path, url, key, declared.values),
        content=content,
        sha256=digest,
        media_type="text/plain",
        path=path,
        url=url,
        key=key,
        charset=draw(st.sampled_from([None, "utf-8"])),
        declared=declared,
        captured=draw(st.sampled_from([None, "2024-05-01T12:00:00Z"])),
    )


@st.composite
def articles(draw: st.DrawFn, capture: Capture, text: str, item: int) -> AnnotatedArticle:
    identity = article_id(capture.id, item)
    article = Article(
        id=identity,
        capture=capture.id,
        path=capture.path,
        key=capture.key,
        item=item,
        kind="article" if item == 0 else "teaser",
        url=draw(maybe(any_text)),
        publisher=draw(maybe(any_text)),
        title=draw(maybe(any_text)),
        authors=tuple(draw(st.lists(some_text, max_size=3))),
        language=draw(st.sampled_from([None, "en", "de"])),
        published=draw(maybe(dates(text))),
        updated=draw(maybe(dates(text))),
        text=text,
        sha256=sha256(text.encode()),
        truncated=draw(st.booleans()),
        blocks=draw(blocks(text)),
    )
    return AnnotatedArticle(
        article=article,
        annotations=draw(annotations(identity, text)),
        drops=tuple(draw(st.lists(drops(), max_size=2))),
    )


@st.composite
def capture_results(draw: st.DrawFn) -> CaptureResult:
    """Build a plain-text capture with one to three articles that share its text."""
    text = draw(page_text)
    capture = draw(captures(text))
    count = draw(st.integers(1, 3))
    return CaptureResult(
        capture=capture,
        articles=tuple(draw(articles(capture, text, item)) for item in range(count)),
        drops=tuple(draw(st.lists(drops(), max_size=2))),
    )
