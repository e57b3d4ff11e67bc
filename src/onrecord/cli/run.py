"""What commands need to run the line: the annotator, the engine, the time, the activity."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.model import Activity, activity_id
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.annotate.annotator import Annotator
    from onrecord.engine import Engine

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        envvar="ONRECORD_WORKERS",
        help="How many processes read pages, each with the model in it; 1: this one alone.",
        show_default="the cores there are",
    ),
]


def now() -> str:
    """Give the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def load_annotator(settings: Settings) -> Annotator:
    """Load the model; ModelError where its files are missing or not the expected ones."""
    from onrecord.annotate.annotator import Annotator

    return Annotator(settings)


def open_engine(settings: Settings, workers: int | None) -> Engine:
    """Give the engine that runs the item stages, to be opened with `with`.

    Args:
        settings: the limits; `max_page_seconds` is how long a page may take, except in this process.
        workers: how many processes; 1 runs them in this one, None in as many as there are cores.

    """
    from onrecord.engine import InProcess, usable_cores
    from onrecord.pipeline import ItemStages

    count = workers or usable_cores()
    if count == 1:
        return InProcess(ItemStages(settings, load_annotator(settings)))
    from onrecord.engine.local import LocalEngine

    return LocalEngine(partial(ItemStages, settings), count, settings.max_page_seconds)


def activity(name: str, settings: Settings, model: str, started: str) -> Activity:
    """Describe a run for the store: which version, settings and model made what it adds."""
    from importlib.metadata import version

    run = Activity(
        id="",
        name=name,
        started=started,
        version=version("onrecord"),
        settings=settings.model_dump_json(),
        model=model,
    )
    return replace(run, id=activity_id(run))
