"""Find the head of a source's noun phrase: whom "the board's chair, NAME, an adviser to OTHER" is about.

The phrase is cut at commas into segments, and a segment at its first preposition, relative pronoun or
participle; what stands last before the cut is the head. A name in apposition to a singular common noun
("the commission's chair, NAME") takes its place; names joined by "and" are a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.annotate.coreference_words import (
    AFTER_NOUN,
    BOUNDARY,
    DEFINITE,
    DETERMINERS,
    DOCUMENTS,
    ENDINGS,
    ORGANIZATIONS,
    PERSON_NOUNS,
    PRONOUNS,
    QUANTIFIERS,
    REFLEXIVES,
    STYLES,
    TITLES,
    Token,
    is_plural_noun,
    singular,
    tokenize,
    word_set,
)
from onrecord.model import MentionType

SEPARATORS = frozenset(",;:—–-")
#: Words that may stand between joined names: "both Sen. A and Rep. B".
OWNERS = word_set("his her its their our my your")
JOINERS = word_set("both and & the all then")


@dataclass(frozen=True, slots=True)
class NameAt:
    """A name in a phrase: `[start, end)` and the number of its group."""

    start: int
    end: int
    group: int
    type: MentionType


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What a noun phrase is about."""

    form: Literal["name", "names", "pronoun", "relative", "description"]
    #: Groups of the names that are the head; empty for other forms.
    names: tuple[int, ...] = ()
    #: Lower-case pronoun or head noun.
    head: str = ""
    #: Lower-case words that describe the head, names' words among them.
    modifiers: tuple[str, ...] = ()
    definite: bool = False
    #: Without an article, in a headline, which leaves them out.
    bare: bool = False
    #: "his company": definite, but whose is not said.
    owned: bool = False
    plural: bool = False
    #: The phrase without what surrounds it, `[start, end)`.
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    token: Token
    name: NameAt | None
    #: Lower-case words: one, or all of a name.
    words: list[str]

    @property
    def low(self) -> str:
        return self.token.low


def read_phrase(text: str, start: int, end: int, names: Sequence[NameAt]) -> Phrase:
    """Read the noun phrase `text[start:end]` with the names that lie in it (in order, none overlapping)."""
    items = _trimmed(_items(text, start, end, names))
    if not items:
        return Phrase(form="description", start=start, end=end)
    begin, stop = items[0].token.start, _printed_end(items)
    words = [i for i in items if i.low not in REFLEXIVES and i.low not in {"also", "later", "then"}] or items
    if len(words) == 1 and words[0].name is None and words[0].low in PRONOUNS:
        form: Literal["relative", "pronoun"] = (
            "relative" if PRONOUNS[words[0].low] == "relative" else "pronoun"
        )
        return Phrase(
            form=form, head=words[0].low, plural=PRONOUNS[words[0].low] == "plural", start=begin, end=stop
        )
    if words[-1].low in {"whom", "which"} and all(i.name is None for i in words) and len(words) <= 4:
        return Phrase(form="relative", head=words[-1].low, plural=True, start=begin, end=stop)
    joined = _joined_names(words)
    if len(joined) > 1:
        return Phrase(form="names", names=tuple(dict.fromkeys(joined)), plural=True, start=begin, end=stop)
    segments = _segments(words)
    region, rest = _head_region(segments[0])
    if _named_head(region) and _adds_somebody(rest):
        return Phrase(form="description", head=region[-1].low, plural=True, start=begin, end=stop)
    named = _named_head(region) or _apposed(region, rest, segments[1:])
    if named is not None:
        return Phrase(form="name", names=(named.group,), start=begin, end=stop)
    return _description(region, rest, begin, stop)


def _items(text: str, start: int, end: int, names: Sequence[NameAt]) -> list[_Item]:
    items: list[_Item] = []
    at = depth = 0
    for token in tokenize(text, start, end):
        while at < len(names) and names[at].end <= token.start:
            at += 1
        name = names[at] if at < len(names) and names[at].start <= token.start else None
        if token.text in "([":
            depth += 1
        if depth == 0 and name and items and items[-1].name is name:
            items[-1].words.append(token.low)
        elif depth == 0:
            items.append(_Item(token, name, [token.low]))
        if token.text in ")]" and depth:
            depth -= 1
    return items


def _printed_end(items: list[_Item]) -> int:
    """End of the last item; a name's item is its first token, so its own end counts."""
    last = items[-1]
    return last.name.end if last.name else last.token.end


def _trimmed(items: list[_Item]) -> list[_Item]:
    """Leave out marks and prepositions in front and marks, possessive endings and conjunctions behind."""
    first, last = 0, len(items)
    fronts = {"according", "to", "from", "by", "per", "and", "but", "as", "for", "with"}
    while first < last - 1 and items[first].name is None:
        if items[first].token.text[0].isalnum() and items[first].low not in fronts:
            break
        first += 1
    while last > first + 1 and items[last - 1].name is None and not items[last - 1].token.text[-1].isalnum():
        last -= 1
    while last > first + 1 and (items[last - 1].low in ENDINGS | {","} or _ends_in_relative(items[:last])):
        last -= 1
    return items[first:last]


def _ends_in_relative(items: list[_Item]) -> bool:
    return items[-1].name is None and items[-1].low in {"who", "which", "that"} and len(items) > 1


def _adds_somebody(rest: list[_Item]) -> bool:
    """Tell whether what follows a name makes it one of several: "NAME and its defenders"."""
    return (
        len(rest) > 1
        and rest[0].low == "and"
        and rest[0].name is None
        and rest[1].low in DETERMINERS | QUANTIFIERS | {"others"}
    )


