"""Find the day a statement was said: a time expression in the clause of its cue, not in its content."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.quotes import find_quotes
from onrecord.annotate.said_bounds import bounded_by, last_day, said_date
from onrecord.annotate.sentences import sentence_around
from onrecord.model import Attribution, Date, Span, Timex

#: How far, in characters, a time expression may stand from its cue: "told the harbour radio's breakfast
#: programme on Sunday". Clauses of the news corpora hardly run longer between the two.
REACH = 160
#: What an utterance is called; a date beside it is the day of saying ("in a statement on Sunday").
_UTTERANCE = (
    r"(?:interview|statement|speech|address|post|tweet|message|letter|report|briefing|conference|remarks|comments|"
    r"broadcast|appearance|release|meeting|hearing|memo|note|article|column|video|session|call|talks|announcement|"
    r"sermon|debate|filing|email|e-mail|paper|study|rally|visit)s?"
)
#: Participles of publishing, which do not begin a story of their own; any other in -ed does.
_PUBLISHING = (
    r"(?:issued|published|released|posted|aired|recorded|dated|delivered|carried|televised|updated|added)"
)
#: Words between a cue and a time expression that put the two into different clauses.
_BREAK = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|while|as|because|but|although|though|if|and|or|before|since|until|"
    r"than|was|were|is|are|had|has|have|will|would)\b|[;:()—–]|\.\.\.|…"
    r"|\b(?:said|told|met|came|went|won|lost|began|took|fell|rose|died|saw|became|left)\b"
    rf"|\b(?!{_PUBLISHING}\b|hundred\b)[a-z]+[a-df-z]ed\b"
)
#: Right before a time expression, these say from when, until when or of what, not when it was said.
_NOT_WHEN = re.compile(
    r"\b(?:since|until|till|by|from|before|after|about|of|for|between|through|over|to|than|than the|the)\s+$",
    re.I,
)
#: A date that is no weekday and no "yesterday" stands behind one of these, or right beside the cue.
_WHEN = re.compile(r"\b(?:on|in|during|at|dated|late|early|earlier)\s+(?:the\s+)?$", re.I)
_RIGHT_AWAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\.|today|yesterday|tonight|"
    r"last|this|ago|earlier|later)\b", re.I
)  # fmt: skip
_CLOCK_ONLY = re.compile(r"[\d:.\s]*(?:[ap]\.?m\.?|o.clock|GMT|noon|midnight)?", re.I)
_OPENING = re.compile(r"[\"“„«‘']\s*$")
_CLOSING = re.compile(r"[.,!?…]?\s*[\"”“»’']")


def date_of_saying(
    text: str,
    attribution: Attribution,
    timexes: Sequence[Timex],
    published: Date | None,
    *,
    reported: bool = False,
) -> Date | None:
    """Date one statement by the time expression in the clause of its cue.

    The expression must stand in the sentence of the cue, outside the content and outside quotation
    marks, with no other clause between. "said on Sunday", "told X on Friday that", "On Tuesday, X
    said" count; "said the vote would be held on Monday" does not.

    Args:
        text: the article's text.
        attribution: the spans of one statement; their offsets are of `text`.
        timexes: the expressions that `find_timexes` gave for `text`, in order.
        published: the day of publication with what is known of it, or None.
        reported: the cue is of an outlet that cites the speaker ("NAME reported on Sunday, citing a pilot").

    Returns:
        A date with method "timex" and the expression for evidence: `value` at its precision, or
        `earliest` and `latest` for a week and the like. Of what an outlet `reported` on a day, that day is
        the last that it can have been said on. Where no expression dates it, a date with
        `latest`, the day of publication, alone; None where not even that is known.

    """
    latest = last_day(published)
    place = _place(attribution)
    if place is not None:
        start, end = sentence_around(text, *place)
        clause = _Clause(text, start, end, place, attribution)
        low, high = (bisect_left(timexes, at, key=lambda t: t.start) for at in (start, end))
        near = [t for t in timexes[low:high] if t.end <= end and t.type in ("DATE", "TIME")]
        for timex in sorted(near, key=lambda t: (abs(t.start - place[1]), t.start)):
            said = said_date(timex, latest) if clause.dates(timex) else None
            if said is not None:
                return bounded_by(said) if reported else said
    return None if latest is None else Date(value=None, precision=None, method=None, latest=latest)


def _place(attribution: Attribution) -> tuple[int, int] | None:
    """Give the words that report, `[start, end)`: the cue, or the source where a colon is the cue."""
    spans = attribution.cue or attribution.source
    return (spans[0].start, spans[-1].end) if spans else None


class _Clause:
    """The sentence of one cue, and which of its time expressions belong to the cue."""

    def __init__(
        self, text: str, start: int, end: int, place: tuple[int, int], attribution: Attribution
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.cue_start, self.cue_end = place
        self.source, self.content = attribution.source, attribution.content
        quotes = find_quotes(text[start:end])
        self.quoted = [(start + q.start, start + q.end) for q in quotes]

    def dates(self, timex: Timex) -> bool:
        """Say whether `timex` tells when the words were said."""
        if any(s.start < timex.end and timex.start < s.end for s in self.content):
            return False
        if any(a < timex.end and timex.start < b for a, b in self.quoted):
            return False
        if timex.type == "TIME" and _CLOCK_ONLY.fullmatch(timex.text):
            return False
        if self.cue_start <= timex.start and timex.end <= self.cue_end:
            return True
        if not self._placed(timex):
            return False
        if any(s.start <= timex.start and timex.end <= s.end for s in self.source):
            return self._in_source(timex)
        if timex.end <= self.cue_start:
            return self._before(timex)
        return self._after(timex)

    def _placed(self, timex: Timex) -> bool:
        """Say whether the words beside it let it tell when: "on", but not "since", nor "Monday's vote"."""
        before = self.text[max(self.start, timex.start - 24) : timex.start]
        after = self.text[timex.end : min(self.end, timex.end + 40)]
        if re.match(r"['’]s\b|\s*-", after):
            event = re.match(rf"['’]s(?:\s+\w+)?\s+{_UTTERANCE}\b", after)
            return event is not None and re.search(r"\b(?:in|at|during)\s+$", before) is not None
        if _NOT_WHEN.search(before):
            return False
        beside = timex.start == self.start or timex.start - self.cue_end in (0, 1)
        return beside or bool(_RIGHT_AWAY.search(timex.text)) or bool(_WHEN.search(before))

    def _in_source(self, timex: Timex) -> bool:
        """Say whether a source is itself an utterance with its date: "a statement issued on Sunday said"."""
        span = next(s for s in self.source if s.start <= timex.start and timex.end <= s.end)
        before = self.text[span.start : timex.start]
        return re.search(rf"\b{_UTTERANCE}\b", before) is not None and not _BREAK.search(before)

    def _before(self, timex: Timex) -> bool:
        """Say whether nothing parts it from the cue after it: "On Tuesday, X said", "X on Sunday told"."""
        between = self._words(timex.end, self.cue_start)
        ahead = self._words(max(self.start, timex.start - REACH), timex.start)
        if re.search(r"\b(?:after|following|ahead of|who|which|that)\b", ahead, re.I):
            return False
        if between.split() == ["and"]:
            return True
        return len(between) <= REACH and not _BREAK.search(between) and not _BREAK.search(ahead)

    def _after(self, timex: Timex) -> bool:
        """Say whether nothing parts it from the cue before it, a quotation aside."""
        contents = [s for s in self.content if self.cue_end <= s.start and s.end <= timex.start]
        if contents and not all(_is_quotation(self.text, s) for s in contents):
            tail = self._words(contents[-1].end, timex.start)
            return re.search(rf"\b{_UTTERANCE}\b", tail) is not None and not _BREAK.search(tail)
        between = self._words(self.cue_end, timex.start)
        if re.match(r"\s*(?:of|about)\b", between):
            return False
        return len(between) <= REACH and not _BREAK.search(between)

    def _words(self, start: int, end: int) -> str:
        """Give the words of `[start, end)` that are neither source nor content nor quoted."""
        hidden = [(s.start, s.end) for s in (*self.source, *self.content)] + self.quoted
        kept, at = [], start
        for low, high in sorted(hidden):
            if high <= at or low >= end:
                continue
            kept.append(self.text[at : max(at, low)])
            at = max(at, min(high, end))
        return " ".join((*kept, self.text[at:end]))


def _is_quotation(text: str, span: Span) -> bool:
    """Say whether a content stands in quotation marks of its own."""
    opened = _OPENING.search(text, max(0, span.start - 3), span.start)
    return opened is not None and _CLOSING.match(text, span.end) is not None
