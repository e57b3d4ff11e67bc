"""The text of two versions of a page, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.model import SPEAKING, Article, BlockKind, Statement

#: What a publisher answers for; menus, advertisements and links to other stories change by themselves.
READ: frozenset[BlockKind] = SPEAKING - {"teaser"} | {"byline", "caption"}
#: Paragraphs of each version that are compared. A page has tens; the comparison takes memory by the product.
MOST_PARAGRAPHS = 2_000
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph at `[start, end)` of its article's text; `text` has its white space folded."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Paragraphs in the place of others: `before` is empty where they are new, `after` where they are gone.

    Several stand on lines of their own.
    """

    change: Literal["added", "removed", "changed"]
    before: str
    after: str


def compare_paragraphs(before: Article, after: Article) -> tuple[Edit, ...]:
    """Tell which paragraphs were added, removed or put in the place of others, in order of the text. Pure."""
    old, new = ([it.text for it in paragraphs_of(page)][:MOST_PARAGRAPHS] for page in (before, after))
    edits: list[Edit] = []
    gone: list[str] = []
    come: list[str] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            edits += _edit(gone, come)
            gone, come = [], []
        else:
            gone += old[step.src_start : step.src_end]
            come += new[step.dest_start : step.dest_end]
    return (*edits, *_edit(gone, come))


def paragraphs_of(article: Article) -> Iterator[Paragraph]:
    """Give the paragraphs of the blocks that a publisher answers for, in order."""
    for block in article.blocks:
        if block.kind not in READ:
            continue
        lines: list[re.Match[str]] = []
        for line in _LINE.finditer(article.text, block.start, block.end):
            # A line of spaces, or none between two line breaks, parts paragraphs.
            if lines and (line.start() > lines[-1].end() + 1 or not line.group().strip()):
                yield from _paragraph(lines)
                lines = []
            lines.append(line)
        yield from _paragraph(lines)


def around(paragraphs: list[Paragraph], statement: Statement) -> tuple[str, ...]:
    """Give the paragraphs in which a statement stands: its words, who says them and how."""
    spans = (*statement.source, *statement.cue, *statement.content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    first = bisect_right(paragraphs, start, key=lambda it: it.end)
    return tuple(it.text for it in takewhile(lambda it: it.start < end, islice(paragraphs, first, None)))


def _paragraph(lines: list[re.Match[str]]) -> Iterator[Paragraph]:
    text = " ".join(" ".join(line.group() for line in lines).split())
    if text:
        yield Paragraph(lines[0].start(), lines[-1].end(), text)


def _edit(gone: list[str], come: list[str]) -> Iterator[Edit]:
    if gone and len(gone) == len(come):
        for one, other in zip(gone, come, strict=True):
            yield Edit(change="changed", before=one, after=other)
    elif gone or come:
        change: Literal["added", "removed", "changed"] = (
            "changed" if gone and come else "removed" if gone else "added"
        )
        yield Edit(change=change, before="\n".join(gone), after="\n".join(come))
