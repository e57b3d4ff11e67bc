"""Look up the names around a source or pronoun: in it, before it, beside it, soon after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.coreference_descriptions import kind_of_description
from onrecord.annotate.coreference_phrase import NameAt, Phrase
from onrecord.annotate.coreference_rank import Asked, Referent, fits_pronoun
from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import PronounClass

#: How far after a pronoun its name may come, where nothing before it fits.
LATER_NAMES, LATER_SENTENCES = 6, 2
#: Names before a relative pronoun that may be its antecedent's.
BEFORE = 12


class NamesNearby:
    """The names of one article in order, by position."""

    def __init__(
        self, text: str, places: TextMap, names: Sequence[NameAt], referents: Sequence[Referent]
    ) -> None:
        self._text = text
        self._places = places
        self._names = names
        self._referents = referents
        self._starts = [name.start for name in names]

    def within(self, start: int, end: int) -> list[NameAt]:
        """Give the names that start in `[start, end)`."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return list(self._names[first:last])

    def before(self, at: int) -> Sequence[NameAt]:
        """Give the last names that start before `at`, in order."""
        last = bisect_left(self._starts, at)
        return self._names[max(0, last - BEFORE) : last]

    def later(self, asked: Asked, name: PronounClass) -> int | None:
        """Give the first that fits of those named soon after: "In her speech, NAME said", headlines."""
        first = bisect_left(self._starts, asked.start)
        for later in self._names[first : first + LATER_NAMES]:
            if self._places.sentence(later.start) - asked.sentence > LATER_SENTENCES:
                break
            if fits_pronoun(self._referents[later.group], name):
                return later.group
        return None

    def beside(self, phrase: Phrase) -> int | None:
        """Give the name beside a source cut at its comma: "NAME, [an adviser]," and "[its chair], NAME,"."""
        kind = kind_of_description(phrase)
        wanted = {"unnamed_person": "person", "organization": "organization"}.get(kind)
        if wanted is None or phrase.plural:
            return None
        first = bisect_left(self._starts, phrase.start)
        around = []
        if first:
            before = self._names[first - 1]
            around.append(
                (before, self._text[before.end : phrase.start], self._text[phrase.end : phrase.end + 1])
            )
        if phrase.definite and first < len(self._names):
            after = self._names[first]
            around.append(
                (after, self._text[phrase.end : after.start], self._text[after.end : after.end + 1])
            )
        for name, between, behind in around:
            if between == ", " and behind in {",", "."} and self._referents[name.group].kind == wanted:
                return name.group
        return None
