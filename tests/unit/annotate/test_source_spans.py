"""Sources are whole noun phrases, and contents whole clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.annotate.source_spans import mend_sources
from onrecord.model import Attribution

Marked = Callable[[str], tuple[str, Attribution]]


def mended(line: str, marked: Marked) -> tuple[list[str], list[str]]:
    """Give the words of source and content that are left of a marked line."""
    text, attribution = marked(line)
    (found,) = mend_sources(text, [attribution])
    return [span.text for span in found.source], [span.text for span in found.content]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("{s:A clerk of the} counting house {c:said} {p:it burnt}.", "A clerk of the counting house"),
        ("{s:the} board's {c:claim} {p:that it burnt}.", "the board's"),
        ("{s:Ruiz, the mayor, and} he {c:said} {p:it burnt}.", "Ruiz, the mayor"),
        ("{s:07:04 Two dockers} {c:said} {p:it burnt}.", "Two dockers"),
        ("{s:9.15pm GMT Ruiz} {c:said} {p:it burnt}.", "Ruiz"),
        ("{s:24 dockers} {c:said} {p:it burnt}.", "24 dockers"),
    ],
)
def test_a_source_is_a_whole_noun_phrase(line: str, source: str, marked: Marked) -> None:
    assert mended(line, marked)[0] == [source]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "{s:Ruiz} {c:denied} {p:a report} in the weekly {p:Lantern that it burnt}.",
            ["a report in the weekly Lantern that it burnt"],
        ),
        ("{p:It burnt}, {s:Ruiz} {c:said}, {p:and then sank}.", ["It burnt", "and then sank"]),
        ("{p:It} {s:Ruiz} {c:said} {p:burnt down}.", ["It", "burnt down"]),
        (
            "{s:Ruiz} {c:told} {p:the quay} what he would never have told anybody else, {p:that it burnt}.",
            ["the quay", "that it burnt"],
        ),
    ],
)
def test_pieces_that_a_few_words_part_are_one(line: str, content: list[str], marked: Marked) -> None:
    assert mended(line, marked)[1] == content
