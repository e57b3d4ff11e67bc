"""Names of authors are cut out of credits; roles, places, addresses and outlets are not people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.authors import authors_of, split_names
from onrecord.extract.html_tree import parse_html
from onrecord.extract.metadata import read_metadata
from onrecord.extract.visible import page_lines


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Ida Verrall", ["Ida Verrall"]),
        ("By Ida Verrall and Tom Askew", ["Ida Verrall", "Tom Askew"]),
        ("Ida Verrall, Tom Askew and Una Bray", ["Ida Verrall", "Tom Askew", "Una Bray"]),
        ("Ida Verrall und Tom Askew, Lindow", ["Ida Verrall", "Tom Askew"]),
        ("José Marín y Tolliver", ["José Marín y Tolliver"]),
        ("Ida Verrall, Senior Reporter", ["Ida Verrall"]),
        ("Ida Verrall/Tom Askew", ["Ida Verrall", "Tom Askew"]),
        ("Verrall, Ida", ["Ida Verrall"]),
        ("Ida Verrall ida@gull.example", ["Ida Verrall"]),
        ("https://gull.example/ida", []),
        ("ida@gull.example", []),
        ("@idaverrall", []),
        ("105092", []),
        ("", []),
    ],
)
def test_credits_are_cut_into_names(credit: str, names: list[str]) -> None:
    assert split_names(credit) == names


@given(st.text(max_size=300))
def test_names_are_never_empty_or_long(credit: str) -> None:
    assert all(0 < len(name) <= 90 for name in split_names(credit))


def authors(body: str, head: str = "", publisher: str | None = "The Lindow Gull") -> tuple[str, ...]:
    root = parse_html(f"<html><head>{head}</head><body>{body}</body></html>", 100)
    lines = page_lines(root)
    headline = next((i for i, line in enumerate(lines) if line.element.tag == "h1"), None)
    paragraphs = [i for i, line in enumerate(lines) if line.element.tag == "p"]
    return authors_of(
        read_metadata(root, None), lines, headline, paragraphs, publisher, "https://gull.example/x"
    )


def test_a_byline_names_whom_metadata_does_not() -> None:
    head = '<meta name="author" content="The Lindow Gull">'
    assert authors("<h1>Storm</h1><p>By Ida Verrall in Brack</p><p>It blew.</p>", head) == ("Ida Verrall",)
    assert authors("<h1>Storm</h1><p>Von Ida Verrall, 5.2.2024</p><p>It blew.</p>", head) == ("Ida Verrall",)
    assert authors("<h1>Storm</h1><span class='articleAuthorName'>Ida Verrall</span><p>It blew.</p>") == (
        "Ida Verrall",
    )


def test_a_bold_name_under_the_story_is_its_signature() -> None:
    assert authors("<h1>Storm</h1><p>It blew all night.</p><p><strong>Ida Verrall</strong></p>") == (
        "Ida Verrall",
    )


def test_the_outlet_is_the_author_where_nobody_else_is() -> None:
    assert authors("<h1>Storm</h1><p>It blew.</p>", '<meta name="author" content="Lindow Gull">') == (
        "Lindow Gull",
    )
    assert authors("<h1>Storm</h1><p>It blew.</p>") == ()


def test_an_agency_beside_the_outlet_is_named() -> None:
    head = '<meta name="author" content="The Lindow Gull"><meta name="articleAuthor" content="Coastal Press">'
    assert authors("<h1>Storm</h1><p>It blew.</p>", head) == ("Coastal Press",)


def test_names_far_from_the_headline_are_not_authors() -> None:
    story = "".join(f"<p>It blew for {n} hours.</p>" for n in range(30))
    assert authors(f"<h1>Storm</h1>{story}<div class='author'>Una Bray</div>") == ()
