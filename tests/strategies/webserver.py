"""A real server on the loopback for tests of fetching: what it answers, and what it was asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from onrecord.capture.web import Visits, Web
from onrecord.capture.web.pace import Clock
from onrecord.settings import Settings


@dataclass
class Site:
    """Answers by path; a function writes its answer itself."""

    pages: dict[str, tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    #: Path and headers of each request, in order.
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = status, {"Content-Type": "text/html; charset=utf-8", **named}, body

    def paths(self) -> list[str]:
        """Give what was asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on a free port of 127.0.0.1."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answer = site.pages.get(self.path, (404, {}, b"no such page"))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def rss_feed(addresses: list[str]) -> bytes:
    """Write a feed whose items only point to their pages."""
    items = "".join(f"<item><title>Page</title><link>{it}</link></item>" for it in addresses)
    channel = f"<channel><title>Lamp</title>{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


def free_port() -> int:
    """Give a port where nobody listens."""
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


class FakeTime:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now_is = 1_930_000_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.now_is

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now_is += seconds


@contextmanager
def web(
    time: FakeTime, visits: Visits | None = None, *, follow: bool = False, **limits: float
) -> Iterator[Web]:
    settings = Settings(**limits)  # type: ignore[arg-type]
    clock = Clock(now=time.now, sleep=time.sleep)
    with Web(settings, visits=visits, allow_private=True, follow=follow, clock=clock) as opened:
        yield opened
