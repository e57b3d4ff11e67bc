"""Leave out what the encoder takes for statements and is none: pointers, questions put by nobody, shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.polarity import polarity_of
from onrecord.model import Attribution

#: Words that only point to what was said ("the mayor said this at the quay").
_POINTERS = word_set("this that so these those such likewise")
#: A participle that puts a question into the frame of its answer ("Asked whether …, she said").
_ASKED = re.compile(
    r"(?:when\s+|if\s+)?(?:asked|questioned|pressed|quizzed|prompted|challenged)\b", re.IGNORECASE
)
#: What is shown or printed by nobody is no words: "the film is shown in three cinemas".
_SHOWN = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?)?(?:shown|seen|screened|aired|broadcast|printed|carried|posted|"
    r"published|released|pictured|displayed)$",
    re.IGNORECASE,
)


#: "It | was claimed | that …": the pronoun stands for the clause.
_EXPLETIVE = re.compile(r"it|there", re.IGNORECASE)


def without_pointers(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions that tell what was said.

    Left out are contents that only point back, unless they are denied ("she denied it"); questions without
    anybody who asks; and what is shown, printed or broadcast by nobody.
    """
    kept = (attribution for attribution in attributions if not _is_pointer(text, attribution))
    return [_without_expletive(attribution) for attribution in kept]


def _without_expletive(attribution: Attribution) -> Attribution:
    first, *rest = attribution.content
    clause = rest and rest[0].text.lower().startswith("that ")
    return (
        replace(attribution, content=tuple(rest))
        if clause and _EXPLETIVE.fullmatch(first.text)
        else attribution
    )


def _is_pointer(text: str, attribution: Attribution) -> bool:
    if all(span.text.lower().strip(" ,") in _POINTERS for span in attribution.content):
        return polarity_of(text, attribution) == "asserted"
    if attribution.source or not attribution.cue:
        return False
    cue = attribution.cue[0].text
    return _ASKED.match(cue) is not None or (len(attribution.cue) == 1 and _SHOWN.search(cue) is not None)
