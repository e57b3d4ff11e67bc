"""Letters: "I" is whoever signed below, "we" is not the paper; the kind of a text says nothing."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.model import Annotations, Article, Block, sha256

DUST = "{s1:I} {c1:believe} {p1:that the council never read the survey}."
BRIDGE = "{s1:I} {c1:think} {p1:that a ferry would carry us for a century}."


@pytest.fixture
def annotate(marked_encoder: Any) -> Any:
    """Annotate an article of marked lines, each with its kind of block."""

    def found(*lines: tuple[str, str], authors: tuple[str, ...]) -> Annotations:
        encoder = marked_encoder(*(line for _, line in lines))
        text, blocks = "", []
        for (kind, _), words in zip(lines, encoder.paragraphs, strict=True):
            blocks.append(Block(start=len(text), end=len(text) + len(words), kind=kind))  # type: ignore[arg-type]
            text += f"{words}\n\n"
        return Annotator(encoder=encoder).annotate(
            Article(
                id="art-1",
                capture="cap-1",
                path="a.txt",
                key=None,
                item=0,
                kind="article",
                url=None,
                publisher="The Saltby Lantern",
                title=None,
                authors=authors,
                language="en",
                published=None,
                updated=None,
                text=text,
                sha256=sha256(text.encode()),
                truncated=False,
                blocks=tuple(blocks),
            )
        )

    return found


def speakers(found: Annotations) -> list[str | None]:
    return [it.speaker and it.speaker.name for it in found.statements]


def test_each_letter_of_a_page_is_its_signer_s(annotate: Any) -> None:
    found = annotate(
        ("body", DUST),
        ("byline", "Josefa Lund, Upper Cray"),
        ("body", BRIDGE),
        ("byline", "— Dr Odo Farrant"),
        authors=("Josefa Lund", "Odo Farrant"),
    )
    assert speakers(found) == ["Josefa Lund", "Odo Farrant"]
    assert {it.speaker.kind for it in found.statements} == {"author"}


def test_the_one_behind_the_last_signature_is_nobody_s(annotate: Any) -> None:
    found = annotate(
        ("body", DUST),
        ("byline", "Josefa Lund"),
        ("body", DUST),
        ("byline", "Odo Farrant"),
        ("body", BRIDGE),
        authors=("Josefa Lund", "Odo Farrant"),
    )
    assert speakers(found) == ["Josefa Lund", "Odo Farrant", None]


def test_we_in_a_letter_is_not_the_paper(annotate: Any) -> None:
    line = DUST.replace("{s1:I}", "{s1:We}")
    assert speakers(annotate(("body", line), authors=())) == ["The Saltby Lantern"]
    assert speakers(annotate(("body", line), ("byline", "Josefa Lund"), authors=("Josefa Lund",))) == [None]


@pytest.mark.parametrize("genre", ["Letter", "Opinion", "Letters"])
def test_the_kind_of_a_text_says_nothing(annotate: Any, genre: str) -> None:
    headline = f"{{s1:{genre}}}{{c1::}} {{p1:the dust of the quarry is on all of us}}"
    assert not annotate(("headline", headline), authors=()).statements
    named = headline.replace(genre, "Oduya")
    assert len(annotate(("headline", named), authors=()).statements) == 1
