"""What the evaluations of events share: a reader of bare text, and whether two ranges touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.annotate.annotator import Annotator
from onrecord.annotate.encoder import SHIPPED_DEEDS, Encoder
from onrecord.model import Annotations, Article, Block, sha256

Reader = Callable[[str], Annotations]


def annotator(deeds: Path = SHIPPED_DEEDS) -> Reader:
    """Give a reader, by the head in `deeds`, of texts whose every line is a paragraph of the body."""
    annotate = Annotator(encoder=Encoder(deeds=deeds)).annotate
    return lambda text: annotate(_article(text))


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two ranges `[start, end)` share a character."""
    return a[0] < b[1] and b[0] < a[1]


def _article(text: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line), kind="body"))
        at += len(line) + 1
    digest = sha256(text.encode())
    return Article(
        id=f"art-{digest[:20]}", capture=f"cap-{digest[:20]}", path="text", key=None, item=0, kind="article",
        url=None, publisher=None, title=None, authors=(), language="en", published=None, updated=None,
        text=text, sha256=digest, truncated=False, blocks=tuple(blocks),
    )  # fmt: skip
