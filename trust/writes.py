"""What a run wrote, from strace's list, and the disks that a power cut in the midst of it could leave."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

#: Bytes that a disk writes wholly or not at all.
_SECTOR = 512
#: A line of strace -f -y -xx: process, call, what is in the brackets, result.
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"^\d+<([^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')

Call = Literal["write", "truncate", "sync", "sync-names", "create", "remove", "rename", "tell"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done to a file of the store; or a word to whoever gave the command."""

    call: Call
    name: str = ""
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class _File:
    """What of a file is surely on the disk, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Operation] = field(default_factory=list)


def read_trace(log: Path, folder: Path) -> Iterator[Operation]:
    """Read what was done to the files of a folder from strace's list.

    Raises:
        ValueError: two threads wrote at once, or a write was not written down whole.

    """
    seen: set[str] = set()
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if "unfinished ..." in line and str(folder) in _unescaped(line):
                raise ValueError(f"two threads wrote at once: {line[:200]}")
            match = _LINE.match(line)
            if match is None or int(match.group(3)) < 0:
                continue
            yield from _operations(match.group(1), match.group(2), folder, seen)


def _operations(call: str, told: str, folder: Path, seen: set[str]) -> Iterator[Operation]:
    strings = [_bytes(*found) for found in _STRING.findall(told)]
    if call in ("unlink", "rename"):
        names = [Path(it.decode()) for it in strings]
        if names[0].parent == folder:
            seen.discard(names[0].name)
            seen.update(it.name for it in names[1:])
            yield Operation(
                "remove" if call == "unlink" else "rename", names[0].name, 0, names[-1].name.encode()
            )
        return
    if call == "openat":
        path = Path(strings[0].decode()) if strings else Path()
        if path.parent == folder and "O_CREAT" in told and path.name not in seen and path.suffix != ".db-shm":
            seen.add(path.name)
            yield Operation("create", path.name)
        return
    target = _FILE.match(told)
    if told.startswith("2<") and call == "write":
        yield Operation("tell", data=strings[-1])
    if target is None:
        return
    path = Path(_unescaped(target.group(1)))
    if path == folder and call in ("fsync", "fdatasync"):
        yield Operation("sync-names")
    elif path.parent == folder and not path.name.endswith("-shm"):
        if call == "pwrite64":
            yield Operation("write", path.name, int(told.rsplit(", ", 1)[1], 0), strings[-1])
        elif call == "ftruncate":
            yield Operation("truncate", path.name, int(told.rsplit(", ", 1)[1], 0))
        elif call in ("fsync", "fdatasync"):
            yield Operation("sync", path.name)


class Disk:
    """The files of a folder after some operations: what is surely there, and what may be."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._files: dict[str, _File] = {}
        #: The names as they surely are, and what was done to names since.
        self._synced: dict[str, _File] = {}
        self._since: list[Operation] = []
        self._made: dict[int, _File] = {}
        #: All that was told to whoever gave the command.
        self.told = ""
        for operation in operations:
            self._do(operation)

    def _do(self, operation: Operation) -> None:
        name = operation.name
        if operation.call == "tell":
            self.told += operation.data.decode(errors="replace")
        elif operation.call == "sync-names":
            self._synced = dict(self._files)
            self._since.clear()
        elif operation.call in ("create", "remove", "rename"):
            self._rename(self._files, operation)
            self._since.append(operation)
        elif operation.call == "sync":
            file = self._files.setdefault(name, _File())
            for done in file.since:
                _apply(file.synced, done)
            file.since.clear()
            # A file that is synced is found again: its own name is brought to the disk with it.
            self._synced.setdefault(name, file)
        else:
            self._files.setdefault(name, _File()).since.append(operation)

    def _rename(self, files: dict[str, _File], operation: Operation) -> None:
        if operation.call == "create":
            made = self._made.setdefault(id(operation), _File())
            files.setdefault(operation.name, made)
        elif operation.name in files:
            moved = files.pop(operation.name)
            if operation.call == "rename":
                files[operation.data.decode()] = moved

    def write(self, folder: Path, drawn: random.Random) -> None:
        """Write the files as a power cut could leave them: names up to some point, and some of the writes."""
        names = dict(self._synced)
        for operation in self._since[: drawn.randrange(len(self._since) + 1)]:
            self._rename(names, operation)
        for name, file in names.items():
            content = bytearray(file.synced)
            share = drawn.choice((0.0, 0.5, 0.9, 1.0))
            for operation in file.since:
                if drawn.random() < share:
                    _apply(content, operation, torn=drawn if drawn.random() < 0.2 else None)
            (folder / name).write_bytes(content)


def _apply(content: bytearray, operation: Operation, torn: random.Random | None = None) -> None:
    """Do a write or a truncation; a torn write leaves out some of its sectors."""
    if operation.call == "truncate":
        del content[operation.at :]
        content.extend(b"\0" * (operation.at - len(content)))
        return
    end = operation.at + len(operation.data)
    content.extend(b"\0" * (end - len(content)))
    for start in range(0, len(operation.data), _SECTOR):
        if torn is None or torn.random() < 0.5:
            part = operation.data[start : start + _SECTOR]
            content[operation.at + start : operation.at + start + len(part)] = part


def _bytes(escaped: str, more: str) -> bytes:
    if more:
        raise ValueError("a write is not written down whole: raise strace's -s")
    return bytes.fromhex(escaped.replace("\\x", ""))


def _unescaped(text: str) -> str:
    """Read a path in which strace wrote some or all characters as numbers."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda it: chr(int(it.group(1), 16)), text)
