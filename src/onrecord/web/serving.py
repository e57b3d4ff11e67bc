"""Serve the application over HTTP with uvicorn."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable, Collection

import uvicorn
from starlette.types import ASGIApp

from onrecord.store import Store
from onrecord.web import pictures
from onrecord.web.app import create_app
from onrecord.web.patience import PatientProtocol
from onrecord.web.security import LOOPBACK

#: Enough that nobody guesses it, short enough to type.
_TOKEN_BYTES = 12
#: So long the store may be read for one answer. The slowest page of 10,000 articles takes a quarter of a
#: second of a processor; 64 clients on two busy ones wait a few seconds.
QUERY_SECONDS = 30.0


def new_token() -> str:
    """Make a token for one run of the server."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def serve(
    store: Store,
    *,
    host: str,
    port: int,
    token: str | None,
    allowed_hosts: Collection[str] = (),
    query_seconds: float = QUERY_SECONDS,
    ready: Callable[[str], None],
) -> None:
    """Serve a store until somebody stops it.

    Args:
        store: what is served.
        host: address to listen on; 127.0.0.1 is this machine alone.
        port: 0 for any that is free.
        token: what a writer must show; None lets nobody write.
        allowed_hosts: further names under which browsers may ask for it.
        query_seconds: so long the store may be read for one answer.
        ready: called with the address once it is listened on.

    Raises:
        OSError: the address can't be listened on.

    """
    names = {*LOOPBACK, *allowed_hosts, f"[{host}]" if ":" in host else host}
    store.limit_reading(query_seconds)
    app = create_app(store, token=token, allowed_hosts=names)
    pictures.warm_up(app)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        server = make_server(app)
        # Ctrl-C is how it is ended.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def make_server(app: ASGIApp) -> uvicorn.Server:
    """Make a server that gives up slow clients (`patience.py`)."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        log_level="warning",
        server_header=False,
        # An address that a request states itself would go into the log, and past the throttle.
        proxy_headers=False,
    )
    return uvicorn.Server(config)
