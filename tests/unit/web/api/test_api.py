"""The API: the fields of the export, pages that follow one another, failures as problem details, writing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.export import EXPORTERS
from onrecord.store import Store

TOKEN = {"Authorization": "Bearer heron-on-the-ninth-pier"}
LISTS = (
    "statements", "articles", "entities", "utterances", "stories", "disputes", "publishers", "drops",
    "judgements", "activities", "events", "copies", "revisions",
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("exported")
    EXPORTERS["jsonl"](store, folder)
    return {
        file.stem: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for file in folder.glob("*.jsonl")
    }


def walk(client: TestClient, path: str) -> Iterator[dict[str, Any]]:
    """Follow the Link headers from page to page."""
    address: str | None = path
    while address is not None:
        response = client.get(address)
        assert response.status_code == 200, response.text
        page = response.json()
        yield from page["items"]
        address = response.links["next"]["url"] if "next" in response.links else None
        assert (address is None) == (page["next"] is None)


@pytest.mark.parametrize("table", ["statements", "entities", "utterances", "stories"])
def test_lists_hold_what_the_export_holds(
    client: TestClient, exported: Mapping[str, list[dict[str, Any]]], table: str
) -> None:
    listed = {it["id"]: it for it in walk(client, f"/api/{table}?limit=7")}
    known = {it["id"]: it for it in exported[table]}
    assert known
    assert listed.keys() == known.keys()
    for identity, line in known.items():
        assert {name: listed[identity][name] for name in line} == line


@pytest.mark.parametrize("table", ["articles", "statements", "entities", "utterances", "stories"])
def test_one_thing_is_its_line_of_the_export(
    client: TestClient, exported: Mapping[str, list[dict[str, Any]]], table: str
) -> None:
    for line in exported[table][:5]:
        given = client.get(f"/api/{table}/{line['id']}").json()
        assert {name: given[name] for name in line} == line


def test_an_article_comes_with_all_that_is_marked_in_it(
    client: TestClient, exported: Mapping[str, list[dict[str, Any]]]
) -> None:
    article = exported["articles"][0]["id"]
    given = client.get(f"/api/articles/{article}").json()
    for table in ("statements", "mentions", "timexes"):
        of_article = [it for it in exported[table] if it["article"] == article]
        assert len(given[table]) == len(of_article)
    for mention in given["mentions"]:
        assert given["text"][mention["start"] : mention["end"]] == mention["text"]


def test_events_are_those_of_the_export(
    client: TestClient, exported: Mapping[str, list[dict[str, Any]]]
) -> None:
    listed = {it["id"]: it for it in walk(client, "/api/events?limit=4")}
    assert listed == {it["id"]: it for it in exported["events"]}
    assert listed
    some = next(it for it in listed.values() if it["type"])
    for name in ("type", "modality", "article"):
        alike = {it["id"] for it in listed.values() if it[name] == some[name]}
        assert {it["id"] for it in walk(client, f"/api/events?limit=9&{name}={some[name]}")} == alike
    assert client.get("/api/events?entity=ent-0").json() == {"items": [], "next": None}


@pytest.mark.parametrize("table", ["copies", "revisions"])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_copies_and_revisions_come_page_by_page_as_in_the_export(
    client: TestClient, exported: Mapping[str, list[dict[str, Any]]], table: str, limit: int
) -> None:
    assert list(walk(client, f"/api/{table}?limit={limit}")) == exported.get(table, [])


def test_links_are_the_disputes(client: TestClient, exported: Mapping[str, list[dict[str, Any]]]) -> None:
    listed = list(walk(client, "/api/disputes?limit=3"))
    assert {(it["by"], it["of"]) for it in listed} == {(it["by"], it["of"]) for it in exported["links"]}
    one = listed[0]
    assert client.get(f"/api/disputes/{one['by']}/{one['of']}").json() == one
    assert client.get(f"/api/disputes/{one['of']}/{one['by']}").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_every_list_refuses_what_it_did_not_give(client: TestClient, name: str) -> None:
    assert_problem(client.get(f"/api/{name}?cursor=WyJ4Il0"), 404)
    assert_problem(client.get(f"/api/{name}?limit=0"), 422)
    assert_problem(client.get(f"/api/{name}?limit=101"), 422)


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    "path",
    ["nothing", "articles/art-0", "statements/%00", "entities/%0a", "a%0ab", "publishers/", "overview/"],
)
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"/api/{path}"), 404)


def test_a_method_that_is_not_there_is_a_problem_that_names_those_that_are(client: TestClient) -> None:
    response = client.put("/api/judgements")
    assert_problem(response, 405)
    assert response.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("day", ["2031-02-30", "yesterday", "20310203", "0000"])
def test_what_is_no_day_is_named(client: TestClient, day: str) -> None:
    told = assert_problem(client.get("/api/statements", params={"from": day}), 422)
    assert [it["where"] for it in told["errors"]] == ["query.from"]


def test_words_find_statements_with_their_hits(client: TestClient) -> None:
    found = client.get("/api/statements?q=bridge").json()["items"]
    assert found
    for it in found:
        hits = {hit["text"].casefold() for hit in it["hits"]}
        assert hits == {"bridge"} or "bridge" in it["speaker"]["name"].casefold()
    assert client.get("/api/statements", params={"q": "?!"}).json() == {"items": [], "next": None}


def test_head_says_what_get_would(client: TestClient) -> None:
    got, head = client.get("/api/stories"), client.head("/api/stories")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]


def test_the_reference_is_a_page_of_our_own(client: TestClient) -> None:
    page = client.get("/api")
    assert client.get("/api/").status_code == 200
    assert page.status_code == 200
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert f"/api{path}" in page.text
    assert "https://" not in page.text.replace("https://json-schema.org", "")


GROUPING = {"decision": "merge", "one": "Lionel Crabbe", "other": "Aldo Brennick", "who": "Ada"}


def test_nobody_writes_without_the_token(client: TestClient) -> None:
    response = client.post("/api/judgements", json=GROUPING)
    assert_problem(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"
    wrong = client.post("/api/judgements", json=GROUPING, headers={"Authorization": "Bearer heron"})
    assert_problem(wrong, 401)
    assert_problem(client.delete("/api/judgements/jdg-0"), 401)


def test_nobody_writes_to_a_server_without_a_token(store: Store) -> None:
    from onrecord.web.app import create_app

    closed = TestClient(create_app(store, allowed_hosts=("testserver",)))
    assert_problem(closed.post("/api/judgements", json=GROUPING, headers=TOKEN), 403)


def test_a_page_elsewhere_can_not_write(client: TestClient) -> None:
    foreign = {**TOKEN, "Origin": "https://elsewhere.example"}
    assert_problem(client.post("/api/judgements", json=GROUPING, headers=foreign), 403)


def test_a_decision_is_kept_shown_and_taken_back(own_client: TestClient) -> None:
    before = own_client.get("/api/entities").headers["etag"]
    made = own_client.post("/api/judgements", json=GROUPING, headers=TOKEN)
    assert made.status_code == 201
    decided = made.json()
    assert (decided["decision"], decided["who"], decided["stands"]) == ("merge", "Ada", True)
    assert own_client.get("/api/judgements").json()["items"] == [decided]
    assert own_client.get("/api/entities").headers["etag"] != before
    again = own_client.post("/api/judgements", json=GROUPING, headers=TOKEN)
    assert again.json() == decided
    other = own_client.post("/api/judgements", json={**GROUPING, "who": "Bo"}, headers=TOKEN)
    assert "one already" in assert_problem(other, 409)["detail"]
    undone = own_client.delete(f"/api/judgements/{decided['id']}", headers=TOKEN)
    assert undone.json() == {**decided, "stands": False}
    assert_problem(own_client.delete(f"/api/judgements/{decided['id']}", headers=TOKEN), 409)
    assert_problem(own_client.delete("/api/judgements/jdg-0", headers=TOKEN), 404)


def test_a_statement_is_corrected(own_client: TestClient) -> None:
    statement = own_client.get("/api/statements").json()["items"][0]["id"]
    for field, value in (("speaker", "Nobody Yet"), ("said", "2025-02")):
        given = {"decision": "correct", "statement": statement, "field": field, "value": value, "who": "Ada"}
        assert own_client.post("/api/judgements", json=given, headers=TOKEN).status_code == 201
    shown = own_client.get(f"/api/statements/{statement}").json()
    assert shown["speaker"]["name"] == "Nobody Yet"
    assert (shown["said"]["value"], shown["said"]["precision"]) == ("2025-02", "month")
    wrong = {"decision": "correct", "statement": statement, "field": "said", "value": "May", "who": "Ada"}
    assert_problem(own_client.post("/api/judgements", json=wrong, headers=TOKEN), 422)


def test_a_claim_and_a_wording_are_looked_up(client: TestClient, samples: Path) -> None:
    statement = next(
        it for it in client.get("/api/statements?limit=100").json()["items"] if it["kind"] == "direct"
    )
    words = statement["content"][0]["text"]
    versions = client.get("/api/trace", params={"quote": words}).json()
    assert statement["id"] in {it for version in versions for it in version["statements"]}
    lines = client.get("/api/claims", params={"text": words}).json()
    assert lines == sorted(lines, key=lambda line: -line["score"])
