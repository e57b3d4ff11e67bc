"""Leave out what the encoder takes for statements and is none: pointers, questions put by nobody, shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.cues import act_of
from onrecord.annotate.lexicon import word_set
from onrecord.annotate.polarity import polarity_of
from onrecord.annotate.quoting import kind_of
from onrecord.model import Attribution

#: Words that only point to what was said ("the mayor said this at the quay").
_POINTERS = word_set("this that so these those such likewise")
#: Sources that are nobody ("nobody denied that …"): what they did not say is no statement of theirs.
SILENT = frozenset(("nobody", "no one", "no-one", "none", "neither", "anybody", "anyone", "whoever"))
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


def without_pointers(
    text: str, attributions: Sequence[Attribution], quoted: Sequence[tuple[int, int]]
) -> list[Attribution]:
    """Give the attributions that tell what was said.

    Left out are contents that only point back, unless they are denied ("she denied it"); questions without
    anybody who asks; what is shown, printed or broadcast by nobody, unless it is quoted; and what nobody
    said or denied. What "nobody would confirm" stays.
    """
    kept = (attribution for attribution in attributions if not _is_pointer(text, attribution, quoted))
    return [_without_expletive(attribution) for attribution in kept]


def _without_expletive(attribution: Attribution) -> Attribution:
    first, *rest = attribution.content
    clause = rest and rest[0].text.lower().startswith("that ")
    return (
        replace(attribution, content=tuple(rest))
        if clause and _EXPLETIVE.fullmatch(first.text)
        else attribution
    )


def is_silent(attribution: Attribution) -> bool:
    """Tell whether the source is nobody."""
    return bool(attribution.source) and attribution.source[0].text.lower() in SILENT


def _is_pointer(text: str, attribution: Attribution, quoted: Sequence[tuple[int, int]]) -> bool:
    pointing = all(span.text.lower().strip(" ,") in _POINTERS for span in attribution.content)
    if is_silent(attribution) and act_of(text, attribution) == "deny":
        # What nobody denied is in nobody's mouth, and no dispute.
        return True
    if pointing or is_silent(attribution):
        return polarity_of(text, attribution) == "asserted"
    if attribution.source or not attribution.cue:
        return False
    cue = attribution.cue[0].text
    if _ASKED.match(cue) is not None:
        return True
    shown = len(attribution.cue) == 1 and _SHOWN.search(cue) is not None
    return shown and kind_of(attribution.content, quoted) == "indirect"
