"""Who agrees with whom, and later figures: as commands, pages and the API show them, apart from disputes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.link import STAGES
from onrecord.linking import count_waiting, link_portion
from onrecord.reading.lists import list_disputes
from onrecord.reading.record import open_record
from onrecord.store import Store, open_store
from onrecord.web import links
from onrecord.web.app import create_app
from strategies.agreements_table import AGREES, PLACE, UPDATES
from strategies.commands import lines, run
from strategies.marked import marked
from strategies.pier import result_of


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("agreements") / "record.db")
    first, second, _, _ = UPDATES["toll rose"]
    pages = [
        marked(AGREES["confirmed that"][0], key="agrees"),
        marked(first + PLACE, key="first", day="2031-05-04"),
        marked(second + PLACE, key="second", day="2031-05-05"),
    ]
    with open_store(location) as store:
        for page in pages:
            store.add(result_of(page))
        while count_waiting(store):
            link_portion(store, 10, STAGES)
    return location


@pytest.fixture(scope="module")
def store(location: str) -> Iterator[Store]:
    with open_store(location) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(store: Store) -> Iterator[TestClient]:
    app = create_app(store, token="heron", allowed_hosts=("testserver",))
    with TestClient(app, base_url="http://testserver") as opened:
        yield opened


def test_the_command_lists_them_apart(location: str) -> None:
    told = run(location, "disputes").stdout
    assert "Agreed in so many words" in told
    assert "agrees with" in told
    assert "Later figures" in told
    assert "may conflict" not in told
    found = lines(location, "disputes")
    assert {line["relation"] for line in found} == {"agrees", "updates"}
    assert {line["how"] for line in found} == {None}
    assert all(line["evidence"] and 0 < line["score"] <= 1 for line in found)


def test_they_are_no_disputes(store: Store) -> None:
    with open_record(store) as record:
        assert not list_disputes(store, record).items
        [agreed] = list_disputes(store, record, relation="agrees").items
        [update] = list_disputes(store, record, relation="updates").items
    assert agreed.link.how is None
    assert "risen to 14" in update.by.statement.content[0].text


@pytest.mark.parametrize(
    ("relation", "heading", "does"),
    [("agrees", "Who agrees with whom", "agrees with"), ("updates", "Later figures", "updates")],
)
def test_pages_and_api_show_them(browser: TestClient, relation: str, heading: str, does: str) -> None:
    listed = html.fromstring(browser.get(links.page(links.DISPUTES, relation=relation)).text)
    assert listed.cssselect("h1")[0].text_content() == heading
    [row] = listed.cssselect("article.dispute")
    assert does in row.cssselect(".lead")[0].text_content()
    assert "Nobody disputes" not in row.text_content()
    [evidence] = [a.get("href") for a in row.cssselect("a") if "Evidence" in a.text_content()]
    whole = browser.get(evidence)
    assert whole.status_code == 200
    assert does in html.fromstring(whole.text).cssselect("h1")[0].text_content()
    assert "Only inferred" not in whole.text
    [line] = browser.get("/api/disputes", params={"relation": relation}).json()["items"]
    assert line["relation"] == relation


def test_the_list_of_disputes_has_none_of_them(browser: TestClient) -> None:
    assert not html.fromstring(browser.get(links.DISPUTES).text).cssselect("article.dispute")
    assert browser.get("/api/disputes").json()["items"] == []
