"""Read off the families of copies, as the stage "copies" decided them, where each article's text is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from onrecord.link.stage import Descent
from onrecord.model import Group


def descents(families: Iterable[Group]) -> dict[str, Descent]:
    """Give by article, for each of `families`, where its members have their text from.

    A record is a `CopyFamily`, or its JSON object as a store gives it back.
    """
    found: dict[str, Descent] = {}
    for family in families:
        record = family.record
        plain: Mapping[str, Any] = asdict(record) if is_dataclass(record) else record  # type: ignore[arg-type]
        made_from: dict[str, set[str]] = defaultdict(set)
        articles = {plain["original"]}
        for copy in plain["copies"]:
            made_from[copy["copy"]].add(copy["original"])
            articles |= {copy["copy"], copy["original"]}
        articles.update(*plain.get("parts", ()))
        for article in articles:
            originals = _originals(article, made_from)
            found[article] = Descent(article=article, family=plain["original"], originals=originals)
    return found


def _originals(article: str, made_from: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Follow a text to where it began, the nearest first."""
    seen: dict[str, None] = {}
    nearest = made_from.get(article, set())
    while nearest:
        seen |= dict.fromkeys(sorted(nearest))
        nearest = {far for near in nearest for far in made_from.get(near, ())} - seen.keys() - {article}
    return tuple(seen)
