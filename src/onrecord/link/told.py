"""Read off the utterances, as the stage "utterances" decided them, how early an undated page can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from onrecord.model import Group, Item


def told_days(utterances: Iterable[Group], statements: Mapping[str, Item]) -> dict[str, str]:
    """Give by article the last day on which anything was said that it tells, where only other pages fix it.

    `statements` are the items of the stage by id, those of undated pages at least: a page with a day needs
    none. No page reports what is said later. A record is an `Utterance`, or its JSON object.
    """
    found: dict[str, str] = {}
    for utterance in utterances:
        record = utterance.record
        plain: Mapping[str, Any] = asdict(record) if is_dataclass(record) else record  # type: ignore[arg-type]
        said = plain["said"]
        if said is None or said["precision"] != "day":
            continue
        for member in utterance.members:
            item = statements.get(member)
            if item is not None and is_open(item):
                found[item.article] = max(said["value"], found.get(item.article, ""))
    return found


def is_open(statement: Item) -> bool:
    """Whether a statement's own page says neither on what day it was made nor when the page appeared."""
    said = statement.body["said"]
    return statement.body["published"] is None and (said is None or said["precision"] != "day")
