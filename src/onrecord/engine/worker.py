"""The process that runs the item stages for another: what it does, and what is said between the two.

The first message of a worker is Ready or Failed; then it answers each capture with its outcome.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.engine.protocol import Load, Outcome
from onrecord.errors import OnrecordError
from onrecord.model import CaptureResult

#: How much sooner than others the system ends a worker when memory runs out, of at most 1,000: the process
#: that writes the store is to be spared.
_SPARED_LAST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The stages are loaded."""

    #: SHA-256 of the model's weights.
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The stages can't be loaded."""

    subject: str
    reason: str


def work(connection: Connection, load: Load) -> None:
    """Load the stages, then answer each capture that comes over `connection` until its other end closes."""
    # Ctrl-C reaches every process of a terminal; who began this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_SPARED_LAST))
    with contextlib.suppress(EOFError, OSError):  # the other end is gone
        try:
            stages = load()
        except OnrecordError as error:
            connection.send(Failed(subject=error.subject, reason=error.reason))
            return
        connection.send(Ready(model=stages.model))
        while True:
            connection.send(_light(stages(connection.recv())))


def _light(outcome: Outcome) -> Outcome:
    """Leave out the page's bytes, which the other end has."""
    if isinstance(outcome, CaptureResult):
        return replace(outcome, capture=replace(outcome.capture, content=b""))
    return outcome


def _end_with_parent() -> None:
    """Wait for the end of who began this process, and end too: nobody would take the answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
