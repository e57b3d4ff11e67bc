"""Pages from the web: fetched from a real server, as they would be read from a file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from onrecord.capture import is_address, read_inputs
from onrecord.capture.web.visits import OneRun
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.webserver import FakeTime, Site, rss_feed, serving, web

PAGE = b"<html><body><h1>Lock gates shut</h1><p>The lock at Varn stays shut.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def read(address: str, time: FakeTime, visits: OneRun | None = None, **limits: float) -> list[Capture | Drop]:
    with web(time, visits, **limits) as opened:
        return list(read_inputs([address], settings=Settings(), fetch=opened.read))


def test_a_page_keeps_its_bytes_its_address_and_the_charset_of_its_header(site: Site, time: FakeTime) -> None:
    body = "<html><body><p>Größe</p></body></html>".encode("iso-8859-15")
    site.page("/a", body, Content_Type="text/html; charset=ISO-8859-15")
    [capture] = read(site.url("/a"), time)
    assert isinstance(capture, Capture)
    assert capture.content == body
    assert (capture.path, capture.url) == (site.url("/a"), site.url("/a"))
    assert capture.charset == "ISO-8859-15"
    assert capture.captured == "2031-02-27T23:06:41Z"


def test_a_fragment_is_no_part_of_what_is_fetched(site: Site, time: FakeTime) -> None:
    site.page("/a", PAGE)
    [capture] = read(site.url("/a#part"), time)
    assert isinstance(capture, Capture)
    assert capture.url == site.url("/a")


def test_says_honestly_who_asks(site: Site, time: FakeTime) -> None:
    site.page("/a", PAGE)
    read(site.url("/a"), time, fetch_contact="desk@lamp.example")
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("onrecord/")
        assert "desk@lamp.example" in headers["User-Agent"]


def test_a_page_in_gzip_is_unpacked(site: Site, time: FakeTime) -> None:
    site.page("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    [capture] = read(site.url("/a"), time)
    assert isinstance(capture, Capture)
    assert capture.content == PAGE


def test_an_encoding_that_was_not_asked_for_is_told(site: Site, time: FakeTime) -> None:
    site.page("/a", b"\x0b\x02\x80", Content_Encoding="br")
    [drop] = read(site.url("/a"), time)
    assert isinstance(drop, Drop)
    assert "packed as br" in drop.reason


def test_records_that_are_called_plain_text_are_read_as_what_they_are_named(
    site: Site, time: FakeTime
) -> None:
    site.page("/a.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', Content_Type="text/plain")
    assert [item.content for item in read(site.url("/a.jsonl"), time) if isinstance(item, Capture)] == [
        b"One.", b"Two.",
    ]  # fmt: skip


def test_redirects_are_followed_and_the_last_address_counts(site: Site, time: FakeTime) -> None:
    site.page("/old", b"", 301, Location="/new?id=1")
    site.page("/new?id=1", PAGE)
    [capture] = read(site.url("/old"), time)
    assert isinstance(capture, Capture)
    assert (capture.path, capture.url) == (site.url("/old"), site.url("/new?id=1"))


@pytest.mark.parametrize(
    ("status", "said"), [(404, "no such page"), (403, "does not let us in"), (500, "fails"), (418, "no page")]
)
def test_an_answer_that_is_no_page_is_told(site: Site, time: FakeTime, status: int, said: str) -> None:
    site.page("/a", PAGE, status)
    [drop] = read(site.url("/a"), time)
    assert isinstance(drop, Drop)
    assert said in drop.reason
    assert str(status) in drop.reason


def test_without_something_that_fetches_an_address_is_refused(site: Site) -> None:
    [drop] = read_inputs([site.url("/a")], settings=Settings())
    assert isinstance(drop, Drop)
    assert site.asked == []


def test_an_address_is_told_from_a_path() -> None:
    assert is_address("HTTPS://lamp.example/a")
    assert not is_address("https.txt")


class TestRobots:
    def test_what_robots_txt_forbids_is_not_asked_for(self, site: Site, time: FakeTime) -> None:
        site.page("/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /closed\n")
        site.page("/closed/a", PAGE)
        site.page("/open", PAGE)
        [drop] = read(site.url("/closed/a"), time)
        assert isinstance(drop, Drop)
        assert "robots.txt" in drop.reason
        assert site.paths() == []
        assert isinstance(read(site.url("/open"), time)[0], Capture)

    def test_a_redirect_into_what_is_forbidden_ends_there(self, site: Site, time: FakeTime) -> None:
        site.page("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
        site.page("/a", b"", 302, Location="/closed/a")
        site.page("/closed/a", PAGE)
        assert isinstance(read(site.url("/a"), time)[0], Drop)
        assert site.paths() == ["/a"]

    def test_rules_that_can_not_be_read_forbid_all(self, site: Site, time: FakeTime) -> None:
        site.page("/robots.txt", b"", 500)
        site.page("/a", PAGE)
        assert isinstance(read(site.url("/a"), time)[0], Drop)
        assert site.paths() == []

    def test_rules_are_read_once(self, site: Site, time: FakeTime) -> None:
        site.page("/a", PAGE)
        site.page("/b", PAGE + b"b")
        with web(time) as opened:
            assert len([*opened.read(site.url("/a")), *opened.read(site.url("/b"))]) == 2
        assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]

    def test_the_pause_that_a_site_wants_is_kept(self, site: Site, time: FakeTime) -> None:
        site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
        site.page("/a", PAGE)
        site.page("/b", PAGE)
        with web(time) as opened:
            list(opened.read(site.url("/a")))
            list(opened.read(site.url("/b")))
        assert time.waits == [1.0, 7.0]


class TestBusyServers:
    def test_comes_back_when_asked_to(self, site: Site, time: FakeTime) -> None:
        def busy_first(handler):  # type: ignore[no-untyped-def]
            busy = len(site.paths()) == 1
            handler.send_response(429 if busy else 200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Retry-After", "30")
            handler.end_headers()
            handler.wfile.write(PAGE)

        site.pages["/a"] = busy_first
        [capture] = read(site.url("/a"), time)
        assert isinstance(capture, Capture)
        assert 30.0 in time.waits

    def test_a_day_to_come_back_may_be_a_date(self, site: Site, time: FakeTime) -> None:
        site.page("/a", b"", 503, Retry_After=formatdate(time.now() + 41, usegmt=True))
        read(site.url("/a"), time)
        assert any(35 < wait <= 41 for wait in time.waits)

    def test_is_asked_three_times_at_most(self, site: Site, time: FakeTime) -> None:
        site.page("/a", b"", 503)
        [drop] = read(site.url("/a"), time)
        assert isinstance(drop, Drop)
        assert "busy" in drop.reason
        assert len(site.paths()) == 3
        assert time.waits[-2:] == [5.0, 10.0]

    def test_who_wants_long_to_be_left_alone_is_left_alone(self, site: Site, time: FakeTime) -> None:
        site.page("/a", b"", 429, Retry_After="3600")
        site.page("/b", PAGE)
        with web(time) as opened:
            [first] = opened.read(site.url("/a"))
            [second] = opened.read(site.url("/b"))
        assert isinstance(first, Drop)
        assert isinstance(second, Drop)
        assert "3600 s" in first.reason
        assert site.paths() == ["/a"]
        assert max(time.waits, default=0) < 60


class TestVisits:
    def test_what_has_not_changed_is_not_sent_again(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", PAGE, ETag='"v1"', Last_Modified="Fri, 07 Mar 2031 09:00:00 GMT")
        assert len(read(site.url("/a"), time, visits)) == 1
        with web(time, visits) as opened:
            assert list(opened.read(site.url("/a"))) == []
            assert opened.unchanged == 1
        assert site.asked[-1][1]["If-None-Match"] == '"v1"'
        assert site.asked[-1][1]["If-Modified-Since"] == "Fri, 07 Mar 2031 09:00:00 GMT"

    def test_a_page_that_changed_is_read_again(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", PAGE, ETag='"v1"')
        read(site.url("/a"), time, visits)
        site.page("/a", PAGE + b"more", ETag='"v2"')
        [capture] = read(site.url("/a"), time, visits)
        assert isinstance(capture, Capture)
        assert capture.content == PAGE + b"more"

    def test_a_name_of_one_address_is_told_to_no_other(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", b"", 302, Location="/b", ETag='"1"')
        site.page("/b", PAGE, ETag='"1"')
        read(site.url("/a"), time, visits)
        site.page("/a", b"", 302, Location="/c")
        site.page("/c", PAGE + b"c", ETag='"1"')
        assert isinstance(read(site.url("/a"), time, visits)[0], Capture)

    def test_a_visit_is_remembered_only_when_all_of_it_was_taken(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", PAGE, ETag='"v1"')
        with web(time, visits) as opened:
            items = opened.read(site.url("/a"))
            next(items)
            items.close()  # type: ignore[attr-defined]
        assert visits.visit(site.url("/a")) is None

    def test_a_page_that_gave_nothing_is_fetched_again(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", b"  ", ETag='"v1"')
        read(site.url("/a"), time, visits)
        assert isinstance(read(site.url("/a"), time, visits)[0], Drop)


class TestFollowing:
    def test_pages_that_a_feed_points_to_are_fetched(self, site: Site, time: FakeTime) -> None:
        site.page("/a", PAGE)
        site.page("/feed", rss_feed([site.url("/a"), site.url("/gone")]), Content_Type="application/rss+xml")
        with web(time, follow=True) as opened:
            items = list(opened.read(site.url("/feed")))
        assert [type(item) for item in items] == [Capture, Drop]
        assert isinstance(items[0], Capture)
        assert items[0].path == site.url("/a")

    def test_without_follow_they_are_told(self, site: Site, time: FakeTime) -> None:
        site.page("/feed", rss_feed([site.url("/a")]), Content_Type="text/xml")
        [drop] = read(site.url("/feed"), time)
        assert isinstance(drop, Drop)
        assert "--follow" in drop.reason

    def test_a_page_is_not_fetched_again_on_the_same_day(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/a", PAGE)
        site.page("/feed", rss_feed([site.url("/a")]), Content_Type="text/xml")
        for _ in range(3):
            with web(time, visits, follow=True) as opened:
                list(opened.read(site.url("/feed")))
        assert site.paths().count("/a") == 1
        time.now_is += 90_000
        with web(time, visits, follow=True) as opened:
            list(opened.read(site.url("/feed")))
        assert site.paths().count("/a") == 2

    def test_a_feed_whose_pages_failed_is_read_again(self, site: Site, time: FakeTime) -> None:
        visits = OneRun()
        site.page("/feed", rss_feed([site.url("/a"), site.url("/b")]), Content_Type="text/xml", ETag='"f"')
        site.page("/a", PAGE)
        site.page("/b", b"", 500)
        with web(time, visits, follow=True) as opened:
            list(opened.read(site.url("/feed")))
        site.page("/b", PAGE + b"b")
        time.now_is += 3_600
        with web(time, visits, follow=True) as opened:
            [capture] = opened.read(site.url("/feed"))
        assert isinstance(capture, Capture)
        assert capture.url == site.url("/b")

    def test_so_many_pages_of_one_feed_and_no_more(self, site: Site, time: FakeTime) -> None:
        addresses = [site.url(f"/{number}") for number in range(20)]
        for number in range(20):
            site.page(f"/{number}", PAGE + str(number).encode())
        site.page("/feed", rss_feed(addresses), Content_Type="text/xml")
        with web(time, follow=True, max_followed_pages=3) as opened:
            items = list(opened.read(site.url("/feed")))
        assert [type(item) for item in items] == [Capture, Capture, Capture, Drop]
        assert len(site.paths()) == 4
