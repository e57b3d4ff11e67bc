"""Read a transcript: every turn is one statement of whoever its label names, word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.turn_labels import Label, label_alone, label_inside, label_words, spoken
from onrecord.model import SPEAKING, Block, Span

#: Fewer turns are a list of facts with colons; and somebody must speak twice.
FEWEST_TURNS = 3
#: At least this share of the lines from the first turn to the last opens one; others go on in it.
SHARE_OF_LABELS = 0.25
#: People who talk say I, we and you, and ask: in this share of their turns.
SHARE_OF_PERSONS = 0.4
#: Where so many of the turns have one paragraph, the one behind the last turn is the page's own.
SINGLE = 0.8

_PERSON = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Mm]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b|\?")
_ASIDE = re.compile(r"\s*[\[(].{0,200}[\])]\s*|\W*\d{1,2}:\d\d(?::\d\d)?\W*", re.DOTALL)
_OF_THE_PAGE = re.compile(
    r"\W{0,3}(?:(?:this|the) (?:(?:rush|full) )?(?:transcript|interview|conversation|episode|discussion)\b"
    r".{0,60}\b(?:was|were|has|have|is|may)\b|ends?\W{0,3}$|copyright\b|©|edited for (?:length|clarity))",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until another does."""

    #: None for the questions and answers of an interview that prints no labels.
    label: Label | None
    #: One span a paragraph, or a piece of one between asides.
    content: tuple[Span, ...]
    #: Whether it is a question of the interviewer, where there is no label.
    is_question: bool = False

    @property
    def asks(self) -> bool:
        """Whether it ends with a question."""
        return self.content[-1].text.rstrip("\"”’')»").endswith("?")


def turns_of(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Give the turns of a transcript, in order; none where the article is none.

    Time is linear in the text.

    Args:
        text: the article's.
        blocks: its blocks in order.

    """
    lines = [block for block in blocks if block.kind in SPEAKING and block.kind != "headline"]
    for read, is_alone in ((label_inside, False), (label_alone, True)):
        labels = [read(text, block.start, block.end) for block in lines]
        if is_alone:
            labels = [_if_followed(labels, i) for i in range(len(labels))]
        opening = _opening(labels)
        if opening:
            turns = _turns(text, lines, labels, opening)
            if sum(_is_talk(turn) for turn in turns) >= max(2, SHARE_OF_PERSONS * len(turns)):
                return turns
    return []


def is_of_the_page(text: str) -> bool:
    """Tell whether a line is about the conversation rather than of it ("edited for length")."""
    return _OF_THE_PAGE.match(text[:200]) is not None or _ASIDE.fullmatch(text[:400]) is not None


def _if_followed(labels: Sequence[Label | None], number: int) -> Label | None:
    """Give a label on its own line if words stand under it."""
    return labels[number] if number + 1 < len(labels) and labels[number + 1] is None else None


def _opening(labels: Sequence[Label | None]) -> list[int]:
    """Give the lines that open turns: of speakers who come again, and of others among them."""
    counts = Counter(label.key.split()[-1] for label in labels if label)
    known = [i for i, label in enumerate(labels) if label and counts[label.key.split()[-1]] > 1]
    if not known:
        return []
    low, high = known[0] - 2, known[-1] + 2
    found = [i for i, label in enumerate(labels) if label and low <= i <= high]
    names = {labels[i].key.split()[-1] for i in found}  # type: ignore[union-attr]
    if len(found) < FEWEST_TURNS or len(names) < 2:
        return []
    return found if len(found) >= SHARE_OF_LABELS * (found[-1] - found[0] + 1) else []


def _turns(
    text: str, lines: Sequence[Block], labels: Sequence[Label | None], opening: Sequence[int]
) -> list[Turn]:
    ends = [*opening[1:], len(lines)]
    counts = [end - i for i, end in zip(opening, ends, strict=True)][:-1]
    alone = all(labels[i].words is None for i in opening)  # type: ignore[union-attr]
    least = 2 if alone else 1
    if not counts or sum(count <= least for count in counts) >= SINGLE * len(counts):
        ends[-1] = min(len(lines), opening[-1] + least)
    turns = []
    for i, end in zip(opening, ends, strict=True):
        label = labels[i]
        content: list[Span] = []
        for number in range(i, end):
            block = lines[number]
            if number > i and is_of_the_page(text[block.start : block.end]):
                if i == opening[-1] and not _ASIDE.fullmatch(text[block.start : block.end]):
                    break
                continue
            start = block.start if number > i else label.words if label else None
            if start is not None:
                content += spoken(text, start, block.end)
        if content:
            turns.append(Turn(label, tuple(content)))
    return turns


def _is_talk(turn: Turn) -> bool:
    return any(_PERSON.search(span.text) for span in turn.content) or (
        turn.label is not None and turn.label.key in label_words("asks") | label_words("answers")
    )
