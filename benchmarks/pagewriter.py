"""Write generated pages at the level of the record, and keep what stands where in them."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    Hop,
    Mention,
    MentionType,
    Polarity,
    Span,
    Speaker,
    Statement,
    StatementKind,
    article_id,
    capture_id,
    sha256,
    statement_id,
)


@dataclass
class Told:
    """One thing that somebody says in a story."""

    speaker: str
    content: str
    kind: StatementKind = "indirect"
    act: Act = "say"
    polarity: Polarity = "asserted"
    cue: str = "said"
    #: What it means, as the encoder would see it; 128 signed bytes.
    vector: bytes | None = None


@dataclass
class Writer:
    """Writes a page, and keeps what stands where."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    #: Source, cue, content and what is told.
    told: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int], Told]] = field(default_factory=list)

    def block(self, kind: BlockKind, text: str) -> None:
        """Write a paragraph of its own."""
        low = self.open()
        self.write(text)
        self.close(low, kind)

    def open(self) -> int:
        """Begin a paragraph."""
        self.text += "\n\n" if self.text else ""
        return len(self.text)

    def close(self, low: int, kind: BlockKind) -> None:
        """End it."""
        self.blocks.append(Block(start=low, end=len(self.text), kind=kind))

    def write(self, text: str) -> tuple[int, int]:
        """Write some words; gives where they stand."""
        low = len(self.text)
        self.text += text
        return low, len(self.text)

    def name(self, text: str, kind: MentionType = "PERSON") -> tuple[int, int]:
        """Write a name."""
        low, high = self.write(text)
        self.mentions.append(Mention(start=low, end=high, text=text, type=kind, form="name", entity=text))
        return low, high

    def say(self, told: Told, role: str) -> None:
        """Write a paragraph in which somebody says something."""
        low = self.open()
        if told.kind == "direct":
            self.write("“")
            content = self.write(told.content[0].upper() + told.content[1:])
            self.write(",” ")
            source = self.name(told.speaker)
            self.write(f", {role}, ")
            cue = self.write(told.cue)
            self.write(" on Monday.")
        else:
            source = self.name(told.speaker)
            self.write(f", {role}, ")
            cue = self.write(told.cue)
            self.write(" that ")
            content = self.write(told.content)
            self.write(".")
        self.close(low, "body")
        self.told.append((source, cue, content, told))


def finish(
    writer: Writer,
    path: str,
    url: str,
    title: str,
    author: str,
    publisher: str,
    day: str,
    *,
    passed: tuple[str, ...] = (),
) -> CaptureResult:
    """Make the article of what was written; `passed` are the publishers by whose way all words came."""
    text = writer.text
    digest = sha256(text.encode())
    capture = Capture(
        id=capture_id(digest, path, url),
        content=text.encode(),
        sha256=digest,
        media_type="text/plain",
        path=path,
        url=url,
    )
    article = Article(
        id=article_id(capture.id, 0), capture=capture.id, path=path, key=None, item=0, kind="article",
        url=url, publisher=publisher, title=title, authors=(author,), language="en",
        published=Date(value=day, precision="day", method="given"), updated=None,
        text=text, sha256=digest, truncated=False, blocks=tuple(writer.blocks),
    )  # fmt: skip
    statements = tuple(_statement(article, passed, *told) for told in writer.told)
    marked = Annotations(statements=statements, mentions=tuple(writer.mentions))
    return CaptureResult(capture=capture, articles=(AnnotatedArticle(article=article, annotations=marked),))


def _statement(
    article: Article,
    passed: tuple[str, ...],
    source: tuple[int, int],
    cue: tuple[int, int],
    content: tuple[int, int],
    told: Told,
) -> Statement:
    spans = [(Span.of(article.text, *place),) for place in (source, cue, content)]
    day = article.published.value if article.published else None
    return Statement(
        id=statement_id(article.id, *spans),
        kind=told.kind,
        act=told.act,
        polarity=told.polarity,
        score=0.9,
        parent=None,
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        addressee=(),
        venue=None,
        speaker=Speaker(name=told.speaker, kind="person", as_printed=told.speaker),
        said=Date(value=None, precision=None, method=None, latest=day),
        chain=(
            Hop(name=told.speaker, kind="speaker", start=source[0], end=source[1], text=told.speaker),
            *(Hop(name=name, kind="publisher") for name in passed),
            Hop(name=article.publisher or "", kind="publisher", inferred=True),
        ),
        vector=told.vector,
    )
