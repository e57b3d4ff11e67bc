"""Sentences in which the clause stands behind whom it is cited from."""

from __future__ import annotations

import pytest

from onrecord.annotate.cited import add_cited
from onrecord.model import Attribution, Block, Span
from strategies.growth import LIMIT, growth


def read(text: str, *known: Attribution) -> list[Attribution]:
    return add_cited(text, [Block(start=0, end=len(text), kind="body")], known)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The Gull Post reported on Friday, citing two pilots, that the quay had sunk.",
            "The Gull Post",
            "that the quay had sunk",
        ),
        (
            "Rain fell. Radio Alda said, quoting a cook, who left in May, that the soup was cold.",
            "Radio Alda",
            "that the soup was cold",
        ),
    ],
)
def test_the_clause_behind_the_cited_one_is_found(text: str, source: str, content: str) -> None:
    (found,) = read(text)
    assert [span.text for span in (*found.source, *found.content)] == [source, content]
    assert all(text[span.start : span.end] == span.text for span in (*found.cue, *found.content))


@pytest.mark.parametrize(
    "text",
    [
        "The Gull Post reported that the quay had sunk, citing two pilots.",
        "The mayor resigned on Friday, citing her health, and left.",
        "He said “so, citing two pilots, that the quay had sunk”.",
    ],
)
def test_other_orders_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_what_the_encoder_found_of_it_stays_and_what_it_muddled_gives_way() -> None:
    text = "The Gull Post reported on Friday, citing two pilots, that the quay had sunk."
    source, cue = Span.of(text, 0, 13), Span.of(text, 34, 40)
    at = text.index("that")
    right = Attribution(
        source=(source,), cue=(cue,), content=(Span.of(text, at + 5, len(text) - 1),), score=0.9
    )
    muddled = Attribution(
        source=(source,), cue=(cue,), content=(Span.of(text, at - 12, len(text) - 1),), score=0.9
    )
    assert read(text, right) == [right]
    (found,) = read(text, muddled)
    assert found.content[0].text == "that the quay had sunk"


def test_who_speaks_in_the_same_sentence_is_not_silenced() -> None:
    text = "The Gull Post reported, citing two pilots, that the quay sank, and Ada Moor said it would rise."
    source, cue = text.index("Ada"), text.index("said")
    other = Attribution(
        source=(Span.of(text, source, source + 8),),
        cue=(Span.of(text, cue, cue + 4),),
        content=(Span.of(text, cue + 5, len(text) - 1),),
        score=0.9,
    )
    assert read(text, other) == [other]


def test_time_grows_with_the_text() -> None:
    line = "The Gull Post reported, citing two pilots, that the quay had sunk. "

    def work(copies: int) -> None:
        text = line * copies
        known = [
            Attribution(
                source=(),
                cue=(),
                content=(Span.of(text, at + 43, at + 60),),
                score=0.9,
            )
            for at in range(0, len(text), len(line))
        ]
        read(text, *known)

    assert growth(work, 50) < LIMIT
