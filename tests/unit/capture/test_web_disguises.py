"""This machine's address, written so that it looks like another's, or a name that turns to it later."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.capture import read_inputs
from onrecord.capture.web import Web
from onrecord.capture.web.pace import Clock
from onrecord.extract import extract
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.webserver import FakeTime, Site, serving

PAGE = b"<html><body><h1>Lock gates shut</h1><p>The lock at Varn stays shut.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.page("/a", PAGE)
        yield site


def read(address: str, resolve: object = None) -> list[Capture | Drop]:
    time, named = FakeTime(), {"resolve": resolve} if resolve else {}
    clock = Clock(now=time.now, sleep=time.sleep)
    with Web(Settings(), clock=clock, **named) as opened:  # type: ignore[arg-type]
        return list(opened.read(address))


async def ask_hosts_file(host: str, port: int) -> list[str]:
    """Resolve as the system does, without asking anybody on the network."""
    if host.rstrip(".").endswith("example"):
        return ["93.184.216.34"]
    return [str(it[4][0]) for it in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@pytest.mark.parametrize(
    "host",
    [
        "localhost.", "LOCALHOST", "127.0.0.1.", "127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "ⓛocalhost",
        "0x7f000001", "017700000001", "0177.0x0.1", "127.0.1", "0.0.0.0", "00.0", "[::]", "[0:0:0:0:0:0:0:1]",
        "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]",
        "lamp.example@127.0.0.1", "lamp.example:80@127.0.0.1", "lamp.example\\@127.0.0.1",
        "127.0.0.1%2f.example@localhost", "127.1%00.example",
    ],
)  # fmt: skip
def test_this_machine_in_disguise_is_not_asked(site: Site, host: str) -> None:
    for rest in (f":{site.port}/a", f":{site.port}", "/a"):
        [found] = read(f"http://{host}{rest}", ask_hosts_file)
        assert isinstance(found, Drop), host
    assert site.asked == []


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a public address that a server of the loopback answers for."""
    from onrecord.capture.web import addresses

    public, real = "93.184.216.34", addresses.addresses_of

    async def connect_here(url: object, resolve: object, *, allow_private: bool) -> list[str]:
        found = await real(url, resolve, allow_private=allow_private)  # type: ignore[arg-type]
        return ["127.0.0.1"] if found == [public] else found

    monkeypatch.setattr("onrecord.capture.web.client.addresses_of", connect_here)
    return public


@pytest.mark.parametrize(
    "place",
    [
        "//127.0.0.1:PORT/a", "http://0x7f.1:PORT/a", "http://[::ffff:127.0.0.1]:PORT/a",
        "http://x@127.0.0.1:PORT/a", "\\\\127.0.0.1:PORT\\a", "http:\\\\127.0.0.1:PORT/a",
        "http://localhost.:PORT/a", "dict://127.0.0.1:PORT/", "file:///etc/hostname",
    ],
)  # fmt: skip
def test_a_redirect_in_disguise_is_not_followed(site: Site, place: str, stranger: str) -> None:
    site.page("/go", b"", 302, Location=place.replace("PORT", str(site.port)))
    [found] = read(f"http://lamp.example:{site.port}/go", ask_hosts_file)
    assert isinstance(found, Drop)
    assert site.paths()[0] == "/go"
    assert "/a" not in site.paths()


def test_a_name_that_turns_to_this_machine_at_the_second_question_is_refused_then(
    site: Site, stranger: str
) -> None:
    """The rules of the site come from a public address, its page would come from this machine: rebinding."""
    answers = iter([[stranger], ["127.0.0.1"]])

    async def turning(host: str, port: int) -> list[str]:
        return next(answers)

    [found] = read(f"http://lamp.example:{site.port}/a", turning)
    assert isinstance(found, Drop)
    assert "127.0.0.1" in found.reason
    assert [path for path, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize("kind", ["rss", "atom", "html", "xml"])
def test_no_page_or_feed_reads_a_file_of_this_machine(tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the safe is behind the clock")
    named = f'SYSTEM "{secret.as_uri()}"'
    entity = f"<!DOCTYPE x [<!ENTITY s {named}><!ENTITY % p {named}> %p;]>"
    story = "<p>" + "The lock at Varn stays shut until the divers have tested its gates. " * 8 + "&s;</p>"
    link, quoted = "https://lamp.example/1", story.replace("<", "&lt;")
    bodies = {
        "rss": f"<rss version='2.0'><channel><title>&s;</title><item><title>&s; A</title><link>{link}</link>"
        f"<description>&s; {quoted}</description></item></channel></rss>",
        "atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><title>&s;</title><entry><title>&s;</title>"
        f"<link href='{link}'/><content type='xhtml'><div>{story}</div></content></entry></feed>",
        "html": f"<html><head><title>&s;</title></head><body><h1>&s; Lock</h1>{story}</body></html>",
        "xml": "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:i='http://www.w3.org/2001/XInclude'><body>"
        f"<h1>Lock</h1><i:include href='{secret.as_uri()}' parse='text'/>{story}</body></html>",
    }
    page = tmp_path / f"page.{'html' if kind == 'html' else 'xml'}"
    page.write_text(f'<?xml version="1.0"?>{entity}{bodies[kind]}')
    found = list(read_inputs([str(page)], settings=Settings()))
    for item in found:
        assert "behind the clock" not in repr(item)
        if isinstance(item, Capture):
            assert "behind the clock" not in repr(extract(item, Settings()))
