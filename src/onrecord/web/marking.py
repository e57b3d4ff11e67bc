"""An article's text cut into pieces that are each marked in one way, character for character as captured.

One sweep over the ends of all spans, so that spans may overlap and nest as they like; its time grows with
the number of spans and of characters only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal

from onrecord.model import SPEAKING, AnnotatedArticle, Article, BlockKind, Date, Statement

Role = Literal["content", "source", "cue", "addressee", "venue", "reason", "time", "evidence"]

#: Statements that one piece points to; pages quote two or three deep, and one source says a few things.
_MOST_OF = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters that are all marked alike."""

    text: str
    #: What they are, for the style sheet: roles, and how deep the content is nested.
    classes: str = ""
    #: Numbers of the statements they belong to, the innermost first.
    of: tuple[int, ...] = ()
    #: Number of the statement whose source they are.
    source_of: int | None = None
    #: Numbers of the statements whose first words these are.
    begins: tuple[int, ...] = ()
    #: TIMEX3 value of an expression of time.
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A block of the article, or characters between blocks."""

    start: int
    #: None between blocks.
    kind: BlockKind | None
    pieces: Sequence[Piece]
    #: Numbers of the statements that begin in it.
    begins: Sequence[int] = ()

    @property
    def speaks(self) -> bool:
        """Whether its words were read for statements."""
        return self.kind in SPEAKING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    start: int
    end: int
    role: Role
    #: Number of the statement; of times and evidence the place in their list.
    of: int
    value: str | None = None


@dataclass(slots=True)
class _Open:
    """What is open at a place of the text, by role; the mark that opened last is the innermost."""

    marks: dict[Role, dict[_Mark, None]] = field(default_factory=dict)

    def change(self, mark: _Mark, opens: bool) -> None:
        of_role = self.marks.setdefault(mark.role, {})
        if opens:
            of_role[mark] = None
        else:
            of_role.pop(mark, None)

    def piece(self, text: str, begins: tuple[int, ...]) -> Piece:
        innermost = {role: next(reversed(marks)) for role, marks in self.marks.items() if marks}
        classes: list[str] = list(innermost)
        depth = len(self.marks.get("content", ()))
        if depth > 1:
            classes.append("deep" if depth == 2 else "deeper")
        source, time = innermost.get("source"), innermost.get("time")
        return Piece(
            text=text,
            classes=" ".join(classes),
            of=self._statements(),
            source_of=source.of if source else None,
            begins=begins,
            time=time.value if time else None,
        )

    def _statements(self) -> tuple[int, ...]:
        """Give the statements that the piece belongs to, those first that it is more than content of."""
        roles = sorted(self.marks.keys() - {"time", "evidence"}, key=lambda role: role == "content")
        of = (mark.of for role in roles for mark in islice(reversed(self.marks[role]), _MOST_OF))
        return tuple(islice(dict.fromkeys(of), _MOST_OF))


def first_place(statement: Statement) -> int:
    """Give where in the text a statement begins: its first word in any role."""
    return min((span.start for role in statement.roles.values() for span in role), default=0)


def last_place(statement: Statement) -> int:
    """Give where in the text a statement ends: after its last word in any role."""
    return max((span.end for role in statement.roles.values() for span in role), default=0)


def mark_article(annotated: AnnotatedArticle, start: int, end: int) -> Iterator[Stretch]:
    """Cut the characters `[start, end)` of an article into blocks and those into pieces.

    The pieces' texts, joined, are `text[start:end]`. Statements are numbered from 0 as they are listed.
    """
    article = annotated.article
    marks = _marks(annotated, start, end)
    begins: dict[int, list[int]] = {}
    for number, statement in enumerate(annotated.annotations.statements):
        begins.setdefault(first_place(statement), []).append(number)
    stretches = list(_stretches(article, start, end))
    cuts = {edge for low, high, _ in stretches for edge in (low, high)}
    cuts.update(edge for mark in marks for edge in (mark.start, mark.end))
    cuts.update(place for place in begins if start <= place < end)
    pieces = _sweep(article.text, sorted(cuts), marks, begins)
    piece = next(pieces, None)
    for low, high, kind in stretches:
        inside: list[Piece] = []
        while piece is not None and low <= piece[0] < high:
            inside.append(piece[1])
            piece = next(pieces, None)
        told = [number for it in inside for number in it.begins]
        yield Stretch(start=low, kind=kind, pieces=inside, begins=told)


def _sweep(
    text: str, cuts: Sequence[int], marks: Iterable[_Mark], begins: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, Piece]]:
    changes: dict[int, list[tuple[_Mark, bool]]] = {}
    # Longer marks open first, so that the one that opened last is the innermost.
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.of)):
        changes.setdefault(mark.start, []).append((mark, True))
        changes.setdefault(mark.end, []).append((mark, False))
    now = _Open()
    for low, high in pairwise(cuts):
        for mark, opens in sorted(changes.get(low, ()), key=lambda change: change[1]):
            now.change(mark, opens)
        yield low, now.piece(text[low:high], tuple(begins.get(low, ())))


def _stretches(article: Article, start: int, end: int) -> Iterator[tuple[int, int, BlockKind | None]]:
    """Give the blocks within `[start, end)`, and what lies between them."""
    place = start
    for block in article.blocks:
        low, high = max(block.start, place), min(block.end, end)
        if low >= high:
            continue
        if low > place:
            yield place, low, None
        yield low, high, block.kind
        place = high
    if place < end:
        yield place, end, None


def _marks(annotated: AnnotatedArticle, start: int, end: int) -> list[_Mark]:
    """Give all marks, cut to `[start, end)`."""

    def cut(low: int, high: int, role: Role, of: int, value: str | None = None) -> Iterator[_Mark]:
        low, high = max(low, start), min(high, end)
        if low < high:
            yield _Mark(start=low, end=high, role=role, of=of, value=value)

    found: list[_Mark] = []
    roles: tuple[Role, ...] = ("source", "cue", "content", "addressee", "venue", "reason")
    for number, statement in enumerate(annotated.annotations.statements):
        for role in roles:
            for span in statement.roles[role]:
                found += cut(span.start, span.end, role, number)
    for number, timex in enumerate(annotated.annotations.timexes):
        found += cut(timex.start, timex.end, "time", number, timex.value)
    for number, (low, high) in enumerate(_proofs(annotated.article.published, annotated.article.updated)):
        found += cut(low, high, "evidence", number)
    return found


def _proofs(*dates: Date | None) -> Iterator[tuple[int, int]]:
    for date in dates:
        for proof in date.evidence if date else ():
            if proof.where is None and proof.start is not None and proof.end is not None:
                yield proof.start, proof.end
