"""Rank whom a pronoun may mean, by a linear model over a few readable features."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from onrecord.annotate.coreference_words import Gender, PronounClass
from onrecord.model import MentionType, SpeakerKind

#: Mentions looked back on; with the last speaker that covers 99 % of the antecedents in PolNeAR dev.
WINDOW = 40
#: Sentences looked back on.
REACH = 8


@dataclass(slots=True)
class Referent:
    """Somebody or something the article speaks of."""

    name: str
    kind: SpeakerKind
    type: MentionType
    gender: Gender | None = None
    #: False where only a pronoun or two tell the gender.
    gender_sure: bool = True
    plural: bool = False
    #: True for one that a name stands for, False for "a senior official".
    named: bool = True
    #: The words that an unnamed one is described by, as printed.
    printed: str | None = None
    #: Head noun of an unnamed one, lower case.
    head: str = ""
    #: Lower-case words that titles and appositions say of it.
    facts: set[str] = field(default_factory=set)
    #: Of these the nouns that say what it is: "adviser", not the president whom it advises.
    roles: set[str] = field(default_factory=set)
    #: Mentions so far.
    count: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of a referent, in the order of the text."""

    start: int
    sentence: int
    paragraph: int
    referent: int
    #: First mention of anybody in its sentence, or the source of a statement.
    subject: bool
    source: bool
    quoted: bool
    #: "NAME's", or after a preposition.
    oblique: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The pronoun to resolve: where it is, and the content of its own statement."""

    start: int
    sentence: int
    paragraph: int
    #: `[start, end)` of what the pronoun is the source of; whom that mentions is hardly its speaker.
    contents: tuple[tuple[int, int], ...]
    #: What the pronoun is: "person", "plural" or "neuter", and the gender it tells.
    sort: str
    gender: Gender | None
    #: The cue goes on with what was being said: "added", "continued".
    continues: bool
    #: Referents of the last statements' speakers, latest first.
    speakers: tuple[int, ...]


@dataclass(slots=True)
class Candidate:
    """A referent with the evidence for it."""

    referent: int
    features: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Load the weights, by feature name."""
    source = files("onrecord.annotate").joinpath("data/pronoun_weights.json")
    loaded: dict[str, dict[str, float]] = json.loads(source.read_text(encoding="utf-8"))
    return loaded["weights"]


def candidates(
    asked: Asked,
    history: Sequence[Occurrence],
    referents: Sequence[Referent],
    fits: Callable[[Referent], bool],
) -> list[Candidate]:
    """Collect the referents of the last mentions that fit, each with its features."""
    recent: dict[int, list[Occurrence]] = {}
    for seen in history[: -WINDOW - 1 : -1]:
        if asked.sentence - seen.sentence > REACH:
            break
        if fits(referents[seen.referent]):
            recent.setdefault(seen.referent, []).append(seen)
    for speaker in asked.speakers[:2]:
        if speaker not in recent and fits(referents[speaker]):
            recent[speaker] = []
    total = sum(referents[at].count for at in recent) or 1
    options = [
        Candidate(at, _features(asked, at, seen, referents[at], rank, total))
        for rank, (at, seen) in enumerate(recent.items())
    ]
    # A paragraph that has begun with somebody else's name is no longer about the last speaker.
    here = any(s.subject and s.paragraph == asked.paragraph for seen in recent.values() for s in seen)
    for option in options:
        option.features["others here"] = float(here and not option.features.get("same paragraph"))
    return options


def best(options: Iterable[Candidate]) -> Candidate | None:
    """Give the candidate of the highest score; of equals the one mentioned last."""
    table = weights()
    ranked = sorted(options, key=lambda option: -score(option, table))
    return ranked[0] if ranked else None


def score(option: Candidate, table: dict[str, float]) -> float:
    """Sum the weights of a candidate's features."""
    return sum(table.get(name, 0.0) * value for name, value in option.features.items())


def _features(
    asked: Asked, at: int, seen: Sequence[Occurrence], referent: Referent, rank: int, total: int
) -> dict[str, float]:
    """Describe one candidate; every feature lies in [0, 1]."""
    found = {
        "share of mentions": referent.count / total,
        "unnamed": float(not referent.named),
        "gender unknown": float(referent.gender is None),
        "gender against": float(bool(referent.gender and asked.gender) and referent.gender != asked.gender),
        "number agrees": float(referent.plural == (asked.sort == "plural")),
        "last speaker goes on": float(asked.continues and asked.speakers[:1] == (at,)),
        "last speaker": float(asked.speakers[:1] == (at,)),
        "speaker before the last": float(asked.speakers[1:2] == (at,)),
    }
    if not seen:
        return found | {"out of reach": 1.0}
    last = seen[0]
    back = asked.sentence - last.sentence
    return found | {
        f"{min(back, 4)} sentences back": 1.0,
        "same paragraph": float(last.paragraph == asked.paragraph),
        "latest": float(rank == 0),
        "latest but one": float(rank == 1),
        "source there": float(last.source),
        "subject there": float(last.subject),
        "oblique there": float(last.oblique),
        "quoted there": float(last.quoted),
        "inside own content": float(any(start <= last.start < end for start, end in asked.contents)),
        "subject of this sentence": float(any(s.subject and s.sentence == asked.sentence for s in seen)),
        "subject of the sentence before": float(
            any(s.subject and asked.sentence - s.sentence == 1 for s in seen)
        ),
        "source in the sentence before": float(
            any(s.source and asked.sentence - s.sentence == 1 for s in seen)
        ),
    }


def fits_pronoun(referent: Referent, pronoun: PronounClass) -> bool:
    """Tell whether number, kind and gender allow a pronoun to mean a referent."""
    if pronoun in ("female", "male", "one"):
        person = referent.kind in ("person", "unnamed_person") and not referent.plural
        return person and (pronoun == "one" or referent.gender in (None, pronoun) or not referent.gender_sure)
    if pronoun == "plural":
        return referent.plural or referent.kind in ("group", "organization")
    return referent.kind in ("organization", "document") and not referent.plural
