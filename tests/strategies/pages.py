"""A small invented corpus in plain calls: the same pages, the same statements, every time."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    Capture,
    CaptureResult,
    Date,
    Declared,
    Drop,
    Evidence,
    Hop,
    Mention,
    Polarity,
    Span,
    Speaker,
    Statement,
    Timex,
    article_id,
    capture_id,
    sha256,
    statement_id,
)

SPEAKERS = ("Anna Vaskó", "Ole Brandvik", "ÉLISE Morant", "O'Malley Quinn")
OUTLETS = ("Harbour Post", "Tarnów 24", "100% News_Now", "Valley Echo")


def page(
    number: int = 0,
    *,
    speaker: str = "Anna Vaskó",
    publisher: str | None = "Harbour Post",
    content: str = "the ferry will run again in spring",
    said: str | None = None,
    published: str | None = "2031-04-02",
    polarity: Polarity = "asserted",
    key: str | None = None,
    path: str | None = None,
) -> CaptureResult:
    """Make a page of three lines in which one speaker says one thing; a second statement is nested in it."""
    text = f"Ferry news, page {number}\n{speaker} told us on Monday that {content}.\nMore soon."
    content_bytes = text.encode()
    digest, path = sha256(content_bytes), path or f"news/{number:03}.txt"
    declared = Declared(publisher=publisher)
    capture = Capture(
        id=capture_id(digest, path, None, key, declared.values),
        content=content_bytes,
        sha256=digest,
        media_type="text/plain",
        path=path,
        key=key,
        declared=declared,
        captured="2031-04-03T08:00:00Z",
    )
    identity = article_id(capture.id, 0)
    day = published and Date(
        value=published,
        precision="day",
        method="printed",
        evidence=(Evidence(text="Ferry", start=0, end=5), Evidence(text="x", where="meta", name="date")),
    )
    article = Article(
        id=identity,
        capture=capture.id,
        path=path,
        key=key,
        item=0,
        kind="article",
        url=None,
        publisher=publisher,
        title=f"Ferry news, page {number}",
        authors=("Jo Reyes", "Max Ödegård"),
        language="en",
        published=day or None,
        updated=None,
        text=text,
        sha256=digest,
        truncated=False,
        blocks=tuple(_lines(text)),
    )
    return CaptureResult(
        capture=capture,
        articles=(
            AnnotatedArticle(
                article=article,
                annotations=_annotations(article, speaker, content, said, polarity),
                drops=(Drop(stage="extract", item=path, reason="a line was no text", partial=True),),
            ),
        ),
        drops=(Drop(stage="decode", item=path, reason="one byte stands as U+FFFD", partial=True),),
    )


def corpus(count: int) -> Iterator[CaptureResult]:
    """Make pages of several speakers and outlets; every fifth has the bytes of another one."""
    for number in range(count):
        yield page(
            number - 1 if number % 5 == 4 else number,
            speaker=SPEAKERS[number % 4] if number % 5 != 4 else SPEAKERS[(number - 1) % 4],
            publisher=OUTLETS[number % 4],
            path=f"news/{number:03}.txt",
        )


def span(text: str, words: str) -> Span:
    """Find the first place of some words."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        yield Block(start=start, end=start + len(line), kind="body" if number else "headline")
        start += len(line) + 1


def _annotations(
    article: Article, speaker: str, content: str, said: str | None, polarity: Polarity
) -> Annotations:
    text, path = article.text, article.path
    source, monday = span(text, speaker), span(text, "Monday")
    proof = Evidence(text=monday.text, start=monday.start, end=monday.end)
    who = Speaker(name=speaker, kind="person", as_printed=speaker)
    chain = (
        Hop(name=speaker, kind="speaker", start=source.start, end=source.end, text=source.text),
        Hop(name=article.publisher or path, kind="publisher", inferred=True),
    )
    cue, whole = span(text, "told"), span(text, content)
    last_word = Span.of(text, whole.end - len(content.split()[-1]), whole.end)
    day = Date(value=said, precision="day", method="timex", evidence=(proof,))

    def statement(words: Span, parent: str | None, date: Date | None) -> Statement:
        return Statement(
            id=statement_id(article.id, (source,), (cue,), (words,)),
            kind="indirect",
            act="say",
            polarity=polarity,
            score=0.97,
            parent=parent,
            source=(source,),
            cue=(cue,),
            content=(words,),
            addressee=(span(text, "us"),),
            venue=monday,
            speaker=who,
            said=date,
            chain=chain,
        )

    outer = statement(whole, None, day if said else None)
    return Annotations(
        statements=(statement(last_word, outer.id, None), outer),
        mentions=(
            Mention(
                start=source.start, end=source.end, text=speaker, type="PERSON", form="name", entity=speaker
            ),
        ),
        timexes=(Timex(start=monday.start, end=monday.end, text="Monday", type="DATE", value="2031-03-31"),),
        drops=(Drop(stage="annotate", item=path, reason="a quotation mark has no other half", partial=True),),
    )
