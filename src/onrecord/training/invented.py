"""Give a paragraph invented names for its own, so that the encoder reads names it has never seen.

The same name, or surname, becomes the same invented one throughout a paragraph; spans, names and meanings
are carried along. What the vocabulary of a corpus does not hold is thereby learnt from its syntax.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.annotate.coreference_words import SUFFIXES, TITLES, word_set
from onrecord.annotate.labels import NAME_TYPES
from onrecord.training.coining import BODIES, FACILITIES, PRODUCTS, WATERS, Coiner
from onrecord.training.corpus import Paragraph

#: Words of an organisation's name that say what it is; they are kept beside an invented head.
GENERIC = word_set(
    "agency airlines and army assembly association authority bank board bureau campaign center centre "
    "channel church club co college commission committee company congress corp corporation council court "
    "daily defence defense democratic department education energy federal federation for force foundation "
    "fund gazette group guard health herald hospital house in inc industries institute international "
    "journal justice league llc ltd media ministry museum national navy network news of office on pac "
    "parliament party police post press radio republican research school security senate service services "
    "society state states super supreme systems technologies television the times to treasury tribune "
    "union united university white"
)
_WORD = re.compile(r"\S+")
Edit = tuple[int, int, str]


def invent_names(paragraph: Paragraph, rng: random.Random) -> Paragraph:
    """Give `paragraph` with its PERSON, ORG, GPE, LOC, FAC and PRODUCT names replaced.

    A name that a span begins or ends within stays as it is.
    """
    borders = {at for _, *span in paragraph.spans for at in span}
    renamer = _Renamer(rng)
    edits: list[Edit] = []
    for kind, start, end in sorted(paragraph.names, key=lambda name: name[1:]):
        if (edits and start < edits[-1][1]) or any(at in borders for at in range(start + 1, end)):
            continue
        new = renamer.rename(NAME_TYPES[kind], paragraph.text[start:end])
        if new is not None and new != paragraph.text[start:end]:
            edits.append((start, end, new))
    return apply_edits(paragraph, edits)


def apply_edits(paragraph: Paragraph, edits: Sequence[Edit]) -> Paragraph:
    """Replace `[start, end)` of the text by each edit's words; `edits` are in order and apart.

    Meanings of spans that hold an edit are left out: their targets were computed for other words.
    """
    if not edits:
        return paragraph
    pieces, at = [], 0
    for start, end, new in edits:
        pieces += [paragraph.text[at:start], new]
        at = end
    starts = [start for start, _, _ in edits]
    shifts = [0]
    for start, end, new in edits:
        shifts.append(shifts[-1] + len(new) - (end - start))

    def moved(place: int, *, is_end: bool) -> int:
        # The last edit that begins before the place.
        number = bisect_right(starts, place - 1 if is_end else place) - 1
        if number < 0:
            return place
        start, end, new = edits[number]
        if place >= end:
            return place + shifts[number + 1]
        low = start + shifts[number]
        return low + len(new) if is_end else low

    def carried(spans: tuple[tuple[int, int, int], ...]) -> tuple[tuple[int, int, int], ...]:
        return tuple((kind, moved(a, is_end=False), moved(b, is_end=True)) for kind, a, b in spans)

    kept = tuple(m for m in paragraph.meanings if not any(a < m[2] and m[1] < b for a, b, _ in edits))
    return replace(
        paragraph,
        text="".join(pieces) + paragraph.text[at:],
        spans=carried(paragraph.spans),
        names=carried(paragraph.names),
        meanings=carried(kept),
    )


class _Renamer:
    """Remembers, for one paragraph, what each name and each part of a person's name became."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._coiner = Coiner(rng)
        self._known: dict[tuple[str, str], str] = {}

    def rename(self, kind: str, name: str) -> str | None:
        """Give an invented name of the same kind, or None for one that stays as it is."""
        if kind == "PERSON":
            return self._person(name)
        if not name[:1].isupper() or (kind != "ORG" and "." in name):
            return None  # "U.S.", "N.H.": no invented country is written so
        makers: dict[str, Callable[[], str]] = {
            "ORG": lambda: self._body(name),
            "GPE": self._coiner.place,
            "LOC": lambda: self._coiner.from_pattern(WATERS),
            "FAC": lambda: self._coiner.from_pattern(FACILITIES),
            "PRODUCT": lambda: self._coiner.from_pattern(PRODUCTS),
        }
        if kind not in makers:
            return None
        return self._cased(name, self._once(kind, name, makers[kind]))

    def _once(self, kind: str, name: str, make: Callable[[], str]) -> str:
        key = (kind, name.lower())
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    @staticmethod
    def _cased(old: str, new: str) -> str:
        return new.upper() if len(old) > 5 and old.isupper() else new

    def _person(self, name: str) -> str:
        words = [match.group() for match in _WORD.finditer(name)]
        last = max((n for n, word in enumerate(words) if not self._stays(word)), default=-1)
        made = []
        for number, word in enumerate(words):
            if self._stays(word):
                made.append(word)
            elif re.fullmatch(r"[A-Z]\.", word):
                made.append(self._once("initial", word, self._coiner.initial))
            else:
                make = self._coiner.surname if number == last else self._coiner.given
                made.append(self._cased(word, self._once("person", word.strip(".,"), make)))
        if len(words) == 2 and not any(map(self._stays, words)) and self._rng.random() < 0.06:
            made.insert(1, self._coiner.initial())
        return " ".join(made)

    @staticmethod
    def _stays(word: str) -> bool:
        low = word.lower().strip(".,")
        return low in TITLES or low in SUFFIXES or not word[:1].isupper()

    def _body(self, name: str) -> str:
        words = name.split()
        if all(word.lower().strip(".,'’&") in GENERIC for word in words):
            return self._once("ORG", name, lambda: self._under_head(name))
        if len(words) == 1 and name.isupper() and len(name) <= 5:
            return self._once("ORG", name, self._coiner.acronym)
        if len(words) == 1 or self._rng.random() < 0.5:
            return self._once("ORG", name, lambda: self._coiner.from_pattern(BODIES))
        made: list[str] = []
        for word in words:
            if word.lower().strip(".,'’&") in GENERIC or not word[:1].isupper():
                made.append(word)
            else:
                made.append(self._once("part", word, self._coiner.surname))
        return " ".join(made)

    def _under_head(self, name: str) -> str:
        # "State Department" stays half the time; else it is another country's.
        return name if self._rng.random() < 0.5 else f"{self._coiner.place()} {name}"
