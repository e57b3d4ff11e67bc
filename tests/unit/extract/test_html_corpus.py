"""Every block of every public page is in its visible text, by our own reading and by a plainer one."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import lxml.html
import pytest

from onrecord.extract.html import extract_html
from onrecord.extract.visible import block_is_visible, visible_text
from onrecord.model import Capture, sha256
from onrecord.settings import Settings

PAGES = Path(os.environ.get("ONRECORD_CORPORA") or Path(__file__).parents[4] / "shared") / "data" / "pages"


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def plain_reading(page: str) -> str:
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page).replace("\0", " "))
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    return letters(root.text_content())


@pytest.mark.corpus
@pytest.mark.skipif(
    not PAGES.is_dir(), reason=f"{PAGES} is absent: set ONRECORD_CORPORA to the shared folder"
)
@pytest.mark.parametrize("folder", ["fundus", "aeb"])
def test_every_block_of_every_page_is_visible(folder: str) -> None:
    paths = sorted((PAGES / folder).rglob("*.html.gz"))
    assert paths
    for path in paths:
        page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        content = page.encode()
        capture = Capture(
            id="cap", content=content, sha256=sha256(content), media_type="text/html", path=path.name
        )
        visible, plain = visible_text(page), plain_reading(page)
        for article in extract_html(capture, page, Settings()).articles:
            assert article.kind == "article", path
            for block in article.blocks:
                words = article.text[block.start : block.end]
                assert block_is_visible(words, visible), (path, words)
                assert letters(words) in plain, (path, words)
