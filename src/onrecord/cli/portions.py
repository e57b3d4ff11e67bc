"""What `annotate --to` and `load` need: the folder of a record in Parquet, and the work done into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.console import Tally, say, with_progress
from onrecord.cli.run import activity, now, open_engine
from onrecord.errors import OnrecordError
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.dataset.folder import Folder
    from onrecord.engine.portions import Done, Job
    from onrecord.engine.units import Unit

EngineName = Literal["local", "ray"]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="PARQUET_DIR",
        help="Write Parquet tables there, in place of lines on stdout: a folder, or an address such as "
        "s3://bucket/folder. Files that are done are not done again. `onrecord load` brings it into a store.",
    ),
]
EngineOption = Annotated[
    EngineName,
    typer.Option("--engine", help="With --to: the processes of this machine, or a Ray cluster."),
]
RayAddress = Annotated[
    str | None,
    typer.Option(
        "--ray-address",
        metavar="ADDRESS",
        envvar="RAY_ADDRESS",
        help="Of the cluster; without it Ray is begun on this machine alone.",
    ),
]


def opened_folder(location: str) -> Folder:
    """Give the folder of a record; OnrecordError where pyarrow or fsspec is not installed."""
    try:
        from onrecord.dataset.folder import Folder
    except ImportError as error:
        reason = f"{error.name} is missing: pip install 'onrecord[parquet]'"
        raise OnrecordError("parquet", reason) from error
    return Folder(location)


def annotate_into(
    location: str,
    inputs: Sequence[str],
    settings: Settings,
    *,
    columns: Mapping[str, str],
    engine: EngineName,
    workers: int | None,
    ray_address: str | None,
) -> int:
    """Do `inputs` into the record at `location`; gives the exit status."""
    opened_folder(location)
    from onrecord.engine import usable_cores
    from onrecord.engine.portions import Job, plan
    from onrecord.pipeline import ItemStages

    job = Job(
        location=location,
        settings=settings,
        load=partial(ItemStages, settings),
        activity=activity("annotate", settings, "", now()),
        columns=columns,
    )
    count = workers or usable_cores()
    units, job, known = plan(inputs, job, count)
    tally = Tally()
    with _working(units, job, engine, count, ray_address) as done:
        for it in with_progress(done, tally, "doing portions of pages", total=len(units)):
            tally.portion(it.note, it.drops)
    before = f"; {known:,} files were done before" if known else ""
    say(f"{location}: {tally}{before}")
    return tally.exit_status


@contextmanager
def _working(
    units: Sequence[Unit], job: Job, engine: EngineName, workers: int, ray_address: str | None
) -> Iterator[Iterator[Done]]:
    from onrecord.engine.portions import do_unit

    if engine == "local":
        with open_engine(job.settings, workers) as opened:
            yield (do_unit(unit, opened, job) for unit in units)
        return
    from onrecord.engine.cluster import connected, do_units

    with connected(ray_address, workers) as actors:
        yield do_units(units, job, actors)
