"""What the name of a file or of a member says, and how it is shown."""

from __future__ import annotations

import os
import re

#: Text files that lie beside pages and are none, by the name before the suffix.
_COMPANIONS = frozenset(
    ("readme", "license", "licence", "copying", "notice", "authors", "changelog", "makefile", "dockerfile",
     "robots", "requirements")
)  # fmt: skip

#: A suffix is short and begins with a letter: "No. 10 replies" and "item.2024-01-05" have none.
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}$")


def suffix_of(name: str) -> str:
    """Give the suffix of a file's name in lower case, `.gz` and the like taken off first; "" without one."""
    name = name.lower()
    if is_packed_name(name):
        name = name.rpartition(".")[0]
    found = _SUFFIX.search(name)
    return found.group() if found and found.start() > 0 else ""


def is_packed_name(name: str) -> bool:
    """Tell whether a name says that its file is compressed."""
    return name.lower().endswith((".gz", ".bz2", ".xz", ".zst"))


def is_companion(name: str) -> bool:
    """Tell whether a file of this name is a read-me, a licence or the like rather than a page."""
    return name.lower().partition(".")[0] in _COMPANIONS


def printable(path: str) -> str:
    r"""Write a path so that it can be stored: bytes of a name that are no UTF-8 become `\x` escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class UnsafeNameError(ValueError):
    """A member's name leads out of its archive."""


def member_name(name: str) -> str:
    """Give a member's name to be shown: without "./" and a leading "/", odd characters as escapes.

    UnsafeNameError where it leads out of the archive. No file is ever written under a member's name; but
    such a name is an attack on somebody, and its path would be that of another file.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or not parts:
        raise UnsafeNameError(name)
    return "/".join(printable_name(part) for part in parts)


def printable_name(name: str) -> str:
    r"""Write characters that are no part of a line of text, and halves of pairs, as `\x` or `\u` escapes."""
    if name.isprintable():
        return name
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode("ascii") for c in name
    )


def is_hidden(name: str) -> bool:
    """Tell whether a member is hidden, or what an operating system leaves in archives."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
