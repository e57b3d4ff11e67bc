"""The engine of a cluster: Ray Data hands units of work to actors, each of which loads the model once.

What goes to an actor is the name of files, what comes back is what became of them: pages go from where
they lie to where they are read, and from there into the record. A unit whose actor or machine is lost is
done again by another; a page that takes its process down costs itself alone, because an actor reads pages
in a process of its own, as the local engine does.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import pyarrow
from pydantic import TypeAdapter

from onrecord.engine.local import LocalEngine
from onrecord.engine.portions import Done, Job, do_unit
from onrecord.engine.units import Unit
from onrecord.errors import OnrecordError

#: Memory for Ray's own objects on this machine, in bytes: only names and counts go through it.
_OBJECTS = 100_000_000
#: The line of a traceback that names the fault.
_FAULT = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception)\b.*$", re.MULTILINE)
_UNITS: TypeAdapter[Unit] = TypeAdapter(Unit)
_DONE: TypeAdapter[Done] = TypeAdapter(Done)


@contextmanager
def connected(address: str | None, workers: int) -> Iterator[int]:
    """Connect to the cluster at `address`, or begin one on this machine alone; gives the count of actors.

    Nothing leaves this machine where no address is given: Ray listens on the loopback, without its dashboard
    and without its statistics. Raises OnrecordError where Ray is not installed or can't be reached.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # As urgent as any other process: the local engine is no less.
    os.environ.setdefault("RAY_worker_niceness", "0")
    # Ray warns of what Ray Data does.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    if not address:
        # Against its name it serves every system: Ray keeps to the loopback, as no argument makes it do.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    try:
        import ray
        from ray.data import DataContext
    except ImportError as error:
        raise OnrecordError("ray", "is missing: pip install 'onrecord[ray]'") from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            # One core more than there are actors, in name only: for what lists and hands out.
            ray.init(
                num_cpus=workers + 1, num_gpus=0, include_dashboard=False, object_store_memory=_OBJECTS,
                _node_ip_address="127.0.0.1", **quiet,
            )  # fmt: skip
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise OnrecordError(address or "ray", f"can't be begun or reached: {error}") from error
    context = DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield workers
    finally:
        ray.shutdown()


def do_units(units: Sequence[Unit], job: Job, actors: int) -> Iterator[Done]:
    """Do `units` with so many actors; gives what became of each, in any order.

    Raises:
        OnrecordError: the model can't be loaded, the folder can't be written to, or the cluster is lost.

    """
    import ray
    from ray.data import ActorPoolStrategy

    # The job goes with each unit: an actor that is begun again must not depend on what Ray kept for it.
    packed = pickle.dumps(job)
    rows = [{"unit": _UNITS.dump_json(unit).decode(), "job": packed} for unit in units]
    if not rows:
        return
    # A block a unit: each is handed out, and where its actor is lost done again, by itself.
    dataset = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Actor,
        batch_size=1,
        batch_format="pyarrow",
        num_cpus=1,
        compute=ActorPoolStrategy(size=min(actors, len(rows)), max_tasks_in_flight_per_actor=2),
    )
    try:
        for batch in dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for row in cast("pyarrow.Table", batch).to_pylist():
                if row["reason"] is not None:
                    raise OnrecordError(row["subject"], row["reason"])
                yield _DONE.validate_json(row["done"])
    except ray.exceptions.RayError as error:
        faults = _FAULT.findall(str(error)) or [type(error).__name__]
        raise OnrecordError("ray", f"broke off ({faults[-1][:300]}); what is done is kept") from error


class Actor:
    """Does units on one core of the cluster."""

    def __init__(self) -> None:
        self._engine: LocalEngine | None = None

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """Do the units of a batch; gives what became of each."""
        rows = [
            self._do(_UNITS.validate_json(row["unit"]), pickle.loads(row["job"])) for row in batch.to_pylist()
        ]
        fields = [(name, pyarrow.string()) for name in ("done", "subject", "reason")]
        return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields))

    def _do(self, unit: Unit, job: Job) -> dict[str, str | None]:
        if self._engine is None:
            # The process that reads pages is not to import what this one was begun with, which is Ray's.
            with contextlib.suppress(AttributeError):
                del sys.modules["__main__"].__file__
            self._engine = LocalEngine(job.load, 1, job.settings.max_page_seconds)
        try:
            done = do_unit(unit, self._engine, job)
        except OnrecordError as error:
            return {"done": None, "subject": error.subject, "reason": error.reason}
        return {"done": _DONE.dump_json(done).decode(), "subject": None, "reason": None}
