"""Cut a paragraph into word pieces with what the encoder is told of each; what was cut before is kept.

The tokenizer never looks over a space: it cleans, splits and cuts what stands between two of them by
itself. A page's words come again and again, so that most need not be cut anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tokenizers import Tokenizer

from onrecord.annotate.features import piece_cases, piece_quotes

#: What stands between spaces, as the tokenizer and every page knows them; rarer ones stay within.
_CHUNK = re.compile(r"[^ \n]+")
#: Words and marks that the tokenizer cuts apart by themselves, and changes nothing of but capitals; not the
#: brackets, in which its special pieces stand.
_PLAIN = re.compile(r"[A-Za-z0-9]+|[!-/:-@\\^-`{-~‘’“”–—]")
#: Longer ones are addresses and the like, which don't come again.
_LONGEST = 40
#: So many are kept, some ten megabytes; then all are forgotten, so that memory stays flat.
_MOST = 30_000


#: The pieces of what stands between two spaces: numbers, `[start, end)` from its start, and case classes.
#: Plain tuples of numbers, which the collector of garbage need not look through again and again.
_Chunk = tuple[tuple[int, ...], tuple[tuple[int, int], ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a paragraph, without special ones: three lists of one length, and what is quoted."""

    #: Numbers in the vocabulary.
    ids: list[int]
    #: `[start, end)` in the paragraph.
    offsets: list[tuple[int, int]]
    #: Case and quotation classes, as `features` has them.
    case: list[int]
    quote: list[int]


class Cutter:
    """Cuts paragraphs by a tokenizer; the same paragraph always gives the same pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, _Chunk] = {}
        self._vocabulary = tokenizer.get_vocab()

    def cut(self, paragraph: str) -> Pieces:
        """Give the pieces of one paragraph, in order."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        case: list[int] = []
        known = self._known
        for match in _CHUNK.finditer(paragraph):
            printed = match.group()
            numbers, ranges, cases = known.get(printed) or self._read(printed)
            shift = match.start()
            ids += numbers
            offsets += [(low + shift, high + shift) for low, high in ranges]
            case += cases
        return Pieces(ids, offsets, case, piece_quotes(paragraph, offsets))

    def _read(self, printed: str) -> _Chunk:
        found = self._whole_words(printed)
        if found is None:
            encoding = self._tokenizer.encode(printed, add_special_tokens=False)
            found = encoding.ids, encoding.offsets
        ids, offsets = found
        chunk = tuple(ids), tuple(offsets), tuple(piece_cases(printed, offsets))
        if len(printed) <= _LONGEST:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[printed] = chunk
        return chunk

    def _whole_words(self, printed: str) -> tuple[list[int], list[tuple[int, int]]] | None:
        """Look up plain words and marks, where each is a piece, as most are; None where one must be cut."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        at = 0
        for match in _PLAIN.finditer(printed):
            number = self._vocabulary.get(match.group().lower())
            if number is None or match.start() != at:
                return None
            at = match.end()
            ids.append(number)
            offsets.append(match.span())
        return (ids, offsets) if at == len(printed) else None
