"""`onrecord serve`: the record as pages in a browser and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.console import say
from onrecord.cli.options import DEFAULT_STORE, StorePath
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.store import Store

LOOPBACK = "127.0.0.1"
PORT = 8400
#: Characters below which a token is told to be short: 16 drawn at random can't be tried out.
_SHORT = 16

Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Listen here; 127.0.0.1 is this machine alone.")
]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 for any free one.")]


def serve(
    store: StorePath = DEFAULT_STORE,
    host: Host = LOOPBACK,
    port: Port = PORT,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="TOKEN",
            envvar="ONRECORD_TOKEN",
            help="What whoever decides must show; without it one is made for this run.",
        ),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody may decide.")] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A further name under which it is reached."),
    ] = None,
    query_seconds: Annotated[
        float, typer.Option("--query-seconds", metavar="N", min=0.1, help="One answer may read for so long.")
    ] = 30,
) -> None:
    """Open a record in the browser: search, articles, people, stories, disputes; JSON under /api.

    Reading is open to whoever reaches the address, deciding needs the token. Ctrl-C ends it.
    """
    from onrecord.cli.reading import link_rest
    from onrecord.store import open_store

    with open_store(store, create=False) as opened:
        link_rest(opened)
        serve_store(
            opened,
            host=host,
            port=port,
            token=token,
            read_only=read_only,
            allow=allow_host or [],
            query_seconds=query_seconds,
        )


def serve_store(
    store: Store,
    *,
    host: str,
    port: int,
    token: str | None,
    read_only: bool = False,
    allow: list[str],
    query_seconds: float = 30,
) -> None:
    """Serve an open store and say where it is.

    Raises:
        OnrecordError: the address can't be listened on.

    """
    from onrecord.web.serving import new_token, serve

    shown = None if read_only else token or new_token()

    if shown and len(shown) < _SHORT and host not in ("127.0.0.1", "localhost", "::1"):
        say(f"The token has {len(shown)} characters and others can reach {host}: give a longer one, or none.")

    def ready(address: str) -> None:
        say(f"{store.location} is open at {address} (Ctrl-C ends it)")
        if shown and not token:
            say(f"To decide, sign in at {address}sign-in with the token {shown}")

    try:
        serve(
            store, host=host, port=port, token=shown, allowed_hosts=allow, query_seconds=query_seconds,
            ready=ready,
        )  # fmt: skip
    except OSError as error:
        raise OnrecordError(f"{host}:{port}", f"can't listen there ({error.strerror or error})") from error
