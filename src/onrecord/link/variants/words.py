"""What changed between two contents, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.wording import Wording, lexicon, read_wording
from onrecord.link.wording.align import Alignment, Step, align
from onrecord.model import Change

#: A change with the words before and after it.
Row = tuple[Change, str, str]
#: Quoted words inside a told content; a quotation is never longer than so many characters here.
_QUOTED = re.compile('["“„«‘]([^"“”„«»‘]{8,2000})["”“»’]')
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


@dataclass(frozen=True, slots=True)
class Telling:
    """How one report tells a content."""

    #: Of the statement: direct, mixed or indirect.
    kind: str
    #: "denied that" stands before it: what the words say is turned once more.
    denied: bool
    #: The words that say so, or that it was said.
    cue: str


def content_changes(
    a: Wording, b: Wording, tellings: tuple[Telling, Telling], independent: bool
) -> list[Row]:
    """Type the changes from content `a` to content `b`, told so."""
    kinds = tellings[0].kind, tellings[1].kind
    turned = tellings[0].denied != tellings[1].denied
    if kinds == ("direct", "mixed") and not independent:
        rows = _inside_quotation(a, b, turned)
        if rows:
            return rows
    aligned = align(a, b)
    inner = _without_ends(aligned)
    if _share_equal(inner) < SAME_QUOTE:
        heard = independent and "indirect" not in kinds
        return [_whole("transcription" if heard else "paraphrased", a, b)]
    if kinds == ("direct", "direct"):
        return list(_quoted_changes(a, b, aligned, inner, independent))
    return list(_told_changes(a, b, aligned, inner, tellings))


def _inside_quotation(a: Wording, b: Wording, denied: bool) -> list[Row]:
    """Type what changed in the words that a mixed report quotes from `a`; empty where they are unchanged.

    A negation that is missing in what the report says was `denied` is none that was lost.
    """
    pieces = [piece for piece in _QUOTED.findall(b.text) if len(read_wording(piece).words) >= LEAST_KEPT]
    rows: list[Row] = []
    for piece in map(read_wording, pieces):
        inner = _to_the_last_word(a, piece, _without_ends(align(a, piece)))
        if _share_equal(inner) >= NEAR:
            changed = [step for step in inner if not step.equal and step.size <= SMALL]
            turned = _turn(a, piece, changed)
            rows += [
                _row("negation_flipped" if step in turned else "word_swapped", a, piece, step)
                for step in changed
                if not (denied if step in turned else _only_polarity_form(a, piece, step))
            ]
    return rows


def _to_the_last_word(a: Wording, piece: Wording, inner: Sequence[Step]) -> Sequence[Step]:
    """Add the last words of a quoted piece, where they are others than those that follow in `a`."""
    if not inner or inner[-1].b_end == len(piece.words):
        return inner
    start, left = inner[-1].a_end, len(piece.words) - inner[-1].b_end
    if left > SMALL or start + left > len(a.words):
        return inner
    return [*inner, Step(False, start, start + left, inner[-1].b_end, len(piece.words))]


def _share_equal(steps: Sequence[Step]) -> float:
    """Give the share of equal words in steps, in [0, 1]."""
    words = sum(step.a_end - step.a_start + step.b_end - step.b_start for step in steps)
    return sum(2 * step.size for step in steps if step.equal) / words if words else 0.0


def _whole(change: Change, a: Wording, b: Wording) -> Row:
    return _row(change, a, b, Step(False, 0, len(a.words), 0, len(b.words)))


def _without_ends(aligned: Alignment) -> Sequence[Step]:
    """Give the steps between the first and the last equal word."""
    steps = aligned.steps
    equal = [number for number, step in enumerate(steps) if step.equal]
    return steps[equal[0] : equal[-1] + 1] if equal else steps


def _row(change: Change, a: Wording, b: Wording, step: Step) -> Row:
    return change, a.printed(step.a_start, step.a_end), b.printed(step.b_start, step.b_end)


def _quoted_changes(
    a: Wording, b: Wording, aligned: Alignment, inner: Sequence[Step], independent: bool
) -> Iterator[Row]:
    """Type the changes between two quotations."""
    small: list[Step] = []
    for step in aligned.changes:
        lost = step.b_start == step.b_end or (step not in inner and step.a_start == step.a_end)
        if lost and (step not in inner or step.size > SMALL):
            yield _row("truncated", a, b, step)
        else:
            small.append(step)
    turned = _turn(a, b, [step for step in small if step.size <= SMALL])
    yield from (_row("negation_flipped", a, b, step) for step in turned)
    left = [step for step in small if step not in turned and not _only_polarity_form(a, b, step)]
    if left and independent:
        stretch = Step(False, left[0].a_start, left[-1].a_end, left[0].b_start, left[-1].b_end)
        yield _row("transcription", a, b, stretch)
    elif any(step.size > SMALL for step in left):
        yield _whole("paraphrased", a, b)
    else:
        yield from (_row("word_swapped", a, b, step) for step in left)


def _told_changes(
    a: Wording, b: Wording, aligned: Alignment, inner: Sequence[Step], tellings: tuple[Telling, Telling]
) -> Iterator[Row]:
    """Type the changes where at least one report tells the words in its own: hardly any is an alteration.

    A turned negation, another figure and a long piece left out are; whatever else differs is rewording.
    "Denied that it was open" and "said it was not open" say the same; "denied" and "said" before the same
    words do not.
    """
    near = _share_equal(inner) >= NEAR
    turned = _turn(a, b, [step for step in inner if not step.equal and (near or _only_negation(a, b, step))])
    one, other = tellings
    undone: list[Step] = []
    if one.denied != other.denied:
        if turned:
            turned, undone = [], [step for step in turned if _only_negation(a, b, step)]
        elif "direct" not in (one.kind, other.kind) and not any(_is_heavy(a, b, step) for step in inner):
            yield "negation_flipped", one.cue, other.cue
    cut: list[Step] = []
    reworded = False
    for step in aligned.changes:
        heavy = _is_heavy(a, b, step)
        if step not in inner and step.b_start == step.b_end and step.size >= EDGE and heavy:
            cut.append(step)
        elif step not in inner:
            reworded = reworded or (step.size >= EDGE and heavy)
        elif step in turned:
            yield _row("negation_flipped", a, b, step)
        elif step in undone:
            continue
        elif near and step.size <= SMALL and _figures_differ(a, b, step):
            yield _row("word_swapped", a, b, step)
        else:
            reworded = reworded or heavy or step.size > 1
    if reworded or (cut and len(b.words) < LEAST_KEPT):
        yield _whole("paraphrased", a, b)
    else:
        yield from (_row("truncated", a, b, step) for step in cut)


def _is_heavy(a: Wording, b: Wording, step: Step) -> bool:
    """Whether a change touches a word that says anything."""
    changed = (*a.words[step.a_start : step.a_end], *b.words[step.b_start : step.b_end])
    return not step.equal and any(word.weight for word in changed)


def _turn(a: Wording, b: Wording, steps: Sequence[Step]) -> list[Step]:
    """Give the small steps that take a negation away or put one in; two of them undo one another."""
    turned = [step for step in steps if step.size <= SMALL and _negations(a, b, step) % 2]
    return turned if len(turned) % 2 else []


def _negations(a: Wording, b: Wording, step: Step) -> int:
    changed = (*a.words[step.a_start : step.a_end], *b.words[step.b_start : step.b_end])
    return sum(word.norm in lexicon().negation for word in changed)


def _only_negation(a: Wording, b: Wording, step: Step) -> bool:
    """Whether a change is a negation and what it brings with it, and no other word."""
    known = lexicon()
    changed = (*a.words[step.a_start : step.a_end], *b.words[step.b_start : step.b_end])
    return all(word.norm in known.negation or word.norm in known.polarity_forms for word in changed)


def _only_polarity_form(a: Wording, b: Wording, step: Step) -> bool:
    """Whether a change is only what a negation brings with it ("anyone", "someone")."""
    forms = lexicon().polarity_forms
    before = [forms.get(word.norm, word.norm) for word in a.words[step.a_start : step.a_end]]
    return before == [forms.get(word.norm, word.norm) for word in b.words[step.b_start : step.b_end]]


def _figures_differ(a: Wording, b: Wording, step: Step) -> bool:
    before = [word.norm for word in a.words[step.a_start : step.a_end] if word.norm in a.numbers]
    return before != [word.norm for word in b.words[step.b_start : step.b_end] if word.norm in b.numbers]
