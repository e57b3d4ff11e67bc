import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture import read_stream
from onrecord.capture.feeds import is_feed
from onrecord.capture.pages import saved_from
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.growth import LIMIT, growth
from strategies.inputs.documents import mhtml, pdf, written
from strategies.inputs.feeds import atom, json_feed, rss
from strategies.inputs.pages import BELLS, LOCK, REEF


def read(content: bytes, name: str, follow=None, **limits: int) -> tuple[list[Capture], list[Drop]]:
    items = list(read_stream(io.BytesIO(content), name, Settings(**limits), follow=follow))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Drop)]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%s;" % (str(n - 1).encode() if n > 1 else b"") * 10)
        for n in range(1, 10)
    )
    + b"]><rss version='2.0'><channel><title>&lol9;</title><item><title>&lol9;</title></item></channel></rss>"
)


def test_a_feed_of_entities_made_of_entities_is_not_read() -> None:
    found, [drop] = read(LAUGHS, "x.rss")
    assert found == []
    assert "billion laughs" in drop.reason


def test_a_feed_with_plain_entities_is_read() -> None:
    feed = rss().replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>\n<rss', 1)
    found, _ = read(feed, "x.rss")
    assert [capture.url for capture in found] == [LOCK.url, REEF.url]


def test_items_that_only_sum_up_are_followed_where_asked() -> None:
    asked = []
    for feed, name in ((rss(), "x.xml"), (json_feed(), "x.json")):
        found, drops = read(feed, name, follow=lambda url: (asked.append(url), iter(()))[1])
        assert len(found) == 2
        assert drops == []
    assert asked == [BELLS.url, REEF.url]


def test_a_feed_keeps_its_charset_outlet_and_days() -> None:
    first, second = read(atom(), "x")[0]
    assert "“People who work nights" in first.content.decode()
    assert (first.declared.publisher, second.declared.publisher) == (BELLS.publisher, REEF.publisher)
    assert (first.declared.author, first.declared.published) == (BELLS.author, BELLS.published)


def test_a_broken_feed_gives_the_items_before_the_fault() -> None:
    found, drops = read(rss()[:-200], "x.rss")
    assert LOCK.url in [capture.url for capture in found]
    assert any("broken feed" in drop.reason for drop in drops)


def test_a_feed_that_is_too_large_is_a_drop() -> None:
    found, [drop] = read(rss() + b" " * 50_000, "x.rss", max_page_bytes=20_000)
    assert (found, "larger than" in drop.reason) == ([], True)


@pytest.mark.parametrize(
    "piece", [b"<!ENTITY a '&b;'", b"<", b"&", b"<![CDATA[", b"<item>", b"<!--", b"<a:feed"]
)
def test_hostile_feeds_take_linear_time(piece: bytes) -> None:
    def work(size: int) -> None:
        read(b"<rss><channel><item><description>" + piece * size, "x.rss")

    assert growth(work, 200) < LIMIT


def test_other_xml_is_no_feed() -> None:
    assert not is_feed(b"<?xml version='1.0'?><html><body>")
    assert not is_feed(b"plain <rss> words")
    assert is_feed(b"\xef\xbb\xbf<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='x'>")


def test_an_mhtml_archive_gives_its_page_and_nothing_it_shows() -> None:
    [capture], drops = read(mhtml(), "x.mhtml")
    assert capture.url == LOCK.url
    assert "Henrik Sallow" in capture.content.decode()
    assert b"advertisement" not in capture.content
    assert drops == []
    assert read(mhtml(), "x")[0][0].url == LOCK.url


@pytest.mark.parametrize(
    "content",
    [
        mhtml()[:300],
        mhtml().replace(b"text/html", b"image/png"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n"
        + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 5000,
    ],
)
def test_an_archive_without_a_page_or_built_to_harm_is_a_drop(content: bytes) -> None:
    found, [drop] = read(content, "x.mhtml")
    assert found == []
    assert drop.reason


def test_the_address_that_a_browser_noted_is_taken_where_it_is_whole() -> None:
    note = b"<!doctype html>\n<!-- saved from url=(%04d)%s -->\n<html>"
    assert saved_from(note % (21, b"https://a.example/b/c")) == "https://a.example/b/c"
    assert saved_from(note % (20, b"https://a.example/b/c")) is None
    assert saved_from(note % (14, b"about:internet")) is None


def test_a_pdf_gives_its_paragraphs_also_over_two_pages() -> None:
    [capture], drops = read(pdf(), "x.pdf")
    text = capture.content.decode()
    assert capture.media_type == "text/plain"
    assert [" ".join(part.split()) for part in text.strip().split("\n\n")] == [LOCK.title, *LOCK.paragraphs]
    assert drops == []
    [capture], _ = read(pdf(per_page=4), "x.pdf")
    assert [" ".join(part.split()) for part in capture.content.decode().strip().split("\n\n")] == [
        LOCK.title, *LOCK.paragraphs,
    ]  # fmt: skip


def test_a_pdf_without_text_that_is_broken_or_too_long_is_told() -> None:
    assert "OCR" in read(pdf(paragraphs=("",)), "x.pdf")[1][0].reason
    assert "broken PDF" in read(pdf()[:200], "x.pdf")[1][0].reason
    found, [drop] = read(pdf(per_page=4), "x.pdf", max_pdf_pages=1)
    assert len(found) == 1
    assert drop.partial
    assert "max_pdf_pages" in drop.reason


def test_a_pdf_that_unpacks_without_end_is_a_drop() -> None:
    import zlib

    bomb = zlib.compress(b"BT (x) Tj ET\n" * 4_000_000)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb),
    ]
    found, [drop] = read(written(objects), "x.pdf", max_pdf_seconds=2)
    assert found == []
    assert "max_pdf_seconds" in drop.reason


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["x.rss", "x.mhtml", "x.zip", "x.tar", "x.json", "x.warc", "x"])
)
def test_any_bytes_under_any_name_give_captures_or_drops(content: bytes, name: str) -> None:
    found, drops = read(content, name)
    assert found or drops
