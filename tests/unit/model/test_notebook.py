"""What a notebook shows of articles and statements: marked, escaped, bounded."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import AnnotatedArticle, Block
from onrecord.model.notebook import MOST_CHARACTERS
from strategies.growth import LIMIT, growth
from strategies.reports import Telling, page

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> _Words:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return parser


def shown(value: object) -> str:
    return value._repr_html_()  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def annotated() -> AnnotatedArticle:
    said = Telling(content="The heron will not be moved from the weir", speaker="Ines Arkwell")
    denied = Telling(
        content="that the weir was sold",
        speaker="Tom Quist",
        kind="indirect",
        cue="denied",
        polarity="denied",
    )
    return page("weir.txt", [said, denied], publisher="The Weir Gazette", published="2031-06-02")


def test_the_text_of_an_article_stands_whole_in_what_is_shown(annotated: AnnotatedArticle) -> None:
    words = "".join(read(shown(annotated)).words)
    assert "".join(annotated.article.text.split()) in "".join(words.split())
    assert "The Weir Gazette" in words


def test_spans_are_marked_by_their_role_and_denials_as_denials(annotated: AnnotatedArticle) -> None:
    html = shown(annotated)
    for statement in annotated.annotations.statements:
        role = "denied" if statement.polarity == "denied" else "content"
        assert re.search(rf'title="{role}">{re.escape(statement.content[0].text)}<', html)
        assert re.search(rf'title="source">{re.escape(statement.source[0].text)}<', html)
    said, denied = annotated.annotations.statements
    assert "DENIED" in shown(denied)
    assert "DENIED" not in shown(said)


def test_a_statement_shows_where_its_words_stand(annotated: AnnotatedArticle) -> None:
    statement = annotated.annotations.statements[0]
    span = statement.content[0]
    assert f"content [{span.start}, {span.end})" in shown(statement)
    assert statement.id in shown(statement)


def test_words_of_a_page_never_become_tags(annotated: AnnotatedArticle) -> None:
    article = replace(annotated.article, title=HOSTILE, publisher=HOSTILE, authors=(HOSTILE,), text=HOSTILE)
    said = annotated.annotations.statements[0]
    spoken = said.speaker and replace(said.speaker, name=HOSTILE)
    hostile = replace(
        said,
        speaker=spoken,
        content=(replace(said.content[0], text=HOSTILE),),
        source=(replace(said.source[0], text=HOSTILE),),
        cue=(replace(said.cue[0], text=HOSTILE),),
        chain=tuple(replace(hop, name=HOSTILE) for hop in said.chain),
    )
    for html in (shown(article), shown(hostile)):
        assert not {"script", "img"} & set(read(html).tags)
        assert HOSTILE in "".join(read(html).words)


def test_blocks_that_do_not_speak_are_shown_apart(annotated: AnnotatedArticle) -> None:
    text = "Read also\n\nThe heron stays"
    blocks = (Block(start=0, end=9, kind="related"), Block(start=11, end=len(text), kind="body"))
    html = shown(replace(annotated.article, text=text, blocks=blocks))
    assert re.search(r'opacity:[^"]*" title="related">Read also<', html)
    assert not re.search(r'opacity:[^"]*" title="body"', html)


def test_a_long_text_is_cut_and_says_so(annotated: AnnotatedArticle) -> None:
    text = "word " * MOST_CHARACTERS
    html = shown(replace(annotated.article, text=text, blocks=()))
    assert len(html) < 2 * MOST_CHARACTERS
    assert f"{len(text) - MOST_CHARACTERS:,} more characters" in html


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8))
def test_whatever_overlaps_no_character_is_lost_or_doubled(places: list[tuple[int, int]]) -> None:
    told = page(
        "a.txt", [Telling(content="The heron stays by the old weir for good", speaker="Ines Arkwell")]
    )
    text, said = told.article.text, told.annotations.statements[0]
    spans = [
        replace(said.content[0], start=start, end=end, text=text[start:end])
        for start, length in places
        if (end := min(start + length, len(text))) > start
    ]
    marked = [replace(said, content=(span,), source=(span,)) for span in spans]
    annotations = replace(told.annotations, statements=tuple(marked))
    words = "".join(read(shown(replace(told, annotations=annotations))).words)
    assert "".join(text.split()) in "".join(words.split())


def test_showing_takes_time_in_proportion_to_the_text() -> None:
    told = page("a.txt", [Telling(content="The heron stays", speaker="Ines Arkwell")])
    said = told.annotations.statements[0]

    def work(size: int) -> str:
        text = "ab " * size
        blocks = tuple(Block(start=3 * it, end=3 * it + 2, kind="body") for it in range(size))
        spans = [replace(said.content[0], start=3 * it, end=3 * it + 2, text="ab") for it in range(size)]
        statements = tuple(replace(said, content=(span,), source=(), cue=()) for span in spans)
        article = replace(told.article, text=text, blocks=blocks)
        annotated = replace(
            told, article=article, annotations=replace(told.annotations, statements=statements)
        )
        return shown(annotated)

    assert growth(work, 300) < LIMIT
