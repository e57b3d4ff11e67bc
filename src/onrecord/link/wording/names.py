"""Two speakers as two pages name them: the same, one garbled, possibly the same, or two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from onrecord.link import names
from onrecord.link.names.fold import blurred, consonants
from onrecord.link.names.person import read_person
from onrecord.link.wording import fold, lexicon
from onrecord.model import EntityKind

#: same: one name is a form of the other. garbled: spelt so alike that one may be a slip of the other.
#: unknown: a name on one side only, or none. differ: two names.
Likeness = Literal["same", "garbled", "unknown", "differ"]
#: Likeness of two lone surnames, in per cent, from which one may be a slip of the other; the stage asks for
#: equal words besides, so that it may be looser than what joins entities.
SLIP = 80.0
#: Kinds of speaker known by what they are, not by a name.
DESCRIBED = ("unnamed_person", "group", "document", "unknown", "author")


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name."""
    words = re.findall(r"[^\W_]+(?:[-'.][^\W_]+)*", fold(name).replace("'s ", " ").removesuffix("'s"))
    return tuple(word.replace("'", "") for word in words if word not in lexicon().function)


@lru_cache(maxsize=50_000)
def handle_of(name: str) -> str | None:
    """Give what a named speaker is looked up by: the sound of the last word, the same for most slips."""
    words = name_words(name)
    return consonants(blurred(words[-1])) or words[-1] if words else None


@lru_cache(maxsize=50_000)
def compare_names(a: str, b: str, kind: EntityKind = "person") -> Likeness:
    """Compare two names of people (or of bodies, where `kind` says so)."""
    verdict = names.compare_names(a, b, kind)
    if verdict is not None:
        return "garbled" if verdict.likeness == "candidate" else "same"
    if kind == "person" and _lone_slip(a, b):
        return "garbled"
    return "differ" if name_words(a) and name_words(b) else "unknown"


def _lone_slip(a: str, b: str) -> bool:
    """Whether a surname that stands alone may be a slip of the other name's surname."""
    one, other = read_person(a), read_person(b)
    if one is None or other is None or (one.given is not None and other.given is not None):
        return False
    left, right = blurred(one.words[-1]), blurred(other.words[-1])
    return min(len(left), len(right)) > 4 and left[0] == right[0] and fuzz.ratio(left, right) >= SLIP
