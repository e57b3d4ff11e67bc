"""What people corrected in statements, put over what the page says; the page's own words stay beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model import (
    Date,
    EntityKind,
    Evidence,
    Judgement,
    Precision,
    Speaker,
    SpeakerKind,
    Statement,
    Utterance,
)

#: The fields of a statement that can be corrected.
Field = Literal["speaker", "said"]

_PRECISION: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
_KINDS: Mapping[EntityKind, SpeakerKind] = {"person": "person", "organization": "organization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What people said of one statement; None where they said nothing."""

    speaker: Judgement | None = None
    said: Judgement | None = None


def read_corrections(judgements: Iterable[Judgement]) -> dict[str, Correction]:
    """Sort standing corrections by statement; of several of one field the last one given counts."""
    found: dict[str, Correction] = {}
    for judgement in judgements:
        known = found.get(judgement.a, Correction())
        if judgement.field == "speaker":
            found[judgement.a] = replace(known, speaker=judgement)
        elif judgement.field == "said":
            found[judgement.a] = replace(known, said=judgement)
    return found


def apply(statement: Statement, correction: Correction | None, kind: EntityKind | None = None) -> Statement:
    """Give a statement as people corrected it; `kind` is what is known of the given speaker.

    `as_printed` keeps what the page prints of the speaker, the evidence of the day what was known before.
    """
    if correction is None:
        return statement
    if correction.speaker:
        statement = replace(statement, speaker=_speaker(statement.speaker, correction.speaker, kind))
    if correction.said:
        statement = replace(statement, said=given_day(correction.said, statement.said))
    return statement


def given_day(judgement: Judgement, before: Date | None) -> Date:
    """Make a date of a correction; its evidence names who gave it, and what stood there before."""
    value = judgement.value or ""
    proofs = [Evidence(where="judgement", name=judgement.id, text=f"{judgement.who}, {judgement.when[:10]}")]
    if before is not None:
        known = before.value or _bounds(before)
        if known:
            proofs.append(Evidence(where="before", name=before.method, text=known))
        proofs += before.evidence
    return Date(value=value, precision=_PRECISION[len(value)], method="given", evidence=tuple(proofs))


def correct_speakers(
    utterance: Utterance, corrections: Mapping[str, Correction], printed: Mapping[str, str | None]
) -> Utterance:
    """Give an utterance with the speakers that people gave its statements.

    Args:
        utterance: as it was found.
        corrections: of its statements.
        printed: speaker of each statement as its page names him.

    """
    given = {it: found.speaker.value for it, found in corrections.items() if found.speaker}
    told = [given.get(it) or printed.get(it) for it in utterance.statements]
    known = {*(utterance.speaker_conflict or (utterance.speaker,)), *given.values()}
    names = [name for name in dict.fromkeys(told) if name and name in known]
    first = given.get(utterance.first)
    speaker = first or (utterance.speaker if utterance.speaker in told else next(iter(names), None))
    return replace(utterance, speaker=speaker, speaker_conflict=tuple(names) if len(names) > 1 else None)


def _bounds(date: Date) -> str:
    bounds = (f"≥ {date.earliest}" if date.earliest else "", f"≤ {date.latest}" if date.latest else "")
    return ", ".join(filter(None, bounds))


def _speaker(before: Speaker | None, judgement: Judgement, kind: EntityKind | None) -> Speaker:
    known = _KINDS.get(kind) if kind else None
    return Speaker(
        name=judgement.value or "",
        kind=known or (before.kind if before and before.kind in _KINDS.values() else "unknown"),
        as_printed=before.as_printed if before else None,
    )
