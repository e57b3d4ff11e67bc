"""The golden inputs: each kind gives what is written down for it, and holds the pages it was made of."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from onrecord.capture import read_inputs
from onrecord.extract import extract
from onrecord.model import Capture
from onrecord.settings import Settings
from strategies.inputs.pages import BELLS, LOCK, PAGES, REEF

FOLDER = Path(__file__).parent / "inputs"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
_spec = importlib.util.spec_from_file_location("make_golden_inputs", FOLDER / "make.py")
assert _spec is not None
assert _spec.loader is not None
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)
#: Which pages stand whole in each input, in order.
WHOLE = {
    "bells.html": (BELLS,),
    "bells-saved.html": (BELLS,),
    "lock.txt": (LOCK,),
    "lock.mhtml": (LOCK,),
    "lock.pdf": (LOCK,),
    "news.rss": (LOCK, REEF),
    "news.atom": (BELLS, REEF),
    "news-feed.json": (LOCK, BELLS),
    "rows.csv": (LOCK, BELLS, REEF),
    "rows.tsv": (LOCK, REEF),
    "mediacloud.json": (LOCK, REEF),
    "crawl.warc.gz": (LOCK, BELLS, REEF, LOCK, LOCK, LOCK),
    "pages.zip": (LOCK, BELLS, LOCK, REEF, REEF, REEF),
    "pages.tar.xz": (LOCK, REEF),
    "saved.zip": (BELLS,),
}


def captures(name: str) -> list[Capture]:
    items = read_inputs([str(FOLDER / "files" / name)], settings=Settings())
    return [item for item in items if isinstance(item, Capture)]


@pytest.mark.parametrize("name", sorted(make.INPUTS))
def test_the_input_is_what_the_script_writes(name: str) -> None:
    if name.endswith((".gz", ".zip", ".xz", ".pdf")):
        pytest.skip("another zlib packs the same pages into other bytes")
    assert (FOLDER / "files" / name).read_bytes() == make.INPUTS[name]()


@pytest.mark.parametrize("name", sorted(make.INPUTS))
def test_an_input_gives_what_is_written_down(name: str) -> None:
    assert make.read(FOLDER / "files" / name) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_every_page_of_an_input_is_read_whole(name: str) -> None:
    found = captures(name)
    assert len(found) == len(WHOLE[name])
    for capture, page in zip(found, WHOLE[name], strict=True):
        # A PDF breaks lines where they are full.
        text = " ".join(extract(capture, Settings()).articles[0].text.split())
        for paragraph in page.paragraphs:
            assert paragraph in text


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_is_read_becomes_an_article(name: str) -> None:
    for capture, page in zip(captures(name), WHOLE[name], strict=True):
        article = extract(capture, Settings()).articles[0]
        assert article.kind == "article"
        if capture.media_type == "text/html" or capture.declared.title:
            assert article.title == page.title
        if capture.declared.published:
            assert article.published is not None
            assert article.published.value == page.published[:10]


def test_every_input_is_made_and_expected() -> None:
    names = {path.name for path in (FOLDER / "files").iterdir()}
    assert names == set(make.INPUTS) == set(EXPECTED)
    assert len(PAGES) == 3
