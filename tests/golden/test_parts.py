"""An article on three pages, as a browser saved them: what becomes of it, by itself and in the record."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from onrecord.capture import read_inputs
from onrecord.extract import extract
from onrecord.link import STAGES
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.model import AnnotatedArticle, Annotations, Article, Capture
from onrecord.settings import Settings

FOLDER = Path(__file__).parent / "pages" / "parts"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def read(given: Path) -> list[Article]:
    items = read_inputs([str(given)], settings=Settings())
    found = [it for item in items if isinstance(item, Capture) for it in extract(item, Settings()).articles]
    return [it for it in found if it.kind == "article"]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_three_pages_are_one_article_in_three_parts(kind: str, tmp_path: Path) -> None:
    given = FOLDER
    if kind == "zip":
        given = tmp_path / "pages.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for it in sorted(FOLDER.glob("*.html"), reverse=True):
                archive.write(it, f"saved/{it.name}")
    articles = {article.id: article for article in read(given)}
    index = MemoryIndex()
    link([AnnotatedArticle(article=it, annotations=Annotations()) for it in articles.values()], index, STAGES)
    [family] = index.groups("copies")
    [story] = index.groups("stories")
    [parts] = family.record.parts
    assert family.record.copies == ()
    assert set(story.record.articles) == set(parts)
    found = [
        [[block.kind, articles[it].text[block.start : block.end]] for block in articles[it].blocks]
        for it in parts
    ]
    assert found == EXPECTED
