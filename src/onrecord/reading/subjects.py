"""Which statements may be about a subject: a full-text search that leaves out no form of its words."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.link.wording import Word, read_wording
from onrecord.reading.record import Record
from onrecord.store.protocol import StatementFilter

if TYPE_CHECKING:
    from onrecord.store import Store

#: A word is searched by the beginning that its forms share from this length on ("deny", "denied").
_LEAST = 3


def narrow(store: Store, record: Record, ids: Collection[str], about: str) -> frozenset[str]:
    """Give those of `ids` that may tell of `about`, and the others of `ids` in the same utterances.

    All are given where no word of `about` can be searched for. Whoever asks compares the words himself.
    """
    words = [word for word in read_wording(about).words if word.norm.isalpha() and len(word.norm) >= _LEAST]
    if not words:
        return frozenset(ids)
    telling = max(words, key=lambda word: (word.weight, word.norm))
    wanted = StatementFilter(ids=frozenset(ids), any_word=frozenset(_beginnings(about, telling)))
    found = {row.statement.id for row in store.statements(wanted)}
    utterances = set(record.linkage.group_ids("utterances", found).values())
    members = {it for group in record.linkage.records(utterances).values() for it in group.members}
    return frozenset(found | members.intersection(ids))


def _beginnings(about: str, word: Word) -> tuple[str, str]:
    """Give a word as it is asked for, and the beginning that its forms share."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word.norm, word.stem, strict=False))
    shared = "".join(letter for letter, _ in alike)
    return about[word.start : word.end], shared if len(shared) >= _LEAST else word.norm
