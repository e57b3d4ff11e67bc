"""Full disks, disks that may only be read: every command ends with a message, and nothing is lost.

A small file system in memory (`mount -t tmpfs`, which needs root) is filled to the brim; where none can be
mounted, and beside it, a limit on the length of files stands in for it. Afterwards there is room again,
the command is run once more, and the record is compared with that of a clean run.

    python trust/disk.py [--quick]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ground import Ground, ground, refusal
from killing import Ended, command, run
from rows import Report

from onrecord.store.schema import HEAD

# What the tests make older stores with.
sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from strategies.older import make_older

FULL = "a full disk ends every command with a message; with room again, the second run gives the clean record"
LIMIT = "the same where a file may grow no further (RLIMIT_FSIZE)"
READ_ONLY = "a store on a disk that may only be read is read as before, and every write is refused"
OUTPUT = "an output that can't be written ends the command with a message that names it"
#: Sizes of full disks, in KiB: from no room for a table to nearly enough.
SIZES = (4, 16, 64, 128, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1400, 1600, 2000, 2400)
_WORDS = ("free some space", "it may be full", "make room")


def main() -> int:
    """Try each; give 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a share of the sizes")
    sizes = SIZES[::4] if parser.parse_args().quick else SIZES
    report = Report.of(__file__)
    with ground() as here:
        adding = [(f"add within {size} KiB", size) for size in sizes]
        if _may_mount(here.folder):
            faults = [it for told, size in adding for it in _named(told, _full(here, size))]
            faults += [it for name in _OTHERS for it in _named(name, _full_later(here, name))]
            report.add(FULL, tried=len(adding) + len(_OTHERS), faults=faults)
            report.add(READ_ONLY, tried=len(_WRITES) + len(_READS), faults=list(_read_only(here)))
            report.add(OUTPUT, tried=len(_OUTPUTS), faults=list(_outputs(here)))
        else:
            for promise in (FULL, READ_ONLY, OUTPUT):
                report.skip(promise, "no file system can be mounted here; run it as root")
        faults = [it for told, size in adding for it in _named(told, _limited(here, size))]
        report.add(LIMIT, tried=len(adding), faults=faults)
    return report.exit_status


def _full(here: Ground, size: int) -> Iterator[str]:
    """Add to a store on a disk of so many KiB, and again when there is room."""
    with _mounted(here.folder / "disk", size) as disk:
        store = disk / "record.db"
        yield from _ended(here, run(here.adding(store)), store)
        _mount(disk, "remount,size=64m")
        yield from here.finished(store)


def _limited(here: Ground, size: int) -> Iterator[str]:
    """Add to a store whose files may have so many KiB, and again without that limit."""
    store = here.folder / "limited.db"
    for file in here.folder.glob("limited.db*"):
        file.unlink()

    def work() -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size * 1024, resource.RLIM_INFINITY))
        return here.adding(store)()

    yield from _ended(here, run(work), store)
    yield from here.finished(store)


def _ended(here: Ground, ended: Ended, store: Path) -> Iterator[str]:
    """Say where a run neither gave all nor said why not."""
    if ended.status == here.clean_run.status:
        yield from here.differing(store)
    else:
        yield from refusal(ended, str(store), *_WORDS)


