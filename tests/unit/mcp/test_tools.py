"""The tools as a client of the SDK meets them: in this process, over real stdio and over real HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

import httpx
from mcp import Client, StdioServerParameters

from onrecord.judging import decide_link
from onrecord.mcp.server import make_server
from onrecord.reading.finding import find_entity
from onrecord.reading.record import open_record
from onrecord.store import Store, open_store
from strategies.pier import DORN, claim, denial, fill, pages, quote

Thing = TypeVar("Thing")
PLANK = "nobody has sold a single plank of that pier"
TOOLS = {"search_statements", "who_said", "trace_quote", "disputes_of", "timeline"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that no test changes."""
    with open_store(str(tmp_path_factory.mktemp("pier") / "record.db")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "record.db")) as opened:
        fill(opened)
        yield opened


def wait_for(answer: Coroutine[Any, Any, Thing]) -> Thing:
    return asyncio.run(asyncio.wait_for(answer, 60))


def ask(store: Store, tool: str, **arguments: object) -> dict[str, Any]:
    async def answer() -> dict[str, Any]:
        async with Client(make_server(store)) as client:
            found = await client.call_tool(tool, arguments)
            assert not found.is_error, found.content
            assert found.structured_content is not None
            return found.structured_content

    return wait_for(answer())


def refused(store: Store, tool: str, **arguments: object) -> str:
    async def answer() -> str:
        async with Client(make_server(store)) as client:
            found = await client.call_tool(tool, arguments)
            assert found.is_error
            return " ".join(getattr(it, "text", "") for it in found.content)

    return wait_for(answer())


def statements_in(answer: object) -> Iterator[dict[str, Any]]:
    """Find every statement in an answer, however deep."""
    if isinstance(answer, dict):
        if "citation" in answer:
            yield answer
        for it in answer.values():
            yield from statements_in(it)
    elif isinstance(answer, list):
        for it in answer:
            yield from statements_in(it)


def test_tools_say_what_they_do_and_change_nothing(store: Store) -> None:
    async def answer() -> None:
        async with Client(make_server(store)) as client:
            found = (await client.list_tools()).tools
            assert {it.name for it in found} == TOOLS
            for tool in found:
                assert tool.description
                assert tool.output_schema
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint is True
            assert "never" in (client.instructions or "")

    wait_for(answer())


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search_statements", {"words": "pier"}),
        ("who_said", {"quote": PLANK}),
        ("trace_quote", {"quote": PLANK}),
        ("disputes_of", {"of": DORN}),
        ("timeline", {"name": DORN}),
    ],
)
def test_every_statement_carries_its_words_verbatim_their_place_and_its_page(
    store: Store, tool: str, arguments: dict[str, object]
) -> None:
    found = list(statements_in(ask(store, tool, **arguments)))
    assert found
    texts = {it.article.id: it.article.text for it in store.articles()}
    for it in found:
        text = texts[it["citation"]["article"]]
        for span in (*it["words"], *it["cue"], *it["source"]):
            assert text[span["start"] : span["end"]] == span["text"]
        assert it["citation"]["path"]
        assert it["citation"]["outlet"]


def test_statements_are_found_by_what_is_asked_a_page_at_a_time(store: Store) -> None:
    found = ask(store, "search_statements", speaker=DORN, polarity="denied")
    assert [(it["id"], it["does"]) for it in found["statements"]] == [(denial(), "denies")]
    first = ask(store, "search_statements", limit=2)
    rest = ask(store, "search_statements", limit=50, cursor=first["next"])
    ids = [it["id"] for it in (*first["statements"], *rest["statements"])]
    assert sorted(ids) == sorted(it.statement.id for it in store.statements())
    assert rest["next"] is None


def test_who_said_tells_the_speaker_and_who_heard_it(store: Store) -> None:
    first = ask(store, "who_said", quote=PLANK)["speakers"][0]
    assert (first["name"], first["does"]) == (DORN, ["says"])
    assert first["reports"] == 3
    assert first["first"]["id"] == quote()


