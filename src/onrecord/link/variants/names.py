"""Names inside two wordings that are spelt so alike that one is a slip of the other."""

from __future__ import annotations

from onrecord.link.wording import Word, Wording
from onrecord.link.wording.names import compare_names


def garbled_names(a: Wording, b: Wording) -> list[tuple[str, str]]:
    """Pair the names of `a` and `b` that differ by a slip; names that both have are left out."""
    common = a.weights.keys() & b.weights.keys()
    left, right = ([run for run in named_runs(x) if not run[0] <= common] for x in (a, b))
    pairs = []
    for _, name in left:
        alike = [other for other in right if compare_names(name, other[1]) == "garbled"]
        if alike:
            pairs.append((name, alike[0][1]))
            right.remove(alike[0])
    return pairs


def named_runs(wording: Wording) -> list[tuple[frozenset[str], str]]:
    """Give the runs of words with capitals, each with its stems and as printed."""
    runs: list[tuple[frozenset[str], str]] = []
    start: int | None = None
    for number, word in enumerate((*wording.words, Word(0, 0, "", "", 0.0))):
        if word.named and start is None:
            start = number
        elif not word.named and start is not None:
            stems = frozenset(part.stem for part in wording.words[start:number])
            runs.append((stems, wording.printed(start, number)))
            start = None
    return runs
