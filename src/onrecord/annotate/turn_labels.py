"""Read the label that opens a turn of a transcript: "ANNA VASK, HOST: ", "[00:01:12] Dorn: ", "Q."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.lexicon import read_data, word_set
from onrecord.model import Span

#: A label of more words is a sentence with a colon in it.
MOST_WORDS = 5
#: A line is looked at for a label so far, in characters.
REACH = 250

_STAMP = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,3})?[\])]?"
_WORD = r"[^\W\d_](?:[\w.’'-]{0,30}[\w.])?"
#: What may stand before a surname in small letters.
_BEFORE = r"(?:(?:v[oa]n|de[rnls]?|d[ioau]|la|al|el|ter|ten)[ -]){0,3}"
_NAME = rf"(?={_BEFORE}[A-Z\u00C0-\u00DE]){_WORD}(?:\s(?:{_WORD}|\d{{1,2}}(?!\d|:\d)|&)){{0,5}}"
_ROLE = r"(?:,[^:\n]{1,80}|\s?\([^()\n]{1,80}\)){0,2}"
_INSIDE = re.compile(
    rf"\s*(?:{_STAMP}\s+)?(?P<who>{_NAME}){_ROLE}\s?(?:{_STAMP}\s?)?:[\s\u00a0]+(?=\S)|"
    r"\s*(?P<letter>[QA])(?:[.:]\s+|\s{2,})(?=\S)"
)
#: Small words inside of names.
SMALL = word_set("of the and de da di du del van von der den la le al el bin ibn abu ter zu y e")
_ALONE = re.compile(rf"\s*(?:{_STAMP}\s+)?(?P<who>{_NAME}){_ROLE}[\s:–—-]{{0,4}}(?:{_STAMP})?:?\s*$")


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a turn."""

    #: The words that say who speaks, without role and time.
    who: Span
    #: Where the words begin behind it; None for a label on a line of its own.
    words: int | None

    @property
    def key(self) -> str:
        """The label as it is compared: in lower case, without stops."""
        return plain(self.who.text)


def plain(text: str) -> str:
    """Give words as labels are compared: in lower case, white space folded, without stops."""
    return " ".join(text.casefold().replace(".", " ").split())


@cache
def label_words(name: str) -> frozenset[str]:
    """Give a list of labels that are no names, by its name in `turns.toml`."""
    return frozenset(read_data("turns.toml")[name])


def label_inside(text: str, start: int, end: int) -> Label | None:
    """Read the label before the words of a line `[start, end)`; None where there is none."""
    found = _INSIDE.match(text, start, min(end, start + REACH))
    return _label(text, found, "who", found.end()) if found and found["who"] else _letter(text, found)


def label_alone(text: str, start: int, end: int) -> Label | None:
    """Read a line that is nothing but a label."""
    found = _ALONE.match(text, start, min(end, start + REACH)) if end - start <= REACH else None
    return _label(text, found, "who", None) if found else None


def _letter(text: str, found: re.Match[str] | None) -> Label | None:
    return _label(text, found, "letter", found.end()) if found else None


def _label(text: str, found: re.Match[str], group: str, words: int | None) -> Label | None:
    label = Label(Span.of(text, *found.span(group)), words)
    parts = label.key.split()
    if not parts or len(parts) > MOST_WORDS or label.key in label_words("nobody") or parts[0] in _nobody():
        return None
    # A name has capitals, "Audience member" has not.
    rest = label.who.text.split()[1:]
    capital = all(it[:1].isupper() or not it[:1].isalpha() or it in SMALL for it in rest)
    return label if capital or not label_words("unnamed").isdisjoint(parts) else None


@cache
def _nobody() -> frozenset[str]:
    return frozenset(word for word in label_words("nobody") if " " not in word)


@cache
def _aside() -> re.Pattern[str]:
    words = "".join(read_data("turns.toml")["asides"].split("\n"))
    return re.compile(rf"[\[(]\s?(?:{words})\b[^()\[\]\n]{{0,60}}[\])]", re.IGNORECASE)


def spoken(text: str, start: int, end: int) -> Iterator[Span]:
    """Give what is said in `[start, end)`: without what is heard and seen, in brackets."""
    at = start
    for found in _aside().finditer(text, start, end):
        yield from _trimmed(text, at, found.start())
        at = found.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield Span.of(text, start, end)
