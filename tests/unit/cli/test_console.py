import pytest

from onrecord.capture.build import make_capture
from onrecord.cli.console import Tally, counted, printable
from onrecord.model import CaptureResult, Drop


def told(*items: Drop | CaptureResult) -> tuple[int, list[str]]:
    lines: list[str] = []
    tally = Tally(lines.append)
    for item in items:
        if isinstance(item, Drop):
            tally.drop(item)
        else:
            tally.result(item)
    return tally.exit_status, lines


def test_a_page_with_an_article_is_status_0(result: CaptureResult) -> None:
    assert told(result) == (0, [])


@pytest.mark.parametrize(
    ("drop", "status"),
    [
        (Drop(stage="capture", item="a", reason="empty"), 1),
        (Drop(stage="capture", item="a", reason="files passed over", partial=True), 0),
        (Drop(stage="decode", item="a", reason="a byte lost", partial=True), 1),
        (Drop(stage="annotate", item="a", reason="the language is fi", partial=True), 0),
    ],
)
def test_what_was_lost_sets_the_status_and_all_is_told(
    drop: Drop, status: int, result: CaptureResult
) -> None:
    assert told(drop, result) == (status, [f"a: {drop.reason}"])
    inside = CaptureResult(capture=result.capture, articles=result.articles, drops=(drop,))
    assert told(inside) == (status, [f"a: {drop.reason}"])


def test_a_page_that_gave_nothing_is_told_even_without_a_reason(result: CaptureResult) -> None:
    status, lines = told(CaptureResult(capture=result.capture, articles=()))
    assert status == 1
    assert lines == ["news/quay.txt: no article in it"]


def test_lines_of_one_file_are_told_apart_by_their_key() -> None:
    capture = make_capture(b"x", media_type="text/plain", path="x.jsonl", key="k-1")
    drop = Drop(stage="extract", item="x.jsonl", reason="no article")
    assert told(CaptureResult(capture=capture, articles=(), drops=(drop,)))[1] == [
        "x.jsonl (k-1): no article"
    ]


def test_words_for_people() -> None:
    assert (counted(1, "page"), counted(1200, "page")) == ("1 page", "1,200 pages")
    assert printable("a\x1b]0;x\x07\u202eb\nc\td") == "a\ufffd]0;x\ufffd\ufffdb\ufffdc\td"
