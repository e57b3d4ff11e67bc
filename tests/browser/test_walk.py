"""The pages in a real browser, from the demo's record and from a hostile one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from browser.walker import CHROMIUM, Walk, chromium, served
from onrecord.cli.app import app as command
from onrecord.store import open_store
from strategies.hostile_record import hostile_lines, hostile_store

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="NO BROWSER: the pages were not walked; install Debian's chromium to do it"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_the_demo_is_walked_without_a_complaint(browser: Browser, tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    assert CliRunner().invoke(command, ["demo", "--store", path]).exit_code == 0
    with open_store(path) as store, served(store) as base:
        walk = Walk(browser, base, of_each_kind=2)
        walk.walk("/", "/search?q=bridge", "/about")
    assert walk.problems == []
    assert {
        "home", "search", "search-asked", "about", "articles-one", "statements-one", "entities",
        "entities-one", "utterances-one", "stories", "stories-one", "disputes", "disputes-one", "claims",
        "publishers", "publishers-one", "drops", "decisions",
    } <= walk.pages.keys()  # fmt: skip


def test_a_hostile_record_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    hostile_store(tmp_path / "record.db").close()
    (tmp_path / "lines.jsonl").write_text(hostile_lines())
    lines, path = str(tmp_path / "lines.jsonl"), str(tmp_path / "record.db")
    CliRunner().invoke(command, ["add", lines, "--store", path])
    with open_store(path) as store, served(store) as base:
        walk = Walk(browser, base, of_each_kind=4, checked=0)
        walk.walk("/", "/search?q=%3Cscript%3Ealert(0)%3C/script%3E", "/drops")
    assert walk.problems == []
    assert walk.pages.keys() >= {"articles-one", "entities-one", "publishers-one", "drops"}


def test_signing_in_and_pointing_work_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    hostile_store(tmp_path / "record.db").close()
    with open_store(str(tmp_path / "record.db")) as store, served(store, token="pier") as base:
        walk = Walk(browser, base, of_each_kind=1)
        page = browser.new_page()
        page.goto(f"{base}/sign-in?to=/drops")
        page.get_by_label("Your name").fill("Ines Farrow")
        page.get_by_label("Token").fill("pier")
        page.get_by_role("button", name="Sign in").click()
        assert page.url == f"{base}/drops"
        assert "Ines Farrow" in page.locator("footer").inner_text()
        page.goto(f"{base}/search?in=articles")
        page.locator(".rows .title a").first.click()
        page.locator(".note-card").first.hover()
        assert page.locator("p.block .pointed").count() > 0
        page.close()
    assert walk.problems == []
