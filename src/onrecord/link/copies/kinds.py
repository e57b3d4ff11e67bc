"""Judge whether one article has its text from another, and in what way: exact, near, excerpt, rewrite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.link.copies.credits import Credit, credit
from onrecord.link.copies.items import text_of
from onrecord.link.copies.measures import Overlap, keeps_quotations, overlap, share_of
from onrecord.link.copies.names import Names, compare_names
from onrecord.link.copies.outlets import same_outlet
from onrecord.link.stories.words import fold, words_of
from onrecord.model import CopyType

#: Fewest words of an article, and of a teaser, that can be recognised.
SHORTEST, SHORTEST_TEASER = 25, 10
#: Near and excerpt: share of runs of five words that both have, of all words and of those outside
#: quotation marks. In PolNeAR pairs of one text have .57 and more, others .25 and less; in the bodies of
#: `stance` reports with the same quotations and other prose reach .5 of all, but .3 of the prose.
VERBATIM, PROSE = 0.5, 0.45
#: Below this share of the original an excerpt, from it on a near copy.
MOST_OF_IT = 0.5
#: An outlet's own article of another day is a copy only where it is printed again, not where it goes on.
PRINTED_AGAIN = 0.65
#: A note of less than this share of the words of what it credits is an excerpt, a longer one a rewrite.
NOTE = 0.6
#: Quotations that a rewrite keeps, and one keeps that garbles names and quotations.
KEPT, MANGLED = 0.75, 0.6
#: Least of its content that a rewrite has from the other, however garbled.
_LEAST_TOLD = 0.25


@dataclass(frozen=True, slots=True)
class Finding:
    """How the first of two articles has its text from the second."""

    type: CopyType
    #: In [0, 1].
    score: float
    #: Whether the first can only be the copy, from the kind of copying alone.
    one_way: bool
    evidence: tuple[str, ...]
    #: How near it is to the other, to choose among several originals; 2 where the words are the same.
    nearness: float
    #: A rewrite without a credit, which may fit the reports of two who were there.
    guessed: bool = False


@dataclass(frozen=True)
class Comparison:
    """All that is measured of two articles, `part` having the fewer words; nothing before it is asked for."""

    part: Mapping[str, Any]
    whole: Mapping[str, Any]

    @cached_property
    def forth(self) -> Overlap:
        """What of the part is found in the whole."""
        return overlap(text_of(self.part), text_of(self.whole))

    @cached_property
    def back(self) -> Overlap:
        """What of the whole is found in the part."""
        return overlap(text_of(self.whole), text_of(self.part))

    @cached_property
    def names(self) -> Names:
        """How the names of the part stand in the whole."""
        return _names(self.part, self.whole)

    @cached_property
    def names_back(self) -> Names:
        """How the names of the whole stand in the part."""
        return _names(self.whole, self.part)

    @cached_property
    def credit(self) -> Credit:
        """What the part credits to the whole."""
        return credit(self.part, self.whole)

    @cached_property
    def credit_back(self) -> Credit:
        """What the whole credits to the part."""
        return credit(self.whole, self.part)

    @property
    def length(self) -> float:
        """Words of the part for each of the whole."""
        return len(text_of(self.part).words) / len(text_of(self.whole).words)


def _names(one: Mapping[str, Any], other: Mapping[str, Any]) -> Names:
    return compare_names(one["people"], text_of(one), other["people"], text_of(other))


def judge(part: Mapping[str, Any], whole: Mapping[str, Any]) -> tuple[Finding, Comparison] | None:
    """Say how `part`, not the longer one, and `whole` are copies; None where they are two texts."""
    fewest = SHORTEST_TEASER if part["kind"] == "teaser" else SHORTEST
    if part["capture"] == whole["capture"] or len(text_of(part).words) < fewest:
        return None
    measured = Comparison(part, whole)
    if not _worth_comparing(part, whole) or not _may_be_one(measured):
        return None
    finding = _same_words(measured) or _credited(measured) or _rewritten(measured)
    return None if finding is None else (finding, measured)


def _may_be_one(measured: Comparison) -> bool:
    """Tell what no kind of copying is without: the same words, a credit, or most of the quotations."""
    part, whole = text_of(measured.part), text_of(measured.whole)
    if share_of(part.runs, whole.runs) >= VERBATIM or measured.credit.any:
        return True
    ways = ((part, whole), (whole, part)) if measured.length > NOTE else ((part, whole),)
    return any(keeps_quotations(one, other, MANGLED) for one, other in ways)


def _worth_comparing(part: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """Tell, at little cost, whether the two can have anything to do with each other."""
    one, other = text_of(part), text_of(whole)
    shared = len(one.runs & other.runs)
    if 4 * shared >= len(one.runs) or shared >= 8 or one.quotes & other.quotes:
        return True
    common = sum(1 for word in one.vocabulary if word in other.vocabulary)
    return 3 * common >= len(one.vocabulary)


def _same_words(measured: Comparison) -> Finding | None:
    """Exact, near or excerpt: most of the words of the part stand in the whole."""
    part, whole, forth, back = measured.part, measured.whole, measured.forth, measured.back
    if forth.verbatim < VERBATIM or forth.prose < PROSE:
        return None
    shared = f"{round(100 * forth.verbatim)} per cent of its runs of five words stand in the other"
    if text_of(part).words == text_of(whole).words:
        if _same_title(part, whole):
            return Finding("exact", 1.0, False, ("the text is the same word for word",), 2.0)
        return Finding(
            "near", 0.99, False, ("the text is the same word for word under another headline",), 2.0
        )
    if _own_update(part, whole) and min(forth.verbatim, back.verbatim) < PRINTED_AGAIN:
        return None
    covered = f"and make up {round(100 * back.verbatim)} per cent of that"
    if back.verbatim < MOST_OF_IT or part["kind"] == "teaser":
        return Finding("excerpt", forth.verbatim, True, (f"{shared} {covered}",), _nearness(forth))
    return Finding(
        "near", (forth.verbatim + back.verbatim) / 2, False, (f"{shared} {covered}",), _nearness(forth)
    )


def _own_update(part: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """Tell whether one outlet wrote both, on two days."""
    days = {part["day"], whole["day"]} - {None}
    return len(days) == 2 and same_outlet(part["publisher"], whole["publisher"])


def _same_title(part: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    one, other = ([fold(word) for word in words_of(body["title"] or "")] for body in (part, whole))
    return not one or not other or one == other


def _credited(measured: Comparison) -> Finding | None:
    """Tell excerpts and rewrites that name the outlet their words are from.

    A report that cites another for one remark is none: what it credits must be a good part of it, and
    most of its content, or all of its quotations, must stand in the other. A letter or a channel of
    several subjects may have more beside that.
    """
    if not measured.credit.any or _own_update(measured.part, measured.whole):
        return None
    forth, names = measured.forth, measured.names
    if not _nearly_all(names.found, names.count):
        return None
    quoted = forth.quotations > 1 and forth.quotes >= 0.9 and forth.told >= 0.2
    kept = not forth.quotations or forth.quotes >= 0.6
    several = forth.sentences >= 4 or (forth.sentences >= 2 and forth.told >= 0.7)
    retold = several and forth.told >= (0.5 if kept else 0.9)
    note = measured.length <= NOTE and several and kept and forth.told >= 0.6
    note = note and measured.credit.any and measured.part["kind"] == "article"
    if not (measured.credit.broad and (quoted or retold)) and not note:
        return None
    marred = forth.altered > 1 or len(names.garbled) > 1
    partial = measured.length <= NOTE or measured.back.told < MOST_OF_IT
    kind: CopyType = "excerpt" if partial and not marred else "rewrite"
    score = _average(max(forth.told, 0.5), forth.quotes if forth.quotations else forth.told)
    return Finding(kind, score, True, (*measured.credit.evidence, _told(forth)), _nearness(forth))


def _rewritten(measured: Comparison) -> Finding | None:
    """Tell a text that says all that another says, in its order, in other words, and nothing new.

    Two reporters at one press conference print the same quotations. What they do not share is the order
    of all that they tell, every figure and name, and the mistakes: so each of these must agree.
    """
    if _own_update(measured.part, measured.whole):
        return None
    for forth in (True, False) if measured.length > NOTE else (True,):
        told = measured.forth if forth else measured.back
        if told.quotations < 2 or told.quotes < MANGLED or told.told < _LEAST_TOLD:
            continue
        names, copy = (measured.names, measured.part) if forth else (measured.names_back, measured.whole)
        mangled = len(names.garbled) > 1 and told.altered > 0
        ordered = told.sentences > (1 if mangled else 3) and told.in_order >= 0.8 * told.sentences
        nothing_new = (
            told.quotations > 1
            and told.quotes >= (MANGLED if mangled else KEPT)
            and _nearly_all(round(told.figures * told.numbers), told.numbers)
            and _nearly_all(names.found, names.count)
        )
        retold = told.told >= 0.6 and told.sentences >= 6 and _other_way(measured, told).told >= 0.45
        # A named reporter who makes no mistakes was there himself, until something shows otherwise.
        retold = retold and (told.altered > 0 or bool(names.garbled) or _nobodys(copy))
        garbled = len(names.garbled) > 1 and told.told >= _LEAST_TOLD
        marred = (len(names.garbled) > 0 or told.figures < 1.0) and told.altered > 1 and told.told >= 0.5
        if ordered and nothing_new and (retold or garbled or marred):
            evidence = [_told(told), *_marks(told, names)]
            score = _average(told.told, told.quotes, told.figures)
            return Finding("rewrite", score, False, tuple(evidence), _nearness(told), guessed=True)
    return None


def _nearness(found: Overlap) -> float:
    return round(found.likeness + found.verbatim, 4)


def _nobodys(body: Mapping[str, Any]) -> bool:
    """Tell whether an article names neither a reporter nor whose words it has."""
    return not body["authors"] and not body["page_credits"] and not body["credit_lines"]


def _nearly_all(found: int, count: int) -> bool:
    return found >= min(0.75 * count, count - 1)


def _other_way(measured: Comparison, told: Overlap) -> Overlap:
    return measured.back if told is measured.forth else measured.forth


def _told(found: Overlap) -> str:
    quotes = f" and {round(found.quotes * found.quotations)} of its {found.quotations} quotations"
    return (
        f"{round(100 * found.told)} per cent of its content is told in the other, {found.in_order} of "
        f"{found.sentences} sentences in the same order{quotes if found.quotations else ''}"
    )


def _marks(found: Overlap, names: Names) -> list[str]:
    marks = []
    if found.numbers:
        marks.append(f"{round(found.figures * found.numbers)} of its {found.numbers} figures are the other's")
    if found.altered:
        marks.append(f"{found.altered} quotations are altered")
    if names.garbled:
        pairs = ", ".join(f"{here} for {there}" for here, there in names.garbled[:4])
        marks.append(f"names are garbled: {pairs}")
    return marks


def _average(*values: float) -> float:
    return sum(values) / len(values)
