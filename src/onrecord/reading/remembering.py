"""What costs a walk over an index and is asked for by many pages: kept until the store changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from onrecord.reading.record import Record

Made = TypeVar("Made")

#: Things kept, each some hundred objects at most; the one not asked for longest goes first. Of a person
#: there are four.
_MOST = 512
_kept: OrderedDict[tuple[str, Hashable], object] = OrderedDict()
_lock = Lock()


def remember(record: Record, name: Hashable, make: Callable[[], Made]) -> Made:
    """Give what `make` gives; what it gave before where the store is in the same state.

    Args:
        record: what `make` reads; no two states of stores have one name.
        name: what it is, with all that it depends on beside the record.
        make: makes it; nobody may change the result.

    """
    place = record.state, name
    with _lock:
        if place in _kept:
            _kept.move_to_end(place)
            return cast("Made", _kept[place])
    made = make()
    with _lock:
        _kept[place] = made
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return made
