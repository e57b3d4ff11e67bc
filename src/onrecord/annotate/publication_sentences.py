"""The sentences of a page without a date: their words, times and tenses, for the clues to its day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.annotate.lexicon import word_set
from onrecord.annotate.timex_context import PAST
from onrecord.annotate.world_calendar import Named, Word, WorldCalendar, named, vocabulary, words_of
from onrecord.model import Block, Timex

#: Words of a clause that surely lies ahead; "would" and "expected" may be of the past.
_AHEAD = word_set("will ll shall due scheduled slated upcoming plans")
#: Right before a date or an event these tell on which side of it the page stands.
_BEFORE_IT = word_set("ahead until till upcoming next looming coming")
_AFTER_IT = word_set("after since following")
#: How many words before a date or an event such a word may stand.
_BESIDE = 3
#: How many words a verb may stand from what it dates; a clause is rarely longer.
_REACH = 14
#: What can be foreseen is over where one of these words stands so near to it ("voted in the election").
_NEAR = 4
_HELD = word_set(
    "took held ended concluded won lost elected reelected voted defeated beat hosted attended signed opened "
    "closed chose chosen gathered began started met swore sworn agreed"
)
_FORESEEN = word_set("election referendum summit games convention debate inauguration treaty")
#: Words of what goes on while the page is written.
_GOING_ON = word_set("is are has have s remains continues")
#: The end of a sentence; not behind an initial or a short title.
_STOP = re.compile(
    r"[.!?](?<![A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Sen|Gov|Gen|Rep)\.)[.!?]{0,40}[\"”’)\]]*"
    r"\s+(?=[\"“‘(\[]*[A-Z])|\n"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence `[start, end)` of a block that speaks, or of a caption."""

    text: str
    start: int
    end: int
    caption: bool
    words: list[Word]
    timexes: Sequence[Timex]
    #: The world events that it names.
    named: list[Named]

    def word_at(self, place: int) -> int:
        """Give the number of the first word that begins at or behind `place` of the article's text."""
        return bisect_left(self.words, place, key=lambda word: word.start)

    def before(self, place: int) -> list[str]:
        """Give the last few words before `place`."""
        at = self.word_at(place)
        return [word.folded for word in self.words[max(0, at - _BESIDE) : at]]

    def ahead_of(self, place: int, end: int) -> bool | None:
        """Say whether `[place, end)` lies ahead of the page (True), behind it (False), or can't be told."""
        beside = self.before(place)
        if not _BEFORE_IT.isdisjoint(beside):
            return True
        if not _AFTER_IT.isdisjoint(beside):
            return False
        found = self._verb(place, end, _REACH)
        return False if found is None and self.caption else found

    def event_ahead(self, event: Named, timex: Timex) -> bool | None:
        """Say the same of an event with its time; what can be foreseen needs a word right beside it.

        What nobody can foresee lies behind the page that tells its day.
        """
        if event.event.kind not in _FORESEEN:
            return False
        place = min(self.words[event.first].start, timex.start)
        end = max(self.words[event.last].end, timex.end)
        found = self.ahead_of(place, end)
        if found is True or self.caption or not _AFTER_IT.isdisjoint(self.before(place)):
            return found
        low, high = max(0, self.word_at(place) - _NEAR), self.word_at(end) + _NEAR
        return None if _HELD.isdisjoint(word.folded for word in self.words[low:high]) else False

    def goes_on(self) -> bool:
        """Say whether it tells what lasts or has just come about, not a tale of the past."""
        return any(word.folded in _GOING_ON for word in self.words)

    def _verb(self, place: int, end: int, reach: int) -> bool | None:
        at, behind = self.word_at(place), self.word_at(end)
        for number in (*range(at - 1, max(at - reach, 0) - 1, -1), *range(behind, behind + reach)):
            if not 0 <= number < len(self.words):
                continue
            word = self.words[number].folded
            if word in _AHEAD:
                return True
            if word == "would":
                return None
            after_be = number > 0 and self.words[number - 1].folded in ("be", "being", "to")
            if (word in PAST or re.fullmatch(r"[a-z]+[a-df-z]ed", word)) and not after_be:
                return False
        return None


def sentences_of(
    text: str, blocks: Sequence[Block], timexes: Sequence[Timex], calendar: WorldCalendar
) -> Iterator[Sentence]:
    """Cut out the sentences that name a time or an event, in order; time is linear in the blocks' length."""
    rows = calendar.possible(vocabulary(text, [(block.start, block.end) for block in blocks]))
    rarest = {word for _, groups in rows for word in groups[0]}
    for block in blocks:
        start = block.start
        for end in (*(match.end() for match in _STOP.finditer(text, start, block.end)), block.end):
            low, high = (bisect_left(timexes, at, key=lambda timex: timex.start) for at in (start, end))
            if low < high or (rarest and _may_hold(text[start:end], rarest)):
                words = words_of(text, start, end)
                events = named(words, rows)
                if events or low < high:
                    caption = block.kind == "caption"
                    yield Sentence(text, start, end, caption, words, timexes[low:high], events)
            start = end


def _may_hold(sentence: str, words: Iterable[str]) -> bool:
    """Say whether a sentence may hold one of some folded words: a quick look before it is cut into words."""
    if not sentence.isascii() or "-" in sentence or "." in sentence[:-2]:
        return True
    lower = sentence.lower()
    return any(word in lower for word in words)
