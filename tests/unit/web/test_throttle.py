"""Wrong tokens: each costs more time than the one before, for whoever shows them and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.store import Store
from onrecord.web.app import create_app
from onrecord.web.security import Gate
from onrecord.web.throttle import FREE, LONGEST_WAIT, Throttle

TOKEN = "lantern-under-the-weir"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(store: Store, clock: Clock) -> Iterator[TestClient]:
    app = create_app(store, token=TOKEN, allowed_hosts=("testserver",))
    gate = Gate(TOKEN, throttle=Throttle(clock), now=clock)
    app.state.gate = gate
    for route in app.routes:
        if getattr(route, "path", "") == "/api":
            route.app.state.gate = gate  # type: ignore[attr-defined]
    with TestClient(app, follow_redirects=False) as client:
        yield client


def sign_in(browser: TestClient, token: str) -> int:
    return browser.post("/sign-in", data={"token": token, "name": "Ada", "to": "/"}).status_code


def decide(browser: TestClient, token: str) -> int:
    given = {"decision": "merge", "one": "a", "other": "b", "who": "Ada"}
    return browser.post(
        "/api/judgements", json=given, headers={"authorization": f"Bearer {token}"}
    ).status_code


def test_after_some_wrong_tokens_even_the_right_one_must_wait(browser: TestClient, clock: Clock) -> None:
    assert [sign_in(browser, f"wrong{turn}") for turn in range(FREE + 1)] == [403] * (FREE + 1)
    assert sign_in(browser, TOKEN) == 429
    answer = browser.post("/sign-in", data={"token": TOKEN, "name": "Ada"})
    assert answer.headers["retry-after"] == "2"
    assert "wait 2 s" in answer.text
    clock.now += 2
    assert sign_in(browser, TOKEN) == 303


def test_pages_and_api_count_together(browser: TestClient) -> None:
    for turn in range(FREE + 1):
        assert (sign_in if turn % 2 else decide)(browser, "wrong") in (401, 403)
    assert decide(browser, TOKEN) == 429
    assert sign_in(browser, TOKEN) == 429


def test_a_right_token_forgives(browser: TestClient) -> None:
    for _ in range(4):
        assert [sign_in(browser, "wrong") for _ in range(FREE)] == [403] * FREE
        assert sign_in(browser, TOKEN) == 303


def test_reading_goes_on(browser: TestClient) -> None:
    for _ in range(FREE + 3):
        sign_in(browser, "wrong")
    assert browser.get("/about").status_code == 200


def test_a_cookie_ends_after_a_week(browser: TestClient, clock: Clock) -> None:
    assert sign_in(browser, TOKEN) == 303
    assert "Ada" in browser.get("/about").text
    clock.now += 7 * 24 * 3600
    assert "Ada" not in browser.get("/about?again=1").text


def test_a_cookie_of_an_earlier_process_is_nobody(browser: TestClient, store: Store) -> None:
    with TestClient(create_app(store, token=TOKEN, allowed_hosts=("testserver",))) as earlier:
        sign_in(earlier, TOKEN)
        cookie = earlier.cookies["onrecord_name"]
    browser.cookies.set("onrecord_name", cookie)
    assert browser.post("/decisions/undo", data={"decision": "jdg-0"}).status_code == 303


def test_waits_grow_and_end(clock: Clock) -> None:
    throttle = Throttle(clock)
    waits = []
    for _ in range(FREE + 14):
        throttle.failed("192.0.2.7")
        waits.append(throttle.wait("192.0.2.7"))
    assert waits[:FREE] == [0.0] * FREE
    assert waits[FREE : FREE + 4] == [2.0, 4.0, 8.0, 16.0]
    assert waits[-1] == LONGEST_WAIT
    assert throttle.wait("192.0.2.8") == 0.0


def test_a_network_of_ipv6_is_one(clock: Clock) -> None:
    throttle = Throttle(clock)
    for turn in range(FREE + 1):
        throttle.failed(f"2001:db8:1:2::{turn:x}")
    assert throttle.wait("2001:db8:1:2:ffff::1") > 0
    assert throttle.wait("2001:db8:1:3::1") == 0


@given(st.lists(st.text(max_size=40), max_size=50))
def test_any_address_can_be_noted(addresses: list[str]) -> None:
    throttle = Throttle(lambda: 0.0)
    for address in addresses:
        throttle.failed(address)
        assert throttle.wait(address) >= 0


def test_no_more_addresses_are_kept_than_so_many(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.throttle._MOST", 3)
    throttle = Throttle(clock)
    for turn in range(50):
        for address in ("192.0.2.1", f"198.51.100.{turn}"):
            throttle.failed(address)
    assert throttle.wait("192.0.2.1") > 0
    assert len(throttle._failures) == 3
