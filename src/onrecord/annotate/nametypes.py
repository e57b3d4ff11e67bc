"""Set right the types of names that the whole article shows to be wrong: people, places, peoples.

The encoder reads a paragraph at a time and has never heard of most names; beside some mention of a name there
nearly always stands what it is ("President …", "in …", "…'s parliament", "…, a teacher").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.coreference_words import (
    BOUNDARY,
    DETERMINERS,
    FIRMS_TOO,
    ORGANIZATIONS,
    PERSON_NOUNS,
    PLACE_FIRST,
    PLACE_LAST,
    PLACE_OWNS,
    TITLES_OF,
    Token,
    gender_of_first_name,
    tokenize,
    word_set,
)
from onrecord.annotate.nameparts import NameParts, left_out, read_name
from onrecord.model import MentionType

#: A surname marked as anything but a person this often against once as one is not the person's.
MORE = 1 / 3
#: Words before a place that is named like a person.
_PLACE_WORDS = word_set("in near at from")
#: Prepositions that stand before places and hardly before people.
_PLACE_PREPOSITIONS = word_set("in near across throughout outside inside around")
#: A name is a place if this share of its mentions says so: "confidence in NAME" is said of people too.
PLACE_SHARE = 0.25
#: Characters looked at before and after a name for a role.
REACH = 60
#: Endings by which a country's name makes the word for its people.
_DEMONYM_ENDINGS = ("n", "an", "ian", "ean", "ish", "ese", "i")


def mend_names(text: str, parts: Sequence[NameParts], in_headline: Sequence[bool]) -> list[NameParts]:
    """Set right what one mention shows by itself wrongly and the whole article shows.

    A single word that is some person's surname is that person, unless a place is plainly meant; any other
    takes the type that the article gives it most often, that of a longer name it begins counted too. A
    headline's "Tavane Urges" is the Tavane of the body.
    """
    parts = [_typed(part, _type_by_neighbours(text, part)) for part in parts]
    places = _places_among(text, parts)
    parts = [replace(p, type="GPE") if p.words in places and p.type == "PERSON" else p for p in parts]
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
            mended.append(_typed(part, types[word].most_common(1)[0][0]))
    return mended


def _typed(part: NameParts, kind: MentionType) -> NameParts:
    return part if part.type == kind else replace(part, type=kind)


def _places_among(text: str, parts: Sequence[NameParts]) -> set[tuple[str, ...]]:
    """Find the names that are places by what stands beside a mention, and that no title makes a person."""
    words = {part.words[0] for part in parts if len(part.words) == 1}
    people = {part.words for part in parts if part.titles}
    people |= {part.words[-1:] for part in parts if len(part.words) > 1 and part.type == "PERSON"}
    told = Counter(part.words for part in parts if _beside_a_place(text, part))
    count = Counter(part.words for part in parts)
    places = {form for form, times in told.items() if times >= PLACE_SHARE * count[form]}
    for (word,) in (part.words for part in parts if len(part.words) == 1):
        # "Osmaria" beside "Osmarian": a country and its people.
        stem = word[:-1] if word.endswith(("a", "e", "y")) else word
        if len(stem) >= 4 and any(f"{stem}{end}" in words - {word} for end in _DEMONYM_ENDINGS):
            places.add((word,))
    for part in parts:
        if len(part.words) > 1 and (part.words[0] in PLACE_FIRST or part.words[-1] in PLACE_LAST):
            places.add(part.words)
    return places - people


def _beside_a_place(text: str, part: NameParts) -> bool:
    """Tell "in NAME" and "NAME's parliament" from what is said of people."""
    if text[part.end : part.end + 2].lower() in {"'s", "’s"}:
        after = tokenize(text, part.end, part.end + 24)
        return len(after) > 1 and after[0].low in {"'s", "’s"} and after[1].low in PLACE_OWNS
    low = max(0, part.start - 14)
    near = text[low : part.start].lower()
    if not any(word in near for word in _PLACE_PREPOSITIONS):  # as before most names: nothing to cut
        return False
    before = tokenize(text, low, part.start)[-1:]
    return bool(before) and before[0].low in _PLACE_PREPOSITIONS


def _type_by_neighbours(text: str, part: NameParts) -> MentionType:
    """Give PERSON to two or three words, marked as something else, with a role before or after them.

    "the campaign's manager, NAME", "the pilot of the ferry, NAME" and "spokeswoman NAME" name persons,
    whatever the encoder takes an unheard-of name for; so do "NAME, the harbour master", "NAME, 71," and
    "NAME, who".
    """
    if part.type == "PERSON" or not 2 <= len(part.words) <= 3:
        return part.type
    if not ORGANIZATIONS.isdisjoint(part.words) or not all(w.replace("-", "").isalpha() for w in part.words):
        return part.type
    before = tokenize(text, max(0, part.start - REACH), part.start)
    role = before[-1].low if before else ""
    if role == ",":
        role = _head_before(before[:-1])
    if role in PERSON_NOUNS - FIRMS_TOO and role not in TITLES_OF["either"] - PERSON_NOUNS:
        return "PERSON"
    return "PERSON" if _described_behind(text, part) else part.type


def _head_before(tokens: Sequence[Token]) -> str:
    """Give the head noun of the phrase that ends the tokens ("the pilot of the ferry" → "pilot")."""
    start = next((at + 1 for at in reversed(range(len(tokens))) if not tokens[at].text[0].isalnum()), 0)
    words = [token.low for token in tokens[start:]]
    if not words or words[0] not in DETERMINERS:
        return words[-1] if words else ""
    cut = next((at for at, word in enumerate(words) if word in BOUNDARY), len(words))
    return words[cut - 1] if cut > 1 else ""


def _described_behind(text: str, part: NameParts) -> bool:
    """Tell whether a person is described behind a name: by an age, a role or "who"."""
    after = tokenize(text, part.end, part.end + REACH)
    if len(after) < 3 or after[0].text != ",":
        return False
    if after[1].low == "who" and part.type in ("ORG", "GPE", "FAC"):
        # "Grand Kestrel, who lost again": clubs and towns are told of like people.
        return gender_of_first_name(part.words[0]) is not None and part.words[-1] not in PLACE_LAST
    if after[1].low == "who" or (
        after[1].text.isdigit() and len(after[1].text) == 2 and after[2].text == ","
    ):
        return True
    if after[1].low not in {"a", "an", "the"}:
        return False
    if gender_of_first_name(part.words[0]) is not None:
        return any(word.low in PERSON_NOUNS - FIRMS_TOO for word in after[1:5])
    phrase = [token.low for token in after[2:7]]
    cut = next((at for at, word in enumerate(phrase) if word in BOUNDARY or not word[0].isalnum()), 0)
    return cut > 0 and phrase[cut - 1] in PERSON_NOUNS - FIRMS_TOO


def _first_words(text: str, part: NameParts, count: int) -> NameParts:
    """Cut a name after its first words."""
    words = [token for token in tokenize(text, part.start, part.end) if token.text[0].isalnum()]
    return read_name(text, part.start, words[count - 1].end, part.type)
