"""What brings two items together: the keys of blocks, and for how many days."""

from __future__ import annotations

import re

#: Of a block that ends with its days, what its key ends with.
_DAYS = re.compile(r" @(\d{1,4})$")


def for_days(key: str, days: int) -> str:
    """Give the key of a block that compares no items that are surely more than so many days apart."""
    return f"{key} @{days}"


def reach(key: str) -> int | None:
    """Give the days for which a block brings items together; None where it does for ever."""
    found = _DAYS.search(key)
    return int(found[1]) if found else None
