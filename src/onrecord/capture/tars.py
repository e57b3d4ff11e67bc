"""Read a tar archive as it streams by: every member that is a page."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.capture.budget import TooMuchError
from onrecord.capture.build import megabytes, refused
from onrecord.capture.companions import is_companion_folder
from onrecord.capture.names import UnsafeNameError, is_hidden, member_name, printable_name
from onrecord.capture.passed import Passed
from onrecord.capture.source import Source, read_member
from onrecord.capture.streams import READ_ERRORS, Counted, look_ahead, skip
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: Headers of one member longer than this are refused: they are held whole, and real ones have 2,000 bytes.
_LONGEST_HEADER = 1_000_000
_BROKEN = (tarfile.TarError, ValueError, OverflowError, RecursionError, *READ_ERRORS)


def is_tar(head: bytes) -> bool:
    """Tell whether `head` begins a tar archive (POSIX.1-1988 and later)."""
    return head[257:262] == b"ustar"


def read_tar(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the members in their order; behind damage nothing can be found, and a drop says so."""
    gate = _Gate()
    stream = cast("BinaryIO", io.BufferedReader(Counted(source.stream, gate.add), tarfile.RECORDSIZE))
    passed = Passed()
    found = False
    last = "its beginning"
    try:
        gate.begin_header()
        archive = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 (closes nothing of its own)
        while True:
            gate.begin_header()
            member = archive.next()
            if member is None:
                break
            # tarfile keeps every member that it has seen.
            archive.members.clear()  # type: ignore[attr-defined]
            gate.end_header()
            last = printable_name(member.name)
            if member.isreg() and not member.issparse():
                body = cast("BinaryIO", archive.extractfile(member))
                for item in _read(member, body, source, settings, passed):
                    found = True
                    yield item
            elif not member.isdir():
                passed.add(last)
            _skip_rest(archive)
    except _BROKEN as error:
        told = " ".join(str(error).split())[:120] or type(error).__name__
        found = True
        yield refused(source.path, f"a tar archive that is broken behind {last} ({told}): get it again")
    yield from passed.told(source.path, advice=" (take one out to have it read)")
    if not found:
        yield refused(source.path, "no page in this archive")


def _read(
    member: tarfile.TarInfo, opened: BinaryIO, source: Source, settings: Settings, passed: Passed
) -> Iterator[Capture | Drop]:
    """Read one member if it is a page."""
    shown = f"{source.path}!/{printable_name(member.name)}"
    try:
        name = member_name(member.name)
    except UnsafeNameError:
        yield refused(shown, "its name leads out of the archive, not read: rename it")
        return
    if is_hidden(name) or any(is_companion_folder(part) for part in name.split("/")[:-1]):
        return
    counted = io.BufferedReader(Counted(opened, source.budget.unpack))
    head, stream = look_ahead(cast("BinaryIO", counted))
    if source.wants(name, head):
        yield from read_member(source, settings, name, stream, size=member.size)
    else:
        passed.add(name)


def _skip_rest(archive: tarfile.TarFile) -> None:
    """Read on to the next header, in portions, so that nothing else is read with that."""
    stream = cast("BinaryIO", archive.fileobj)
    left = archive.offset - stream.tell()
    if left < 0 or skip(stream, left) < left:
        raise tarfile.ReadError("its end is missing")


class _Gate:
    """Lets no header through that is longer than any real one."""

    def __init__(self) -> None:
        self._left: int | None = None

    def begin_header(self) -> None:
        # tarfile reads whole records of its own ahead.
        self._left = _LONGEST_HEADER + tarfile.RECORDSIZE

    def end_header(self) -> None:
        self._left = None

    def add(self, count: int) -> None:
        if self._left is None:
            return
        self._left -= count
        if self._left < 0:
            longest = megabytes(_LONGEST_HEADER)
            raise TooMuchError(
                f"a tar archive with a header longer than {longest}, not read on: no real one is"
            )
