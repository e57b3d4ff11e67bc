"""Read people's names into parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.names.fold import MOST_CHARACTERS, fold, heard
from onrecord.link.names.tables import tables

#: A person is hardly printed with more words than these; longer runs are headlines.
MOST_WORDS = 7
#: Particles that are first names as well.
MAY_BEGIN = frozenset(("ben", "van", "mac", "don", "abu"))
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}[^\W\d_]?\.?$|[^\W\d_]\.?$")
_CAPITALS = re.compile(r"[A-Z]{2,3}$")
_WORD = re.compile(r"\w[\w.'’‘ʼ`´‑-]*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, in folded words; titles, particles and letters after it are off."""

    #: Given name first; initials are single letters. At least one.
    words: tuple[str, ...]
    #: "jr", "sr", "ii" …; None where it has none.
    generation: str | None
    #: It had an Arabic article before a part.
    arabic: bool

    @property
    def given(self) -> str | None:
        """The first word, or initial; None where the surname stands alone."""
        return self.words[0] if len(self.words) > 1 else None

    @property
    def middles(self) -> tuple[str, ...]:
        """What stands between the first name and the surname."""
        return self.words[1:-1]

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1]

    @property
    def surnames(self) -> tuple[str, ...]:
        """The words that it may be called by alone: the last, or the first where surnames come first."""
        first_too = len(self.words) > 1 and self.words[0] in tables().surname_first
        return (self.surname, self.words[0]) if first_too else (self.surname,)

    @property
    def whole(self) -> str:
        """All letters in one: "Jong-un" and "Jong Un" are alike in it."""
        return "".join(self.words)

    @property
    def fullness(self) -> int:
        """How much it says: more is fuller; an initial says less than a word."""
        return sum(1 if len(word) == 1 else 2 for word in self.words)


@lru_cache(maxsize=50_000)
def read_person(name: str) -> PersonName | None:
    """Read `name`; None where there is no name in it, or too many words."""
    known = tables()
    printed = _WORD.findall(name[:MOST_CHARACTERS])
    capitals = name.isupper()
    words: list[str] = []
    arabic = False
    for place, word in enumerate(printed):
        bare, found = _without_article(word, first=not words)
        arabic = arabic or found
        if bare:
            words += _split(bare, capitals=capitals, last=place == len(printed) - 1)
    while len(words) > 1 and words[0] in known.titles:
        if words[0] in known.doubtful_titles and len(words) < 3:
            break
        words.pop(0)
    generation = None
    while len(words) > 1 and (words[-1] in known.generations or words[-1] in known.letters):
        last = words.pop()
        if last in known.generations and len(words) > 1:
            generation = last[:2] if last in ("junior", "senior") else last
    generation = {"ju": "jr", "se": "sr"}.get(generation or "", generation)
    kept = _without_particles(words, lower_first=bool(printed) and printed[0].islower())
    if not kept or len(kept) > MOST_WORDS or not any(word.isalpha() for word in kept):
        return None
    return PersonName(tuple(kept), generation, arabic)


def _without_particles(words: list[str], *, lower_first: bool) -> list[str]:
    """Leave out "von der" and its like; "Van" and "Ben" are first names where a surname alone follows."""
    particles = tables().particles
    whole = [word for word in words if word not in particles]
    if not whole or len(words) == 1:
        return words
    begins = words[0] in particles and words[0] in MAY_BEGIN and not lower_first
    return [words[0], *whole] if begins and words[1] == whole[0] else whole


def same_surname(a: str, b: str, *, arabic: bool = False) -> bool:
    """Tell whether two surnames are one, in one transliteration or another."""
    if a == b:
        return True
    return heard(a, surname=True, arabic=arabic) == heard(b, surname=True, arabic=arabic)


def _without_article(word: str, *, first: bool) -> tuple[str, bool]:
    """Take "al-" and its like off a word; "Al" alone is a first name where nothing stands before it."""
    known = tables()
    low = word.casefold()
    head, hyphen, rest = low.partition("-")
    if hyphen and rest and head in known.hyphenated_articles:
        return word[len(head) + 1 :], True
    if not first and low in known.articles:
        return "", True
    return word, False


def _split(word: str, *, capitals: bool, last: bool) -> list[str]:
    """Fold one printed word; initials run together ("J.D.", "JD") are taken apart."""
    bare = word.replace(".", "")
    if (_INITIALS.match(word) and not last) or (_CAPITALS.match(word) and not capitals and not last):
        letters = fold(bare)
        if letters.isalpha() and letters not in tables().titles:
            return list(letters)
    folded = fold(bare).replace("-", "").replace("‑", "")
    return [folded] if folded else []
