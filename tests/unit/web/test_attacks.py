"""What an attacker sends, to a real server over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from onrecord.store import Store
from strategies.webclient import Served, served

TOKEN = "sluice-keeper-at-noon"
FORM = "Content-Type: application/x-www-form-urlencoded"
DECISION = {"decision": "merge", "one": "a", "other": "b", "who": "Ada"}


@pytest.fixture(scope="module")
def server(pier_store: Store) -> Iterator[Served]:
    with served(pier_store, TOKEN) as found:
        yield found


def post(server: Served, path: str, fields: dict[str, str], *headers: str) -> tuple[int, str]:
    body = urlencode(fields).encode()
    lines = [f"POST {path} HTTP/1.1", f"Content-Length: {len(body)}", FORM, *headers]
    if not any(line.startswith("Host:") for line in headers):
        lines.append("Host: HOST")
    return server.ask("\n".join(lines), body)


class TestHost:
    """A name of the attacker's that he points to this machine (DNS rebinding)."""

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:80", "",
            "127.0.0.1@evil.example", "evil.example#127.0.0.1", "0x7f000001", "2130706433", "localhost.",
            "[::ffff:127.0.0.1]", "127.1",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("path", ["/", "/api/statements", "/static/base.css", "/feeds/search?q=a"])
    def test_only_names_of_this_machine_are_answered(self, server: Served, host: str, path: str) -> None:
        status, told = server.ask(f"GET {path} HTTP/1.1\nHost: {host}")
        assert status in (400, 421)
        assert "statement" not in told

    @pytest.mark.parametrize(
        "request_lines",
        [
            "GET / HTTP/1.1",
            "GET / HTTP/1.1\nHost: HOST\nHost: evil.example",
            "GET / HTTP/1.0",
        ],
    )
    def test_without_one_name_nothing_is_answered(self, server: Served, request_lines: str) -> None:
        assert server.ask(request_lines)[0] in (400, 421)

    def test_the_name_in_the_address_does_not_count(self, server: Served) -> None:
        assert server.ask("GET http://127.0.0.1/ HTTP/1.1\nHost: evil.example")[0] == 421

    def test_a_name_told_by_the_way_does_not_count(self, server: Served) -> None:
        told = server.get(
            "/api/statements?limit=1", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"
        )
        assert told[0] == 200
        assert "evil.example" not in told[1]


