"""Places outside this machine's file system: what fsspec knows how to read and write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from onrecord.errors import OnrecordError


def is_place(given: str) -> bool:
    """Tell whether an input is an address for fsspec (`s3://bucket/folder`) rather than a path."""
    return "://" in given and not given.lower().startswith(("http://", "https://"))


def place_of(location: str) -> tuple[Any, str]:
    """Give the file system of a path or an address, and the path in it; OnrecordError where there is none."""
    try:
        files, path = fsspec.core.url_to_fs(location)
    except (ValueError, ImportError, OSError) as error:
        raise OnrecordError(location, f"can't be reached: {error}") from error
    return files, str(path).rstrip("/")


def is_local(files: Any) -> bool:
    """Tell whether this is the machine's own file system."""
    return isinstance(files, LocalFileSystem)


def files_at(location: str) -> Iterator[tuple[str, int, str]]:
    """Give each file at an address or below it, sorted: its address, size in bytes and when it was changed.

    Hidden files, and those in hidden folders, are left alone.
    """
    files, root = place_of(location)
    scheme = location.partition("://")[0]
    found = files.find(root, detail=True)
    for path in sorted(found):
        below = path[len(root) :].lstrip("/")
        if any(part.startswith(".") for part in below.split("/")):
            continue
        about = found[path]
        changed = str(about.get("ETag") or about.get("LastModified") or about.get("mtime") or "")
        yield f"{scheme}://{path}", int(about.get("size") or 0), changed


def open_place(address: str) -> BinaryIO:
    """Open a file at an address for reading."""
    files, path = place_of(address)
    return cast("BinaryIO", files.open(path, "rb"))
