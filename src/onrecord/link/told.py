"""Read off the utterances, as the stage "utterances" decided them, how early an undated page can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model import Date, Group, Item, Utterance


def told_days(utterances: Iterable[Group], statements: Mapping[str, Item]) -> dict[str, str]:
    """Give by article the last day on which anything was said that it tells, where only other pages fix it.

    `statements` are the items of the stage by id, those of undated pages at least: a page with a day needs
    none. No page reports what is said later. A record is an `Utterance`, or its JSON object.
    """
    found: dict[str, str] = {}
    for utterance in utterances:
        day = _day(utterance.record)
        if day is None:
            continue
        for member in utterance.members:
            item = statements.get(member)
            if item is not None and is_open(item):
                found[item.article] = max(day, found.get(item.article, ""))
    return found


def _day(utterance: Any) -> str | None:
    """Give the day of an utterance, of the record or of its JSON object; None where it has none."""
    said: Any = utterance.said if isinstance(utterance, Utterance) else utterance["said"]
    if isinstance(said, Date):
        return said.value if said.precision == "day" else None
    return str(said["value"]) if said and said["precision"] == "day" else None


def is_open(statement: Item) -> bool:
    """Whether a statement's own page says neither on what day it was made nor when the page appeared."""
    said = statement.body["said"]
    return statement.body["published"] is None and (said is None or said["precision"] != "day")
