"""The commands do on a server what they do on a file: the same pages give the same record, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.samples import sample_paths
from onrecord.store import open_store
from onrecord.web.app import create_app
from strategies import pier
from strategies.commands import run
from strategies.postgres import Server

#: Pages of one story: a report, a copy of it and a denial among them.
PAGES = 6


#: The time of a capture, which is no part of what is promised to be the same.
CAPTURED = re.compile(rb'"name": ?"captured", ?"text": ?"[^"]*"')


def exported(store: str, folder: Path) -> dict[str, bytes]:
    run(store, "export", "jsonl", str(folder))
    files = {it.name: it.read_bytes() for it in folder.iterdir() if it.name != "activities.jsonl"}
    return {name: CAPTURED.sub(b"", content) for name, content in files.items()}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, server: Server) -> tuple[str, str]:
    """Add the same pages to a file and, in another order, to a server."""
    pages = [str(it) for it in sorted(sample_paths()) if "login" not in it.name][:PAGES]
    file, database = str(tmp_path_factory.mktemp("commands") / "record.db"), server.empty()
    run(file, "add", *pages)
    run(database, "add", *pages[3:])
    run(database, "add", *reversed(pages))
    return file, database


def test_the_record_is_the_same(stores: tuple[str, str], tmp_path: Path) -> None:
    one, other = (exported(store, tmp_path / str(number)) for number, store in enumerate(stores))
    assert one["statements.jsonl"]
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.parametrize(
    "command",
    [
        ("statements", "--format", "jsonl"), ("statements", "--publisher", "e", "--format", "csv"),
        ("events", "--about", "a", "--format", "jsonl"), ("stories", "--format", "jsonl"),
        ("entities", "--format", "jsonl"), ("disputes", "--format", "jsonl"),
    ],
    ids=lambda command: " ".join(command[:2]),
)  # fmt: skip
def test_commands_print_the_same(stores: tuple[str, str], command: tuple[str, ...]) -> None:
    one, other = (run(store, *command).stdout for store in stores)
    assert one == other


def test_a_server_is_verified_and_forgets(stores: tuple[str, str], tmp_path: Path) -> None:
    page = str(min(sample_paths()))
    for store in stores:
        assert run(store, "verify").exit_code == 0
        run(store, "forget", page, "--yes")
        assert run(store, "verify").exit_code == 0
    one, other = (exported(store, tmp_path / str(number)) for number, store in enumerate(stores))
    assert [name for name in one if one[name] != other[name]] == []


def test_what_datasette_opens_is_a_file(stores: tuple[str, str], tmp_path: Path) -> None:
    done = run(stores[1], "export", "datasette", str(tmp_path), status=2)
    assert "on a server" in done.stderr


def test_pages_and_the_api_show_the_same(server: Server, tmp_path: Path) -> None:
    """Every address that the first pages lead to; what differs is where the record stands."""
    seen = []
    for location in (str(tmp_path / "pier.db"), server.store()):
        with open_store(location) as store:
            pier.fill(store)
            app = create_app(store, token="heron", allowed_hosts=("testserver",))
            with TestClient(app, base_url="http://testserver") as browser:
                answers = {path: browser.get(path) for path in ADDRESSES}
                led = {
                    it
                    for page in answers.values()
                    for it in re.findall(r'href="(/[a-z]+/[^"#?]+)"', page.text)
                }
                answers |= {path: browser.get(path) for path in sorted(led) if "static" not in path}
                told = store.state()
            assert {path: page.status_code for path, page in answers.items() if page.status_code != 200} == {}
            seen.append({path: plain(page.text, store.location, told) for path, page in answers.items()})
    assert len(seen[0]) > 2 * len(ADDRESSES)
    assert [path for path in seen[0] if seen[0][path] != seen[1].get(path)] == []


#: Lists, searches and answers; the pages of things are reached from these.
ADDRESSES = (
    "/", "/search?words=pier", "/entities", "/stories", "/disputes", "/publishers",
    "/claims?text=the+pier+is+safe", "/api/statements?words=pier", "/api/entities", "/api/overview",
)  # fmt: skip


LED = re.compile(r'href="(/[a-z]+/[^"#?]+)"')


def plain(text: str, location: str, state: str) -> str:
    """Leave out what names the store, and what is drawn by chance for each answer."""
    for told in (location, Path(location).name, state):
        text = text.replace(told, "")
    return re.sub(r'(nonce|value|content)="[^"]*"', "", text)
