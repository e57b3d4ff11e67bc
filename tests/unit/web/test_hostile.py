"""Pages of a record that is hostile through and through: all of it shows as text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli.app import app as command
from onrecord.web.app import create_app
from strategies.crawling import Crawled, crawl
from strategies.hostile_record import OVERRIDE, hostile_lines, hostile_store

#: Attributes by which an element loads, leads or sends somewhere.
_LEADING = ("href", "src", "action", "formaction", "data", "poster", "srcset")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Crawled]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_store(folder / "record.db").close()
    (folder / "lines.jsonl").write_text(hostile_lines())
    CliRunner().invoke(command, ["add", str(folder / "lines.jsonl"), "--store", str(folder / "record.db")])
    return list(_all_pages(folder / "record.db"))


def _all_pages(path: Path) -> Iterator[Crawled]:
    from onrecord.store import open_store

    with open_store(str(path)) as store:
        app = create_app(store, token="t", allowed_hosts=("testserver",))
        # Broken pages must be seen as such.
        with TestClient(app, raise_server_exceptions=True) as client:
            yield from crawl(client, "/", '/search?q=%3Cscript%3Ealert(0)%3C/script%3E"', of_each_kind=12)


def test_every_page_answers(pages: list[Crawled]) -> None:
    assert {"/articles", "/entities", "/drops", "/publishers"} <= {
        "/" + it.address.split("/")[1].split("?")[0] for it in pages
    }
    assert [it.address for it in pages if it.status != 200] == []


def test_nothing_of_it_becomes_an_element(pages: list[Crawled]) -> None:
    for page in pages:
        for element in page.tree.iter():
            if not isinstance(element.tag, str):
                continue
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], (
                page.address
            )
            assert element.tag not in ("iframe", "object", "embed", "base", "style"), page.address
            if element.tag == "script":
                assert element.get("src", "").startswith("/static/"), page.address
                assert not element.text
            if element.tag == "img":
                assert element.get("src", "").startswith(("/static/", "/pictures/")), page.address


def test_addresses_are_of_the_web(pages: list[Crawled]) -> None:
    for page in pages:
        for element in page.tree.iter():
            for name in _LEADING:
                value = element.get(name)
                assert value is None or value.startswith(("/", "#", "http://", "https://")), page.address
            if element.tag == "a" and element.get("href", "").startswith("http"):
                assert set(element.get("rel", "").split()) >= {"noopener", "noreferrer", "nofollow"}


def test_overrides_stay_where_they_are(pages: list[Crawled]) -> None:
    seen = 0
    for page in pages:
        for element in page.tree.body.iter():
            if not isinstance(element.tag, str):
                continue
            for text in (element.text if element.tag not in ("option",) else None, None):
                if text and OVERRIDE[0] in text:
                    seen += 1
                    assert _is_apart(element), (page.address, html.tostring(element)[:300])
            tail = element.tail
            if tail and OVERRIDE[0] in tail:
                seen += 1
                parent = element.getparent()
                assert parent is not None
                assert _is_apart(parent), (page.address, html.tostring(parent)[:300])
    assert seen > 10


def test_no_title_turns_round_the_name_of_the_program(pages: list[Crawled]) -> None:
    titles = [page.tree.findtext(".//title") for page in pages]
    assert all(title.endswith(" – onrecord") for title in titles)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set("".join(titles))


def test_no_control_character_reaches_a_page(pages: list[Crawled]) -> None:
    for page in pages:
        assert not {"\x00", "\x08", "\x02", "\x03"} & set(page.text), page.address


def test_templates_do_not_run_foreign_words(pages: list[Crawled]) -> None:
    assert any("{{ 7 * 7 }}" in page.text for page in pages)


def _is_apart(element: html.HtmlElement) -> bool:
    """Tell whether an element, or one around it, keeps its direction to itself."""
    around = (element, *element.iterancestors())
    return any(it.tag in ("bdi", "textarea", "title") or it.get("dir") == "auto" for it in around)
