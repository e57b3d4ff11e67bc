"""The pages: home, search, articles, outlets, drops; what every page must be."""

import re
from itertools import pairwise

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.reading.record import open_record
from onrecord.store import Store
from onrecord.web import links
from strategies.crawling import Crawled, crawl


@pytest.fixture(scope="module")
def pages(client: TestClient) -> list[Crawled]:
    return list(crawl(client, "/", "/about", "/sign-in", "/search?q=bridge", of_each_kind=5))


def words(tree: html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def get(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_every_link_leads_somewhere(pages: list[Crawled]) -> None:
    assert len(pages) > 40
    assert [it.address for it in pages if it.status >= 400] == []


def test_every_page_can_be_read_aloud(pages: list[Crawled]) -> None:
    for page in pages:
        tree = page.tree
        assert tree.get("lang") == "en"
        assert len(tree.findall(".//main")) == 1, page.address
        assert len(tree.findall(".//h1")) == 1, page.address
        levels = [int(it.tag[1]) for it in tree.iter("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.address, levels)
        labelled = {it.get("for") for it in tree.iter("label")}
        for field in tree.iter("input", "select", "textarea"):
            if field.get("type") != "hidden":
                assert field.get("id") in labelled, (page.address, html.tostring(field))
        assert tree.findtext(".//title").strip() not in ("", "– onrecord")


def test_ids_are_told_apart_and_anchors_exist(pages: list[Crawled]) -> None:
    for page in pages:
        ids = [it.get("id") for it in page.tree.iter() if it.get("id")]
        assert len(ids) == len(set(ids)), page.address
        for link in page.tree.iter("a"):
            if link.get("href", "").startswith("#"):
                assert link.get("href")[1:] in ids, (page.address, link.get("href"))


def test_nothing_is_inline(pages: list[Crawled]) -> None:
    for page in pages:
        assert not re.search(r"<[^>]*\s(style|on\w+)=", page.text), page.address
        assert not [
            it for it in page.tree.iter("script") if it.text or not it.get("src").startswith("/static/")
        ]
        assert not list(page.tree.iter("style"))


def test_home_shows_what_is_on_record(client: TestClient, store: Store) -> None:
    tree = get(client, "/")
    assert f"{store.counts()['statements']} statements" in words(tree)
    assert [words(it) for it in tree.iter("h2")] == [
        "Newest stories", "Newest disputes", "Newest articles", "Not used, or not whole",
    ]  # fmt: skip
    assert tree.xpath("//a[starts-with(@href, '/disputes/st-')]")
    assert "no article: only" in words(tree)


def test_an_article_stands_as_captured(client: TestClient, store: Store) -> None:
    for annotated in store.articles():
        article = annotated.article
        if article.kind != "article":
            continue
        tree = get(client, links.article(article.id))
        for badge in tree.xpath("//a[@class='nth']"):
            badge.drop_tree()
        shown = [it.text_content() for it in tree.find_class("block")]
        for block in article.blocks:
            assert article.text[block.start : block.end] in shown, (article.path, block)


def test_an_article_marks_every_role_of_every_statement(client: TestClient, store: Store) -> None:
    checked = 0
    for annotated in store.articles():
        tree = get(client, links.article(annotated.article.id))
        for statement in annotated.annotations.statements:
            marked = tree.xpath("//*[contains(concat(' ', @data-of, ' '), $id)]", id=f" {statement.id} ")
            for role in ("source", "cue", "content", "addressee"):
                pieces = [it.text_content() for it in marked if role in it.get("class", "").split()]
                for span in statement.roles[role]:
                    assert span.text in "".join(pieces), (statement.id, role)
                    checked += 1
            (card,) = tree.xpath("//*[@id=$id]", id=links.anchor(statement.id))
            assert ("denies" in words(card)) >= (statement.polarity == "denied")
    assert checked > 300


def test_statements_are_numbered_as_they_come(client: TestClient, store: Store) -> None:
    nested = 0
    for annotated in store.articles():
        tree = get(client, links.article(annotated.article.id))
        numbers = [int(it.text) for it in tree.xpath("//a[@class='nth' and starts-with(@id, 't-')]")]
        assert numbers == list(range(1, len(annotated.annotations.statements) + 1))
        for statement in annotated.annotations.statements:
            if statement.parent:
                (card,) = tree.xpath("//*[@id=$id]", id=links.anchor(statement.id))
                assert f"#{links.anchor(statement.parent)}" in card.xpath(".//a/@href")
                nested += 1
    assert nested


def test_a_statement_leads_to_its_place(client: TestClient, store: Store) -> None:
    row = next(iter(store.statements()))
    answer = client.get(links.statement(row.statement.id), follow_redirects=False)
    assert answer.status_code == 307
    address = answer.headers["location"]
    assert address == f"/articles/{row.article}?statement={row.statement.id}#s-{row.statement.id}"
    tree = get(client, address)
    (card,) = tree.xpath("//li[contains(@class, 'chosen')]")
    assert card.get("id") == f"s-{row.statement.id}"
    assert client.get("/statements/st-00").status_code == 404
    assert client.get("/articles/art-00").status_code == 404
    assert client.get(links.article(row.article, part=99)).status_code == 404


def test_search_marks_the_hits_and_narrows(client: TestClient) -> None:
    tree = get(client, "/search?q=CRACK")
    hits = [words(it).lower() for it in tree.find_class("hit")]
    assert hits
    assert set(hits) == {"crack"}
    denials = get(client, "/search?q=tolls&polarity=denied")
    cards = denials.find_class("statement")
    assert cards
    assert all("denies" in words(it) for it in cards)
    assert {words(it) for it in denials.xpath("//select[@id='polarity']/option[@selected]")} == {"denies it"}
    outlet = get(client, "/search?publisher=The+Vess+Courier")
    assert {words(it) for it in outlet.xpath("//article//a[@class='outlet']")} == {"The Vess Courier"}


def test_search_finds_articles_and_people(client: TestClient) -> None:
    articles = get(client, "/search?q=bridge&in=articles")
    assert articles.xpath("//li//mark[@class='hit']")
    assert articles.xpath("//li//a[starts-with(@href, '/articles/')]")
    people = get(client, "/search?q=bren&in=people")
    assert any(
        "Aldo Brennick" in words(it) for it in people.xpath("//li//a[starts-with(@href, '/entities/')]")
    )
    assert "Aldo Brennick" in words(get(client, "/search?q=brennick"))


@pytest.mark.parametrize("query", ["from=yesterday", "q=%2A", "q=%22", "to=2024-13", "cursor=abc"])
def test_a_search_that_can_not_be_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    assert html.fromstring(answer.text).xpath("//*[@role='alert']")


@pytest.mark.parametrize("query", ["q=bridge", "in=articles&q=bridge&from=2025", "polarity=denied"])
def test_a_search_can_be_watched(client: TestClient, query: str) -> None:
    (feed,) = get(client, f"/search?{query}").xpath("//a[@class='feed']/@href")
    answer = client.get(feed)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "<entry>" in answer.text


def test_a_search_that_finds_nothing_says_so(client: TestClient) -> None:
    assert "Nothing on record fits" in words(get(client, "/search?q=zebra+zither"))


def test_cursors_lead_through_all_statements_once(client: TestClient, store: Store) -> None:
    address, seen = "/search", []
    while address:
        tree = get(client, address)
        seen += [it.get("href") for it in tree.xpath("//article//a[starts-with(@href, '/statements/')]")]
        following = tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")
        address = following[0] if following else ""
    assert len(seen) == len(set(seen)) == store.counts()["statements"]


def test_outlets_and_drops_are_listed(client: TestClient, store: Store) -> None:
    tree = get(client, "/publishers")
    outlets = {it.article.publisher for it in store.articles()} - {None}
    assert {words(it) for it in tree.xpath("//tbody/tr/th")} == outlets
    drops = get(client, "/drops")
    for drop in store.drops():
        assert " ".join(drop.reason.split()) in words(drops)
    refused = get(client, "/drops?stage=annotate")
    assert len(refused.xpath("//ul[contains(@class, 'rows')]/li")) < len(
        drops.xpath("//ul[contains(@class, 'rows')]/li")
    )
    assert client.get("/drops?stage=nowhere").status_code == 422
    assert client.get("/publishers/Nobody").status_code == 404


def test_home_shows_a_dispute_once(client: TestClient) -> None:
    shown = get(client, "/").xpath("//section[@aria-labelledby='disputes']/ul/li")
    told = [words(it) for it in shown]
    assert len(told) > 3
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "address",
    ["/search?q=", "/search?speaker=", "/search?publisher=", "/search?in=people&q=", "/feeds/search.atom?q=",
     "/stories?q=", "/stories?publisher=", "/entities?q=", "/disputes?who="],
)  # fmt: skip
def test_a_search_of_a_thousand_words_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address + "+".join(["pier"] * 60)).status_code == 200
    answer = client.get(address + "+".join(["pier"] * 1000))
    assert answer.status_code == 422
    assert "at most 300 characters" in answer.text


@pytest.mark.parametrize("address", ["/", "/search?q=bridge", "/api/stories", "/static/base.css", "/about"])
def test_head_is_answered_like_get(client: TestClient, address: str) -> None:
    for _ in range(2):
        head, got = client.head(address), client.get(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == got.headers


def test_every_page_leads_programs_to_the_api(pages: list[Crawled]) -> None:
    assert all(page.tree.xpath("//footer//a[@href='/api']") for page in pages)


def test_deeds_stand_on_the_page_of_their_article_and_of_who_did_them(
    client: TestClient, store: Store
) -> None:
    told = next(article for article in store.articles() if article.annotations.events)
    page = get(client, links.article(told.article.id))
    rows = page.xpath("//section[@aria-labelledby='deeds']//tbody/tr")
    assert len(rows) == len(told.annotations.events[:40])
    for row, event in zip(rows, told.annotations.events, strict=False):
        assert event.text in row.text_content()
        assert ("✕" in row.xpath("td[last()]")[0].text_content()) == (event.modality == "denied")
    with open_record(store) as record:
        events = [row.event.id for row in store.events()]
        actors = record.linkage.events.actors(events)
        groups = record.linkage.group_ids("entities", set(actors.values()))
    assert groups
    doer = get(client, links.entity(next(iter(groups.values()))))
    assert doer.xpath("//section[@aria-labelledby='deeds']//tbody/tr")
