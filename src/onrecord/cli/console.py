"""What the user sees besides data: messages and progress on stderr, and the exit status they add up to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from onrecord.model import CaptureResult, Drop

if TYPE_CHECKING:
    from onrecord.capture import Meter
    from onrecord.dataset.folder import Note
    from onrecord.keeping import Added

Item = TypeVar("Item")

#: Control characters, which in a hostile page's words could rewrite the terminal.
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Make `text` safe for one line of a terminal: control characters show as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def say(message: str) -> None:
    """Write one line to stderr."""
    sys.stderr.write(printable(message) + "\n")


class Tally:
    """Counts what became of the inputs, tells every drop, and knows the exit status."""

    def __init__(self, tell: Callable[[str], None] = say) -> None:
        self._tell = tell
        self.pages = 0
        self.articles = 0
        self.statements = 0
        self.refused = 0
        self.known = 0
        self.damaged = False

    def __str__(self) -> str:
        parts = [
            counted(self.pages, "page"),
            counted(self.articles, "article"),
            counted(self.statements, "statement"),
        ]
        if self.known:
            parts.append(f"{self.known} already on record")
        if self.refused:
            parts.append(f"{self.refused} refused")
        return ", ".join(parts)

    def drop(self, drop: Drop) -> None:
        """Tell a drop that stands for itself: an input, or a part of one, that gave nothing."""
        if not drop.partial:
            self.refused += 1
        self._take(drop)

    def added(self, outcome: Added | Drop) -> None:
        """Count what became of one input of `add`."""
        if isinstance(outcome, Drop):
            self.drop(outcome)
        elif outcome.result is None:
            self.known += 1
            if all(annotated.article.kind == "refused" for annotated in outcome.known):
                self.result(CaptureResult(capture=outcome.capture, articles=outcome.known))
                self.pages -= 1
        else:
            self.result(outcome.result)

    def result(self, result: CaptureResult) -> None:
        """Count what one page gave and tell its drops."""
        self.pages += 1
        capture = result.capture
        name = capture.key or capture.url
        # The lines of one JSON lines file share its path.
        label = f" ({name})" if name else ""
        found = False
        reasoned = False
        for annotated in result.articles:
            self.statements += len(annotated.annotations.statements)
            found = found or annotated.article.kind != "refused"
            self.articles += annotated.article.kind in ("article", "teaser")
            for drop in (*annotated.drops, *annotated.annotations.drops):
                reasoned = reasoned or not drop.partial
                self._take(drop, label)
        for drop in result.drops:
            reasoned = reasoned or not drop.partial
            self._take(drop, label)
        if not found:
            self.refused += 1
            if not reasoned:
                self._tell(f"{capture.path}{label}: no article in it")

    def portion(self, note: Note, drops: Iterable[Drop]) -> None:
        """Count what came of a portion that was done elsewhere, and tell its drops."""
        self.pages += note.pages
        self.articles += note.articles
        self.statements += note.statements
        self.refused += note.refused
        for drop in drops:
            self._take(drop)

    @property
    def exit_status(self) -> int:
        """0, or 1 where an input gave no article or lost some of its characters."""
        return 1 if self.refused or self.damaged else 0

    def _take(self, drop: Drop, label: str = "") -> None:
        # A part that is passed over is told and no more; characters that are lost are a failure.
        self.damaged = self.damaged or drop.stage == "decode" or not drop.partial
        self._tell(f"{drop.item}{label}: {drop.reason}")


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Write a number with its thing: `1 page`, `1,200 pages`; `things` where it is not made with an s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def with_progress(
    items: Iterable[Item],
    tally: object,
    doing: str,
    *,
    total: int | None = None,
    meter: Meter | None = None,
    beside_data: bool = False,
) -> Iterator[Item]:
    """Pass `items` on, with a bar and what `tally` says on stderr if that is a terminal, else nothing.

    Args:
        items: to pass on.
        tally: whose words are shown; and how many articles a second it counts.
        doing: what is done.
        total: how many items there are, where that is known: then the time left is told.
        meter: of the files that they are read from; it tells the time left as well.
        beside_data: data is written meanwhile; where it goes to the same terminal, there is no bar.

    """
    if not sys.stderr.isatty() or (beside_data and sys.stdout.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    total = total or (meter.total if meter else None)
    left: list[ProgressColumn] = [] if total is None else [TextColumn("left:"), TimeRemainingColumn()]

    progress = Progress(
        SpinnerColumn(),
        TextColumn(doing),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        *left,
        console=Console(stderr=True),
        transient=True,
        # stdout carries data and must not pass through the bar.
        redirect_stdout=False,
    )
    with progress:
        task = progress.add_task(doing, total=total, counts="")
        for item in items:
            yield item
            passed = progress.tasks[0].elapsed or 0.0
            articles = getattr(tally, "articles", 0)
            speed = f", {articles / passed:.1f} articles/s" if articles and passed else ""
            done = meter.done() if meter and meter.total else progress.tasks[0].completed + 1
            progress.update(task, completed=done, counts=f"{tally}{speed}")
