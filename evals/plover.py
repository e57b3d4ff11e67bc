"""PLOVER's gold records: a sentence, its type and the characters of its sides, read off the markup."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A type of an older draft, and what it is in the list of 2021.
OLDER: dict[str, str] = tomllib.loads(Path(__file__).with_name("plover_types.toml").read_text())["older"]
_TAG = re.compile(r"\((SRC|TAR|EVT|LOC|SRC/TAR|SRC/LOC|TAR/LOC): ?")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One record; every range is of `text`."""

    text: str
    type: str
    actors: tuple[Range, ...]
    #: For a deed of two sides ("X and Y agreed") the same as `actors`.
    recipients: tuple[Range, ...]
    words: tuple[Range, ...]
    #: Whether it is of the third that no list of words and no rule was looked over with.
    kept: bool


def read_records(path: Path) -> list[GoldEvent]:
    """Read the events of a file of gold records."""
    records = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    return [_event(record) for record in records if record["event"] != "DOCUMENT"]


def _event(record: dict[str, Any]) -> GoldEvent:
    info = record["textInfo"]
    text = record["text"]
    spans = _aligned(*_unmarked(info["markup"] if isinstance(info, dict) else info), text)
    parts = {tag: tuple((a, b) for name, a, b in spans if name == tag) for tag in ("SRC", "TAR", "EVT")}
    return GoldEvent(
        text=text,
        type=OLDER.get(record["event"], record["event"]),
        actors=parts["SRC"],
        recipients=parts["TAR"],
        words=parts["EVT"],
        kept=int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 3 == 2,
    )


def _unmarked(markup: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Take the tags out of "(SRC: Libya) has (EVT: offered)"; give the rest and where each tag was."""
    plain, spans, at = "", [], 0
    opened: list[tuple[str | None, int]] = []
    markup = re.sub(r"(\([A-Z]+: [^()}]*)\}", r"\1)", markup)
    while at < len(markup):
        tag = _TAG.match(markup, at)
        if tag:
            opened.append((tag[1], len(plain)))
            at = tag.end()
            continue
        name: str | None = None
        if markup[at] == "(":
            opened.append((None, len(plain)))
        elif markup[at] == ")" and opened:
            name, start = opened.pop()
            spans += [(part, start, len(plain)) for part in (name.split("/") if name else ())]
        plain += "" if name or (markup[at] == ")" and not opened and name) else markup[at]
        at += 1
    return plain, spans


def _aligned(plain: str, spans: list[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """Carry the spans over to `text`, which differs from `plain` by slips of the pen."""
    if plain == text:
        return spans
    place: dict[int, int] = {}
    for a, b, size in difflib.SequenceMatcher(None, plain, text, autojunk=False).get_matching_blocks():
        place |= {a + n: b + n for n in range(size)}
    carried = []
    for name, start, end in spans:
        there = [place[n] for n in range(start, end) if n in place]
        if there:
            carried.append((name, min(there), max(there) + 1))
    return carried