def _joined_names(items: list[_Item]) -> list[int]:
    """Collect the names that "and" makes one group of: only titles, roles and commas stand between."""
    found: list[NameAt] = []
    joined = False
    for at, item in enumerate(items):
        low = item.low.rstrip(".")
        following = items[at + 1].low if at + 1 < len(items) else ","
        if item.name is not None:
            # "the Harbour lawyer NAME": a name right before a noun only describes it.
            if item.name.type != "NORP" and (following in {",", "and", "&", "all"} or following in BOUNDARY):
                found.append(item.name)
        elif low in {"and", "&"}:
            joined = bool(found)
        elif low == "of" and found and at + 1 < len(items) and (place := items[at + 1].name) is not None:
            # "Sen. NAME of Ohio and NAME": where one is from.
            if place.type not in ("GPE", "LOC"):
                break
        elif not (low in JOINERS or low in TITLES or singular(low) in PERSON_NOUNS or low in {",", ""}):
            break
    # "NAME, R-Ohio, and NAME": of persons and places only the persons speak.
    people = [name for name in found if name.type == "PERSON"]
    return [name.group for name in people or found] if joined and len(people or found) > 1 else []


def _segments(items: list[_Item]) -> list[list[_Item]]:
    segments: list[list[_Item]] = [[]]
    for item in items:
        if item.name is None and item.token.text in SEPARATORS:
            segments.append([])
        else:
            segments[-1].append(item)
    return [segment for segment in segments if segment] or [items]


def _head_region(segment: list[_Item]) -> tuple[list[_Item], list[_Item]]:
    """Cut a segment before its first preposition, relative pronoun, conjunction or participle."""
    for at, item in enumerate(segment):
        if (
            at
            and item.name is None
            and (item.low in BOUNDARY or item.low in {"and", "or"} or _participle(segment, at))
        ):
            return segment[:at], segment[at:]
    return segment, []


def _participle(segment: list[_Item], at: int) -> bool:
    """Tell what ends a noun phrase after its noun: "people briefed", "a pilot it did not name"."""
    low, before = segment[at].low, segment[at - 1]
    if not (before.name or _is_noun(before.low)):
        return False
    if low in PRONOUNS or low in AFTER_NOUN:
        return True
    more = at + 1 < len(segment)
    if before.name and low.endswith("ing") and more and _is_noun(segment[at + 1].low):
        return False
    return more and low.endswith(("ed", "ing")) and segment[at].token.text.islower() and not _is_noun(low)


def _is_noun(low: str) -> bool:
    one = singular(low)
    return one in PERSON_NOUNS or one in DOCUMENTS or one in ORGANIZATIONS or is_plural_noun(low)


def _named_head(region: list[_Item]) -> NameAt | None:
    """Give the name that ends the region, if that is what the region is about."""
    last = [item for item in region if item.token.text[0].isalnum()][-1:]
    if not last or last[0].name is None:
        return None
    name = last[0].name
    return None if name.type == "NORP" else name


def _apposed(region: list[_Item], rest: list[_Item], segments: list[list[_Item]]) -> NameAt | None:
    """Give the person's name in apposition to a singular common noun, after a comma or "and"."""
    head = region[-1]
    if head.name is not None or is_plural_noun(head.low) or singular(head.low) in DOCUMENTS:
        return None
    wanted: MentionType = "ORG" if singular(head.low) in ORGANIZATIONS else "PERSON"
    options = list(segments)
    for at, item in enumerate(rest):
        if item.low == "and" and item.name is None:
            options.insert(0, rest[at + 1 :])
    for segment in options:
        if not segment or segment[0].low in {"a", "an", "who", "which"}:
            continue
        cut, _ = _head_region(segment)
        name = _named_head(cut)
        if name is not None and name.type == wanted:
            return name
    return None


def _one_of_two_roles(region: list[_Item], rest: list[_Item]) -> bool:
    """Tell "the former mayor and party chairman", one person, from "the mayor and the chairman", two."""
    cut, _ = _head_region(rest[1:]) if len(rest) > 1 else ([], [])
    if not cut or cut[0].low in DETERMINERS or region[0].low not in DETERMINERS:
        return False
    return region[-1].low in PERSON_NOUNS and cut[-1].low in PERSON_NOUNS


def _description(region: list[_Item], rest: list[_Item], begin: int, stop: int) -> Phrase:
    words = [i for i in region if i.token.text[0].isalnum()]
    if not words:
        return Phrase(form="description", start=begin, end=stop)
    head = words[-1].low
    # "the same source" says no more of it than "the source".
    before = [i for i in words[:-1] if i.low not in DETERMINERS and i.low != "same"]
    modifiers = [word for item in before for word in item.words if word[0].isalnum()]
    if rest and rest[0].low in {"of", "for", "at", "from", "with", "in", "to"}:
        cut, _ = _head_region(rest[1:]) if len(rest) > 1 else ([], [])
        modifiers += [w for i in cut if i.low not in DETERMINERS for w in i.words if w[0].isalnum()]
    possessive = any(i.low in {"'s", "’s", "'", "’"} for i in region)
    first = words[0].low
    coordinated = bool(rest) and rest[0].low == "and" and not _one_of_two_roles(region, rest)
    plural = is_plural_noun(head) or first in QUANTIFIERS or coordinated
    if first in {"one", "each", "another"} and rest and rest[0].low == "of":
        plural = False
    # "the company that makes them" says itself which one it is.
    definite = (first in DEFINITE or possessive) and not (rest and rest[0].low in {"that", "which", "who"})
    return Phrase(
        form="description",
        head=head,
        modifiers=tuple(modifiers),
        definite=definite,
        owned=first in OWNERS and head not in STYLES,
        plural=plural,
        start=begin,
        end=stop,
    )
