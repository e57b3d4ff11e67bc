"""Open one file or stream, find what it is and hand it to its reader."""

from __future__ import annotations

import dataclasses
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.capture.budget import Budget, TooMuchError
from onrecord.capture.build import refused
from onrecord.capture.names import is_packed_name, printable, suffix_of
from onrecord.capture.registry import Kind, by_content, by_looks, by_media_type, by_suffix
from onrecord.capture.sniff import binary_reason, is_html, sniff
from onrecord.capture.source import Follow, Source
from onrecord.capture.streams import READ_ERRORS, Counted, is_file, look_ahead, size_of
from onrecord.capture.unpack import Unpacked, is_packed, unpack
from onrecord.capture.wanted import is_page
from onrecord.capture.warc import is_warc
from onrecord.errors import fault_of
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.capture.meter import Meter

#: Enough to know a WARC file, of which no more than one record is unpacked for that.
_FIRST_BYTES = 16


def why(error: BaseException) -> str:
    """Say in a few words what went wrong with a file."""
    if isinstance(error, PermissionError):
        return "may not be read (permission denied): allow it, or run as somebody who may"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, OSError) and error.strerror:
        return f"can't be read ({error.strerror})"
    return f"can't be read ({error})"


def read_file(
    path: str,
    settings: Settings,
    *,
    captured: str | None = None,
    columns: Mapping[str, str] | None = None,
    follow: Follow | None = None,
    meter: Meter | None = None,
) -> Iterator[Capture | Drop]:
    """Read the file at `path`, whatever it is; what can't be read becomes a drop.

    The arguments are those of `read_stream`; a `meter` counts what was read.
    """
    item = printable(path)
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            with meter.reading(stream, size) if meter else nullcontext():
                yield from read_stream(
                    stream, item, settings, size=size, captured=captured, columns=columns, follow=follow
                )
    except (OSError, ValueError) as error:
        yield refused(item, why(error))


def read_stream(
    stream: BinaryIO,
    path: str,
    settings: Settings,
    *,
    size: int | None = None,
    captured: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    columns: Mapping[str, str] | None = None,
    follow: Follow | None = None,
) -> Iterator[Capture | Drop]:
    """Read an open stream as what it is; damage on the way becomes a drop.

    Args:
        stream: a file, standard input, or the body of an answer from the web.
        path: what it is called.
        settings: the limits.
        size: in bytes, where it is known.
        captured: when it was captured, ISO 8601.
        url: the address that it was fetched from.
        media_type: that came with it, without parameters.
        charset: that came with it.
        columns: the name of a column (or field) by field of a page, as the user gave them.
        follow: gives the captures of an address that an input only points to.

    """
    budget = Budget(settings, size_of(stream) if size is None else size)
    if not is_file(stream):
        stream = cast("BinaryIO", Counted(stream, budget.read))
    source = Source(
        path=path, stream=stream, head=b"", size=size, captured=captured, url=url, media_type=media_type,
        charset=charset, budget=budget, columns=columns or {}, follow=follow, read=_read_any, wants=is_page,
    )  # fmt: skip
    try:
        yield from _read_any(source, settings)
    except TooMuchError as error:
        yield refused(path, str(error))


def _read_any(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read a file or a member, unpacked where it is compressed."""
    path = source.path
    try:
        head, stream = look_ahead(source.stream)
        size, packed = source.size, None
        if is_packed(head):
            unpacked = unpack(stream, head, source.budget)
            raw = getattr(unpacked, "raw", None)
            packed = raw if isinstance(raw, Unpacked) else None
            if packed:
                packed.passes_damage = suffix_of(path) == ".warc"
            first, stream = look_ahead(unpacked, _FIRST_BYTES)
            if packed:
                packed.passes_damage |= is_warc(first)
            head, stream = look_ahead(stream)
            size = None
        elif head and is_packed_name(path):
            ending = path.lower().rpartition(".")[2]
            what = {"gz": "gzip", "bz2": "bzip2", "zst": "zstd"}.get(ending, ending)
            yield refused(
                path, f"named .{ending}, but it is not {what}: unpack it, or take .{ending} off its name"
            )
            return
        source = dataclasses.replace(source, stream=stream, head=head, size=size, packed=packed)
        yield from _read(source, settings)
    except READ_ERRORS as error:
        damage = " (broken gzip: get it again)" if path.lower().endswith(".gz") else ""
        yield refused(path, why(error) + damage)
    except (TooMuchError, tarfile.TarError):
        raise  # the archive around it goes beyond a limit or is damaged, not this member alone
    except Exception as error:  # one hostile input must not end the run
        yield refused(path, fault_of(error))


def _read(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    if not source.head:
        yield refused(source.path, "empty: the file has no bytes")
        return
    kind = kind_of(source.head, source.path, source.media_type)
    if isinstance(kind, str):
        yield refused(source.path, kind)
    else:
        yield from kind.read(source, settings)


def kind_of(head: bytes, path: str, media_type: str | None = None) -> Kind | str:
    """Find what an input is: by certain signs, then its media type, its name, its looks; else the reason."""
    certain = by_content(head)
    if certain is not None:
        return certain
    reason = binary_reason(head)
    if reason:
        return reason
    named = by_media_type(media_type) or by_suffix(suffix_of(path))
    if named is not None and (named.is_certain is None or named.name == "feed"):
        return named
    content = sniff(head)
    if named is not None and not (content == "html" and is_html(head)):
        return f"named as a {named.name}, but it is none: get it again, or give it the name of what it is"
    return by_looks(content) or "empty: nothing but white space"
