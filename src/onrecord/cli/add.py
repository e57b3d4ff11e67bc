"""`onrecord add`: bring pages into the store."""

from __future__ import annotations

import sys

import typer

from onrecord.cli.console import Tally, say, with_progress
from onrecord.cli.fetching import AllowPrivate, Contact, Follow, opened_web, settings_for, wants_web
from onrecord.cli.options import DEFAULT_STORE, Calendar, Inputs, Map, StorePath, columns_of
from onrecord.cli.run import Workers, activity, now, open_engine


def add(
    inputs: Inputs,
    store: StorePath = DEFAULT_STORE,
    columns: Map = None,
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    contact: Contact = "",
    calendar: Calendar = None,
    workers: Workers = None,
) -> None:
    """Read pages, find who says what in them, link that with what is on record, and keep it all in the store.

    Adding the same page twice changes nothing, and a run that was broken off can be run again.
    """
    from onrecord import pipeline
    from onrecord.capture import Meter, read_inputs
    from onrecord.capture.behind import Behind
    from onrecord.cli.reading import link_waiting
    from onrecord.store import open_store

    settings = settings_for(contact, calendar)
    tally, meter = Tally(), Meter(inputs)
    started = now()
    named = columns_of(columns)
    with open_engine(settings, workers) as engine, open_store(store) as opened:
        opened.begin_activity(activity("add", settings, engine.model, started))
        visits = Behind(opened)
        with opened_web(
            settings,
            wanted=wants_web(inputs, follow),
            visits=visits,
            follow=follow,
            allow_private=allow_private,
            columns=named,
        ) as web:
            captures = read_inputs(
                inputs, settings=settings, stdin=sys.stdin.buffer, now=started, columns=named,
                follow=web.follow if web and follow else None, fetch=web.read if web else None,
                meter=meter,
            )  # fmt: skip
            outcomes = pipeline.add(visits.stream(meter.passing(captures)), opened, engine)
            for outcome in with_progress(outcomes, tally, "adding pages", meter=meter):
                tally.added(outcome)
            tally.known += web.unchanged if web else 0
        link_waiting(opened)
    say(f"{opened.location}: {tally}")
    raise typer.Exit(tally.exit_status)
