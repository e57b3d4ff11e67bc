"""A real server of a record on the loopback, and plain sockets to talk to it."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from onrecord.store import Store
from onrecord.web.app import create_app
from onrecord.web.serving import make_server

#: So long a test waits for what must happen; nothing is measured.
PATIENCE = 30.0


@dataclass(frozen=True)
class Served:
    """Where a server listens."""

    port: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def ask(self, request: str | bytes, body: bytes = b"") -> tuple[int, str]:
        """Send the lines of a request as they stand; give the status and all that came."""
        head = request if isinstance(request, bytes) else request.encode("latin-1")
        lines = head.replace(b"HOST", self.host.encode()).split(b"\n")
        with self.connect() as line:
            with suppress(ConnectionError):
                # Whoever is refused early may find the door shut while still talking.
                line.sendall(b"\r\n".join([*lines, b"Connection: close", b"", body]))
            told = everything(line)
        status = told.split(b" ", 2)[1] if told.startswith(b"HTTP/") else b"0"
        return int(status), told.decode("utf-8", "replace")

    def get(self, path: str, *headers: str) -> tuple[int, str]:
        return self.ask("\n".join([f"GET {path} HTTP/1.1", "Host: HOST", *headers]))

    def is_alive(self) -> bool:
        return self.get("/about")[0] == 200


def everything(line: socket.socket) -> bytes:
    """Read until the other side ends it."""
    parts = []
    with suppress(ConnectionError):
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


@contextmanager
def served(store: Store, token: str | None) -> Iterator[Served]:
    """Serve a store on a free port of 127.0.0.1 as `onrecord serve` does."""
    server = make_server(create_app(store, token=token))
    # What is sent here is meant to be refused, and ends are sudden.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Served(listening.getsockname()[1])
        finally:
            server.should_exit = True
            server.force_exit = True
            thread.join(PATIENCE)
