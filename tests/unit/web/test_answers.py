"""Answers that are kept: as long as nothing changes, for whoever asked, and no longer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from onrecord.store import Store
from onrecord.web.app import create_app

PATHS = ["/", "/api/statements", "/feeds/search.atom?q=bridge", "/search?q=bridge"]
TOKEN = {"Authorization": "Bearer heron-on-the-ninth-pier"}


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert client.get(path).content == first.content
    for given in (first.headers["etag"], f'"other", W/{first.headers["etag"]}'):
        again = client.get(path, headers={"If-None-Match": given})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_every_address_has_a_tag_of_its_own(client: TestClient) -> None:
    tags = [client.get(path).headers["etag"] for path in [*PATHS, "/api/statements?q=bridge"]]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", PATHS)
def test_a_change_makes_answers_anew(own_client: TestClient, path: str) -> None:
    before = own_client.get(path).headers["etag"]
    decision = {"decision": "merge", "one": "Lionel Crabbe", "other": "Aldo Brennick", "who": "Ada"}
    assert own_client.post("/api/judgements", json=decision, headers=TOKEN).status_code == 201
    again = own_client.get(path, headers={"If-None-Match": before})
    assert again.status_code == 200
    assert again.headers["etag"] != before


def test_nobody_gets_the_page_of_somebody_signed_in(own_client: TestClient) -> None:
    plain = own_client.get("/")
    form = {"token": "heron-on-the-ninth-pier", "name": "Ada Lorne", "to": "/"}
    own_client.post("/sign-in", data=form)
    assert "Ada Lorne" in own_client.get("/").text
    own_client.cookies.clear()
    assert own_client.get("/").text == plain.text
    assert "cookie" in plain.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/nothing", "/api/nothing", "/feeds/entities/ent-0.atom"])
def test_a_failure_is_not_kept(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(path).headers


def test_more_clients_than_threads_and_kept_connections_are_all_answered(store: Store) -> None:
    with (
        TestClient(create_app(store, allowed_hosts=("testserver",))) as client,
        ThreadPoolExecutor(24) as pool,
    ):
        addresses = [f"/api/statements?limit={number}" for number in range(1, 49)]
        answers = list(pool.map(client.get, addresses))
    assert {answer.status_code for answer in answers} == {200}
    assert [len(answer.json()["items"]) for answer in answers][:3] == [1, 2, 3]
