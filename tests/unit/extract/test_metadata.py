"""What a page says of itself is read from wherever it says so."""

from __future__ import annotations

import json

import pytest

from onrecord.extract.html_tree import parse_html
from onrecord.extract.metadata import (
    Metadata,
    absolute,
    address_of,
    host_of,
    page_titles,
    publisher_of,
    read_metadata,
    without_site_name,
)


def metadata_of(head: str, url: str | None = None) -> Metadata:
    return read_metadata(parse_html(f"<html><head>{head}</head><body><p>x</p></body></html>", 100), url)


def ld(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_names_of_tags_are_compared_by_their_letters() -> None:
    found = metadata_of(
        '<meta property="article:Published-Time" content="2024-02-05"><meta name="a" content="">'
    )
    assert found.tag("article:published_time") == "2024-02-05"
    assert found.tag("a") is None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Storm"}',
        '[{"@type": "Organization"}, {"@type": ["Thing", "ReportageNewsArticle"], "headline": "Storm"}]',
        '{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Storm"}}]}',
        '<!-- {"@type": "Article", "headline": "Storm",} -->',
        '{"@type": "Article", "headline": "Storm", "text": "a\nb"};',
    ],
    ids=["plain", "list", "graph", "trailing comma", "line break in a string"],
)
def test_the_article_is_found_in_json_ld(script: str) -> None:
    assert metadata_of(f'<script type="application/ld+json">{script}</script>').article["headline"] == "Storm"


def test_the_own_node_is_told_from_those_of_other_stories() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "Other", "url": "https://gull.example/other"},
        {
            "@type": "NewsArticle",
            "headline": "Own",
            "mainEntityOfPage": {"@id": "https://www.gull.example/own?x=1"},
        },
    ]
    assert metadata_of(ld(nodes), "https://gull.example/own/").article["headline"] == "Own"
    by_title = metadata_of('<meta property="og:title" content="OWN">' + ld(nodes))
    assert by_title.article["headline"] == "Own"


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type": </script>'
    assert metadata_of(broken + ld({"@type": "Article", "headline": "Storm"})).article["headline"] == "Storm"
    assert not metadata_of('<script type="application/ld+json">' + "[" * 50_000 + "</script>").article


@pytest.mark.parametrize(
    ("title", "names", "cut"),
    [
        ("Storm in the bay | The Lindow Gull", ("The Lindow Gull",), "Storm in the bay"),
        ("Storm in the bay - lindowgull.example", (None, "lindowgull.example"), "Storm in the bay"),
        ("The Lindow Gull: Storm in the bay", ("The Lindow Gull",), "The Lindow Gull: Storm in the bay"),
        ("The Gull | Storm in the bay", ("The Gull",), "Storm in the bay"),
        ("Storm – a week on | The Gull", ("The Gull",), "Storm – a week on"),
        ("Storm - Weather", ("The Gull",), "Storm - Weather"),
        ("Twenty-one boats", ("The Gull",), "Twenty-one boats"),
        ("The Gull", ("The Gull",), "The Gull"),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, names: tuple[str | None, ...], cut: str) -> None:
    assert without_site_name(title, *names) == cut


def test_what_follows_a_title_is_cut_where_another_says_so() -> None:
    head = (
        "<meta property='og:title' content='Ferry to Aldmoor stays in port - Coast | Gullnet'>"
        "<title>Ferry to Aldmoor stays in port - Coast | Gullnet</title>"
    )
    root = parse_html(f"<head>{head}</head><body><h1>Ferry to Aldmoor stays in port</h1></body>", 100)
    assert page_titles(root, read_metadata(root, None))[0] == "Ferry to Aldmoor stays in port"


def test_the_publisher_is_named_by_the_page_else_by_its_host() -> None:
    named = metadata_of('<meta property="og:site_name" content="The Gull">')
    assert publisher_of(named, "https://gull.example/x") == "The Gull"
    node = {"@graph": [
        {"@type": "NewsArticle", "headline": "x", "publisher": {"@id": "#org"}},
        {"@id": "#org", "@type": "Organization", "name": "The Gull &amp; Co"},
    ]}  # fmt: skip
    assert publisher_of(metadata_of(ld(node)), None) == "The Gull & Co"
    assert publisher_of(metadata_of(""), "https://www.gull.example/x") == "gull.example"
    assert publisher_of(metadata_of(""), None) is None


def test_addresses() -> None:
    head = '<link rel="canonical" href="https://gull.example/a">'
    root = parse_html(f"<head>{head}</head><body></body>", 100)
    found = read_metadata(root, None)
    assert address_of(root, found, None) == "https://gull.example/a"
    assert address_of(root, found, "https://gull.example/b?x") == "https://gull.example/b?x"
    assert absolute("https://gull.example/a/", "../b") == "https://gull.example/b"
    assert absolute(None, "/b") is None
    assert absolute("https://gull.example", "http://[broken") is None
    assert host_of("https://www.gull.example:80/") == "gull.example"
    assert host_of("mailto:x@gull.example") is None
