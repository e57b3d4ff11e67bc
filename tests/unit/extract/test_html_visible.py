"""Visible text: what a reader sees, a line a block element, the same for every way a page is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.extract.html_select import extracted_text
from onrecord.extract.html_tree import TooDeepError, nesting_depth, parse_html
from onrecord.extract.visible import block_is_visible, fold, page_lines, visible_text


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>The <b>har</b>bour  \n <i>master</i></p>", "The harbour master"),
        ("<div>Before<p>Inside</p>after</div>", "Before\nInside\nafter"),
        ("<p>Line<br>next<br><br>paragraph</p>", "Line next\nparagraph"),
        ("<p>Words<script>say()</script><style>p{}</style><noscript>Other</noscript></p>", "Words"),
        ("<table><tr><td>1</td><td>Tarn</td></tr><tr><td>2</td><td>Aln</td></tr></table>", "1 Tarn\n2 Aln"),
        ("<head><title>No</title></head><template><p>No</p></template><p>Yes</p>", "Yes"),
        ("<table><tr><td><p>Cell</p></td><td>Other</td></tr></table>", "Cell\nOther"),
        ("<p>Caf&eacute; &amp; bar&nbsp;open</p>", "Café & bar open"),
        ("<!-- <p>no</p> --><p>A <!-- note -->B</p>", "A B"),
        ("<p hidden>Shown when a script says so</p>", "Shown when a script says so"),
        ("", ""),
    ],
)  # fmt: skip
def test_lines_are_block_elements(html: str, seen: str) -> None:
    assert visible_text(html) == seen


def test_lines_know_links_and_what_hides() -> None:
    root = parse_html(
        "<p>See <a href='/'>this story</a></p><div style='DISPLAY : none'><p>Gone</p></div>", 100
    )
    shown, gone = page_lines(root)
    assert (shown.linked, shown.hidden) == (len("this story"), False)
    assert gone.hidden


def test_a_block_is_visible_whatever_its_white_space() -> None:
    visible = visible_text("<p>The harbour\n  master</p><p>said so</p>")
    assert block_is_visible("The  harbour\u00a0master", visible)
    assert block_is_visible("master said so", visible)
    assert not block_is_visible("The harbour mistress", visible)
    assert not block_is_visible(" \n ", visible)


@given(st.text(max_size=300))
def test_visible_text_is_folded_lines(html: str) -> None:
    for line in visible_text(html).split("\n"):
        assert line == fold(line)


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("<div><div><p>x</p></div></div>", 2),
        ("<p>" * 50 + "<br>" * 50 + "<li>" * 50, 0),
        ("<div></b></b></div><div>", 1),
        ("<div><b><i></div><span>", 3),
        ("<script>'<div><div><div>'</script><div>", 1),
        ("<SCRIPT><div>", 0),
    ],
)
def test_depth_counts_what_nests(html: str, depth: int) -> None:
    assert nesting_depth(html) == depth


def test_deeper_than_allowed_is_an_error() -> None:
    assert parse_html("<div>" * 9 + "x", 9) is not None
    with pytest.raises(TooDeepError):
        parse_html("<div>" * 10 + "x", 9)


def test_a_page_deeper_than_the_parser_goes_by_itself_is_whole() -> None:
    html = "<div>" * 600 + "<p>deep down</p>" + "</div>" * 600 + "<p>afterwards</p>"
    assert visible_text(html) == "deep down\nafterwards"


def test_forbidden_characters_do_not_cut_the_page_off() -> None:
    assert visible_text("<p>one\0two</p><p>three\x0b\ud800</p>") == "one two\nthree"


def test_trafilatura_leaves_the_tree_of_the_page_as_it_was() -> None:
    paragraphs = "".join(
        f"<p>The lock on the {n}th reach was opened again, the warden said.</p>" for n in range(30)
    )
    root = parse_html(f"<nav><a href='/'>Home</a></nav><article><h1>The lock</h1>{paragraphs}</article>", 99)
    before = etree.tostring(root)
    assert "warden" in extracted_text(root, page_lines(root))
    assert etree.tostring(root) == before


def test_a_row_of_short_cells_is_a_line_and_a_hidden_one_says_so() -> None:
    hidden = "<div hidden><b>Not <a href='/x'>yet</a></b></div>"
    page = f"<table><tr><td>Boats<td>12</table>{hidden}<p>a<br>b<br><br>c"
    lines = page_lines(parse_html(page, 99))
    assert [line.text for line in lines] == ["Boats 12", "Not yet", "a b", "c"]
    assert [line.hidden for line in lines] == [False, True, False, False]
    assert (lines[1].bold, lines[1].linked) == (6, 3)
    assert lines[0].words == ["boats", "12"]


def test_what_scripts_and_forbidden_characters_hold_opens_nothing() -> None:
    assert nesting_depth("<style>a</style><div><script>x<div></script ><b>") == 2
    assert nesting_depth("<scripted><div>") == 2
    assert nesting_depth("<div><script>never closed <div><div>") == 1
    assert visible_text("\ufeff<?xml version='1.0'?><p>one\uffffthree</p>") == "one three"


def test_scripts_are_taken_out_of_the_tree_and_descriptions_stay() -> None:
    scripts = "<script>var a</script>between<script type='application/LD+json'>{}</script><style>p{}</style>"
    root = parse_html(f"<p>before{scripts}after</p>", 9)
    assert [script.text for script in root.iter("script", "style")] == ["{}"]
    assert [line.text for line in page_lines(root)] == ["beforebetweenafter"]
