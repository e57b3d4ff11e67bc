"""Targets that read inputs: archives, feeds, tables, documents and streams."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import signal
import subprocess
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

import zstandard

from onrecord.capture import pdf, pdf_text
from onrecord.capture.files import read_stream
from onrecord.capture.registry import KINDS
from onrecord.capture.web.robots import Robots
from strategies.fuzzing.target import SETTINGS, Target, check, check_items, text_of
from strategies.inputs import archives, documents, exports, feeds
from strategies.inputs.pages import BELLS, LOCK, REEF
from strategies.inputs.warcs import warc

#: What the file is called; its name must be in every message.
NAME = "fuzzed"


def reader(suffix: str) -> Callable[[bytes], None]:
    """Make what reads bytes as a file with this ending, and checks what comes of it."""

    def run(data: bytes) -> None:
        path = f"{NAME}{suffix}"
        for capture in check_items(read_stream(io.BytesIO(data), path, SETTINGS), path):
            check(len(capture.content) <= 3 * SETTINGS.max_page_bytes, "a page beyond its limit")
            check(capture.media_type in ("text/html", "text/plain"), capture.media_type)

    return run


def _read_piped(data: bytes) -> None:
    """Read bytes from a pipe under any of the endings that there are."""
    endings = ["", *(suffix for kind in KINDS for suffix in kind.suffixes)]
    path = f"{NAME}{endings[data[0] % len(endings)] if data else ''}"
    for _ in check_items(read_stream(_Pipe(data[1:]), path, SETTINGS), path):
        pass


class _Pipe(io.BufferedReader):
    """A stream that can't be read out of order and gives few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        super().__init__(_Raw(data))


class _Raw(io.RawIOBase):
    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(min(len(buffer), 997))
        buffer[: len(data)] = data
        return len(data)


