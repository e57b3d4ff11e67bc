"""Two wordings word by word: what is equal, what was replaced, put in or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from onrecord.link.wording import Wording


@dataclass(frozen=True, slots=True)
class Step:
    """Words `[a_start, a_end)` of the one wording that stand for `[b_start, b_end)` of the other."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def size(self) -> int:
        """How many words the longer side has."""
        return max(self.a_end - self.a_start, self.b_end - self.b_start)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps from one wording to another; they cover both from the first word to the last."""

    steps: tuple[Step, ...]
    #: Twice the equal words over all words, in [0, 1].
    ratio: float

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps that are not equal."""
        return tuple(step for step in self.steps if not step.equal)

    @property
    def equal_words(self) -> int:
        """How many words both share in this order."""
        return sum(step.size for step in self.steps if step.equal)

    @property
    def longest(self) -> Step | None:
        """The longest run of equal words, the first of them; None where no word is equal."""
        runs = [step for step in self.steps if step.equal]
        return max(runs, key=lambda step: (step.size, -step.a_start)) if runs else None


def align(a: Wording, b: Wording) -> Alignment:
    """Align two wordings; where the one stands whole in the other, exactly there."""
    left, right = a.norms, b.norms
    placed = _contained(left, right)
    steps = placed or _levenshtein(left, right)
    equal = sum(step.size for step in steps if step.equal)
    return Alignment(steps, 2 * equal / max(1, len(left) + len(right)))


def likeness(a: Wording, b: Wording) -> float:
    """Give the share of words that two wordings have in common in one order, in [0, 1]."""
    return float(Indel.normalized_similarity(a.norms, b.norms))


def _contained(left: Sequence[str], right: Sequence[str]) -> tuple[Step, ...]:
    """Place the shorter wording in the longer one; empty where it does not stand there in one piece."""
    short, long = sorted((left, right), key=len)
    start = _find(short, long)
    if start is None or not short:
        return ()
    end, whole, size = start + len(short), len(long), len(short)
    parts = [(False, 0, start, 0, 0), (True, start, end, 0, size), (False, end, whole, size, size)]
    kept = [part for part in parts if part[1] < part[2] or part[3] < part[4]]
    if short is left and short is not right:
        return tuple(Step(equal, c, d, a, b) for equal, a, b, c, d in kept)
    return tuple(Step(equal, a, b, c, d) for equal, a, b, c, d in kept)


def _find(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Find the first place of `short` in `long`; linear, since words are joined to one text."""
    needle, text = "\0".join(("", *short, "")), "\0".join(("", *long, ""))
    found = text.find(needle)
    return None if found < 0 else text.count("\0", 0, found)


def _levenshtein(left: Sequence[str], right: Sequence[str]) -> tuple[Step, ...]:
    """Align by the fewest insertions, deletions and replacements; neighbouring changes are one."""
    steps: list[Step] = []
    for op in Levenshtein.opcodes(left, right):
        step = Step(op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        if steps and not step.equal and not steps[-1].equal:
            last = steps.pop()
            step = Step(False, last.a_start, step.a_end, last.b_start, step.b_end)
        steps.append(step)
    return tuple(steps)