def _full_later(here: Ground, name: str) -> Iterator[str]:
    """Fill the disk beside a store, and run another command."""
    prepare, arguments, again = _OTHERS[name]
    with _mounted(here.folder / "disk", 64 * 1024) as disk:
        store = disk / "record.db"
        prepare(here, store)
        with (disk / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                pass
        yield from refusal(run(command(*arguments, "--store", str(store))), str(store), *_WORDS)
        (disk / "filler").unlink()
        ended = run(command(*arguments, "--store", str(store)))
        if ended.status not in again:
            yield f"run again it ended with {ended.status}: {ended.said[-300:]!r}"
        if name == "a migration":
            yield from here.finished(store)
        if name == "forget" and any(b"The whole quay shook" in file.read_bytes() for file in disk.iterdir()):
            yield "what was forgotten is still in the file"


def _as_it_is(here: Ground, store: Path) -> None:
    here.copy(store)


def _older(here: Ground, store: Path) -> None:
    make_older(store, f"{int(HEAD) - 1:04}", here.clean)


#: By name: what makes the store, the command, and the exit statuses with room again.
_OTHERS: dict[str, tuple[Callable[[Ground, Path], None], tuple[str, ...], tuple[int, ...]]] = {
    "judge": (_as_it_is, ("judge", "merge", "Maud Pettifer", "Rosa Imhoff", "--who", "Ada"), (0,)),
    "forget": (_as_it_is, ("forget", "pages/c-tide.txt", "--yes"), (0, 2)),
    "a migration": (_older, ("statements",), (0,)),
}
_READS = (("statements",), ("entities",), ("verify",), ("trace", "The hinges hold"), ("judge", "list"))
_WRITES = (
    ("add", "pages/a-lamp.txt", "extra.txt"),
    ("judge", "merge", "Maud Pettifer", "Rosa Imhoff", "--who", "Ada"),
    ("forget", "pages/c-tide.txt", "--yes"),
)


def _read_only(here: Ground) -> Iterator[str]:
    """Read and write a store on a disk that may only be read."""
    shutil.copy(here.pages / "d-council.txt", "extra.txt")
    with _mounted(here.folder / "disk", 64 * 1024) as disk:
        store = disk / "record.db"
        here.copy(store)
        _mount(disk, "remount,ro")
        before = store.read_bytes()
        for arguments in _READS:
            ended = run(command(*arguments, "--store", str(store)))
            usual = run(command(*arguments, "--store", str(here.clean)))
            if (ended.status, ended.said) != (usual.status, usual.said.replace(str(here.clean), str(store))):
                yield f"{arguments[0]}: ended with {ended.status}: {ended.said[-300:]!r}"
        for arguments in _WRITES:
            ended = run(command(*arguments, "--store", str(store)))
            yield from _named(arguments[0], refusal(ended, str(store), "may not be written to"))
        if store.read_bytes() != before or [path.name for path in disk.iterdir()] != ["record.db"]:
            yield "the disk was changed"


_OUTPUTS: tuple[tuple[str, ...], ...] = (
    ("export", "jsonl", "{disk}/out"),
    ("export", "csv", "{disk}/out"),
    ("export", "parquet", "{disk}/out"),
    ("export", "web-annotation", "{disk}/out"),
    ("export", "prov", "{disk}/out"),
    ("export", "ftm", "{disk}/out"),
    ("report", "Tobin Arkwell", "--out", "{disk}/report.html"),
    ("statements", "--format", "jsonl"),
    ("statements", "--format", "csv"),
    ("statements",),
)


def _outputs(here: Ground) -> Iterator[str]:
    """Write outputs to a full disk, and to a device that is always full."""
    with _mounted(here.folder / "disk", 4) as disk:
        for template in _OUTPUTS:
            arguments = [it.format(disk=disk) for it in template]
            to_disk = str(disk) in " ".join(arguments)
            ended = run(_to_full(command(*arguments, "--store", str(here.clean)), stdout=not to_disk))
            named = str(disk) if to_disk else "the output"
            yield from _named(" ".join(template), refusal(ended, named, "No space left", "disk is full"))
            for left in disk.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _to_full(work: Callable[[], object], *, stdout: bool) -> Callable[[], object]:
    """Let the work write its data to a device that is always full."""

    def full() -> object:
        if stdout:
            os.dup2(os.open("/dev/full", os.O_WRONLY), 1)
        return work()

    return full


def _named(what: str, faults: Iterator[str]) -> list[str]:
    return [f"{what}: {fault}" for fault in faults]


@contextmanager
def _mounted(folder: Path, size: int) -> Iterator[Path]:
    """Mount a file system of so many KiB in memory while it lasts."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", how, str(folder)], check=True)


def _may_mount(folder: Path) -> bool:
    try:
        with _mounted(folder / "disk", 16):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


if __name__ == "__main__":
    sys.exit(main())