def _read_pdf(data: bytes) -> None:
    """Read a PDF in this process, with the parser's time limited as that of its own process is."""

    def late(*_: object) -> None:
        raise TimeoutError

    def here(command: list[str], *, input: bytes, **_: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        before = signal.signal(signal.SIGVTALRM, late)
        signal.setitimer(signal.ITIMER_VIRTUAL, SETTINGS.max_pdf_seconds)
        try:
            answer = json.dumps(pdf_text.read(input, SETTINGS.max_pdf_pages)).encode()
        except (MemoryError, TimeoutError):
            answer = b""
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
        return subprocess.CompletedProcess(command, 0, stdout=answer, stderr=b"")

    with patch.object(pdf.subprocess, "run", here):
        reader(".pdf")(data)


def _read_robots(data: bytes) -> None:
    """Read a site's rules: a path is allowed or not, a pause is a number of seconds."""
    text = text_of(data)
    robots = Robots(text)
    check(isinstance(robots.allows(f"/{text[-80:]}"), bool), "no answer")
    check(robots.delay >= 0, "a negative pause")


def _packed() -> Sequence[bytes]:
    page = LOCK.html.encode()
    packed = (
        gzip.compress(page, mtime=0),
        bz2.compress(page),
        lzma.compress(page),
        zstandard.compress(page),
        gzip.compress(archives.tarred({"a.txt": LOCK.text.encode()}), mtime=0),
    )
    return [b"\0" + data for data in packed] + [bytes((n,)) + page for n in range(8)]


def _texts() -> Sequence[bytes]:
    return [
        LOCK.text.encode(),
        BELLS.text.encode("utf-16"),
        REEF.text.encode("cp1252"),
        b"\xef\xbb\xbf" + LOCK.text.replace("\n", "\r\n").encode(),
    ]


def _records() -> Sequence[bytes]:
    records: list[dict[str, Any]] = [
        {"text": LOCK.text, "title": LOCK.title, "url": LOCK.url, "published": "2031-06-04", "key": "a"},
        {"html": BELLS.html, "publisher": BELLS.publisher, "author": BELLS.author},
        {"content": REEF.text, "authors": [{"name": REEF.author}], "date": 1938501000},
        {"text": "x" * 300, "title": "\ud83d\x00\u202e", "key": 7, "url": ["http://a.example/"]},
    ]
    return [
        "\n".join(json.dumps(record) for record in records).encode(),
        exports.gdelt_gqg(),
        b'{"text": "a"}\n\n["b"]\n{"text": null}\n{"te',
    ]


INPUTS: tuple[Target, ...] = (
    Target(
        name="feeds",
        promise="RSS, RDF, Atom: pages, or drops that name the feed",
        run=reader(".rss"),
        seeds=lambda: [feeds.rss()[:4000], feeds.atom()[:4000], feeds.rss()],
        longest=6000,
        words=("<item>", "<entry>", "<![CDATA[", "]]>", "<!ENTITY", "&#x0;", "content:encoded", "<updated>"),
    ),
    Target(
        name="json",
        promise="JSON documents and JSON feeds: pages, or drops that name the document",
        run=reader(".json"),
        seeds=lambda: [feeds.json_feed(), exports.newsapi(), exports.media_cloud()],
        words=('{"', '":', '"articles"', "\\ud800", "1e999", "[[", "null", '"version"', "NaN"),
    ),
    Target(
        name="jsonl",
        promise="JSON lines: a page or a drop a line, by its number",
        run=reader(".jsonl"),
        seeds=_records,
        words=('{"text":', '"html":', '"url"', '"published"', "\\u0000", "\\udfff", "\n", "-1e999", "[["),
    ),
    Target(
        name="csv",
        promise="tables of any dialect: a page or a drop a row, by its line",
        run=reader(".csv"),
        seeds=lambda: [
            exports.csv_semicolons(),
            exports.tsv_utf16(),
            b'text,url\n"a ""b""\nc",x\n',
            exports.gdelt_gkg(),
        ],
        words=("sep=;", '""', '"', "\t", "text", "html", "\r\n", "\\"),
    ),
    Target(
        name="warc",
        promise="WARC, honest or damaged: pages, or drops that name the archive",
        run=reader(".warc"),
        seeds=lambda: [warc(), warc()[:3000]],
        longest=12_000,
        words=(
            "WARC/1.0",
            "Content-Length:",
            "HTTP/1.1 200 OK\r\n",
            "chunked",
            "revisit",
            "gzip",
            "\r\n\r\n",
        ),
    ),
    Target(
        name="mhtml",
        promise="MHTML: its page, or a drop that names it",
        run=reader(".mhtml"),
        seeds=lambda: [documents.mhtml()],
        words=("boundary=", "multipart/related", "base64", "quoted-printable", "charset=", "Content-Type:"),
    ),
    Target(
        name="zip",
        promise="zip archives: what each member is, or a drop that names the member",
        run=reader(".zip"),
        seeds=lambda: [
            archives.saved_folder(),
            archives.zipped({"a.html": LOCK.html.encode()}),
            archives.zip_of_all(),
        ],
        longest=8000,
        words=("PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "../"),
    ),
    Target(
        name="tar",
        promise="tar archives: what each member is, or a drop that names the member",
        run=reader(".tar"),
        seeds=lambda: [archives.tarred({"a.txt": REEF.text.encode(), "b/c.html": LOCK.html.encode()})],
        longest=12_000,
        words=("ustar", "path=", "././@LongLink", "\0\0\0\0"),
    ),
    Target(
        name="packed",
        promise="any bytes under any name, packed or not, from a pipe: pages, or drops that name it",
        run=_read_piped,
        seeds=_packed,
        words=("\x1f\x8b\x08", "BZh9", "\x28\xb5\x2f\xfd", "\ufeff"),
    ),
    Target(
        name="text",
        promise="plain text in any encoding: a page, or a drop that names it",
        run=reader(".txt"),
        seeds=_texts,
    ),
    Target(
        name="pdf",
        promise="PDF: its text, or a drop that names it",
        run=_read_pdf,
        seeds=lambda: [documents.pdf(("A lock", "It stays shut."))],
        words=("obj", "endobj", "stream", "/FlateDecode", "/Kids", "Tj", "xref", "/Encoding", "/ToUnicode"),
    ),
    Target(
        name="robots",
        promise="robots.txt: an answer for every address",
        run=_read_robots,
        seeds=lambda: [
            b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 2.5\n\nUser-agent: x\nDisallow:\n"
        ],
        words=("User-agent:", "Disallow:", "Crawl-delay:", "*", "$", "%2F", "%"),
    ),
)
