"""`onrecord mcp`: the record as tools for assistants (Model Context Protocol)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, StorePath
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from starlette.applications import Starlette

#: The only address that HTTP listens on: there is no token, and whoever reaches it may read everything.
LOOPBACK = "127.0.0.1"


def mcp(
    store: StorePath = DEFAULT_STORE,
    http: Annotated[
        bool, typer.Option("--http", help="Over HTTP on this machine alone, instead of stdin and stdout.")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Of HTTP; 0 for any free one.")
    ] = 8401,
) -> None:
    """Answer an assistant's questions out of the record: verbatim words with their places and addresses.

    Tools: search_statements, who_said, trace_quote, disputes_of, timeline. They only read.
    """
    try:
        from onrecord.mcp.server import make_http_app, make_server
    except ModuleNotFoundError as error:
        raise OnrecordError("onrecord mcp", "needs the extra `mcp`: pip install 'onrecord[mcp]'") from error
    from onrecord.cli.reading import link_rest
    from onrecord.store import open_store

    with open_store(store, create=False) as opened:
        link_rest(opened)
        server = make_server(opened)
        if http:
            _serve(make_http_app(server), port)
        else:
            server.run("stdio")


def _serve(app: Starlette, port: int) -> None:
    """Serve on a socket bound here, so that the address can be told before the first request comes."""
    import socket

    import uvicorn

    from onrecord.mcp.server import PATH

    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
        except OSError as error:
            raise OnrecordError(f"{LOOPBACK}:{port}", f"can't be listened on: {error.strerror}") from error
        say(f"MCP at http://{LOOPBACK}:{listening.getsockname()[1]}{PATH}; Ctrl-C ends it")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
