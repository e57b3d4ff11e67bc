"""Which statements may be about a subject: a full-text search that leaves out no form of its words."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile

from onrecord.link.wording import Word, read_wording
from onrecord.reading.record import Record

#: A word is searched by the beginning that its forms share from this length on ("deny", "denied").
_LEAST = 3


def narrow(record: Record, ids: Collection[str], about: str, most: int | None = None) -> frozenset[str]:
    """Give those of `ids` that may tell of `about`, and the others of `ids` in the same utterances.

    All are given where no word of `about` can be searched for. Whoever asks compares the words himself.

    Args:
        record: the linked record.
        ids: of statements.
        about: words of a content.
        most: statements that are looked for, the newest; None for all.

    """
    words = [word for word in read_wording(about).words if word.norm.isalpha() and len(word.norm) >= _LEAST]
    if not words:
        return frozenset(ids)
    telling = max(words, key=lambda word: (word.weight, word.norm))
    found = record.lists.statements_with(ids, _beginnings(about, telling), most)
    utterances = set(record.linkage.group_ids("utterances", found).values())
    members = {it for group in record.linkage.records(utterances).values() for it in group.members}
    return frozenset(members.intersection(ids).union(found))


def _beginnings(about: str, word: Word) -> tuple[str, str]:
    """Give a word as it is asked for, and the beginning that its forms share."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word.norm, word.stem, strict=False))
    shared = "".join(letter for letter, _ in alike)
    return about[word.start : word.end], shared if len(shared) >= _LEAST else word.norm
