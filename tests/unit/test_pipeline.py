import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.capture.build import make_capture
from onrecord.engine import InProcess
from onrecord.errors import StoreError
from onrecord.keeping import Added
from onrecord.model import (
    Annotations,
    Article,
    Capture,
    CaptureResult,
    Drop,
    Extraction,
    article_id,
    sha256,
)
from onrecord.pipeline import ItemStages, add, annotate_captures
from onrecord.settings import Settings
from onrecord.store import Store, open_store

SETTINGS = Settings()
LOST = Drop(stage="decode", item="any", reason="a byte is lost", partial=True)


def make_page(path: str) -> Capture:
    return make_capture(f"Page {path}".encode(), media_type="text/plain", path=path)


def make_article(capture: Capture, item: int = 0) -> Article:
    text = capture.content.decode()
    return Article(
        id=article_id(capture.id, item),
        capture=capture.id,
        path=capture.path,
        key=None,
        item=item,
        kind="article" if item == 0 else "teaser",
        url=None,
        publisher=None,
        title=None,
        authors=(),
        language="en",
        published=None,
        updated=None,
        text=text,
        sha256=sha256(text.encode()),
        truncated=False,
        blocks=(),
    )


class Annotator:
    """Fails on the page named `annotate-fails`; a deep recursion is how hostile pages do it."""

    def annotate(self, article: Article) -> Annotations:
        if article.path == "annotate-fails":
            raise RecursionError("too deep")
        return Annotations(drops=(Drop(stage="annotate", item=article.path, reason="seen", partial=True),))


def engine() -> InProcess:
    return InProcess(ItemStages(SETTINGS, Annotator()))


@pytest.fixture(autouse=True)
def simple_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(capture: Capture, settings: Settings) -> Extraction:
        if capture.path == "extract-fails":
            raise ValueError("odd page")
        if capture.path == "nothing":
            return Extraction(articles=(), drops=(LOST,))
        return Extraction(articles=(make_article(capture), make_article(capture, 1)), drops=(LOST,))

    monkeypatch.setattr("onrecord.pipeline.extract", extract)


def test_a_page_that_fails_is_a_drop_that_names_it_and_the_rest_is_done() -> None:
    refused = Drop(stage="capture", item="gone", reason="no such file")
    items = [make_page("a"), make_page("extract-fails"), refused, make_page("annotate-fails"), make_page("b")]
    first, extract_failed, passed, annotate_failed, last = annotate_captures(items, SETTINGS, Annotator())
    assert isinstance(first, CaptureResult)
    assert isinstance(last, CaptureResult)
    assert passed is refused
    assert isinstance(extract_failed, Drop)
    assert (extract_failed.stage, extract_failed.item) == ("extract", "extract-fails")
    assert "ValueError (odd page)" in extract_failed.reason
    assert isinstance(annotate_failed, Drop)
    assert (annotate_failed.stage, annotate_failed.item) == ("annotate", "annotate-fails")
    assert "RecursionError" in annotate_failed.reason


def test_every_drop_of_a_page_is_kept_once() -> None:
    whole, empty = annotate_captures([make_page("a"), make_page("nothing")], SETTINGS, Annotator())
    assert isinstance(whole, CaptureResult)
    assert [article.drops for article in whole.articles] == [(LOST,), ()]
    assert [len(article.annotations.drops) for article in whole.articles] == [1, 1]
    assert whole.drops == ()
    assert isinstance(empty, CaptureResult)
    assert (empty.articles, empty.drops) == ((), (LOST,))


def contents(store: Store) -> tuple[list[CaptureResult], list[Drop]]:
    return list(store.results()), list(store.drops())


def test_adding_keeps_results_and_drops_and_does_nothing_twice(tmp_path: Path) -> None:
    refused = Drop(stage="capture", item="gone", reason="no such file")
    items = [make_page("a"), refused, make_page("extract-fails"), make_page("b")]
    with open_store(str(tmp_path / "record.db")) as store:
        outcomes = list(add(items, store, engine()))
        once = contents(store)
        again = list(add(items, store, engine()))
        assert contents(store) == once
    assert [isinstance(outcome, Added) and outcome.result is not None for outcome in outcomes] == [
        True, False, False, True,
    ]  # fmt: skip
    assert [outcome.result for outcome in again if isinstance(outcome, Added)] == [None, None]
    assert {drop.item for drop in once[1]} >= {"gone", "extract-fails"}


def test_a_run_broken_off_and_run_again_gives_the_same_store(tmp_path: Path) -> None:
    pages = [make_page(name) for name in "abcde"]

    def broken_off() -> Iterator[Capture]:
        yield from pages[:3]
        raise KeyboardInterrupt

    with open_store(str(tmp_path / "whole.db")) as store:
        list(add(pages, store, engine()))
        whole = contents(store)
    with open_store(str(tmp_path / "broken.db")) as store, pytest.raises(KeyboardInterrupt):
        list(add(broken_off(), store, engine()))
    with open_store(str(tmp_path / "broken.db")) as store:
        list(add(reversed(pages), store, engine()))
        assert contents(store) == whole


def test_the_time_of_capture_does_not_make_another_capture(tmp_path: Path) -> None:
    page = make_page("a")
    later = dataclasses.replace(page, captured="2031-05-02T10:00:00Z")
    with open_store(str(tmp_path / "record.db")) as store:
        outcomes = list(add([page, later], store, engine()))
    assert isinstance(outcomes[1], Added)
    assert outcomes[1].result is None


def test_a_store_that_can_not_be_written_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(result: CaptureResult) -> bool:
        raise StoreError("record.db", "the disk is full")

    with open_store(str(tmp_path / "record.db")) as store:
        monkeypatch.setattr(store, "add", full)
        with pytest.raises(StoreError):
            list(add([make_page("a")], store, engine()))
