"""The words of denials and of refusals to confirm, read from `data/polarity.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.annotate.lexicon import forms, read_data, word_set

#: By each form of a phrase's first word, the other words of the phrases that begin so.
Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolarityWords:
    """Each list of the file, verbs in all their forms."""

    denying: frozenset[str]
    turning: frozenset[str]
    denials: frozenset[str]
    deny_phrases: Phrases
    refusable: frozenset[str]
    declining: frozenset[str]
    without: frozenset[str]
    refusals: Phrases
    raising: frozenset[str]
    granting: frozenset[str]
    frames_denied: tuple[str, ...]
    frames_open: tuple[str, ...]
    after: frozenset[str]
    labelling: frozenset[str]
    said: frozenset[str]
    withheld: frozenset[str]


@cache
def polarity_words() -> PolarityWords:
    """Read the lists."""
    data = read_data("polarity.toml")
    denial, refusal = data["denial"], data["refusal"]

    def inflected(verbs: str) -> frozenset[str]:
        return frozenset(form for verb in word_set(verbs) for form in forms(verb))

    return PolarityWords(
        denying=inflected(denial["verbs"]),
        turning=inflected(denial["turning"]),
        denials=word_set(denial["nouns"]),
        deny_phrases=_phrases(denial["phrases"]),
        refusable=inflected(refusal["verbs"]),
        declining=inflected(refusal["declining"]),
        without=word_set(refusal["without"]),
        refusals=_phrases(refusal["phrases"]),
        raising=inflected(data["negation"]["raising"]),
        granting=inflected(data["negation"]["granting"]),
        frames_denied=tuple(data["frames"]["denied"].splitlines()),
        frames_open=tuple(data["frames"]["not_confirmed"].splitlines()),
        after=word_set(data["frames"]["after"]),
        labelling=inflected(data["frames"]["labelling"]),
        said=word_set(data["things"]["said"]),
        withheld=word_set(data["things"]["withheld"]),
    )


def _phrases(lines: str) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines.splitlines():
        first, *rest = line.split()
        for form in forms(first):
            found.setdefault(form, []).append(tuple(rest))
    return {form: tuple(rests) for form, rests in found.items()}
