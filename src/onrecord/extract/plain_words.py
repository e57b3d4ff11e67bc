"""Word lists for judging units of text, from data/words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    source = resources.files("onrecord.extract").joinpath("data/words.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def word_list(name: str) -> frozenset[str]:
    """Give the word list `name`, in lower case."""
    return frozenset(_lists()[name].split())


@cache
def appeal_weights() -> dict[str, int]:
    """Give the phrases with which a publisher speaks of itself, each with its weight."""
    return {phrase: int(weight) for weight, phrases in _lists()["appeal"].items() for phrase in phrases}
