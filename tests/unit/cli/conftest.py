from pathlib import Path

import pytest

from onrecord.capture.build import make_capture
from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    CaptureResult,
    Date,
    Hop,
    Polarity,
    Span,
    Speaker,
    Statement,
    article_id,
    sha256,
    statement_id,
)
from onrecord.pipeline import link_waiting
from onrecord.store import open_store

TEXT = (
    "Quay stays shut\n\n"
    "“The quay stays shut,” said Ilmar Dorn. Vera Sund denied that the pier had moved. "
    "Ott Lepik would not confirm that tests had begun."
)


def make_statement(
    article: str, who: str, cue: str, what: str, polarity: Polarity, day: str | None
) -> Statement:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span.of(TEXT, start, start + len(words))

    said = Date(
        value=day, precision="day" if day else None, method="given", latest=None if day else "2031-05-02"
    )
    source, cue_span, content = span(who), span(cue), span(what)
    return Statement(
        id=statement_id(article, (source,), (cue_span,), (content,)),
        kind="direct" if polarity == "asserted" else "indirect",
        act="say" if polarity == "asserted" else "deny",
        polarity=polarity,
        score=0.9,
        parent=None,
        source=(source,),
        cue=(cue_span,),
        content=(content,),
        addressee=(),
        venue=None,
        speaker=Speaker(name=who, kind="person", as_printed=who),
        said=said,
        chain=(
            Hop(name=who, kind="speaker", start=source.start, end=source.end, text=who),
            Hop(name="Northline", kind="agency", inferred=True),
            Hop(name="The Lamp", kind="publisher", inferred=True),
        ),
    )


@pytest.fixture
def result() -> CaptureResult:
    capture = make_capture(TEXT.encode(), media_type="text/plain", path="news/quay.txt")
    identity = article_id(capture.id, 0)
    article = Article(
        id=identity,
        capture=capture.id,
        path=capture.path,
        key=None,
        item=0,
        kind="article",
        url=None,
        publisher="The Lamp",
        title="Quay stays shut",
        authors=(),
        language="en",
        published=Date(value="2031-05-02", precision="day", method="given"),
        updated=None,
        text=TEXT,
        sha256=sha256(TEXT.encode()),
        truncated=False,
        blocks=(Block(start=0, end=15, kind="headline"), Block(start=17, end=len(TEXT), kind="body")),
    )
    statements = (
        make_statement(identity, "Ilmar Dorn", "said", "The quay stays shut", "asserted", "2031-05-01"),
        make_statement(identity, "Vera Sund", "denied", "the pier had moved", "denied", None),
        make_statement(identity, "Ott Lepik", "would not confirm", "tests had begun", "not_confirmed", None),
    )
    annotated = AnnotatedArticle(article=article, annotations=Annotations(statements=statements))
    return CaptureResult(capture=capture, articles=(annotated,))


@pytest.fixture
def record(tmp_path: Path, result: CaptureResult) -> str:
    location = str(tmp_path / "record.db")
    with open_store(location) as store:
        store.add(result)
        for _ in link_waiting(store):
            pass
    return location
