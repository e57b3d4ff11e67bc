"""The words of denials and of refusals to confirm, read from `data/polarity.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.annotate.lexicon import follows, forms, read_data, word_set

#: "left little doubt that P" grants P.
_NO_DOUBT = word_set("little no any without")
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
    unsaid: frozenset[str]
    gestures: frozenset[str]
    unmeant: Phrases
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
        unsaid=inflected(data["negation"]["unsaid"]),
        gestures=inflected(data["negation"]["gestures"]),
        unmeant=_phrases(data["negation"]["unmeant"]),
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


def denies(words: Iterable[str]) -> bool:
    """Tell whether one of the lower-case words denies, or a phrase among them does."""
    known = polarity_words()
    listed = list(words)
    return any(
        word in known.denying or word in known.denials or has_phrase(listed, at, known.deny_phrases)
        for at, word in enumerate(listed)
    )


def is_negated(words: Sequence[str]) -> bool:
    """Tell whether one of the lower-case words negates or declines."""
    known = polarity_words()
    if any(word in known.without or word in known.declining or word.endswith("n't") for word in words):
        return True
    return any(word == "no" and words[at + 1 : at + 2] != ["longer"] for at, word in enumerate(words))


def has_phrase(words: Sequence[str], at: int, phrases: Phrases) -> bool:
    """Tell whether one of `phrases` begins at word `at`; "little doubt" is none of doubting."""
    if words[at] == "doubt" and words[at - 1 : at] and words[at - 1] in _NO_DOUBT:
        return False
    return any(follows(words, at + 1, rest) is not None for rest in phrases.get(words[at], ()))
