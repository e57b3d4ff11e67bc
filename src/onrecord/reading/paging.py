"""Pages of a list: bounded, and each with a cursor to the next that stays good while the record grows.

A cursor names the last row of its page by what the list is sorted by, so that the next page begins right
after it, whatever was added in between (keyset paging). Callers hand it back as it came.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.errors import OnrecordError
from onrecord.store.paging import Key

#: Rows of a page where nothing else is asked, and at most. More make no page that anybody reads, and one
#: request must not hold up the others.
USUAL, MOST = 25, 100

Thing = TypeVar("Thing")


class CursorError(OnrecordError):
    """A cursor that no page of this list gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Thing]):
    """Some things of a list, in order."""

    items: tuple[Thing, ...]
    #: Cursor of the next page; None where this is the last.
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page of a list is wanted."""

    #: As the page before gave it; None for the first page.
    cursor: str | None = None
    #: How many things it may hold: what is beyond [1, MOST] is taken for the nearest end.
    limit: int = USUAL

    @property
    def size(self) -> int:
        """How many things the page holds at most."""
        return min(max(self.limit, 1), MOST)


#: The first page, of the usual size.
FIRST = Turn()


def turn_page(
    name: str,
    turn: Turn,
    types: Sequence[type[str] | type[int]],
    read: Callable[[Key | None, int], list[Key]],
) -> Page[Key]:
    """Read the keys of one page.

    Args:
        name: of the list, so that no other list's cursor is taken for one of it.
        turn: which page.
        types: of the parts of a key.
        read: gives so many keys that come after one.

    Raises:
        CursorError: the cursor is none of this list.

    """
    after = None if turn.cursor is None else _read_cursor(name, turn.cursor, types)
    found = read(after, turn.size + 1)
    kept = found[: turn.size]
    more = len(found) > len(kept)
    return Page(items=tuple(kept), next=write_cursor(name, kept[-1]) if more else None)


def write_cursor(name: str, key: Key) -> str:
    """Write the cursor of what comes after `key`: base64url of a JSON list, without padding."""
    text = json.dumps([name, *key], ensure_ascii=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(name: str, cursor: str, types: Sequence[type[str] | type[int]]) -> Key:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list) and found[:1] == [name] and [type(it) for it in found[1:]] == list(types):
        key: Key = tuple(found[1:])
        if all(_is_storable(part) for part in key) and write_cursor(name, key) == cursor:
            return key
    raise CursorError("cursor", "is none of this list: take the one that the page before gave as `next`")


def _is_storable(part: str | int) -> bool:
    """Tell whether the database takes a value: no lone surrogate, no integer over 64 bits."""
    if isinstance(part, int):
        return -(2**63) <= part < 2**63
    return part.isprintable() or part.encode("utf-8", "ignore").decode() == part
