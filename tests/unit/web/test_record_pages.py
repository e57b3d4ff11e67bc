"""Pages of people, remarks, stories, disputes and claims, as a browser gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.reading.finding import find_entity
from onrecord.reading.record import open_record
from onrecord.store import Store
from onrecord.web import links
from onrecord.web.app import create_app
from strategies.pier import DORN, claim, denial, pages, quote

TOKEN = "heron"


@pytest.fixture(scope="module")
def browser(pier_store: Store) -> Iterator[TestClient]:
    app = create_app(pier_store, token=TOKEN, allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as opened:
        yield opened


@pytest.fixture(scope="module")
def editor(pier_store: Store) -> Iterator[TestClient]:
    """A browser in which somebody signed in; it is only read with."""
    app = create_app(pier_store, token=TOKEN, allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as opened:
        opened.post(links.SIGN_IN, data={"token": TOKEN, "name": "Ada Quell"})
        yield opened


def entity_of(store: Store, name: str) -> str:
    with open_record(store) as record:
        return find_entity(record, name).id


def utterance_of(store: Store, statement: str) -> str:
    with open_record(store) as record:
        found = record.utterance(statement)
    assert found is not None
    return found.id


def story_of(store: Store, place: int = 0) -> str:
    with open_record(store) as record:
        found = record.story(pages()[place].article.id)
    assert found is not None
    return found.id


def get(browser: TestClient, address: str) -> html.HtmlElement:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_changed_words_are_told_by_mark_and_in_words(browser: TestClient, pier_store: Store) -> None:
    page = get(browser, links.utterance(utterance_of(pier_store, quote())))
    first, version = page.cssselect("li.version")
    assert not first.cssselect("del, ins")
    # One report has the same words and another name.
    (garbled,) = first.cssselect("li.alteration")
    assert "name garbled" in words(garbled)
    assert "in Sarn Clicks" in words(garbled)
    assert words(version.cssselect("del")[0]) == "[left out: keys]"
    assert words(version.cssselect("ins")[0]) == "[put in: cheese]"
    assert "words swapped" in words(version)
    assert "No." in words(page.cssselect("tr.counts-none")[0])
    assert "Yes." in words(page.cssselect("tr.counts-one")[0])


@pytest.mark.parametrize("ask", [links.utterance, links.story])
def test_an_id_of_a_part_leads_to_the_whole(browser: TestClient, pier_store: Store, ask: object) -> None:
    part, whole = (
        (quote(), utterance_of(pier_store, quote()))
        if ask is links.utterance
        else (pages()[0].article.id, story_of(pier_store))
    )
    answer = browser.get(ask(part), follow_redirects=False)  # type: ignore[operator]
    assert (answer.status_code, answer.headers["location"]) == (307, ask(whole))  # type: ignore[operator]


def test_a_denial_reads_as_a_denial_on_every_page_that_shows_it(
    browser: TestClient, pier_store: Store
) -> None:
    for address in (
        links.utterance(utterance_of(pier_store, denial())),
        links.dispute(denial(), claim()),
        links.DISPUTES,
        links.entity(entity_of(pier_store, DORN)),
        links.entity(entity_of(pier_store, "Vera Sund")),
        links.claim("The long pier at Little Sarn was sold to a dredging company"),
    ):
        page = get(browser, address)
        assert any("denies" in words(it) for it in page.cssselect(".does.denied")), address


def test_what_is_only_inferred_is_weaker_and_says_so(browser: TestClient) -> None:
    strong, weak = (get(browser, links.dispute(by, claim())) for by in (denial(), quote()))
    assert not weak.cssselect("h1 .denied")
    assert "may conflict with" in words(weak.cssselect("h1")[0])
    assert "Nobody disputes it in so many words" in words(weak)
    assert "Disputed in so many words" in words(strong)
    listed = get(browser, links.DISPUTES)
    assert listed.cssselect("article.dispute.disputes")
    assert not listed.cssselect("article.dispute.may_conflict")
    inferred = get(browser, links.page(links.DISPUTES, relation="may_conflict"))
    assert inferred.cssselect("article.dispute.may_conflict")
    assert not inferred.cssselect("article.dispute.disputes")


def test_disputes_are_found_by_one_of_the_speakers(browser: TestClient, pier_store: Store) -> None:
    found = get(browser, links.page(links.DISPUTES, who="Vera Sund"))
    assert len(found.cssselect("article.dispute")) == 1
    several = get(browser, links.page(links.DISPUTES, who="Dorn"))
    assert "Whom do you mean?" in words(several)
    asked = {it.get("href") for it in several.cssselect("ul.rows a")}
    assert links.page(links.DISPUTES, relation="disputes", entity=entity_of(pier_store, DORN)) in asked
    assert "Nobody on record is called" in words(get(browser, links.page(links.DISPUTES, who="Quux")))
    assert "holds no word" in words(get(browser, links.page(links.DISPUTES, who="?!")))


def test_people_are_found_by_the_beginning_of_a_name(browser: TestClient, pier_store: Store) -> None:
    found = get(browser, links.page(links.ENTITIES, q="dor"))
    assert {words(it) for it in found.cssselect("ul.rows .name")} == {DORN, "Ilmar Dorne", "Igor Dorn"}
    none = get(browser, links.page(links.ENTITIES, q="dor", kind="organization"))
    assert "Nobody and nothing on record" in words(none)
    assert "holds no word" in words(get(browser, links.page(links.ENTITIES, q="?!")))


def test_positions_are_asked_for_on_the_page_of_a_person(browser: TestClient, pier_store: Store) -> None:
    address = links.page(links.entity(entity_of(pier_store, DORN)), about="plank")
    page = get(browser, address)
    (position,) = page.cssselect("li.position")
    assert "Nobody has sold a single plank" in words(position)
    assert "and 1 further report" in words(position)
    none = get(browser, links.page(links.entity(entity_of(pier_store, DORN)), about="tariffs"))
    assert "Nothing that was said on this is on record" in words(none)


def test_a_doubtful_name_stands_apart_with_its_reason(browser: TestClient, pier_store: Store) -> None:
    page = get(browser, links.entity(entity_of(pier_store, DORN)))
    assert "Ilmar Dorne" not in words(page.cssselect("ul.names")[0])
    assert "Ilmar Dorne: " in words(page.cssselect("li.doubt")[0])


def test_stories_of_one_article_are_shown_where_asked(browser: TestClient) -> None:
    several = get(browser, links.STORIES).cssselect("ul.rows > li")
    every = get(browser, links.page(links.STORIES, least=1)).cssselect("ul.rows > li")
    assert len(every) > len(several)
    assert browser.get(links.page(links.STORIES, least=0)).status_code == 422
    assert "holds no word" in words(get(browser, links.page(links.STORIES, q="?!")))


def test_a_claim_is_a_form_until_it_is_asked(browser: TestClient) -> None:
    page = get(browser, links.CLAIMS)
    assert page.cssselect("form.ask textarea[required]")
    assert "Nothing is on record" not in words(page)
    assert "Nothing is on record" in words(get(browser, links.claim("Parliament abolished the quartz tax")))
    assert browser.get(links.claim("word " * 400)).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        links.entity("ent-0000"),
        links.utterance("utt-0000"),
        links.story("story-0000"),
        links.dispute("st-0", "st-1"),
        links.dispute(claim(), denial()),
    ],
)
def test_what_is_not_on_record_is_told_as_missing(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "id" in answer.text or "Nothing on record says" in answer.text


@pytest.mark.parametrize("address", [links.ENTITIES, links.STORIES, links.DISPUTES, links.DECISIONS])
def test_a_cursor_of_nowhere_is_refused(browser: TestClient, address: str) -> None:
    assert browser.get(links.page(address, cursor="bm93aGVyZQ")).status_code == 400


def addresses(store: Store) -> list[str]:
    """Give a page of each kind that has forms."""
    return [
        links.entity(entity_of(store, DORN)),
        links.utterance(utterance_of(store, quote())),
        links.story(story_of(store)),
        links.dispute(denial(), claim()),
        links.DECISIONS,
    ]


def test_only_who_signed_in_gets_forms_that_decide(
    browser: TestClient, editor: TestClient, pier_store: Store
) -> None:
    for address in addresses(pier_store):
        assert not get(browser, address).cssselect(f"form[action^='{links.DECISIONS}']"), address
        if address != links.DECISIONS:
            assert "Sign in" in words(get(browser, address).cssselect("section.deciding")[0])
            assert get(editor, address).cssselect(f"form[action^='{links.DECISIONS}']"), address


def test_forms_that_decide_can_be_read_aloud(editor: TestClient, pier_store: Store) -> None:
    for address in addresses(pier_store):
        page = get(editor, address)
        ids = [it.get("id") for it in page.iter() if it.get("id")]
        assert len(ids) == len(set(ids)), address
        labelled = {it.get("for") for it in page.iter("label")}
        for field in page.cssselect("input:not([type=hidden]), select, textarea"):
            assert field.get("id") in labelled, (address, html.tostring(field))
        for button in page.cssselect("button"):
            assert words(button), address
        levels = [int(it.tag[1]) for it in page.iter("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (address, levels)


def test_a_record_opened_for_reading_offers_no_sign_in(pier_store: Store) -> None:
    app = create_app(pier_store, token=None, allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as reader:
        page = get(reader, links.dispute(denial(), claim()))
        assert "opened for reading only" in words(page)
        assert not re.search(r"/sign-in", html.tostring(page.cssselect("section.deciding")[0]).decode())
