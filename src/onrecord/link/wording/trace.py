"""Where a wording stands on record: which statements have it, in which versions, earliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.wording import Wording, bare_words, read_wording
from onrecord.link.wording.align import align
from onrecord.model import Utterance, Variant

#: Share of a quotation's weight that must stand, in its order, in a statement that has it. Half lets a
#: paraphrase of one rare word pass where the other words are there, and keeps out what shares the subject.
FITS = 0.5
#: Words asked of a full-text search: the rarest of a quotation, any of which may be there.
SEARCHED = 8
#: Statements without a day come after those with one.
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A statement as it is looked up: its id, content, day and speaker."""

    statement: str
    text: str
    #: The day it was said, else printed, ISO 8601; None where neither is known.
    day: str | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording, and the statements that have it."""

    text: str
    #: By day, then id.
    statements: tuple[str, ...]
    day: str | None
    #: How much of the traced quotation it has, in [0, 1], two decimals; 1.0 in a lineage.
    score: float
    #: What changed from the first version; empty for that one, and in a trace.
    changes: tuple[Variant, ...] = ()


def search_words(quote: str) -> tuple[str, ...]:
    """Give the words of a quotation to search for, rarest first."""
    words = {word.norm: word.weight for word in read_wording(quote).words}
    rare = sorted(words, key=lambda norm: (-words[norm], norm))
    return tuple(norm for norm in rare if words[norm] > 0)[:SEARCHED] or tuple(rare[:SEARCHED])


def fit(quote: Wording, text: Wording) -> float:
    """Measure how much of `quote` stands in `text` in its order, in [0, 1], by weight.

    Words of grammar count a little, so that a quotation made of nothing else can be found as well.
    """
    weights = [0.5 + word.weight for word in quote.words]
    if not weights:
        return 0.0
    equal = [step for step in align(quote, text).steps if step.equal]
    return sum(sum(weights[step.a_start : step.a_end]) for step in equal) / sum(weights)


def trace_quote(quote: str, tellings: Iterable[Telling]) -> list[Version]:
    """Find the versions of `quote` among statements, earliest first; of one day the best fit first."""
    wanted = read_wording(quote)
    scores = {telling.statement: (fit(wanted, read_wording(telling.text)), telling) for telling in tellings}
    fitting = [telling for score, telling in scores.values() if score >= FITS]
    versions = [
        Version(
            text=part[0].text,
            statements=tuple(telling.statement for telling in part),
            day=part[0].day,
            score=round(max(scores[telling.statement][0] for telling in part), 2),
        )
        for part in _same(fitting)
    ]
    return sorted(versions, key=lambda version: (version.day or _UNDATED, -version.score, version.statements))


def lineage(utterance: Utterance, tellings: Mapping[str, Telling]) -> list[Version]:
    """Give the versions of an utterance: its first wording, then the others by day, each with its changes."""
    changes: dict[str, list[Variant]] = defaultdict(list)
    for variant in utterance.variants:
        changes[variant.to_statement].append(variant)
    parts = _same([tellings[identity] for identity in utterance.statements if identity in tellings])
    versions = [
        Version(
            text=part[0].text,
            statements=tuple(telling.statement for telling in part),
            day=part[0].day,
            score=1.0,
            changes=tuple(change for telling in part for change in changes[telling.statement]),
        )
        for part in parts
    ]
    return sorted(
        versions,
        key=lambda version: (
            utterance.first not in version.statements,
            version.day or _UNDATED,
            version.statements,
        ),
    )


def _same(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Bring statements of one wording together, each part by day and id."""
    parts: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in sorted(tellings, key=lambda telling: (telling.day or _UNDATED, telling.statement)):
        parts[bare_words(read_wording(telling.text))].append(telling)
    return list(parts.values())
