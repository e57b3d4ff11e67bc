"""Read one name as printed, titles and suffixes off, and set right what the article shows to be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.coreference_words import (
    FIRMS_TOO,
    ORGANIZATIONS,
    PERSON_NOUNS,
    SUFFIXES,
    TITLES,
    TITLES_OF,
    gender_of_first_name,
    tokenize,
    word_set,
)
from onrecord.model import MentionType

#: Shorter surnames that differ in a letter are as often two people's.
MIN_MISSPELT = 7
#: Marks that no name runs over.
_ENDS_NAME = word_set(", — – : ; ( / |")
#: A surname marked as anything but a person this often against once as one is not the person's.
MORE = 1 / 3
#: Words before a place that is named like a person.
_PLACE_WORDS = word_set("in near at from")


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


def read_name(text: str, start: int, end: int, kind: MentionType) -> NameParts:
    """Read the mention `[start, end)` of `text`: its words without titles, suffixes and possessive."""
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
    for token in reversed(tokenize(text, max(0, text.rfind("\n", 0, start) + 1, start - 60), start)):
        if token.low in TITLES:
            found.append(token.low)
        elif token.text != ".":
            break
        if len(found) == 4:
            break
    return found


def mend_names(text: str, parts: Sequence[NameParts], in_headline: Sequence[bool]) -> list[NameParts]:
    """Set right what one mention shows by itself wrongly and the whole article shows.

    A single word that is some person's surname is that person, unless a place is plainly meant; any other
    takes the type that the article gives it most often, that of a longer name it begins counted too. A
    headline's "Tavane Urges" is the Tavane of the body.
    """
    parts = [replace(part, type=_type_by_neighbours(text, part)) for part in parts]
    full = [part for part in parts if part.type == "PERSON" and len(part.words) > 1]
    body = {part.words for part, headline in zip(parts, in_headline, strict=True) if not headline}
    counts = Counter(part.words[-1] for part in full if part.words in body)
    counts = counts or Counter(part.words[-1] for part in full)
    single = Counter((p.words[0], p.type == "PERSON") for p in parts if len(p.words) == 1)
    # "Grand Kestrel" marked once as a person makes no person of a Kestrel marked as a company many times.
    surnames = {w for w, n in counts.items() if n + single[w, True] >= MORE * single[w, False]}
    slips = {key for surname in surnames for key in left_out(surname)}
    types: dict[str, Counter[MentionType]] = {}
    for part in parts:
        if len(part.words) == 1 or (part.type == "ORG" and len(part.words) == 2):
            types.setdefault(part.words[0], Counter())[part.type] += 1

    def _known(word: str, count: int) -> bool:
        """Tell whether a headline's name may end here: in a surname, or a word printed alone in the body."""
        return word in surnames or (count > 1 and (word,) in body)

    mended: list[NameParts] = []
    for part, headline in zip(parts, in_headline, strict=True):
        word, kind = part.words[0], part.type
        if headline and kind == "PERSON" and len(part.words) > 1 and part.words not in body:
            ends = range(1, len(part.words))
            known = [n for n in ends if part.words[:n] in body or _known(part.words[n - 1], n)]
            mended.append(_first_words(text, part, max(known)) if known else part)
        elif len(part.words) > 1:
            mended.append(part)
        elif word in surnames or (kind != "PERSON" and any(key in slips for key in left_out(word))):
            before = text[max(0, part.start - 12) : part.start].split()
            place = kind in ("GPE", "LOC", "FAC") and bool(before) and before[-1].lower() in _PLACE_WORDS
            mended.append(part if place else read_name(text, part.start, part.end, "PERSON"))
        else:
            mended.append(replace(part, type=types[word].most_common(1)[0][0]))
    return mended


def _type_by_neighbours(text: str, part: NameParts) -> MentionType:
    """Give PERSON to two or three words, marked as something else, with a role before or after them.

    "the campaign's manager, NAME" and "spokeswoman NAME" name persons, whatever the encoder takes an
    unheard-of name for; so does "NAME, a teacher".
    """
    if part.type == "PERSON" or not 2 <= len(part.words) <= 3:
        return part.type
    if not ORGANIZATIONS.isdisjoint(part.words) or not all(word.isalpha() for word in part.words):
        return part.type
    before = tokenize(text, max(0, part.start - 30), part.start)[-2:]
    role = before[-1].low if before else ""
    if role == "," and len(before) == 2:
        role = before[0].low
    if role in PERSON_NOUNS - FIRMS_TOO and role not in TITLES_OF["either"] - PERSON_NOUNS:
        return "PERSON"
    after = tokenize(text, part.end, part.end + 40)
    apposition = len(after) > 2 and after[0].text == "," and after[1].low in {"a", "an", "the", "who"}
    named = gender_of_first_name(part.words[0]) is not None
    said = apposition and any(
        word.low in PERSON_NOUNS - FIRMS_TOO or word.low == "who" for word in after[1:5]
    )
    return "PERSON" if said and named else part.type


def _first_words(text: str, part: NameParts, count: int) -> NameParts:
    """Cut a name after its first words."""
    words = [token for token in tokenize(text, part.start, part.end) if token.text[0].isalnum()]
    return read_name(text, part.start, words[count - 1].end, part.type)


def left_out(word: str) -> list[str]:
    """Spell a long word with each letter left out in turn; a slip of one letter meets in one of them."""
    if not MIN_MISSPELT <= len(word) <= 30:
        return []
    return [word] + [word[:at] + word[at + 1 :] for at in range(1, len(word))]
