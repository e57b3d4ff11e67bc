"""`add`, `annotate` and `watch` with addresses of the web, against a server on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.model import Annotations, Article, Visit
from onrecord.settings import Settings
from onrecord.store import open_store
from strategies.webserver import Site, rss_feed, serving

WORDS = (
    "The quay at Little Sarn stays shut, the harbour master told the council on Monday, because the tests of "
    "its piles have not been finished and the divers have been called to another port."
)


def page(title: str) -> bytes:
    paragraphs = f"<p>{WORDS}</p><p>Boats are to use the old pier until {title} is over.</p>"
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article>"
        "</body></html>"
    ).encode()


class Silent:
    """Annotates nothing, so that no model is loaded."""

    class encoder:  # noqa: N801
        sha256 = "0" * 64

    def annotate(self, article: Article) -> Annotations:
        return Annotations()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr("onrecord.cli.run.load_annotator", lambda settings: Silent())
    # Nobody is kept waiting between two requests.
    monkeypatch.setattr(
        "onrecord.cli.watch.settings_for",
        lambda contact: Settings(fetch_pause_seconds=0, fetch_contact=contact),
    )
    monkeypatch.setattr("onrecord.cli.add.settings_for", lambda *_: Settings(fetch_pause_seconds=0))
    with serving() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "record.db")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stderr


def urls(store: str) -> list[str | None]:
    with open_store(store) as opened:
        return sorted((capture.url for capture in opened.captures()), key=str)


def test_add_fetches_a_page_once_and_asks_for_it_again(site: Site, store: str) -> None:
    site.page("/a", page("Quay shut"), ETag='"1"')
    assert run("add", site.url("/a"), "--store", store, "--allow-private")[0] == 0
    status, told = run("add", site.url("/a"), "--store", store, "--allow-private")
    assert (status, "1 already on record" in told) == (0, True)
    assert urls(store) == [site.url("/a")]
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_add_refuses_this_machine_unless_it_is_told_to(site: Site, store: str) -> None:
    site.page("/a", page("Quay shut"))
    status, told = run("add", site.url("/a"), "--store", store)
    assert status == 1
    assert "--allow-private" in told
    assert site.asked == []


def test_annotate_fetches_without_a_store(site: Site, tmp_path: Path) -> None:
    site.page("/a", page("Quay shut"))
    done = CliRunner().invoke(app, ["annotate", site.url("/a"), "--allow-private"])
    assert done.exit_code == 0
    assert f'"url": "{site.url("/a")}"' in done.stdout or f'"url":"{site.url("/a")}"' in done.stdout


def test_a_saved_feed_leads_to_its_pages(site: Site, store: str, tmp_path: Path) -> None:
    site.page("/a", page("Quay shut"))
    feed = tmp_path / "saved.rss"
    feed.write_bytes(rss_feed([site.url("/a")]))
    assert run("add", str(feed), "--store", store, "--follow", "--allow-private")[0] == 0
    assert urls(store) == [site.url("/a")]


def test_a_contact_that_no_header_can_carry_is_a_usage_error(tmp_path: Path) -> None:
    assert run("add", str(tmp_path), "--contact", "a\nb", "--store", str(tmp_path / "a.db"))[0] == 2


class TestWatch:
    @pytest.fixture
    def feeds(self, site: Site, tmp_path: Path) -> str:
        site.page("/a", page("Quay shut"))
        site.page("/feed", rss_feed([site.url("/a")]), Content_Type="application/rss+xml", ETag='"f1"')
        file = tmp_path / "feeds.txt"
        file.write_text(f"# harbours\n\n{site.url('/feed')}  # ours\n{site.url('/feed')}\n", encoding="utf-8")
        return str(file)

    def watch(self, feeds: str, store: str, *more: str) -> tuple[int, str]:
        return run("watch", feeds, "--once", "--store", store, "--allow-private", *more)

    def overdue(self, store: str) -> None:
        """Make all visits old."""
        with open_store(store) as opened:
            for url in [it for it in self.visited if opened.visit(it)]:
                visit = opened.visit(url)
                assert visit
                opened.keep_visit(
                    Visit(url=url, address=visit.address, etag=visit.etag, visited="2020-01-01T00:00:00Z")
                )

    def test_adds_what_a_feed_points_to(self, site: Site, feeds: str, store: str) -> None:
        assert self.watch(feeds, store)[0] == 0
        assert urls(store) == [site.url("/a")]

    def test_polls_nothing_early_after_a_restart(self, site: Site, feeds: str, store: str) -> None:
        self.watch(feeds, store)
        asked = len(site.asked)
        assert self.watch(feeds, store)[0] == 0
        assert len(site.asked) == asked

    def test_a_feed_that_is_due_gives_only_what_is_new(self, site: Site, feeds: str, store: str) -> None:
        self.watch(feeds, store)
        self.visited = [site.url("/feed")]
        self.overdue(store)
        site.page("/b", page("Pier open"))
        site.page(
            "/feed",
            rss_feed([site.url("/b"), site.url("/a")]),
            Content_Type="application/rss+xml",
            ETag='"f2"',
        )
        self.watch(feeds, store)
        assert urls(store) == [site.url("/a"), site.url("/b")]
        assert site.paths().count("/a") == 1

    def test_without_follow_only_the_feed_is_read(self, site: Site, feeds: str, store: str) -> None:
        status, told = self.watch(feeds, store, "--no-follow")
        assert status == 1
        assert "--follow" in told
        assert site.paths() == ["/feed"]

    def test_a_line_that_is_no_address_is_told_and_the_rest_done(
        self, site: Site, feeds: str, store: str, tmp_path: Path
    ) -> None:
        with open(feeds, "a", encoding="utf-8") as file:
            file.write("lamp.example/feed\n")
        status, told = self.watch(feeds, store)
        assert status == 1
        assert "feeds.txt:5" in told
        assert urls(store) == [site.url("/a")]

    def test_what_was_broken_off_is_taken_up_again(
        self, site: Site, feeds: str, store: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.page("/b", page("Pier open"))
        site.page("/feed", rss_feed([site.url("/a"), site.url("/b")]), Content_Type="text/xml", ETag='"f1"')
        calls = []

        def broken_off(self: object, article: Article) -> Annotations:
            calls.append(article)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return Annotations()

        with monkeypatch.context() as patch:
            patch.setattr(Silent, "annotate", broken_off)
            assert self.watch(feeds, store)[0] == 130
        assert urls(store) == [site.url("/a")]
        self.watch(feeds, store)
        assert urls(store) == [site.url("/a"), site.url("/b")]
        assert site.paths().count("/a") == 1
