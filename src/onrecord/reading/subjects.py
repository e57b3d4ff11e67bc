"""Which statements may be about a subject: a full-text search that leaves out no form of its words."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile

from onrecord.link.wording import Word, read_wording
from onrecord.reading.record import Record

#: A word is searched by the beginning that its forms share from this length on ("deny", "denied").
_LEAST = 3


def narrow(record: Record, ids: Collection[str], about: str) -> frozenset[str]:
    """Give those of `ids` that may tell of `about`, and the others of `ids` in the same utterances.

    All are given where no word of `about` can be searched for. Whoever asks compares the words himself.

    Args:
        record: the linked record.
        ids: of statements.
        about: words of a content.

    """
    words = _searched(about)
    if not words:
        return frozenset(ids)
    found = record.lists.statements_with(ids, words)
    return _in_all_reports(record, found).intersection(ids).union(found)


def newest_about(record: Record, entity: str, about: str, most: int) -> frozenset[str] | None:
    """Give what a speaker said last that may tell of `about`, and other reports of the same remarks.

    None where no word of `about` can be searched for. Whoever asks compares the words himself.

    Args:
        record: the linked record.
        entity: id of the speaker's entity.
        about: words of a content.
        most: statements that are looked for.

    """
    words = _searched(about)
    if not words:
        return None
    given, taken = record.corrected_speakers(entity)
    items = record.entity_items(entity)
    found = record.lists.spoken_with(items, words, most, given=given, taken=taken)
    return frozenset(record.spoken_among(entity, _in_all_reports(record, found))).union(found)


def _in_all_reports(record: Record, statements: Collection[str]) -> frozenset[str]:
    """Give all statements of the utterances that these belong to."""
    utterances = set(record.grouped.of("utterances", statements).values())
    return frozenset(it for group in record.linkage.records(utterances).values() for it in group.members)


def _searched(about: str) -> tuple[str, ...]:
    """Give a subject's most telling word, as it is asked for and by the beginning that its forms share."""
    words = [word for word in read_wording(about).words if word.norm.isalpha() and len(word.norm) >= _LEAST]
    return _beginnings(about, max(words, key=lambda word: (word.weight, word.norm))) if words else ()


def _beginnings(about: str, word: Word) -> tuple[str, str]:
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word.norm, word.stem, strict=False))
    shared = "".join(letter for letter, _ in alike)
    return about[word.start : word.end], shared if len(shared) >= _LEAST else word.norm
