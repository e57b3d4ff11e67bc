"""What the page of a claim shows: who disputes it, who supports it, who only reports it, with evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.link.claims import ClaimLine
from onrecord.model import Stance
from onrecord.reading.claims import read_claim
from onrecord.reading.finding import Told, find_told
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.lookups import ArticleHead

#: Lines of one stance that are shown.
MOST = 8
#: What speaks against a claim comes first: it is what a reader must not miss.
_ORDER: Sequence[Stance] = ("disputes", "supports", "reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line on record about a claim."""

    line: ClaimLine
    #: None where the article's own voice says it.
    told: Told | None
    head: ArticleHead | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """All that the page shows."""

    text: str
    #: By stance, in the order of the page; only those that have a line.
    found: Mapping[Stance, Sequence[Found]]
    #: How many lines each stance has, shown or not.
    in_all: Mapping[Stance, int]


def ask_claim(store: Store, record: Record, text: str) -> ClaimPage:
    """Put a claim to the record."""
    lines = read_claim(record, text)
    kept = [it for stance in _ORDER for it in [line for line in lines if line.stance == stance][:MOST]]
    told = find_told(store, record, {it.statement for it in kept if it.statement})
    heads = record.lookups.heads({it.article for it in kept})
    found: dict[Stance, list[Found]] = {}
    for line in kept:
        found.setdefault(line.stance, []).append(
            Found(line=line, told=told.get(line.statement or ""), head=heads.get(line.article))
        )
    return ClaimPage(
        text=text,
        found=found,
        in_all={stance: sum(line.stance == stance for line in lines) for stance in found},
    )
