"""Quotations put together of two: words of one utterance that stand in a statement of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.link.stage import Item, Pair
from onrecord.link.wording import Wording, read_wording
from onrecord.link.wording.align import Step, align
from onrecord.link.wording.names import compare_names
from onrecord.model import Variant

#: Words in a row, and their weight, that show where words come from; of so many the weight is no matter.
LEAST_RUN, LEAST_WEIGHT, PLAIN_RUN = 4, 5.0, 6


def find_fused(first: Item, item: Item, pairs: Sequence[Pair], items: Mapping[str, Item]) -> list[Variant]:
    """Find where `item` joins words of `first` to words of a statement of another utterance.

    `pairs` are those of `item` with statements outside its utterance. Only quotations can be fused, and
    the two pieces may not overlap. The other statement is the one with the longest run, then smallest id.
    """
    own = _run(first, item)
    if own is None or "indirect" in (first.body["kind"], item.body["kind"]) or first.id == item.id:
        return []
    others = [items[pair.b if pair.a == item.id else pair.a] for pair in pairs]
    best: tuple[int, str, Item, Step] | None = None
    for other in others:
        run = (
            _run(other, item) if other.body["kind"] != "indirect" and other.article != item.article else None
        )
        if run is None or (run.b_start < own.b_end and own.b_start < run.b_end):
            continue
        if best is None or (-run.size, other.id) < best[:2]:
            best = (-run.size, other.id, other, run)
    return _rows(first, item, best[2]) if best else []


def _run(a: Item, b: Item) -> Step | None:
    """Give the longest run of words that `b` has from `a`, if it is long enough to prove it."""
    left, right = read_wording(a.body["text"]), read_wording(b.body["text"])
    run = align(left, right).longest
    return run if run and _proves(right, run) else None


def _proves(wording: Wording, run: Step) -> bool:
    """Whether a run of equal words is long and weighty enough to come from one mouth."""
    weight = sum(word.weight for word in wording.words[run.b_start : run.b_end])
    return run.size >= PLAIN_RUN or (run.size >= LEAST_RUN and weight >= LEAST_WEIGHT)


def _rows(first: Item, item: Item, other: Item) -> list[Variant]:
    text = item.body["text"]
    rows = [
        Variant(from_statement=x.id, to_statement=item.id, change="fused", before=x.body["text"], after=text)
        for x in (first, other)
    ]
    before, after = other.body["speaker"], item.body["speaker"]
    if before and after and compare_names(before, after) == "differ":
        rows.append(
            Variant(
                from_statement=other.id,
                to_statement=item.id,
                change="speaker_changed",
                before=before,
                after=after,
            )
        )
    return rows
