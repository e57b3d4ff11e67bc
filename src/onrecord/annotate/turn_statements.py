"""Put the turns of a transcript in place of what the encoder read in them, as whole statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.annotate.interviews import interview_of
from onrecord.annotate.quoting import overlapping
from onrecord.annotate.said import date_of_saying
from onrecord.annotate.turn_people import People
from onrecord.annotate.turns import Turn, turns_of
from onrecord.model import Article, Attribution, Mention, Span, Speaker, Statement

#: How sure a turn is. Of those of `evals/transcripts.py` more have the right speaker.
SCORE = 0.97


@dataclass(frozen=True, slots=True)
class Spoken:
    """The turns of an article, by where their words begin; empty for every article that is no transcript."""

    turns: dict[int, Turn] = field(default_factory=dict)
    people: People | None = None
    #: Where the turns stand, their labels included, `[start, end)` in order.
    areas: Sequence[tuple[int, int]] = ()

    def attributions(self) -> list[Attribution]:
        """Give one attribution a turn, in order."""
        return [
            Attribution(
                source=(turn.label.who,) if turn.label else (), cue=(), content=turn.content, score=SCORE
            )
            for turn in self.turns.values()
        ]

    def ranges(self) -> list[tuple[int, int]]:
        """Give what is said, `[start, end)`, in order; all of it is verbatim."""
        return [(span.start, span.end) for turn in self.turns.values() for span in turn.content]

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """Give who speaks in the turn that an attribution is."""
        turn = self.turns[attribution.content[0].start]
        return self.people.speaker(turn) if self.people else None

    def is_turn(self, attribution: Attribution) -> bool:
        """Tell whether an attribution is a turn."""
        turn = self.turns.get(attribution.content[0].start)
        return turn is not None and attribution.content == turn.content

    def outside(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """Give those attributions that share nothing with any turn, its label included."""
        return [
            it for it in attributions if not any(self._touches(span.start, span.end) for span in _all(it))
        ]

    def quoted(self, quoted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give the ranges that are quoted, with each turn as one in place of those inside of it."""
        if not self.turns:
            return list(quoted)
        apart = [pair for pair in quoted if not self._touches(*pair)]
        return sorted([*apart, *self.ranges()])

    def finish(self, article: Article, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Give the statements; a turn asserts what it says, or asks, on no other day than the page tells."""
        return tuple(self._finish(article, it) for it in statements)

    def _finish(self, article: Article, statement: Statement) -> Statement:
        turn = self.turns.get(statement.content[0].start)
        if turn is None or statement.content != turn.content:
            return statement
        bare = Attribution(source=(), cue=(), content=statement.content, score=SCORE)
        said = date_of_saying(article.text, bare, (), article.published)
        return replace(
            statement, kind="direct", act="ask" if turn.asks or turn.is_question else "say",
            polarity="asserted", said=said, addressee=(), venue=None,
        )  # fmt: skip

    def _touches(self, start: int, end: int) -> bool:
        return bool(overlapping(self.areas, start, end))


def read_turns(article: Article, names: Sequence[Mention]) -> Spoken:
    """Read an article as a transcript, or as an interview; nothing where it is neither."""
    turns = turns_of(article.text, article.blocks)
    if not turns:
        turns = interview_of(article.text, article.blocks)
        if turns and not People(article, turns, names).has_guest:
            return Spoken()
    if not turns:
        return Spoken()
    areas = [
        (turn.label.who.start if turn.label else turn.content[0].start, turn.content[-1].end)
        for turn in turns
    ]
    return Spoken({turn.content[0].start: turn for turn in turns}, People(article, turns, names), areas)


def _all(attribution: Attribution) -> tuple[Span, ...]:
    return (*attribution.source, *attribution.cue, *attribution.content)
