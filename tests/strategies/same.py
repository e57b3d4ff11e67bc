"""Run the line in processes that differ in all that must not matter, and compare what they export.

`EXEMPT` is the one list of what may differ between two records of the same pages, settings and version: what
tells of the run and not of the pages.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: By file of the export: keys that may differ. Everything else is the same, byte for byte, but for the
#: moment of a capture, which bounds a day that the page does not print (evidence with `where` "capture").
EXEMPT: Mapping[str, tuple[str, ...]] = {
    # Which run it was, and when it began.
    "activities.jsonl": ("id", "started"),
    # When pages were captured. Which of two captures is the older hangs on it where the two were not
    # captured by one run.
    "revisions.jsonl": ("captured_before", "captured_after"),
    # When somebody decided something, and the id that is made of it.
    "judgements.jsonl": ("id", "when"),
}
#: Evidence that is the moment of a capture.
_CAPTURED = re.compile(rb'(?<="where": "capture", "name": "captured", "text": ")[^"]*')


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a run may find around it."""

    hash_seed: int = 0
    #: Processes that read pages.
    workers: int = 1
    locale: str = "C.UTF-8"
    zone: str = "UTC"
    #: Whether the inputs are given in the opposite order.
    backwards: bool = False
    #: In how many runs of `add`.
    portions: int = 1
    #: Whether Python writes and reads UTF-8 whatever the locale says.
    utf8: bool = True


def export(inputs: Sequence[Path], folder: Path, around: Circumstances) -> dict[str, bytes]:
    """Add the inputs by the command, in an empty folder, and give the files of the export."""
    folder.mkdir(parents=True)
    paths = sorted(map(str, inputs), reverse=around.backwards)
    size = -(-len(paths) // around.portions)
    for start in range(0, len(paths), size):
        portion = paths[start : start + size]
        _run(["add", *portion, "--workers", str(around.workers)], folder, around, may_be=(0, 1))
    _run(["export", "jsonl", "out"], folder, around)
    return {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}


def unlike(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Give where two exports differ, a line a file, less what is exempt."""
    found = [f"{name}: only one run has it" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        a, b = _comparable(name, one[name]), _comparable(name, other[name])
        if a != b:
            at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            lines = [it[at][:300].decode(errors="replace") if at < len(it) else "(no line)" for it in (a, b)]
            found.append(f"{name}, line {at + 1}: {lines[0]} | {lines[1]}")
    return found


def _comparable(name: str, content: bytes) -> list[bytes]:
    lines = content.splitlines()
    if name not in EXEMPT:
        return [_CAPTURED.sub(b"", line) for line in lines]
    kept = []
    for line in lines:
        row = json.loads(line)
        for key in EXEMPT[name]:
            row[key] = None
        kept.append(json.dumps(row, sort_keys=True).encode())
    # Rows that are told apart by what is exempt alone are one.
    return sorted(set(kept))


def _run(arguments: Sequence[str], folder: Path, around: Circumstances, may_be: Sequence[int] = (0,)) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(around.hash_seed),
        "LC_ALL": around.locale,
        "TZ": around.zone,
        "PYTHONUTF8": "1" if around.utf8 else "0",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "onrecord", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode not in may_be:
        raise RuntimeError(
            f"{' '.join(arguments[:2])} … ended with {done.returncode}: {done.stderr.decode()}"
        )
