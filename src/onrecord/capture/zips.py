"""Read a zip archive: every member that is a page, whatever the archive claims of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from onrecord.capture.build import megabytes, refused
from onrecord.capture.companions import companion_folders, is_inside
from onrecord.capture.names import UnsafeNameError, is_hidden, member_name, printable_name
from onrecord.capture.passed import Passed
from onrecord.capture.source import Source, read_member
from onrecord.capture.streams import READ_ERRORS, Counted, as_file, look_ahead
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: Of a longer list of members, in bytes, the archive is refused: it is held whole, and has room for 150,000.
_LONGEST_LIST = 16_000_000
#: What the names in zip archives that are really documents begin with.
_DOCUMENTS: Final = (
    ("[Content_Types].xml", "an Office document: save it as PDF, HTML or text"),
    ("mimetype", "an OpenDocument file or an e-book: save it as PDF, HTML or text"),
    ("META-INF/", "a program (jar)"),
    ("AndroidManifest.xml", "a program (apk)"),
)
#: What reading a damaged or hostile archive or member raises.
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError,
           zlib.error, *READ_ERRORS)  # fmt: skip


def is_zip(head: bytes) -> bool:
    """Tell whether `head` begins a zip archive, an empty one included."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read_zip(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read the members of an archive in its order; a member that can't be read is a drop of its own."""
    file = as_file(source.stream, source.budget)
    try:
        archive = zipfile.ZipFile(cast("BinaryIO", _Guarded(file)))
    except _BROKEN as error:
        yield refused(source.path, f"a broken zip archive ({_told(error)}): get it again")
        return
    with archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        names = {member.filename for member in members}
        for name, what in _DOCUMENTS:
            if any(known == name or (name.endswith("/") and known.startswith(name)) for known in names):
                yield refused(source.path, f"{what}, not pages")
                return
        passed = Passed()
        companions = companion_folders(names)
        found = False
        for member in members:
            if is_inside(member.filename, companions):
                continue
            for item in _read(archive, member, source, settings, passed, alone=len(members) == 1):
                found = True
                yield item
        yield from passed.told(source.path, advice=" (take one out to have it read)")
        if not found:
            yield refused(source.path, "no page in this archive")


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, settings: Settings, passed: Passed,
    *, alone: bool,
) -> Iterator[Capture | Drop]:  # fmt: skip
    """Read one member if it is a page, or the only one."""
    shown = f"{source.path}!/{printable_name(member.filename)}"
    try:
        name = member_name(member.filename)
    except UnsafeNameError:
        yield refused(shown, "its name leads out of the archive, not read: rename it")
        return
    if is_hidden(name):
        return
    if member.flag_bits & 0x1:
        yield refused(shown, "locked with a password: unpack it yourself")
        return
    try:
        with archive.open(member) as opened:
            counted = io.BufferedReader(Counted(cast("BinaryIO", opened), source.budget.unpack))
            head, stream = look_ahead(cast("BinaryIO", counted))
            if alone or source.wants(name, head):
                yield from read_member(source, settings, name, stream, size=member.file_size)
            else:
                passed.add(name)
    except _BROKEN as error:
        yield refused(shown, f"damaged in the archive ({_told(error)}): get the archive again")


class _Guarded(io.RawIOBase):
    """A file of which no more is read at once than an archive's list of members may take."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _LONGEST_LIST:
            raise ValueError(f"its list of members is longer than {megabytes(_LONGEST_LIST)}: split it")
        return self._file.read(-1 if size is None else size)


def _told(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
