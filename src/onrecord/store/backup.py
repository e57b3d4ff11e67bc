"""Copy a store as it is before its schema is changed, so that the older onrecord can go on with the copy."""

from __future__ import annotations

import filecmp
import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import StoreError


def back_up(path: Path, target: str) -> Path:
    """Copy the store at `path`, and give where the copy lies: beside it, as `record.db.before-TARGET`.

    The caller holds the right to write, so that nothing changes meanwhile. The copy gets its name when it is
    whole and on the disk; one that is there already, from a migration that was broken off, is not made twice,
    and one that differs is left as it is.

    Raises:
        StoreError: there is no room for it, or nothing may be written there.

    """
    part = Path(f"{path}.before-{target}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(path, part)
        return _name(part, Path(f"{path}.before-{target}"))
    except (OSError, sqlite3.DatabaseError) as error:
        for left in (part, Path(f"{part}-journal")):
            left.unlink(missing_ok=True)
        size = max(1, path.stat().st_size // 1_000_000)
        raise StoreError(
            str(path),
            "is of an older onrecord, and the copy that is made before its schema is changed can't be "
            f"written ({error}): make room for {size:,} MB beside it; nothing was changed",
        ) from error


def copies_of(path: Path) -> list[Path]:
    """Find the copies that migrations of the store at `path` left."""
    begins = f"{path.name}.before-"
    found = (it for it in path.absolute().parent.iterdir() if it.name.startswith(begins))
    return sorted(it for it in found if it.name.removeprefix(begins).replace("-", "").isdigit())


def _copy(path: Path, part: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(part)) as target:
        source.backup(target)
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _name(part: Path, wanted: Path) -> Path:
    """Give a copy its name, or a number behind it; one that is there already takes its place."""
    kept = wanted
    for number in count(2):
        if not kept.exists():
            part.replace(kept)
            _to_disk(kept.parent)
            break
        if filecmp.cmp(part, kept, shallow=False):
            part.unlink()
            break
        kept = Path(f"{wanted}-{number}")
    return kept


def _to_disk(folder: Path) -> None:
    """Bring the name of a new file to the disk; elsewhere than on POSIX a folder can't be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
