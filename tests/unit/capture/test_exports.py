import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture import read_stream
from onrecord.capture.build import make_capture
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.inputs.exports import csv_semicolons, gdelt_gkg, gdelt_gqg, newsapi
from strategies.inputs.pages import LOCK, PAGES

TEXT = "The lock stays shut, Henrik Sallow said.\nNobody knows for how long."


def read(
    content: bytes, name: str, columns=None, follow=None, **limits: int
) -> tuple[list[Capture], list[Drop]]:
    items = list(read_stream(io.BytesIO(content), name, Settings(**limits), columns=columns, follow=follow))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Drop)]


def table(
    delimiter: str = ",", header=("Title", "Body", "URL"), quoting: int = csv.QUOTE_MINIMAL, end: str = "\n"
) -> str:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(header)
    writer.writerow(("Lock, shut; “so”", TEXT, "https://a.example/1"))
    writer.writerow(("Reef\t|2", 'He said: "no".', "https://a.example/2"))
    return made.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_in_every_dialect_and_charset(
    delimiter: str, quoting: int, charset: str, end: str
) -> None:
    found, drops = read(table(delimiter, quoting=quoting, end=end).encode(charset), "x.csv")
    assert [capture.content.decode() for capture in found] == [TEXT, 'He said: "no".']
    assert [capture.declared.title for capture in found] == ["Lock, shut; “so”", "Reef\t|2"]
    assert [capture.url for capture in found] == ["https://a.example/1", "https://a.example/2"]
    assert [drop.stage for drop in drops] == (["decode"] if charset == "cp1252" else [])


def test_columns_are_mapped_as_asked_and_asked_for_where_none_is_known() -> None:
    content = table(header=("Überschrift", "Inhalt", "Adresse")).encode()
    found, [drop] = read(content, "x.csv")
    assert found == []
    assert "Überschrift, Inhalt, Adresse" in drop.reason
    assert "--map" in drop.reason
    columns = {"text": "Inhalt", "title": "Überschrift", "url": "Adresse"}
    found, drops = read(content, "x.csv", columns)
    assert (found[0].declared.title, found[0].url) == (
        "Lock, shut; “so”",
        "https://a.example/1",
    )
    assert drops == []


def test_a_mapping_for_tables_leaves_other_records_as_they_are() -> None:
    columns = {"text": "Inhalt", "title": "Überschrift"}
    found, drops = read(b'{"text": "The lock stays shut.", "title": "Lock"}\n', "x.jsonl", columns)
    assert [capture.declared.title for capture in found] == ["Lock"]
    assert drops == []
    _, [drop] = read(b'{"words": "The lock stays shut."}\n', "x.jsonl", columns)
    assert "where --map says (text=Inhalt, title=Überschrift)" in drop.reason


def test_a_row_without_text_is_a_drop_with_its_line() -> None:
    found, [drop] = read(b'text,title\n"one\ntwo",A\n,B\nthree,C\n', "x.csv")
    assert [capture.content for capture in found] == [b"one\ntwo", b"three"]
    assert drop.item == "x.csv:4"


@pytest.mark.parametrize(
    "content", [b'text,url\n"never closed,' + b"x" * 3_000_000, b"text,url\n" + b"x" * 3_000_000]
)
def test_a_table_with_an_endless_cell_ends(content: bytes) -> None:
    found, drops = read(content, "x.csv", max_line_bytes=1_000_000, max_page_bytes=100_000)
    assert found == []
    assert drops
    assert all(drop.item.startswith("x.csv") for drop in drops)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_after_a_header_give_captures_and_drops(rest: bytes) -> None:
    found, drops = read(b"text,url\n" + rest, "x.csv")
    assert found or drops


def test_the_spreadsheet_of_an_office_is_read() -> None:
    found, _ = read(csv_semicolons(), "rows.csv")
    assert [capture.declared.publisher for capture in found] == [page.publisher for page in PAGES]
    assert [capture.content.decode() for capture in found] == ["\n\n".join(page.paragraphs) for page in PAGES]
    assert [capture.key for capture in found] == ["1", "2", "3"]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "-"])
def test_newsapi_is_read_on_one_line_and_on_many(indent: int | None, name: str) -> None:
    if indent and name == "x.jsonl":
        pytest.skip("JSON lines have one line an object")
    found, drops = read(json.dumps(json.loads(newsapi()), indent=indent).encode(), name)
    assert [capture.declared.publisher for capture in found] == [PAGES[0].publisher, PAGES[2].publisher]
    assert sum("cut by the export" in drop.reason for drop in drops) == 2
    assert sum("points to" in drop.reason for drop in drops) == 1


def test_what_only_points_to_a_page_is_followed_where_asked() -> None:
    asked: list[str] = []

    def follow(url: str):
        asked.append(url)
        yield make_capture(b"<p>The page.</p>", media_type="text/html", path=url, url=url)

    found, drops = read(newsapi(), "x.json", follow=follow)
    assert asked == [page.url for page in PAGES]
    assert [capture.url for capture in found] == asked
    assert drops == []
    asked.clear()
    read(gdelt_gkg(), "x.gkg.csv", follow=follow)
    read(gdelt_gqg(), "x.jsonl", follow=follow)
    assert len(asked) == 4


@pytest.mark.parametrize(
    "document",
    [
        [{"text": TEXT}, {"text": TEXT, "url": "https://a.example"}],
        {"articles": [{"text": TEXT}, {"html": "<p>x</p>"}], "status": "ok", "meta": {"items": [{"x": 1}]}},
        {"response": {"status": "ok", "docs": [{"body": TEXT}, {"body": TEXT}]}},
    ],
)
def test_the_records_of_a_document_are_found_and_nothing_else(document: object) -> None:
    found, drops = read(json.dumps(document, indent=1).encode(), "x.json")
    assert len(found) == 2
    assert drops == []


def test_one_object_is_one_record_and_broken_json_keeps_what_stands_before() -> None:
    [capture], _ = read(json.dumps({"text": TEXT, "items": [{"a": 1}]}, indent=1).encode(), "x.json")
    assert capture.content.decode() == TEXT
    found, [drop] = read(b'[\n{"text": "one"},\n{"text": "two"},\n{"text": ', "x.json")
    assert len(found) == 2
    assert "broken JSON after record 2" in drop.reason


@pytest.mark.parametrize("content", [b"[" * 200_000, b'{"a":' * 200_000, b'[\n{"text": "' + b"x" * 5_000_000])
def test_hostile_json_ends_in_a_drop(content: bytes) -> None:
    found, drops = read(content, "x.json", max_line_bytes=1_000_000)
    assert found == []
    assert drops


def test_a_quotation_keeps_the_words_around_it() -> None:
    [capture], drops = read(gdelt_gqg(), "x.jsonl")
    first = capture.content.decode().split("\n\n")[0]
    assert first.startswith(
        "“We found cracks in both gates, and nobody can promise that they hold,” said Henrik"
    )
    assert capture.url == LOCK.url
    assert "quotations of the page only" in drops[0].reason
