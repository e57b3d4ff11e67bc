"""What changed between two wordings of one utterance, each change with its type and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.link.stage import Item
from onrecord.link.variants_names import garbled_names
from onrecord.link.wording import Wording, lexicon, read_wording
from onrecord.link.wording_align import Alignment, Step, align
from onrecord.link.wording_names import DESCRIBED, compare_names
from onrecord.model import Change, Variant

#: Equal words over all words, without what was cut off at the ends, from which a quotation was changed in
#: single words; below it is another wording. Chosen on stories/dev1 and our own sets (`evals/utterances.py`).
SAME_QUOTE = 0.6
#: The same for what a report tells in its own words.
NEAR = 0.75
#: Fewer words kept of a statement are a summary of it ("cries theft"), no piece.
LEAST_KEPT = 4
#: Words that one change may touch; more is no slip of a word.
SMALL = 4
#: Fewer words at an end than this are a matter of where the content was cut, where it is no quotation.
EDGE = 3


def compare_wordings(first: Item, other: Item, independent: bool) -> list[Variant]:
    """Type the changes from `first` to `other`, two statements of one utterance.

    `independent` says that both reporters heard the words themselves: small differences are then two
    hearings (transcription), not an alteration of the one by the other.
    """
    a, b = read_wording(first.body["text"]), read_wording(other.body["text"])
    rows: list[tuple[Change, str, str]] = []
    if not same_wording(a, b) and not (first.body["points"] and other.body["points"]):
        quoted = first.body["kind"] == other.body["kind"] == "direct"
        rows += _content_changes(a, b, quoted, independent)
        rows += [("name_garbled", before, after) for before, after in garbled_names(a, b)]
    rows += _speaker_changes(first, other)
    return [
        Variant(from_statement=first.id, to_statement=other.id, change=change, before=before, after=after)
        for change, before, after in dict.fromkeys(rows)
    ]


def same_wording(a: Wording, b: Wording) -> bool:
    """Whether two contents are the same words, but for signs, spelling of figures and an opening "that"."""
    return _bare(a) == _bare(b)


def _bare(wording: Wording) -> list[str]:
    norms = wording.norms
    return norms[1:] if norms[:1] == ["that"] and len(norms) > 2 else norms


def _content_changes(
    a: Wording, b: Wording, quoted: bool, independent: bool
) -> list[tuple[Change, str, str]]:
    aligned = align(a, b)
    inner = _without_ends(aligned)
    equal = sum(step.size for step in inner if step.equal)
    words = sum(step.a_end - step.a_start + step.b_end - step.b_start for step in inner)
    if not words or 2 * equal / words < SAME_QUOTE or not equal:
        if quoted and independent:
            return [_row("transcription", a, b, Step(False, 0, len(a.words), 0, len(b.words)))]
        return [_row("paraphrased", a, b, Step(False, 0, len(a.words), 0, len(b.words)))]
    changes = _quoted_changes if quoted else _told_changes
    return list(changes(a, b, aligned, inner, independent))


def _without_ends(aligned: Alignment) -> Sequence[Step]:
    """Give the steps between the first and the last equal word."""
    steps = aligned.steps
    equal = [number for number, step in enumerate(steps) if step.equal]
    return steps[equal[0] : equal[-1] + 1] if equal else steps


def _row(change: Change, a: Wording, b: Wording, step: Step) -> tuple[Change, str, str]:
    return change, a.printed(step.a_start, step.a_end), b.printed(step.b_start, step.b_end)


def _quoted_changes(
    a: Wording, b: Wording, aligned: Alignment, inner: Sequence[Step], independent: bool
) -> Iterator[tuple[Change, str, str]]:
    """Type the changes between two quotations."""
    small: list[Step] = []
    for step in aligned.changes:
        lost = step.b_start == step.b_end or (step not in inner and step.a_start == step.a_end)
        if lost and (step not in inner or step.size > SMALL):
            yield _row("truncated", a, b, step)
        elif _turns(a, b, step) and step.size <= SMALL:
            yield _row("negation_flipped", a, b, step)
        elif not _only_polarity_form(a, b, step):
            small.append(step)
    if small and independent:
        stretch = Step(False, small[0].a_start, small[-1].a_end, small[0].b_start, small[-1].b_end)
        yield _row("transcription", a, b, stretch)
    elif any(step.size > SMALL for step in small):
        yield _row("paraphrased", a, b, Step(False, 0, len(a.words), 0, len(b.words)))
    else:
        yield from (_row("word_swapped", a, b, step) for step in small)


def _told_changes(
    a: Wording, b: Wording, aligned: Alignment, inner: Sequence[Step], independent: bool
) -> Iterator[tuple[Change, str, str]]:
    """Type the changes where at least one report tells the words in its own: hardly any is an alteration.

    A turned negation, another figure and a long piece left out are; whatever else differs is rewording.
    """
    del independent
    near = _nearly_equal(inner)
    cut: list[Step] = []
    reworded = False
    for step in aligned.changes:
        changed = (*a.words[step.a_start : step.a_end], *b.words[step.b_start : step.b_end])
        heavy = any(word.weight for word in changed)
        small = step.size <= SMALL and near
        if step not in inner and step.b_start == step.b_end and step.size >= EDGE and heavy:
            cut.append(step)
        elif step not in inner:
            reworded = reworded or (step.size >= EDGE and heavy)
        elif small and _turns(a, b, step):
            yield _row("negation_flipped", a, b, step)
        elif small and _figures(a, step.a_start, step.a_end) != _figures(b, step.b_start, step.b_end):
            yield _row("word_swapped", a, b, step)
        else:
            reworded = reworded or heavy or step.size > 1
    if reworded or (cut and len(b.words) < LEAST_KEPT):
        yield _row("paraphrased", a, b, Step(False, 0, len(a.words), 0, len(b.words)))
    else:
        yield from (_row("truncated", a, b, step) for step in cut)


def _nearly_equal(steps: Sequence[Step]) -> bool:
    """Whether so little differs that what does is a change of its own, not part of a rewording."""
    equal = sum(2 * step.size for step in steps if step.equal)
    words = sum(step.a_end - step.a_start + step.b_end - step.b_start for step in steps)
    return equal >= NEAR * words


def _turns(a: Wording, b: Wording, step: Step) -> bool:
    """Whether a change takes a negation away or puts one in."""
    negation = lexicon().negation
    before = sum(word.norm in negation for word in a.words[step.a_start : step.a_end])
    after = sum(word.norm in negation for word in b.words[step.b_start : step.b_end])
    return before % 2 != after % 2


def _only_polarity_form(a: Wording, b: Wording, step: Step) -> bool:
    """Whether a change is only what a negation brings with it ("anyone", "someone")."""
    forms = lexicon().polarity_forms
    before = [forms.get(word.norm, word.norm) for word in a.words[step.a_start : step.a_end]]
    return before == [forms.get(word.norm, word.norm) for word in b.words[step.b_start : step.b_end]]


def _figures(wording: Wording, start: int, end: int) -> list[str]:
    return [word.norm for word in wording.words[start:end] if word.norm in wording.numbers]


def _speaker_changes(first: Item, other: Item) -> list[tuple[Change, str, str]]:
    """Tell another spelling of the speaker's name from another speaker."""
    before, after = first.body["speaker"], other.body["speaker"]
    kinds = {first.body["speaker_kind"], other.body["speaker_kind"]}
    # A body that is given the words of its head ("the ministry said") is no other speaker.
    if not before or not after or kinds & set(DESCRIBED) or len(kinds) > 1:
        return []
    passed_on = {name for item in (first, other) for name, _ in item.body["hops"][1:]}
    likeness = compare_names(before, after)
    if likeness == "garbled":
        return [("name_garbled", before, after)]
    if likeness == "differ" and not passed_on & {before, after}:
        return [("speaker_changed", before, after)]
    return []
