"""Atom feeds: valid for a reader that nobody here wrote, with ids that stay, and nothing but text."""

from __future__ import annotations

from datetime import datetime

import feedparser
import pytest
from starlette.testclient import TestClient

from onrecord.store import Store
from onrecord.web import links
from onrecord.web.app import create_app
from onrecord.web.atom import Entry, Feed, write_feed


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> dict[str, str]:
    first = {
        name: client.get(f"/api/{name}").json()["items"][0] for name in ("entities", "stories", "publishers")
    }
    return {
        "person": links.feed("entities", first["entities"]["id"]),
        "story": links.feed("stories", first["stories"]["id"]),
        "publisher": links.feed("publishers", first["publishers"]["name"]),
        "search": links.search_feed(q="bridge"),
        "articles": links.search_feed(**{"in": "articles", "q": "bridge"}),
    }


@pytest.mark.parametrize("kind", ["person", "story", "publisher", "search", "articles"])
def test_a_feed_is_valid_and_leads_to_its_pages(
    client: TestClient, addresses: dict[str, str], kind: str
) -> None:
    response = client.get(addresses[kind])
    assert response.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(response.content)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.id.startswith("urn:uuid:")
    assert found.entries
    for entry in found.entries:
        assert entry.id.startswith("urn:uuid:")
        assert datetime.fromisoformat(entry.updated).tzinfo
        assert entry.updated <= found.feed.updated
        assert client.get(entry.link).status_code == 200
    (own,) = [link.href for link in found.feed.links if link.rel == "self"]
    assert client.get(own).content == response.content


def test_ids_are_the_same_on_every_server(
    store: Store, client: TestClient, addresses: dict[str, str]
) -> None:
    other = TestClient(create_app(store, allowed_hosts=("record.example",)), base_url="http://record.example")
    for address in addresses.values():
        here, there = (feedparser.parse(it.get(address).content) for it in (client, other))
        assert here.feed.id == there.feed.id
        assert [it.id for it in here.entries] == [it.id for it in there.entries]
    found = {address: feedparser.parse(client.get(address).content).feed.id for address in addresses.values()}
    assert len(set(found.values())) == len(found)


def test_a_denial_reads_as_one(client: TestClient) -> None:
    found = feedparser.parse(client.get(links.search_feed(polarity="denied")).content)
    assert found.entries
    assert all(" denies: " in entry.title for entry in found.entries)


def test_hostile_words_are_text() -> None:
    words = "<script>alert(1)</script>\x00\x0b]]>&\ufffe\u202e" + "long " * 80
    entry = Entry(
        identity="st-1", title=words, page="/statements/st-1", updated="2031-01-01T00:00:00Z", published=None,
        author=words, summary=words,
    )  # fmt: skip
    feed = Feed(
        identity="x", title=words, address="/f?q=<&>", page="/p", updated=entry.updated, entries=(entry,)
    )
    found = feedparser.parse(write_feed(feed), sanitize_html=False)
    assert not found.bozo
    assert found.entries[0].title.startswith("<script>alert(1)</script>")
    assert found.entries[0].title_detail.type == "text/plain"


@pytest.mark.parametrize(
    "path", ["/feeds/entities/ent-0.atom", "/feeds/stories/x.atom", "/feeds/publishers/Nobody.atom"]
)
def test_a_feed_of_nothing_is_missing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_title_can_not_turn_round_the_words_beside_it() -> None:
    turned = "Ann \u202eselohs \u2066Loe"
    entry = Entry(
        identity="st-1",
        title=turned,
        page="http://x/1",
        updated="2031-05-04T00:00:00Z",
        published=None,
        author=turned,
        summary=turned,
    )
    feed = Feed(
        identity="f",
        title=turned,
        address="http://x/f",
        page="http://x",
        updated=entry.updated,
        entries=(entry,),
    )
    found = feedparser.parse(write_feed(feed))
    assert found.feed.title == found.entries[0].title == found.entries[0].author == "Ann selohs Loe"
    assert found.entries[0].summary == turned