def test_a_trace_has_the_versions_and_what_each_changed(store: Store) -> None:
    versions = ask(store, "trace_quote", quote=PLANK)["versions"]
    changes = [(it["change"], it["before"], it["after"]) for version in versions for it in version["changes"]]
    assert quote() in [it["id"] for it in versions[0]["statements"]]
    assert quote() not in [it["statement"] for version in versions for it in version["changes"]]
    assert ("word_swapped", "keys", "cheese") in changes


def test_disputes_come_explicit_ones_first_and_rejected_ones_not_at_all(own_store: Store) -> None:
    found = ask(own_store, "disputes_of", of=claim())["disputes"]
    assert [(it["how"], it["by"]["id"]) for it in found] == [("denies", denial()), (None, quote())]
    decide_link(own_store, "reject", denial(), claim(), who="Ada", when="2031-06-01T08:00:00Z")
    assert [it["how"] for it in ask(own_store, "disputes_of", of="Vera Sund")["disputes"]] == [None]


def test_a_timeline_is_in_order_and_can_be_narrowed(store: Store) -> None:
    found = ask(store, "timeline", name=DORN)
    assert [it["first"]["does"] for it in found["remarks"]] == ["says", "denies"]
    assert found["remarks"][1]["disputes"][0]["of"]["id"] == claim()
    with open_record(store) as record:
        assert found["entity"] == find_entity(record, DORN).id
    assert len(ask(store, "timeline", name=DORN, about="plank")["remarks"]) == 1
    assert ask(store, "timeline", name=DORN, limit=1)["more"] == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("timeline", {"name": "Nobody Here"}, "nobody on record is called so"),
        ("timeline", {"name": "Dorn"}, "more than one is called so"),
        ("disputes_of", {"of": "st-zzz"}, "no id on record begins so"),
        ("search_statements", {"words": "?!"}, "no word"),
        ("search_statements", {"cursor": "zzz"}, "none of this list"),
        ("search_statements", {"limit": 5_000}, "less than or equal to 50"),
        ("search_statements", {"from_day": "soon"}, "pattern"),
        ("trace_quote", {"quote": "…"}, "word"),
        ("trace_quote", {"quote": "word " * 1_000}, "at most 2000"),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_reason(
    store: Store, tool: str, arguments: dict[str, object], reason: str
) -> None:
    assert reason in refused(store, tool, **arguments)


def test_the_command_answers_over_stdio(store: Store) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "onrecord", "mcp", "--store", store.location]
    )

    async def answer() -> tuple[set[str], dict[str, Any] | None]:
        async with Client(server) as client:
            names = {it.name for it in (await client.list_tools()).tools}
            found = await client.call_tool("disputes_of", {"of": claim()})
            return names, found.structured_content

    names, found = wait_for(answer())
    assert names == TOOLS
    assert found is not None
    assert found["disputes"][0]["how"] == "denies"


@contextmanager
def served(store: Store) -> Iterator[str]:
    """Run the command over HTTP on a free port and give its address."""
    arguments = [sys.executable, "-m", "onrecord", "mcp", "--http", "--port", "0", "--store", store.location]
    running = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        told = running.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/mcp", told)
        assert address, told
        yield address[0]
    finally:
        running.terminate()
        running.communicate(timeout=20)


def test_the_command_answers_over_http_and_only_to_this_machine(store: Store) -> None:
    async def answer(address: str) -> dict[str, Any] | None:
        async with Client(address) as client:
            return (await client.call_tool("who_said", {"quote": PLANK})).structured_content

    with served(store) as address:
        found = wait_for(answer(address))
        assert found is not None
        assert found["speakers"][0]["name"] == DORN
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        elsewhere = {"Host": "evil.example"}, {"Origin": "https://evil.example"}
        for headers in elsewhere:
            refusal = httpx.post(address, content=json.dumps(request), headers={**sent, **headers})
            assert refusal.status_code in (403, 421)


def test_where_the_extra_is_missing_the_command_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from strategies.commands import run

    monkeypatch.setitem(sys.modules, "onrecord.mcp.server", None)
    assert "onrecord[mcp]" in run(store.location, "mcp", status=2).stderr


def test_pages_of_the_fixture_have_no_address_so_the_path_is_cited(store: Store) -> None:
    found = ask(store, "search_statements", limit=50)["statements"]
    assert {it["citation"]["path"] for it in found} == {it.article.path for it in pages()}
    assert {it["citation"]["url"] for it in found} == {None}
