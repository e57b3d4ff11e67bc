"""What somebody types is looked up as it stands: in every filter of the API, the pages and the commands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.main import get_command
from typer.testing import CliRunner

from onrecord.cli.app import app as command
from onrecord.store import Store, open_store
from onrecord.web.app import create_app

#: SQL, FTS5, tsquery, LIKE, JSON paths and formats.
NASTY = (
    "' OR '1'='1", "'; DROP TABLE statements; --", '" OR 1=1 --', "x' UNION SELECT text FROM articles --",
    "pier OR bridge", "content:pier", "speaker : dorn", "NEAR(pier sold, 2)", "^pier", "pier*", '"pier',
    'pier"', "(", "-pier", "pier AND", "NOT", "{content speaker}: a", "a & !b", "a <-> b", "a:*", "%", "_",
    "\\", "%s%n", "{0}", "${jndi:x}", "\x00", "\x02", "\ufffd", "[0]", "$.a", "st-", "st-%", "ent-' --",
)  # fmt: skip
#: How many of these each place is asked, others at each.
STEP = 4
#: Options of commands that only read, by what they take.
READING = ("statements", "events", "stories", "entities", "disputes")
ASKED = ("lineage", "chain", "timeline", "trace", "claim", "revisions", "entities")


def dump(path: Path) -> str:
    """Name all that a store holds."""
    import sqlite3

    with sqlite3.connect(path) as plain:
        told = "\n".join(plain.iterdump())
    plain.close()
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.fixture(scope="module")
def browser(pier_store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(pier_store, allowed_hosts=("testserver",))) as client:
        yield client


def text_parameters(client: TestClient) -> Iterator[tuple[str, str]]:
    """Give every path of the API that lists something, with each parameter that takes text."""
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        for given in methods.get("get", {}).get("parameters", []):
            kinds = str(given["schema"])
            if given["in"] == "query" and "'string'" in kinds and "enum" not in kinds:
                yield path, given["name"]


def test_no_parameter_of_the_api_is_a_query(browser: TestClient, pier_file: Path) -> None:
    before, asked = dump(pier_file), 0
    everything = {it["id"] for it in browser.get("/api/statements?limit=100").json()["items"]}
    for turn, (path, name) in enumerate(text_parameters(browser)):
        for nasty in NASTY[turn % STEP :: STEP]:
            answer = browser.get(f"/api{path}", params={name: nasty})
            asked += 1
            assert answer.status_code in (200, 404, 422), (path, name, nasty, answer.text)
            found = answer.json().get("items", []) if isinstance(answer.json(), dict) else []
            assert not everything or {it.get("id") for it in found} != everything, (path, name, nasty)
    assert asked > 100
    assert dump(pier_file) == before


@pytest.mark.parametrize(
    "path",
    [
        "/search?q={}", "/search?in=articles&q={}", "/search?in=people&q={}", "/search?publisher={}",
        "/claims?text={}", "/entities?q={}", "/disputes?speaker={}", "/drops?stage={}", "/feeds/search?q={}",
        "/statements/{}", "/articles/{}", "/entities/{}", "/publishers/{}", "/utterances/{}", "/stories/{}",
    ],
)  # fmt: skip
def test_no_box_of_a_page_is_a_query(browser: TestClient, path: str) -> None:
    from urllib.parse import quote

    for nasty in NASTY:
        answer = browser.get(path.format(quote(nasty, safe="")))
        assert answer.status_code in (200, 303, 400, 404, 422), (path, nasty)
        assert "syntax error" not in answer.text


def test_words_with_operators_find_what_holds_the_words(browser: TestClient) -> None:
    plain = browser.get("/api/statements", params={"q": "pier"}).json()["items"]
    assert plain
    # "or" is a word as others are, that no statement holds.
    assert browser.get("/api/statements", params={"q": "pier OR bridge"}).json()["items"] == []
    assert browser.get("/api/statements", params={"q": "%"}).json()["items"] == []
    assert browser.get("/api/statements", params={"publisher": "%"}).json()["items"] == []


def text_options(name: str) -> list[str]:
    """Give the options of a command that take free text."""
    options = vars(get_command(command))["commands"][name].params
    files = ("--store", "--svg", "--png", "--from-file")
    free = [it.opts[0] for it in options if hasattr(it, "type_descriptor") and not vars(it).get("is_flag")]
    return [it for it in free if it.startswith("--") and it not in files]


@pytest.mark.parametrize("name", sorted({*READING, *ASKED}))
def test_no_option_of_a_command_is_a_query(pier_file: Path, name: str) -> None:
    before = dump(pier_file)
    words = [[name, "--", nasty] for nasty in NASTY[::5]] if name in ASKED else []
    options = [
        [name, f"{option}={nasty}"]
        for turn, option in enumerate(text_options(name))
        for nasty in NASTY[turn % 12 :: 12]
    ]
    for arguments in words + (options if name in READING else []):
        done = CliRunner().invoke(command, [arguments[0], "--store", str(pier_file), *arguments[1:]])
        assert done.exit_code in (0, 2), (arguments, done.output, done.exception)
        assert "syntax error" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), arguments
    assert words or options
    assert dump(pier_file) == before


def test_forget_takes_a_pattern_for_a_name(pier_file: Path) -> None:
    with open_store(str(pier_file)) as store:
        for nasty in (*NASTY, "*", "?", "p%", "pier_"):
            assert store.captures_at(nasty) == []
