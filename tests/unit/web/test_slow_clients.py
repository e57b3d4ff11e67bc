"""Clients that are slow on purpose, or many, and questions that take long: a real server gives them up."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from onrecord import judging
from onrecord.errors import StoreError
from onrecord.store import Store, budget
from onrecord.web import patience
from onrecord.web.patience import PatientProtocol
from strategies.webclient import PATIENCE, Served, everything, served

TOKEN = "sluice-keeper-at-noon"
FORM = "Content-Type: application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server(pier_store: Store) -> Iterator[Served]:
    with served(pier_store, TOKEN) as found:
        yield found


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server wait for a moment only."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "TAKE_SECONDS"):
        monkeypatch.setattr(patience, name, 0.2)


class TestPatience:
    """Clients that are slow on purpose."""

    @pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b\r\n"])
    def test_a_request_that_does_not_come_is_given_up(self, server: Served, short: None, said: bytes) -> None:
        with server.connect() as slow:
            slow.sendall(said)
            assert everything(slow) == b""
        assert server.is_alive()

    def test_a_second_request_that_does_not_come_is_given_up(self, server: Served, short: None) -> None:
        with server.connect() as slow:
            slow.sendall(f"GET /about HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
            assert slow.recv(12) == b"HTTP/1.1 200"
            slow.sendall(b"GET / HT")
            assert b"HTTP/1.1" not in everything(slow)

    def test_a_body_that_does_not_come_is_given_up(self, server: Served, short: None) -> None:
        head = f"POST /sign-in HTTP/1.1\nHost: HOST\n{FORM}\nContent-Length: 50"
        status, told = server.ask(head, b"token=")
        assert status == 408
        assert "took longer" in told

    @pytest.mark.parametrize("requests", [4_000, 400_000])
    def test_answers_that_nobody_takes_are_given_up(
        self, server: Served, short: None, monkeypatch: pytest.MonkeyPatch, requests: int
    ) -> None:
        lost = threading.Event()
        end = PatientProtocol.connection_lost

        def noted(self: PatientProtocol, error: Exception | None) -> None:
            end(self, error)
            lost.set()

        monkeypatch.setattr(PatientProtocol, "connection_lost", noted)
        request = f"GET /static/base.css HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
        with socket.socket() as slow:
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            slow.settimeout(PATIENCE)
            slow.connect(("127.0.0.1", server.port))
            with suppress(ConnectionError):
                slow.sendall(request * requests)
            assert lost.wait(PATIENCE)
        assert server.is_alive()

    def test_slow_clients_keep_nobody_else_out(self, server: Served) -> None:
        waiting = [server.connect() for _ in range(100)]
        try:
            said = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"
            for number, line in enumerate(waiting):
                line.sendall(said[: 10 + number])
            assert server.get("/search?q=pier")[0] == 200
            body = f"token={TOKEN}&name=Ada&to=/".encode()
            head = f"POST /sign-in HTTP/1.1\nHost: HOST\n{FORM}\nContent-Length: {len(body)}"
            status, _ = server.ask(head, body)
            assert status == 303
        finally:
            for line in waiting:
                line.close()

    def test_beyond_so_many_connections_new_ones_are_shut(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(patience, "CONNECTIONS", 3)
        lines = [server.connect() for _ in range(20)]
        try:
            ended = 0
            for line in lines:
                line.settimeout(0.3)
                try:
                    ended += line.recv(1) == b""
                except ConnectionError:
                    ended += 1
                except TimeoutError:
                    pass
            assert ended >= 17
        finally:
            for line in lines:
                line.close()
        monkeypatch.undo()
        assert server.is_alive()


class TestBudget:
    """Questions that take long."""

    @pytest.mark.parametrize(
        "path", ["/api/statements?q=pier", "/search?q=pier", "/claims?text=the+pier+was+sold"]
    )
    @pytest.mark.parametrize("steps", [1, 100])
    def test_what_takes_too_long_is_broken_off_and_says_so(
        self, own_pier: Store, monkeypatch: pytest.MonkeyPatch, path: str, steps: int
    ) -> None:
        monkeypatch.setattr(budget, "_STEPS", steps)
        own_pier.limit_reading(0)
        with served(own_pier, TOKEN) as own:
            status, told = own.get(path)
            assert own.get("/static/base.css")[0] == 200
        assert status == 503
        assert "ask for less" in told
        assert "content-security-policy" in told.lower()

    def test_what_writes_has_no_limit(self, own_pier: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(budget, "_STEPS", 1)
        own_pier.limit_reading(0)
        judging.decide_group(
            own_pier, "merge", "Ilmar Dorn", "Ilmar Dorne", who="Ada", when="2031-06-01T08:00:00Z"
        )
        with pytest.raises(StoreError, match="ask for less"):
            own_pier.state()
