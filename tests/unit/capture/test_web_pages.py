"""An article on several pages is fetched whole, and nothing else that calls itself the next page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.capture.build import make_capture
from onrecord.capture.web.next_page import MOST_PAGES, next_page
from onrecord.capture.web.visits import OneRun
from onrecord.model import Capture, Drop
from strategies.webserver import FakeTime, Site, rss_feed, serving, web

ARTICLE = '<meta property="og:type" content="article">'
PIER = "https://lamp.example/pier"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def page(link: str, head: str = ARTICLE) -> bytes:
    return (
        f"<html><head>{head}{link}</head><body><p>The pier of Olm, a page of it.</p></body></html>".encode()
    )


def captured(link: str, url: str = PIER, head: str = ARTICLE) -> Capture:
    return make_capture(page(link, head), media_type="text/html", path=url, url=url)


def test_pages_of_an_article_are_fetched_with_the_first(site: Site) -> None:
    site.page("/pier", page('<link rel="next" href="/pier?page=2">'))
    site.page("/pier?page=2", page('<a class="more" href="/pier?page=3" rel="nofollow next">3</a>'))
    site.page("/pier?page=3", page('<link rel="prev" href="/pier?page=2">'))
    site.page("/feed", rss_feed([site.url("/pier")]), Content_Type="text/xml")
    for given in ("/feed", "/pier"):
        with web(FakeTime(), follow=True) as opened:
            items = list(opened.read(site.url(given)))
        assert [it.url for it in items if isinstance(it, Capture)] == [
            site.url(it) for it in ("/pier", "/pier?page=2", "/pier?page=3")
        ]
        assert not any(isinstance(it, Drop) for it in items)


def test_without_follow_the_page_alone_is_fetched(site: Site) -> None:
    site.page("/pier", page('<link rel="next" href="/pier?page=2">'))
    with web(FakeTime()) as opened:
        assert len(list(opened.read(site.url("/pier")))) == 1


def test_a_page_that_failed_is_told_and_asked_for_again_with_the_first(site: Site) -> None:
    visits, time = OneRun(), FakeTime()
    site.page("/pier", page('<link rel="next" href="/pier/2">'), ETag='"p"')
    site.page("/pier/2", b"", 500)
    with web(time, visits, follow=True) as opened:
        first, second = opened.read(site.url("/pier"))
    assert isinstance(first, Capture)
    assert isinstance(second, Drop)
    site.page("/pier/2", page(""))
    time.now_is += 3_600
    with web(time, visits, follow=True) as opened:
        assert site.url("/pier/2") in [
            it.url for it in opened.read(site.url("/pier")) if isinstance(it, Capture)
        ]


@pytest.mark.parametrize(
    ("link", "url", "head"),
    [
        ('<link rel="next" href="/the-next-story">', PIER, ARTICLE),
        ('<link rel="next" href="/pier?page=3">', PIER, ARTICLE),
        ('<link rel="prev" href="/pier?page=2">', PIER, ARTICLE),
        ('<link rel="next" href="https://elsewhere.example/pier?page=2">', PIER, ARTICLE),
        ('<link rel="next" href="/news?page=2">', "https://lamp.example/news", "<title>News</title>"),
        (f'<link rel="next" href="?page={MOST_PAGES + 1}">', f"{PIER}?page={MOST_PAGES}", ARTICLE),
        ('<link rel="next" href="https://[">', PIER, ARTICLE),
        ('<link rel="next">', PIER, ARTICLE),
    ],
    ids=["next story", "a page between", "before", "elsewhere", "section", "too many", "no address", "none"],
)
def test_what_is_no_next_page_is_not_followed(link: str, url: str, head: str) -> None:
    assert next_page(captured(link, url, head)) is None


def test_an_article_may_say_so_in_json_ld() -> None:
    head = '<script type="application/ld+json">{"@type": ["NewsArticle"]}</script>'
    assert next_page(captured('<link href="/pier/page/2" rel=next>', head=head)) == f"{PIER}/page/2"
