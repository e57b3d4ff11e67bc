"""Run a real command in a forked child, and kill it with SIGKILL at a chosen moment.

The parent has loaded the model once, so that a child begins at once. A moment is a share of the time that
a clean run takes, or an exact one: the n-th event of the database (before and after a statement, before
and after a commit), or the n-th thousand of steps of SQLite's machine, which lie within a statement.
The child counts and kills itself there; nothing of the package knows of it. Needs Linux.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal

#: Steps of SQLite's machine between two looks at the counter.
_STEPS = 1000
_EVENTS = ("before_cursor_execute", "after_cursor_execute", "commit", "checkin")
#: A child that takes longer than this hangs, which is a fault.
_PATIENCE = 180.0

Kind = Literal["seconds", "event", "steps"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill."""

    kind: Kind
    at: float

    def __str__(self) -> str:
        return f"{self.kind} {self.at:.3f}" if self.kind == "seconds" else f"{self.kind} {self.at:.0f}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    #: Exit status; negative where a signal ended it.
    status: int
    #: All that it wrote, stdout and stderr together.
    said: str
    seconds: float
    #: Events and thousands of steps that it came to.
    events: int
    steps: int

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.status == -signal.SIGKILL


class Child:
    """A process that does some work."""

    def __init__(self, work: Callable[[], object], moment: Moment | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-trust-")
        self._out, self._counts = (Path(self._folder.name) / name for name in ("out", "counts"))
        self._out.touch()
        self._counts.write_bytes(b"\0" * 16)
        self._began = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            _be_child(work, moment, self._out, self._counts)
        self._handle = os.pidfd_open(self.pid)

    def said(self) -> str:
        """Give what it wrote so far, stdout and stderr together."""
        return self._out.read_text(encoding="utf-8", errors="replace")

    def has_ended(self, seconds: float) -> bool:
        """Wait for its end, but no longer than so many seconds."""
        return bool(select.select([self._handle], [], [], seconds)[0])

    def kill(self) -> None:
        """Kill it, if it is there."""
        if not self.has_ended(0):
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Tell how it ended, which it has."""
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        took = time.monotonic() - self._began
        counts = self._counts.read_bytes()
        events, steps = (int.from_bytes(counts[at : at + 8], "little") for at in (0, 8))
        ended = Ended(status, self.said(), took, events, steps)
        os.close(self._handle)
        self._folder.cleanup()
        return ended


def run(work: Callable[[], object], moment: Moment | None = None) -> Ended:
    """Do `work` in a child of its own, and kill that at `moment`."""
    child = Child(work, moment)
    if not child.has_ended(moment.at if moment and moment.kind == "seconds" else _PATIENCE):
        child.kill()
    return child.end()


def moments(clean: Ended, wanted: int, seed: str) -> Iterator[Moment]:
    """Give moments without end, spread over the work: the early ones of each kind, then drawn by `seed`.

    Args:
        clean: a run that was not killed.
        wanted: about how many are asked for; a third are of each kind.
        seed: names the draw, so that a run can be done again.

    """
    drawn = random.Random(seed)
    kinds: list[tuple[Kind, float]] = [("event", clean.events), ("seconds", clean.seconds)]
    if clean.steps:
        kinds.append(("steps", clean.steps))
    share = max(1, wanted // len(kinds))
    for number in count():
        kind, most = kinds[number % len(kinds)]
        # One in each of `share` equal parts of the work; where some found the work done, again.
        at = (number // len(kinds) % share + drawn.random()) / share * most
        yield Moment(kind, at if kind == "seconds" else max(1, round(at)))


def command(*arguments: str) -> Callable[[], object]:
    """Give the work that `onrecord ARGUMENTS` does."""

    def work() -> object:
        from onrecord.cli.app import main

        sys.argv = ["onrecord", *arguments]
        return main()

    return work


def in_turn(commands: Iterable[tuple[str, ...]]) -> Callable[[], object]:
    """Give the work of several commands, one behind the other; it ends with the worst of their statuses."""
    works = [command(*arguments) for arguments in commands]

    def work() -> object:
        status = 0
        for one in works:
            try:
                one()
            except SystemExit as ended:
                status = max(status, ended.code if isinstance(ended.code, int) else 0)
        sys.exit(status)

    return work


def warm_up(pages: Path) -> None:
    """Load the model and all that `onrecord add` needs, once for all children: the real parts, kept."""
    from onrecord.annotate.annotator import Annotator
    from onrecord.cli import run as running
    from onrecord.settings import Settings

    # In this process, where moments are counted and the model is the one that is loaded.
    os.environ["ONRECORD_WORKERS"] = "1"
    annotator = running.load_annotator(Settings())

    def loaded(_settings: Settings) -> Annotator:
        return annotator

    running.load_annotator = loaded
    with tempfile.TemporaryDirectory(prefix="onrecord-trust-") as folder:
        work = command("add", str(pages), "--store", f"{folder}/record.db")
        with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):
            work()


def _be_child(work: Callable[[], object], moment: Moment | None, out: Path, counts: Path) -> None:
    """Do the work and leave, whatever happens; never gives back."""
    status = 70
    try:
        told = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(told, 1)
        os.dup2(told, 2)
        _count(moment, counts)
        try:
            work()
            status = 0
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _count(moment: Moment | None, counts: Path) -> None:
    """Count what the database does, in a file that outlives the child; die where the moment says so."""
    import mmap

    from sqlalchemy import Engine, Pool, event

    with counts.open("r+b") as file:
        shared = mmap.mmap(file.fileno(), 16)

    def counter(kind: Kind, place: int) -> Callable[..., int]:
        numbers = count(1)

        def step(*_: Any) -> int:
            number = next(numbers)
            shared[place : place + 8] = number.to_bytes(8, "little")
            if moment is not None and moment.kind == kind and number >= moment.at:
                os.kill(os.getpid(), signal.SIGKILL)
            return 0

        return step

    happened, stepped = counter("event", 0), counter("steps", 8)
    for name in _EVENTS:
        event.listen(Pool if name == "checkin" else Engine, name, happened)

    @event.listens_for(Engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        if hasattr(connection, "set_progress_handler"):
            connection.set_progress_handler(stepped, _STEPS)
            # As where SQLite was not built to overwrite what is deleted, which some systems do.
            connection.execute("PRAGMA secure_delete = OFF")
