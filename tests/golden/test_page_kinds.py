"""Pages of other kinds than the plain article: each gives the blocks and items that are written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.capture import read_inputs
from onrecord.extract import extract
from onrecord.model import Article, Capture
from onrecord.settings import Settings

FOLDER = Path(__file__).parent / "pages" / "kinds"
PAGES = sorted(it.name for it in FOLDER.iterdir() if it.suffix in (".txt", ".html"))


def read(name: str) -> list[Article]:
    [capture] = read_inputs([str(FOLDER / name)], settings=Settings())
    assert isinstance(capture, Capture)
    return list(extract(capture, Settings()).articles)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_what_is_written_down(name: str) -> None:
    found = [
        {
            "kind": article.kind,
            "title": article.title,
            "authors": list(article.authors),
            "published": article.published and article.published.value,
            "blocks": [[block.kind, article.text[block.start : block.end]] for block in article.blocks],
        }
        for article in read(name)
    ]
    assert found == json.loads((FOLDER / name).with_suffix(".json").read_text(encoding="utf-8"))


def test_each_post_of_a_live_blog_has_its_own_day() -> None:
    whole, *posts = read("live.html")
    assert whole.kind == "listing"
    assert [it.published and it.published.value for it in posts] == ["2031-11-03"] * 3 + ["2031-11-02"]
    assert not any("does not hold" in whole.text[b.start : b.end] for b in whole.blocks)


def test_captions_of_a_gallery_say_nothing() -> None:
    [article] = read("gallery.html")
    assert [block.kind for block in article.blocks] == ["headline", "body", "caption", "caption", "caption"]
