"""Two wordings put side by side word by word: what stayed, what was left out, what was put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from onrecord.link.wording import MOST_WORDS, Word, Wording, read_wording
from onrecord.link.wording.align import align

Kept = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that two wordings share, or that only one of them has."""

    kind: Kept
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChanges:
    """The way from one wording to another.

    The pieces "same" and "added" put together are the later wording, signs and spaces included, but for
    spaces put in where words were left out.
    """

    pieces: tuple[Piece, ...]
    #: Whether one of the two is too long to be compared whole; what is beyond counts as the same.
    cut: bool


def read_changes(before: str, after: str) -> WordChanges:
    """Compare two wordings by whole printed words; case and signs between words do not count.

    Args:
        before: the earlier wording.
        after: the later one.

    """
    a, b = _whole_words(read_wording(before)), _whole_words(read_wording(after))
    pieces = [piece for piece in _pieces(a, b) if piece.text]
    cut = len(read_wording(before).words) >= MOST_WORDS or len(read_wording(after).words) >= MOST_WORDS
    return WordChanges(pieces=tuple(_joined(pieces)), cut=cut)


def _pieces(a: Wording, b: Wording) -> Iterator[Piece]:
    if not a.words or not b.words:
        yield Piece("same" if a.text == b.text else "removed", "" if a.text == b.text else a.text)
        yield Piece("same" if a.text == b.text else "added", b.text)
        return
    at = 0
    for step in align(a, b).steps:
        removed = "" if step.equal else a.printed(step.a_start, step.a_end)
        if step.b_start == step.b_end:
            # Left out and nothing put in its place: right behind the word before it.
            yield from _spaced(removed, before=at > 0)
            continue
        start, end = b.words[step.b_start].start, b.words[step.b_end - 1].end
        yield Piece("same", b.text[at:start])
        yield from _spaced(removed, before=False)
        yield Piece("same" if step.equal else "added", b.text[start:end])
        at = end
    yield Piece("same", b.text[at:])


def _spaced(removed: str, *, before: bool) -> Iterator[Piece]:
    """Give words that were left out with a space on the side where the later wording has none."""
    if not removed:
        return
    pieces = Piece("same", " "), Piece("removed", removed)
    yield from pieces if before else reversed(pieces)


def _whole_words(wording: Wording) -> Wording:
    """Give a wording in words as they are printed: "don't" is one, though it is compared as two."""
    words = []
    for (start, end), parts in groupby(wording.words, key=lambda word: (word.start, word.end)):
        norm = " ".join(word.norm for word in parts)
        words.append(Word(start, end, norm, norm, 0.0))
    return replace(wording, words=tuple(words))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in run))
