"""Servers built to harm, or to lead where nobody may go: each a drop, in bounded time and memory."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.web import Web
from onrecord.capture.web.addresses import FetchError, checked_url, is_public
from onrecord.capture.web.pace import Clock
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.webserver import FakeTime, Site, free_port, rss_feed, serving

PAGE = b"<html><body><h1>Lock gates shut</h1><p>The lock at Varn stays shut.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def read(
    address: str, *, private: bool = True, resolve: object = None, follow: bool = False, **limits: float
) -> list[Capture | Drop]:
    time = FakeTime()
    named = {"resolve": resolve} if resolve else {}
    settings = Settings(**limits)  # type: ignore[arg-type]
    clock = Clock(now=time.now, sleep=time.sleep)
    with Web(settings, allow_private=private, follow=follow, clock=clock, **named) as opened:  # type: ignore[arg-type]
        return list(opened.read(address))


def reason(items: list[Capture | Drop]) -> str:
    [drop] = items
    assert isinstance(drop, Drop)
    return drop.reason


def names(**hosts: str):  # type: ignore[no-untyped-def]
    """A resolver that knows these hosts; an address in figures is itself."""

    async def resolve(host: str, port: int) -> list[str]:
        return hosts.get(host.partition(".")[0], host).split()

    return resolve


class TestPrivateAddresses:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]",
                                      "[::ffff:127.0.0.1]", "127.1", "0"])  # fmt: skip
    def test_this_machine_is_refused_however_it_is_written(self, site: Site, host: str) -> None:
        assert reason(read(f"http://{host}:{site.port}/a", private=False))
        assert site.asked == []

    def test_it_is_fetched_where_that_is_allowed(self, site: Site) -> None:
        site.page("/a", PAGE)
        assert isinstance(read(site.url("/a"))[0], Capture)

    def test_a_redirect_to_it_is_refused(self, site: Site) -> None:
        # "outside" counts as public here, so that a server on the loopback can play the stranger.
        site.page("/a", b"", 302, Location=f"http://inside.example:{site.port}/secret")
        site.page("/secret", PAGE)
        resolve = names(outside="127.0.0.1", inside="10.0.0.8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "onrecord.capture.web.addresses.is_public", lambda it: it == "127.0.0.1" or is_public(it)
            )
            told = reason(read(f"http://outside.example:{site.port}/a", private=False, resolve=resolve))
        assert "10.0.0.8" in told
        assert site.paths() == ["/a"]

    @pytest.mark.parametrize("place", ["file:///etc/hostname", "ftp://lamp.example/a", "//", "http://[::1"])
    def test_a_redirect_to_what_is_no_page_of_the_web_is_refused(self, site: Site, place: str) -> None:
        site.page("/a", b"", 302, Location=place)
        assert reason(read(site.url("/a")))
        assert site.paths() == ["/a"] * len(site.paths())

    def test_a_host_with_one_hidden_address_among_others_is_refused(self) -> None:
        resolve = names(two="93.184.216.34 192.168.0.5")
        assert "192.168.0.5" in reason(read("http://two.example/a", private=False, resolve=resolve))

    def test_what_was_checked_is_what_is_connected_to(self, site: Site) -> None:
        """A name whose answer changes behind the check leads nowhere: it is asked once a request."""
        asked = []

        async def changing(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"]

        site.page("/a", PAGE)
        [capture] = read(f"http://lamp.example:{site.port}/a", resolve=changing)
        assert isinstance(capture, Capture)
        # No resolver but ours knows the name; robots.txt and the page are a request each.
        assert asked == ["lamp.example"] * 2
        assert all(headers["Host"] == f"lamp.example:{site.port}" for _, headers in site.asked)

    def test_a_second_address_is_tried_where_the_first_does_not_answer(self, site: Site) -> None:
        site.page("/a", PAGE)
        resolve = names(lamp="127.0.0.2 127.0.0.1")
        assert isinstance(read(f"http://lamp.example:{site.port}/a", resolve=resolve)[0], Capture)

    def test_a_feed_can_not_lead_to_this_machine_either(self, site: Site) -> None:
        resolve = names(outside="127.0.0.1")
        site.page("/feed", rss_feed(["http://169.254.169.254/latest"]), Content_Type="text/xml")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "onrecord.capture.web.addresses.is_public", lambda it: it == "127.0.0.1" or is_public(it)
            )
            told = reason(
                read(f"http://outside.example:{site.port}/feed", private=False, resolve=resolve, follow=True)
            )
        assert "169.254.169.254" in told

    @pytest.mark.parametrize("address", [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1",
        "fe80::1%eth0", "fd00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::808:808", "2002:7f00:1::", "2001:0:808:808::1", "2001:db8::1", "lamp",
    ])  # fmt: skip
    def test_no_address_that_is_not_everybodys_is_public(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize(
        "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
    )
    def test_others_are(self, address: str) -> None:
        assert is_public(address)

    @given(st.ip_addresses(v=4))
    def test_a_mapped_address_is_as_public_as_the_one_in_it(self, address) -> None:  # type: ignore[no-untyped-def]
        assert is_public(f"::ffff:{address}") == is_public(str(address))


class TestAddresses:
    @pytest.mark.parametrize(
        "given_url",
        [
            "https://me:secret@lamp.example/a", "https:///a", "http://", "gopher://lamp.example/",
            "https://lamp.example/" + "a" * 5000,
        ],
    )  # fmt: skip
    def test_what_is_not_fetched(self, given_url: str) -> None:
        with pytest.raises(FetchError):
            checked_url(given_url)

    @given(st.text())
    def test_any_text_is_an_address_or_told(self, text: str) -> None:
        try:
            url = checked_url("http://" + text)
        except FetchError:
            return
        assert url.host


class TestServersThatHarm:
    def test_an_endless_redirect(self, site: Site) -> None:
        def on_and_on(handler):  # type: ignore[no-untyped-def]
            handler.send_response(302)
            handler.send_header("Location", handler.path + "x")
            handler.end_headers()

        for number in range(30):
            site.pages["/a" + "x" * number] = on_and_on
        assert "more than 4 times" in reason(read(site.url("/a"), max_redirects=4))
        assert len(site.paths()) == 5

    def test_more_is_stated_than_comes(self, site: Site) -> None:
        site.page("/a", PAGE, Content_Length="5000")
        assert "broken" in reason(read(site.url("/a")))

    def test_less_is_stated_than_comes(self, site: Site) -> None:
        site.page("/a", PAGE, Content_Length="60")
        [capture] = read(site.url("/a"))
        assert isinstance(capture, Capture)
        assert capture.content == PAGE[:60]

    def test_a_length_beyond_the_limit_is_believed(self, site: Site) -> None:
        site.page("/a", PAGE, Content_Length="99999999999")
        assert "larger than 200 MB" in reason(read(site.url("/a")))

    def test_a_body_without_an_end(self, site: Site) -> None:
        sent = []

        def endless(handler):  # type: ignore[no-untyped-def]
            handler.send_response(200)
            handler.end_headers()
            while len(sent) < 1_000:
                handler.wfile.write(b"x" * 100_000)
                sent.append(1)

        site.pages["/a"] = endless
        assert "larger than 1 MB" in reason(read(site.url("/a"), max_fetched_bytes=1_000_000))
        assert len(sent) < 1_000

    def test_gzip_that_unpacks_without_an_end(self, site: Site) -> None:
        bomb = gzip.compress(b"<html>" + b"x" * 60_000_000, 9)
        site.page("/a", bomb, Content_Encoding="gzip")
        assert "larger than" in reason(read(site.url("/a")))

    @pytest.mark.parametrize("when", ["before the head", "in the head", "in the body"])
    def test_a_server_that_drips_is_given_up(self, site: Site, when: str) -> None:
        over = threading.Event()

        def drip(handler):  # type: ignore[no-untyped-def]
            if when == "in the body":
                handler.send_response(200)
                handler.end_headers()
            line = b"x" if when == "in the body" else b"HTTP/1.1 200 OK\r\nX-Long: "
            while when != "before the head" and not over.wait(0.05):
                handler.wfile.write(line)
                line = b"x"
            over.wait(20)

        site.pages["/a"] = drip
        told = reason(read(site.url("/a"), fetch_total_seconds=0.4, fetch_read_seconds=0.3))
        over.set()
        assert "longer than 0.4 s" in told or "does not answer in time" in told

    def test_nobody_listens(self) -> None:
        assert "can't be reached" in reason(read(f"http://127.0.0.1:{free_port()}/a"))

    def test_what_is_no_http(self, site: Site) -> None:
        site.pages["/a"] = lambda handler: handler.wfile.write(b"220 mail.example ready\r\n")  # type: ignore[assignment, return-value]
        assert "broken" in reason(read(site.url("/a")))

    def test_a_picture(self, site: Site) -> None:
        site.page("/a", b"\x89PNG\r\n\x1a\n" + bytes(100), Content_Type="text/html")
        assert "picture" in reason(read(site.url("/a")))

    def test_a_robots_txt_without_an_end_is_read_to_its_limit(self, site: Site) -> None:
        site.page("/robots.txt", b"Disallow: /a\n" * 200_000)
        site.page("/a", PAGE)
        assert isinstance(read(site.url("/a"))[0], Capture)
