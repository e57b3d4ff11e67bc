"""Pictures by address: every kind in every form, told from pages, and kept while the record stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from onrecord.judging import correct
from onrecord.reading.finding import find_entity
from onrecord.reading.record import open_record
from onrecord.store import Store, open_store
from onrecord.web import links
from onrecord.web.app import create_app
from onrecord.web.pictures import KINDS
from strategies.pier import DORN, fill, pages, quote

MEDIA = {
    "svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
}  # fmt: skip


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Store, TestClient]]:
    with open_store(str(folder / "pier.db")) as store:
        fill(store)
        app = create_app(store, allowed_hosts=("testserver",))
        with TestClient(app, base_url="http://testserver") as client:
            yield store, client


@pytest.fixture(scope="module")
def pier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, TestClient]]:
    """Give a store that no test changes, and a browser on it."""
    with opened(tmp_path_factory.mktemp("pier")) as both:
        yield both


@pytest.fixture(scope="module")
def browser(pier: tuple[Store, TestClient]) -> TestClient:
    return pier[1]


@pytest.fixture(scope="module")
def ids(pier: tuple[Store, TestClient]) -> dict[str, str]:
    with open_record(pier[0]) as record:
        dorn = find_entity(record, DORN).id
        story = record.story(pages()[0].article.id)
    assert story is not None
    of_utterance = dict.fromkeys(("chain", "versions"), quote())
    return {"statements": dorn, "positions": dorn, "coverage": story.id, "copies": story.id, **of_utterance}


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"copies"}))
@pytest.mark.parametrize("form", MEDIA)
def test_every_kind_is_given_in_every_form(
    browser: TestClient, ids: dict[str, str], kind: str, form: str
) -> None:
    answer = browser.get(links.picture(kind, ids[kind], form))  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA[form])
    assert answer.content
    assert f'filename="{kind}-{ids[kind]}.{form}"' in answer.headers["content-disposition"]


def test_a_drawing_may_style_itself_and_do_nothing_else(browser: TestClient, ids: dict[str, str]) -> None:
    answer = browser.get(links.picture("chain", ids["chain"]))
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ElementTree.fromstring(answer.text).get("role") == "img"


def test_what_the_browser_has_is_not_sent_again(browser: TestClient, ids: dict[str, str]) -> None:
    address = links.picture("positions", ids["positions"])
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = browser.get(address, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_a_changed_record_is_drawn_anew(tmp_path: Path, ids: dict[str, str]) -> None:
    address = links.picture("positions", ids["positions"], "csv")
    with opened(tmp_path) as (store, client):
        before = client.get(address).text
        correct(store, quote(), "said", "2031-04-20", who="Ada", when="2031-06-01T08:00:00Z")
        after = client.get(address).text
    assert "2031-04-20" in after
    assert "2031-04-20" not in before


def test_a_subject_and_a_way_of_stacking_are_asked_for(browser: TestClient, ids: dict[str, str]) -> None:
    about = browser.get(links.picture("positions", ids["positions"], "csv", about="plank")).text
    assert about.count("\n") == 2
    kinds = browser.get(links.picture("statements", ids["statements"], "csv", by="kind")).text
    assert kinds.startswith("day,direct,mixed,indirect")
    assert browser.get(links.picture("statements", ids["statements"], by="stance")).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/statements/ent-00.svg", "/pictures/coverage/story-00.png", "/pictures/chain/st-00.csv",
        "/pictures/copies/art-00.svg", "/pictures/versions/utt-00.json", "/pictures/positions/ent-00.svg",
        "/pictures/portrait/ent-00.svg", "/pictures/chain/st-00.gif", "/pictures/chain/.svg",
        "/pictures/chain/%3Cscript%3E.svg",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_where_nobody_copied_there_is_no_picture_of_copies(browser: TestClient) -> None:
    with_copies = browser.get(links.picture("copies", pages()[3].article.id))
    assert with_copies.status_code == 404
