"""`onrecord annotate`: the line up to annotation, as JSON lines on stdout; nothing is kept."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import typer

from onrecord.cli.console import Tally, with_progress
from onrecord.cli.fetching import AllowPrivate, Contact, Follow, opened_web, settings_for, wants_web
from onrecord.cli.options import Calendar, Inputs, Map, check_day, columns_of
from onrecord.cli.portions import EngineOption, RayAddress, To, annotate_into
from onrecord.cli.run import Workers, open_engine
from onrecord.model import Capture, Drop


def annotate(
    inputs: Inputs,
    form: Annotated[
        Literal["jsonl", "polnear", "citron"],
        typer.Option(
            "--format",
            help="jsonl: everything. polnear: brat standoff, each article behind a line with its path. "
            "citron: text and quotes, a JSON line an article.",
        ),
    ] = "jsonl",
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=check_day,
            help="Publication day of the pages, for those whose input does not give one.",
        ),
    ] = None,
    columns: Map = None,
    follow: Follow = False,
    allow_private: AllowPrivate = False,
    contact: Contact = "",
    calendar: Calendar = None,
    workers: Workers = None,
    to: To = None,
    engine: EngineOption = "local",
    ray_address: RayAddress = None,
) -> None:
    """Print what stands in pages, one JSON line an article, without keeping it."""
    from onrecord.capture import Meter, read_inputs
    from onrecord.export import annotation_writer

    settings = settings_for(contact, calendar)
    if to is not None:
        if published or follow or form != "jsonl":
            raise typer.BadParameter("goes without --format, --published and --follow", param_hint="--to")
        raise typer.Exit(
            annotate_into(
                to, inputs, settings, columns=columns_of(columns), engine=engine, workers=workers,
                ray_address=ray_address,
            )
        )  # fmt: skip
    if engine != "local":
        raise typer.BadParameter("a cluster writes Parquet: say where with --to", param_hint="--engine")
    tally, meter = Tally(), Meter(inputs)
    written = annotation_writer(form)
    named = columns_of(columns)
    wanted = wants_web(inputs, follow)
    with (
        open_engine(settings, workers) as opened,
        opened_web(settings, wanted=wanted, follow=follow, allow_private=allow_private, columns=named) as web,
    ):
        found = read_inputs(
            inputs, settings=settings, stdin=sys.stdin.buffer, columns=named,
            follow=web.follow if web and follow else None, fetch=web.read if web else None,
            meter=meter,
        )  # fmt: skip
        outcomes = opened.run(_dated(meter.passing(found), published))
        for outcome in with_progress(outcomes, tally, "annotating pages", meter=meter, beside_data=True):
            if isinstance(outcome, Drop):
                tally.drop(outcome)
                continue
            tally.result(outcome)
            for annotated in outcome.articles:
                sys.stdout.write(written(annotated))
    raise typer.Exit(tally.exit_status)


def _dated(items: Iterable[Capture | Drop], published: str | None) -> Iterator[Capture | Drop]:
    for item in items:
        if published and isinstance(item, Capture) and item.declared.published is None:
            declared = dataclasses.replace(item.declared, published=published)
            item = dataclasses.replace(item, declared=declared)
        yield item
