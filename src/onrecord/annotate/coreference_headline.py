"""Read the descriptions of headlines, which leave articles out: "Union boss" is "the union boss"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.coreference_nearby import NamesNearby
from onrecord.annotate.coreference_phrase import Phrase
from onrecord.annotate.coreference_text import TextMap
from onrecord.annotate.coreference_words import DETERMINERS, QUANTIFIERS
from onrecord.model import Attribution

#: Sources of the body among which whom a headline speaks of is looked for.
FIRST_SOURCES = 4


def is_bare(text: str, phrase: Phrase, places: TextMap) -> bool:
    """Tell "Union boss" of a headline from "a union boss" and from "union bosses"."""
    if phrase.form != "description" or phrase.plural or not phrase.head:
        return False
    first = text[phrase.start : phrase.end].split(None, 1)[0].lower()
    return first not in DETERMINERS and first not in QUANTIFIERS and places.in_headline(phrase.start)


def first_named(attributions: Sequence[Attribution], places: TextMap, near: NamesNearby) -> tuple[int, ...]:
    """Give the groups that the body's first source with a name names: a headline mostly means one of them."""
    sources = sorted(
        (span.start, span.end)
        for attribution in attributions
        for span in attribution.source
        if not places.in_headline(span.start)
    )
    named = (near.within(*span) for span in sources[:FIRST_SOURCES])
    return next((tuple(name.group for name in names) for names in named if names), ())
