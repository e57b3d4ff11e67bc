"""Read one name as printed, titles and suffixes off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.annotate.coreference_words import SUFFIXES, TITLES, tokenize, word_set
from onrecord.model import MentionType

#: Shorter surnames that differ in a letter are as often two people's.
MIN_MISSPELT = 7
#: Marks that no name runs over.
_ENDS_NAME = word_set(", — – : ; ( / |")


@dataclass(frozen=True, slots=True)
class NameParts:
    """One name as printed at `[start, end)`, without titles before it and suffixes after it."""

    start: int
    end: int
    printed: str
    #: Lower case, without marks.
    words: tuple[str, ...]
    #: Lower case, nearest first, inside or right before the mention.
    titles: tuple[str, ...]
    type: MentionType


@lru_cache(maxsize=1_024)
def read_name(text: str, start: int, end: int, kind: MentionType) -> NameParts:
    """Read the mention `[start, end)` of `text`: its words without titles, suffixes and possessive.

    The last answers are kept, since several readers ask for the same name in turn.
    """
    tokens = tokenize(text, start, end)
    words = [t for t in tokens if t.text[0].isalnum()]
    if kind in ("PERSON", "ORG"):
        # "NAME — Ivy League": a dash or comma ends a name, whatever the mention says.
        cut = next(
            (t.start for t in tokens if t.text in _ENDS_NAME and words and t.start > words[0].start), end
        )
        words = [word for word in words if word.start < cut]
    titles: list[str] = []
    if kind == "PERSON":
        while len(words) > 1 and words[0].low.rstrip(".") in TITLES:
            titles.insert(0, words.pop(0).low)
        while len(words) > 1 and words[-1].low in SUFFIXES:
            words.pop()
        titles += titles_before(text, words[0].start if titles and words else start) if not titles else []
    elif len(words) > 1 and words[0].low == "the":
        words.pop(0)
    if not words:
        return NameParts(start, end, text[start:end], (text[start:end].lower(),), (), kind)
    first, last = words[0].start, words[-1].end
    if kind == "PERSON" and last < end and text[last] == "." and len(words[-1].text) == 1:
        last += 1
    printed = " ".join(text[first:last].split())
    return NameParts(first, last, printed, tuple(w.low for w in words), tuple(titles), kind)


def titles_before(text: str, start: int) -> list[str]:
    """Collect the titles right before `start`, nearest first, lower case."""
    found: list[str] = []
    low = max(text.rfind("\n", max(0, start - 60), start) + 1, start - 60, 0)
    before = text[low:start].rstrip()
    last = before[before.rfind(" ") + 1 :].rstrip(".")
    if last.isalpha() and last.lower() not in TITLES:  # as before most names: nothing to cut into words
        return found
    for token in reversed(tokenize(text, low, start)):
        if token.low in TITLES:
            found.append(token.low)
        elif token.text != ".":
            break
        if len(found) == 4:
            break
    return found


def left_out(word: str) -> list[str]:
    """Spell a long word with each letter left out in turn; a slip of one letter meets in one of them."""
    if not MIN_MISSPELT <= len(word) <= 30:
        return []
    return [word] + [word[:at] + word[at + 1 :] for at in range(1, len(word))]