class TestOrigin:
    """A page elsewhere that asks in the name of whoever opened it (CSRF, probing)."""

    @pytest.mark.parametrize(
        "origin",
        [
            "http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", "https://localhost",
            "http://evil.example/HOST", "http://HOST.evil.example", "http://HOST@evil.example", "file://", "",
        ],
    )  # fmt: skip
    def test_no_form_elsewhere_signs_in_or_decides(self, server: Served, origin: str) -> None:
        for path in ("/sign-in", "/sign-out", "/decisions/merge", "/decisions/undo", "/api/judgements"):
            status, told = post(server, path, {"token": TOKEN, "name": "Ada"}, f"Origin: {origin}")
            assert status == 403, path
            assert "Set-Cookie" not in told

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    @pytest.mark.parametrize(
        ("mode", "dest"),
        [
            ("no-cors", "image"),
            ("no-cors", "script"),
            ("cors", "empty"),
            ("navigate", "iframe"),
            ("navigate", "object"),
        ],
    )  # fmt: skip
    def test_nothing_is_told_to_a_page_that_asks_in_passing(
        self, server: Served, site: str, mode: str, dest: str
    ) -> None:
        asked = (f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Mode: {mode}", f"Sec-Fetch-Dest: {dest}")
        assert server.get("/search?q=pier", *asked)[0] == 403
        assert server.get("/api/statements?q=pier", *asked)[0] == 403

    def test_a_link_elsewhere_can_be_followed(self, server: Served) -> None:
        asked = ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
        assert server.get("/search?q=pier", *asked)[0] == 200

    def test_no_other_site_is_let_read(self, server: Served) -> None:
        for path in ("/", "/api/statements"):
            told = server.get(path, "Origin: http://evil.example")[1].lower()
            assert "access-control-allow" not in told
            assert "cross-origin-resource-policy: same-origin" in told

    def test_a_preflight_allows_nothing(self, server: Served) -> None:
        asked = "Origin: http://evil.example\nAccess-Control-Request-Method: POST"
        status, told = server.ask(f"OPTIONS /api/judgements HTTP/1.1\nHost: HOST\n{asked}")
        assert status == 405
        assert "access-control-allow" not in told.lower()


class TestRequests:
    """Requests that are no requests."""

    @pytest.mark.parametrize(
        "path",
        [
            "/static/../security.py", "/static/..%2fsecurity.py", "/static/%2e%2e/security.py",
            "/static/....//security.py", "/static/..%5csecurity.py", "/static//etc/passwd",
            "/static/%2fetc/passwd", "/static/base.css%00.html", "/static/..%252fsecurity.py",
            "/pictures/../../../etc/passwd", "/articles/..%2f..%2fetc%2fpasswd", "/feeds/%00",
            "/api/articles/%2e%2e%2f", "/static/templates/base.html",
        ],
    )  # fmt: skip
    def test_no_path_leads_out(self, server: Served, path: str) -> None:
        status, told = server.get(path)
        assert status in (404, 422)
        assert "root:" not in told
        assert "import" not in told.partition("\r\n\r\n")[2]

    @pytest.mark.parametrize(
        "head",
        [
            b"\x16\x03\x01\x02\x00\x01", b"GET /\x00 HTTP/1.1\nHost: x",
            b"GET / HTTP/1.1\nHost: 127.0.0.1\nA\x00: b", b"GET / HTTP/1.1\nHost: 127.0.0.1\n : b",
            b"POST /sign-in HTTP/1.1\nHost: 127.0.0.1\nContent-Length: -1",
            b"POST /sign-in HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 5\nContent-Length: 6",
            b"GET / HTTP/1.1\nHost: 127.0.0.1\nX: " + b"a" * 1_000_000,
            b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\nHost: 127.0.0.1",
            b"GET / HTTP/1.1\nHost: 127.0.0.1\n" + b"X: y\n" * 200_000 + b"Z: z",
        ],
    )  # fmt: skip
    def test_what_is_no_request_is_refused_and_the_server_goes_on(self, server: Served, head: bytes) -> None:
        assert server.ask(head)[0] in (0, 400, 421, 431)
        assert server.is_alive()

    def test_a_body_in_pieces_is_counted_too(self, server: Served) -> None:
        head = f"POST /sign-in HTTP/1.1\nHost: HOST\n{FORM}\nTransfer-Encoding: chunked"
        pieces = b"1000\r\n" + b"a" * 4096 + b"\r\n"
        assert server.ask(head, pieces * 17 + b"0\r\n\r\n")[0] == 413
        assert server.is_alive()

    def test_no_header_is_made_of_what_somebody_sends(self, server: Served) -> None:
        for to in ("/a\r\nSet-Cookie: x=y", "/a\nSet-Cookie: x=y", "/a%0d%0aSet-Cookie: x=y"):
            told = post(server, "/sign-in", {"token": TOKEN, "name": "Ada", "to": to})[1]
            assert "set-cookie: x=y" not in told.lower()
        told = server.get("/api/statements?limit=1&q=" + quote("pier\r\nX-Evil: 1"))[1]
        assert "\r\nx-evil" not in told.lower()

    def test_a_socket_of_another_protocol_is_none(self, server: Served) -> None:
        asked = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
        status, told = server.get("/", *asked, "Sec-WebSocket-Version: 13")
        assert status == 200
        assert "content-security-policy" in told.lower()


class TestLog:
    """Who writes can't hide where he writes from."""

    def test_the_address_is_that_of_the_connection(self, own_pier: Store) -> None:
        body = json.dumps({**DECISION, "one": "Ilmar Dorn", "other": "Ilmar Dorne", "who": "Ada"}).encode()
        with served(own_pier, TOKEN) as own:
            status, told = own.ask(
                f"POST /api/judgements HTTP/1.1\nHost: HOST\nContent-Type: application/json\n"
                f"Authorization: Bearer {TOKEN}\nContent-Length: {len(body)}\n"
                "X-Forwarded-For: 203.0.113.9\nForwarded: for=203.0.113.9",
                body,
            )
        assert status == 201, told
        with own_pier.linked() as linkage:
            (entry,) = linkage.audit_log()
        assert (entry.action, entry.who, entry.place) == ("merge", "Ada", "API, 127.0.0.1")
