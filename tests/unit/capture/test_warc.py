import gzip
import io
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture import read_stream
from onrecord.capture.warc_records import raw_records
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.growth import LIMIT, growth
from strategies.inputs.pages import BELLS, LOCK, REEF
from strategies.inputs.warcs import chunked, deflated, digest, http, page_record, record

PAGES = {page.url: page.html.encode() for page in (LOCK, BELLS, REEF)}
ONE, TWO, THREE = (page_record(url, body) for url, body in PAGES.items())
BODY = PAGES[LOCK.url]


def read(content: bytes, name: str = "x.warc", **limits: int) -> tuple[list[Capture], list[Drop]]:
    items = list(read_stream(io.BytesIO(content), name, Settings(**limits)))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Drop)]


def urls(found: list[Capture]) -> list[str | None]:
    return [capture.url for capture in found]


def test_a_page_has_its_address_day_charset_and_bytes() -> None:
    [capture], drops = read(page_record(LOCK.url, BODY, media_type="text/html; charset=ISO-8859-1"))
    assert (capture.url, capture.path) == (LOCK.url, f"x.warc!/{LOCK.url}")
    assert (capture.content, capture.media_type) == (BODY, "text/html")
    assert (capture.charset, capture.captured) == ("iso-8859-1", "2031-06-07T10:00:00Z")
    assert drops == []


