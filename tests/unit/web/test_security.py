"""Hosts, origins, headers and the token."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi import APIRouter, Request
from lxml import html
from starlette.testclient import TestClient

from onrecord.store import Store
from onrecord.web import links, security
from onrecord.web.app import create_app
from onrecord.web.security import Person, host_name

TOKEN = "dredger-at-dawn"


@pytest.fixture
def browser(store: Store) -> Iterator[TestClient]:
    app = create_app(store, token=TOKEN, allowed_hosts=("testserver",))
    router = APIRouter()

    @router.post("/try")
    def write(person: Person) -> str:
        return person

    @router.post("/program")
    def write_as_program(request: Request) -> bool:
        return security.has_token(request)

    app.include_router(router)
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as client:
        yield client


def sign_in(browser: TestClient, token: str = TOKEN, name: str = "Ines Farrow", to: str = "/drops") -> int:
    return browser.post("/sign-in", data={"token": token, "name": name, "to": to}).status_code


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/base.css", "/sign-in"])
def test_every_answer_has_the_headers(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_name_that_was_pointed_here_is_refused(browser: TestClient) -> None:
    refused = browser.get("/", headers={"host": "evil.example"})
    assert refused.status_code == 421
    assert "content-security-policy" in refused.headers


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8400", "localhost"),
        ("LOCALHOST", "localhost"),
        ("[::1]:80", "[::1]"),
        ("[::1]", "[::1]"),
        ("a.example:8400:1", "a.example:8400:1"),
        ("", ""),
        ("127.0.0.1:", "127.0.0.1:"),
    ],
)
def test_the_name_of_a_host_is_read_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
    ],
)
def test_a_form_elsewhere_writes_nothing(browser: TestClient, headers: dict[str, str]) -> None:
    assert sign_in(browser) == 303
    assert browser.post("/try", headers=headers).status_code == 403
    assert browser.post("/try", headers={"origin": "http://testserver"}).json() == "Ines Farrow"


def test_whoever_knows_the_token_is_let_in_by_name(browser: TestClient) -> None:
    assert browser.post("/try").status_code == 303
    assert sign_in(browser, name="Łucja Śmiech, “desk”; ops") == 303
    assert browser.post("/try").json() == "Łucja Śmiech, “desk”; ops"
    assert "Łucja Śmiech" in browser.get("/about").text
    assert browser.post("/sign-out").status_code == 303
    assert browser.post("/try").status_code == 303


@pytest.mark.parametrize(
    ("token", "name"), [("", "A"), ("dredger-at-dusk", "A"), (TOKEN + " ", "A"), (TOKEN, " ")]
)
def test_a_wrong_token_or_no_name_is_refused(browser: TestClient, token: str, name: str) -> None:
    assert sign_in(browser, token, name) == 403
    assert browser.post("/try").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient) -> None:
    answer = browser.post("/sign-in", data={"token": TOKEN, "name": "A", "to": "/"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


@pytest.mark.parametrize("forged", ["QQ==.", "QQ==.0000", "", ".", "QQ==", "Qk9CIA==.é"])
def test_a_forged_cookie_is_nobody(browser: TestClient, forged: str) -> None:
    cookie = f"onrecord_name={forged}".encode()
    assert browser.post("/try", headers={b"cookie": cookie}).status_code == 303  # type: ignore[dict-item]


def test_a_cookie_of_another_token_is_nobody(browser: TestClient, store: Store) -> None:
    other = create_app(store, token="another", allowed_hosts=("testserver",))
    with TestClient(other, follow_redirects=False) as elsewhere:
        sign_in(elsewhere, token="another")
        cookie = elsewhere.cookies["onrecord_name"]
    browser.cookies.set("onrecord_name", cookie)
    assert browser.post("/try").status_code == 303


@pytest.mark.parametrize(
    "to", ["//evil.example", "http://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb"]
)
def test_nobody_is_sent_elsewhere(browser: TestClient, to: str) -> None:
    answer = browser.post("/sign-in", data={"token": TOKEN, "name": "A", "to": to})
    assert answer.headers["location"] == "/"


def test_a_program_shows_the_token(browser: TestClient) -> None:
    assert browser.post("/program", headers={"authorization": f"Bearer {TOKEN}"}).json() is True
    for wrong in ("Bearer", "Bearer x", f"Basic {TOKEN}", TOKEN, ""):
        assert browser.post("/program", headers={"authorization": wrong}).json() is False


def test_a_broken_page_is_still_guarded(store: Store) -> None:
    app = create_app(store, allowed_hosts=("testserver",))
    app.add_api_route("/broken", lambda: 1 / 0)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "fault of onrecord" in answer.text
    assert "division" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_without_a_token_nobody_writes(store: Store) -> None:
    app = create_app(store, token=None, allowed_hosts=("testserver",))
    with TestClient(app, follow_redirects=False) as client:
        assert sign_in(client, token="") == 403
        assert sign_in(client, token="None") == 403
        assert "reading only" in client.get("/").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sign-in", "application/x-www-form-urlencoded"),
        ("/sign-in", "multipart/form-data; boundary=b"),
        ("/decisions/undo", "application/x-www-form-urlencoded"),
        ("/api/judgements", "application/json"),
    ],
)
@pytest.mark.parametrize("size", [65_537, 5_000_000])
def test_a_body_beyond_all_need_is_not_read(browser: TestClient, path: str, kind: str, size: int) -> None:
    answer = browser.post(path, content=b"a" * size, headers={"content-type": kind})
    assert answer.status_code == 413
    assert "65,536 bytes at most" in answer.text


def test_a_body_within_bounds_is_read(browser: TestClient) -> None:
    assert sign_in(browser, name="A" * 60_000) == 303
    assert browser.post("/try").json() == "A" * 120


def test_whoever_signs_in_comes_back_to_the_same_page(browser: TestClient) -> None:
    asked = browser.get("/search?q=pier%20%26%20bridge&in=articles&decided=x").text
    (link,) = re.findall(r'href="(/sign-in[^"]*)"', asked)
    form = html.fromstring(browser.get(unescape(link)).text)
    (to,) = form.xpath("//input[@name='to']/@value")
    assert to == "/search?q=pier+%26+bridge&in=articles"
    answer = browser.post("/sign-in", data={"token": TOKEN, "name": "A", "to": to})
    assert answer.headers["location"] == to


def test_an_address_too_long_for_a_form_comes_back_without_its_query() -> None:
    assert links.here("http://a/entities/e?about=" + "x" * 300) == "/entities/e"
    assert links.here("http://a/entities/e?about=x&decided=j-1") == "/entities/e?about=x"
