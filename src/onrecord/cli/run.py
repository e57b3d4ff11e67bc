"""What `add`, `annotate` and `demo` need to run the line: the annotator, the time, the activity."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.model import Activity, activity_id
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.annotate.annotator import Annotator


def now() -> str:
    """Give the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def load_annotator(settings: Settings) -> Annotator:
    """Load the model; ModelError where its files are missing or not the expected ones."""
    from onrecord.annotate.annotator import Annotator

    return Annotator(settings)


def activity(name: str, settings: Settings, annotator: Annotator, started: str) -> Activity:
    """Describe a run for the store: which version, settings and model made what it adds."""
    from importlib.metadata import version

    run = Activity(
        id="",
        name=name,
        started=started,
        version=version("onrecord"),
        settings=settings.model_dump_json(),
        model=annotator.encoder.sha256,
    )
    return replace(run, id=activity_id(run))
