"""Read the frozen tables that ship in this package's `data` folder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def read_data(name: str) -> str:
    """Give a file of the folder as text."""
    return resources.files("onrecord.link").joinpath("data", name).read_text(encoding="utf-8")


@cache
def read_table(name: str) -> dict[str, Any]:
    """Give a TOML file of the folder; the same object each time, not to be changed."""
    return tomllib.loads(read_data(name))