PACKED = [
    (lambda body: chunked(body), "Transfer-Encoding: chunked\r\n"),
    (gzip.compress, "Content-Encoding: gzip\r\n"),
    (deflated, "Content-Encoding: deflate\r\n"),
    (brotli.compress, "Content-Encoding: br\r\n"),
    (lambda body: chunked(gzip.compress(body)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    # Tools that keep the body unpacked keep the header all the same.
    (lambda body: body, "Content-Encoding: gzip\r\n"),
    (lambda body: body, "Transfer-Encoding: chunked\r\n"),
    (lambda body: body, "Content-Length: 5\r\n"),
]


@pytest.mark.parametrize(("pack", "headers"), PACKED)
def test_bodies_are_unpacked_as_their_headers_say_or_as_they_stand(pack, headers: str) -> None:
    found, drops = read(record(LOCK.url, http(pack(BODY), extra=headers)) + TWO)
    assert [capture.content for capture in found] == [BODY, PAGES[BELLS.url]]
    assert drops == []


@pytest.mark.parametrize("stated", [0, 5, 200, 10**6, 10**15])
@pytest.mark.parametrize("packed", [False, True])
def test_a_lying_length_spoils_no_other_record(stated: int, packed: bool) -> None:
    liar = record(LOCK.url, http(BODY), length=stated)
    parts = [ONE, liar, TWO, THREE]
    content = b"".join(gzip.compress(part) if packed else part for part in parts)
    found, [drop] = read(content)
    assert urls(found) == [LOCK.url, LOCK.url, BELLS.url, REEF.url]
    assert [capture.content for capture in found] == [BODY, BODY, PAGES[BELLS.url], PAGES[REEF.url]]
    assert f"states {stated} bytes" in drop.reason
    assert drop.partial


def test_records_in_a_body_are_no_records_of_the_file() -> None:
    inside = http(b"<html><body><pre>" + TWO + b"</pre></body></html>")
    found, drops = read(record("https://archive.example/how", inside) + THREE)
    assert urls(found) == ["https://archive.example/how", REEF.url]
    assert drops == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_damage_in_gzip_spoils_one_record(place: int) -> None:
    parts = [bytearray(gzip.compress(part)) for part in (ONE, TWO, THREE)]
    parts[place][60:75] = b"\x00" * 15
    found, drops = read(b"".join(parts), "x.warc.gz")
    whole = {capture.url for capture in found if capture.content == PAGES.get(capture.url or "")}
    assert whole >= set(PAGES) - {list(PAGES)[place]}
    assert any("broken gzip" in drop.reason for drop in drops)


def test_a_file_that_breaks_off_gives_what_there_is_and_says_so() -> None:
    found, [drop] = read(ONE + TWO[:-300])
    assert urls(found) == [LOCK.url, BELLS.url]
    assert "its end may be missing" in drop.reason
    found, drops = read(gzip.compress(ONE) + gzip.compress(TWO)[:-100], "x.warc.gz")
    assert urls(found)[0] == LOCK.url
    assert any("broken gzip" in drop.reason for drop in drops)


def test_a_body_that_unpacks_without_end_is_a_drop() -> None:
    bomb = record(
        "https://bomb.example/", http(zlib.compress(b"0" * 40_000_000), extra="Content-Encoding: deflate\r\n")
    )
    tracemalloc.start()
    found, [drop] = read(bomb + ONE, max_page_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert urls(found) == [LOCK.url]
    assert (drop.item, "larger than 1 MB" in drop.reason) == ("x.warc!/https://bomb.example/", True)
    assert peak < 12_000_000


def test_records_longer_than_the_limit_are_passed_over_unheld() -> None:
    film = record("https://lantern.example/film", http(bytes(30_000_000), media_type="text/html"))
    content = film + ONE
    tracemalloc.start()
    found, [drop] = read(content, max_page_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert urls(found) == [LOCK.url]
    assert "larger than 1 MB" in drop.reason
    assert peak < 12_000_000


def test_what_is_no_page_is_told_in_one_line() -> None:
    others = [
        record("https://a.example/x.png", http(b"\x89PNG", media_type="image/png")),
        record("https://a.example/x.js", http(b"let x", media_type="text/javascript")),
        record("https://a.example/gone", http(b"<p>gone</p>", status="404 Not Found")),
        record(
            "https://a.example/moved", http(b"", status="301 Moved Permanently", extra="Location: /x\r\n")
        ),
        record("https://a.example/robots.txt", http(b"User-agent: *", media_type="text/plain")),
        record("dns:a.example", b"a.example. 300 IN A 192.0.2.1", kind="resource", media_type="text/dns"),
    ]
    found, [drop] = read(b"".join(others) + ONE)
    assert urls(found) == [LOCK.url]
    assert drop.partial
    assert drop.reason.startswith("6 records of other kinds passed over: https://a.example/x.png (image/png)")
    assert "status 404" in drop.reason


def test_a_revisit_of_a_known_page_is_silent_under_its_address_and_a_copy_under_another() -> None:
    extra = f"WARC-Payload-Digest: {digest(BODY)}\r\nWARC-Refers-To-Target-URI: {LOCK.url}\r\n"
    same = record(LOCK.url, b"HTTP/1.1 304 Not Modified\r\n\r\n", kind="revisit", extra=extra)
    other = record("https://mirror.example/l", b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", extra=extra)
    found, drops = read(ONE + same + other)
    assert urls(found) == [LOCK.url, "https://mirror.example/l"]
    assert found[1].content == BODY
    assert drops == []
    found, [drop] = read(TWO + other)
    assert "add the archive that holds it" in drop.reason
    assert LOCK.url in drop.reason


def test_a_revisit_without_a_digest_is_of_the_page_at_the_address_that_it_names() -> None:
    page = record(LOCK.url, http(BODY))
    extra = f"WARC-Refers-To-Target-URI: {LOCK.url}\r\n"
    same = record(LOCK.url, b"HTTP/1.1 304 Not Modified\r\n\r\n", kind="revisit")
    other = record("https://mirror.example/l", b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", extra=extra)
    found, drops = read(page + same + other)
    assert urls(found) == [LOCK.url, "https://mirror.example/l"]
    assert found[1].content == BODY
    assert drops == []


def test_resources_conversions_feeds_and_cut_records() -> None:
    text = LOCK.text.encode()
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Gull</title><item><link>https://g.example/1</link>'
        b"<description>Short.</description></item></channel></rss>"
    )
    found, drops = read(
        record("https://a.example/r", BODY, kind="resource", media_type="text/html; charset=utf-8")
        + record("https://a.example/c", text, kind="conversion", media_type="text/plain")
        + record("https://a.example/f", http(feed, media_type="application/rss+xml"))
        + record("https://a.example/t", http(BODY), extra="WARC-Truncated: length\r\n")
    )
    assert urls(found) == ["https://a.example/r", "https://a.example/c", "https://a.example/t"]
    assert found[1].media_type == "text/plain"
    assert "points to https://g.example/1" in drops[0].reason
    assert "was cut when it was captured" in drops[1].reason


def test_memory_stays_flat_over_many_records() -> None:
    class Crawl(io.RawIOBase):
        """2,000 records that are never all held."""

        def __init__(self) -> None:
            self.parts = (page_record(f"https://a.example/{n}", BODY * 20) for n in range(600))
            self.rest = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            self.rest = self.rest or next(self.parts, b"")
            data, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(data)] = data
            return len(data)

    tracemalloc.start()
    count = sum(
        isinstance(item, Capture)
        for item in read_stream(io.BufferedReader(Crawl()), "-", Settings(max_page_bytes=10**6))
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 600
    # The pages alone are 13 MB; a megabyte of them is held to be looked at.
    assert peak < 6_000_000


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: b"WARC/1.0\nA:" * n,
        lambda n: b"WARC/1.0\nA: b\n\n" * n,
        lambda n: b"WARC/1.0\r\nContent-Length: 99999\r\n\r\n" * n,
        lambda n: b"WARC/1.0\r\nA: b\r\n\r\n" + b"\r\n" * n * 8,
        lambda n: b"WARC/" * n * 2,
    ],
)
def test_cutting_into_records_takes_linear_time(hostile) -> None:
    def work(size: int) -> None:
        for _ in raw_records(io.BytesIO(hostile(size)), 100_000):
            pass

    assert growth(work, 500) < LIMIT


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_ends_in_captures_and_drops(data: st.DataObject) -> None:
    packed = data.draw(st.booleans())
    content = bytearray(b"".join(gzip.compress(part) if packed else part for part in (ONE, TWO, THREE)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found, drops = read(bytes(content[: data.draw(st.integers(1, len(content)))]), "x.warc")
    assert found or drops
    assert all(drop.reason for drop in drops)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=200), st.integers(-200, 150)), min_size=1, max_size=6))
def test_honest_records_are_cut_where_they_end_whatever_lies_beside_them(
    parts: list[tuple[bytes, int]],
) -> None:
    # A lie that ends just where a later record ends can't be told from a record with records in it; the
    # header of the next record is longer than 150 bytes, so that none of these lies does.
    content = b"".join(
        record(f"https://a.example/{n}", block, length=max(0, len(block) + lie))
        for n, (block, lie) in enumerate(parts)
    )
    found = list(raw_records(io.BytesIO(content), 10_000))
    assert len(found) == len(parts)
    for raw, (block, lie) in zip(found, parts, strict=True):
        if lie == 0:
            assert raw.block == block
