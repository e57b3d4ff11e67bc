"""The text of an article, cut into pieces."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import AnnotatedArticle, Annotations, Article, Block, Span, Statement, Timex, sha256
from onrecord.web.marking import mark_article
from strategies.growth import LIMIT, growth

TEXT = "Quay shut\n\nVera said Ilmar said the boats wait until Monday.\n\nRead also: soup"


def make_article(text: str = TEXT, blocks: tuple[Block, ...] = (), **annotations: object) -> AnnotatedArticle:
    article = Article(
        id="art-1", capture="cap-1", path="a.txt", key=None, item=0, kind="article", url=None, publisher=None,
        title=None, authors=(), language="en", published=None, updated=None, text=text,
        sha256=sha256(text.encode()), truncated=False, blocks=blocks,
    )  # fmt: skip
    return AnnotatedArticle(article=article, annotations=Annotations(**annotations))  # type: ignore[arg-type]


def make_statement(
    number: int, content: Span, source: Span | None = None, cue: Span | None = None
) -> Statement:
    return Statement(
        id=f"st-{number}", kind="indirect", act="say", polarity="asserted", score=1, parent=None,
        source=(source,) if source else (), cue=(cue,) if cue else (), content=(content,), addressee=(),
        venue=None, speaker=None, said=None, chain=(),
    )  # fmt: skip


def span(words: str, text: str = TEXT, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


@pytest.fixture
def nested() -> AnnotatedArticle:
    outer = make_statement(0, span("Ilmar said the boats wait until Monday"), span("Vera"), span("said"))
    inner = make_statement(1, span("the boats wait until Monday"), span("Ilmar"), span("said", after=25))
    body = TEXT.index("Vera"), TEXT.index("\n\nRead")
    blocks = (
        Block(start=0, end=9, kind="headline"),
        Block(start=body[0], end=body[1], kind="body"),
        Block(start=body[1] + 2, end=len(TEXT), kind="related"),
    )
    timex = Timex(**_parts(span("Monday")), type="DATE", value="2031-05-05")
    return make_article(blocks=blocks, statements=(outer, inner), timexes=(timex,))


def _parts(words: Span) -> dict[str, object]:
    return {"start": words.start, "end": words.end, "text": words.text}


def test_nested_statements_are_marked_each_in_its_role(nested: AnnotatedArticle) -> None:
    pieces = {piece.text: piece for stretch in mark_article(nested, 0, len(TEXT)) for piece in stretch.pieces}
    assert pieces["Vera"].classes == "source"
    assert (pieces["Vera"].source_of, pieces["Vera"].begins) == (0, (0,))
    assert set(pieces["Ilmar"].classes.split()) == {"content", "source"}
    assert (pieces["Ilmar"].source_of, pieces["Ilmar"].begins, pieces["Ilmar"].of) == (1, (1,), (1, 0))
    assert set(pieces["the boats wait until "].classes.split()) == {"content", "deep"}
    assert pieces["the boats wait until "].of == (1, 0)
    assert set(pieces["Monday"].classes.split()) == {"content", "time", "deep"}
    assert pieces["Monday"].time == "2031-05-05"
    assert pieces["Quay shut"].classes == ""


def test_stretches_know_whether_they_speak_and_what_begins_in_them(nested: AnnotatedArticle) -> None:
    found = [(it.kind, it.speaks, list(it.begins)) for it in mark_article(nested, 0, len(TEXT))]
    assert found == [
        ("headline", True, []),
        (None, False, []),
        ("body", True, [0, 1]),
        (None, False, []),
        ("related", False, []),
    ]


def test_a_window_cuts_marks_and_loses_no_character(nested: AnnotatedArticle) -> None:
    low, high = TEXT.index("the boats"), TEXT.index("until")
    stretches = list(mark_article(nested, low, high))
    assert _joined(stretches) == TEXT[low:high]
    assert [piece.of for piece in stretches[0].pieces] == [(1, 0)]


def _joined(stretches: list) -> str:  # type: ignore[type-arg]
    return "".join(piece.text for stretch in stretches for piece in stretch.pieces)


@st.composite
def _articles(draw: st.DrawFn) -> tuple[AnnotatedArticle, int, int]:
    text = draw(st.text(min_size=1, max_size=60))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda it: it[0] < it[1]
    )
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = tuple(
        Block(start=low, end=high, kind=draw(st.sampled_from(("body", "related", "headline"))))
        for low, high in zip(edges[::2], edges[1::2], strict=False)
    )
    statements = tuple(
        replace(
            make_statement(number, Span.of(text, *draw(places)), Span.of(text, *draw(places))),
            addressee=tuple(Span.of(text, *draw(places)) for _ in range(draw(st.integers(0, 2)))),
        )
        for number in range(draw(st.integers(0, 4)))
    )
    low, high = draw(places)
    return make_article(text, blocks, statements=statements), low, high


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(_articles())
def test_whatever_overlaps_the_text_stays_as_it_is(drawn: tuple[AnnotatedArticle, int, int]) -> None:
    article, low, high = drawn
    stretches = list(mark_article(article, low, high))
    assert _joined(stretches) == article.article.text[low:high]
    for number, statement in enumerate(article.annotations.statements):
        place = low
        for piece in (it for stretch in stretches for it in stretch.pieces):
            (content,) = statement.content
            inside = content.start <= place < content.end
            if inside:
                assert "content" in piece.classes.split()
                assert number in piece.of
            place += len(piece.text)


def test_work_grows_with_the_number_of_marks_only() -> None:
    def nest(depth: int) -> AnnotatedArticle:
        text = "a" * (2 * depth + 1)
        spans = [Span.of(text, it, len(text) - it) for it in range(depth)]
        statements = tuple(make_statement(number, it) for number, it in enumerate(spans))
        return make_article(text, (Block(start=0, end=len(text), kind="body"),), statements=statements)

    def work(depth: int) -> None:
        article = nest(depth)
        list(mark_article(article, 0, len(article.article.text)))

    assert growth(work, 200) < LIMIT
