import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import read_inputs
from onrecord.model import Capture, Declared, Drop
from onrecord.settings import Settings

FULL = {
    "text": "The quay is closed,\r\nsaid Ilmar Dorn.",
    "url": "https://news.example/quay",
    "title": "Quay closed",
    "publisher": "The Lamp",
    "author": ["Vera Sund", "Ott Lepik"],
    "published": "2031-05-02",
    "key": "k-1",
}


def read_lines(folder: Path, *lines: str | bytes, **limits: int) -> list[Capture | Drop]:
    path = folder / "x.jsonl"
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
    return list(read_inputs([str(path)], settings=Settings(**limits)))


def test_every_field_of_a_line_is_taken(tmp_path: Path) -> None:
    [capture] = read_lines(tmp_path, json.dumps(FULL))
    assert isinstance(capture, Capture)
    assert capture.content.decode() == FULL["text"]
    assert (capture.media_type, capture.charset) == ("text/plain", "utf-8")
    assert (capture.url, capture.key, capture.path) == (FULL["url"], "k-1", str(tmp_path / "x.jsonl"))
    assert capture.declared == Declared(
        title="Quay closed", publisher="The Lamp", author="Vera Sund, Ott Lepik", published="2031-05-02"
    )


def test_html_is_taken_where_there_is_no_text(tmp_path: Path) -> None:
    first, second = read_lines(
        tmp_path, '{"html": "<p>Quay</p>", "key": 7}', '{"text": null, "html": "<p>Ferry</p>"}'
    )
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.media_type, first.key, first.content) == ("text/html", "7", b"<p>Quay</p>")
    assert second.content == b"<p>Ferry</p>"


def test_the_address_of_a_line_makes_its_id(tmp_path: Path) -> None:
    ids = [
        item.id
        for item in read_lines(
            tmp_path,
            '{"text": "Quay."}',
            '{"text": "Quay."}',
            '{"text": "Quay.", "key": "a"}',
            '{"text": "Quay.", "key": "b"}',
            '{"text": "Quay.", "url": "https://news.example/q", "key": "b"}',
        )
        if isinstance(item, Capture)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{'text': 1}", "no JSON"),
        ('{"text": "broken', "no JSON"),
        ("[1, 2]", "list"),
        ("null", "null"),
        ("12", "number"),
        ('{"title": "no page"}', "neither 'text' nor 'html'"),
        ('{"text": "", "html": "  "}', "neither 'text' nor 'html'"),
        ('{"text": {"a": 1}}', "neither 'text' nor 'html'"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "number too long"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, words: str) -> None:
    first, bad, last = read_lines(tmp_path, '{"text": "First."}', "", line, '{"text": "Last."}')
    assert isinstance(bad, Drop)
    assert bad.item == f"{tmp_path / 'x.jsonl'}:3"
    assert words in bad.reason
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)


def test_half_a_pair_and_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    items = read_lines(
        tmp_path,
        r'{"text": "Broken \ud83d here, whole \ud83d\ude00 there."}',
        b'{"text": "Caf\xe9."}',
    )
    assert [item.content.decode() for item in items if isinstance(item, Capture)] == [
        "Broken \ufffd here, whole \U0001f600 there.",
        "Caf\ufffd.",
    ]
    told = [item for item in items if isinstance(item, Drop)]
    assert [(drop.item[-2:], drop.stage, drop.partial) for drop in told] == [
        (":1", "decode", True),
        (":2", "decode", True),
    ]


def test_lines_and_pages_beyond_the_limit_are_named(tmp_path: Path) -> None:
    long_line = json.dumps({"text": "a" * 5000})
    items = read_lines(tmp_path, long_line, '{"text": "b"}', long_line, max_line_bytes=2000)
    assert [type(item) for item in items] == [Drop, Capture, Drop]
    [drop] = read_lines(tmp_path, long_line, max_page_bytes=2000)
    assert isinstance(drop, Drop)
    assert drop.item.endswith(":1")


def test_a_byte_order_mark_and_windows_newlines_do_no_harm(tmp_path: Path) -> None:
    items = read_lines(tmp_path, b'\xef\xbb\xbf{"text": "First."}\r', b'{"text": "Second."}\r')
    assert [item.content for item in items if isinstance(item, Capture)] == [b"First.", b"Second."]


@given(st.text(min_size=1).filter(str.strip))
def test_a_given_text_is_taken_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("lines")
    [capture] = read_lines(folder, json.dumps({"text": text}))
    assert isinstance(capture, Capture)
    assert capture.content.decode() == text
