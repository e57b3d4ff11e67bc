"""`onrecord watch`: poll feeds and add what is new."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.console import Tally, say, with_progress
from onrecord.cli.fetching import AllowPrivate, Contact, settings_for
from onrecord.cli.options import DEFAULT_STORE, StorePath
from onrecord.cli.run import Workers, activity, now, open_engine
from onrecord.errors import OnrecordError

#: Seconds between two looks at which feeds are due, and at the list itself.
_LOOK = 30.0


def watch(
    feeds: Annotated[
        Path,
        typer.Argument(
            metavar="FEEDS.txt",
            exists=True,
            dir_okay=False,
            help="A list of feeds, an address a line; what stands behind # counts for nothing.",
            show_default=False,
        ),
    ],
    store: StorePath = DEFAULT_STORE,
    every: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1, help="How often a feed is polled.")
    ] = 15,
    once: Annotated[bool, typer.Option("--once", help="Poll the feeds that are due, and end.")] = False,
    follow: Annotated[
        bool, typer.Option("--follow/--no-follow", help="Fetch the pages that feeds only point to.")
    ] = True,
    allow_private: AllowPrivate = False,
    contact: Contact = "",
    workers: Workers = None,
) -> None:
    """Poll feeds, and add what is new to the store; stop it with Ctrl-C, and start it again at any time.

    The list is read anew in every round. When each feed was polled is kept in the store.
    """
    from onrecord import watching
    from onrecord.capture.behind import Behind
    from onrecord.capture.web import Web
    from onrecord.cli.reading import link_waiting
    from onrecord.store import open_store

    settings = settings_for(contact)
    told: set[str] = set()
    with open_engine(settings, workers) as engine, open_store(store) as opened:
        opened.begin_activity(activity("watch", settings, engine.model, now()))
        visits = Behind(opened)
        with Web(settings, visits=visits, follow=follow, allow_private=allow_private) as web:
            while True:
                listed = watching.read_feeds(_text_of(feeds), str(feeds))
                for drop in listed.drops:
                    if drop.item not in told:
                        say(f"{drop.item}: {drop.reason}")
                    told.add(drop.item)
                tally = Tally()
                outcomes = watching.poll(listed, opened, web, visits, engine, every=every * 60)
                for outcome in with_progress(outcomes, tally, "polling feeds"):
                    tally.added(outcome)
                if tally.pages or tally.refused or once:
                    link_waiting(opened)
                    say(f"{opened.location}: {tally}")
                if once:
                    raise typer.Exit(1 if listed.drops else tally.exit_status)
                time.sleep(_LOOK)


def _text_of(feeds: Path) -> str:
    try:
        return feeds.read_text("utf-8", "replace")
    except OSError as error:
        raise OnrecordError(str(feeds), f"can't be read ({error.strerror})") from error
