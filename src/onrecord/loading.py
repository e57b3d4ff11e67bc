"""Bring a Parquet record into a store: checked first, a portion at a time, each page whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from onrecord import pipeline
from onrecord.dataset.folder import Folder, Note
from onrecord.dataset.tables import activity_of, results_of
from onrecord.errors import OnrecordError
from onrecord.keeping import Added
from onrecord.model import Activity, CaptureResult, Drop
from onrecord.store import Store
from onrecord.verify.marks import check_article, check_marked
from onrecord.verify.page import Page, capture_reasons


def load(folder: Folder, store: Store) -> Iterator[Added | Drop]:
    """Add what is in `folder` to `store`; what it has already is left as it is.

    A run that is broken off can be run again. Raises OnrecordError, before anything of the portion is added,
    for a portion that is not as it was written: a file that is missing or damaged, another version's columns,
    words that do not stand where they are said to, an id that is not that of its content.
    """
    if not folder.exists():
        raise OnrecordError(folder.location, "no record in Parquet is there: make one with annotate --to")
    # In the order of the inputs: where two of them hold the same page, the first gives it its path.
    for note in sorted(folder.notes(), key=_place):
        pages = 0
        for name in note.portions:
            tables = folder.read(name)
            try:
                run = activity_of(tables)
                found = list(results_of(tables))
                for result in found:
                    if isinstance(result, CaptureResult):
                        _check(result, run)
            except ValueError as error:
                raise OnrecordError(f"{folder.location}: portion {name}", str(error)) from error
            pages += sum(isinstance(result, CaptureResult) for result in found)
            store.begin_activity(run)
            yield from pipeline.add_results(found, store)
        _check_whole(folder, note, pages)


def _place(note: Note) -> list[tuple[list[str], int]]:
    return [(read.path.split("/"), read.share) for read in note.reads[:1]]


def _check_whole(folder: Folder, note: Note, pages: int) -> None:
    if pages != note.pages:
        reason = f"holds {pages:,} pages where {note.pages:,} were written: get the folder again"
        raise OnrecordError(f"{folder.location}: {note.name}", reason)


def _check(result: CaptureResult, run: Activity) -> None:
    """Prove all of a page as `verify` does; ValueError where something is not as it was written."""
    capture = result.capture
    for reason in capture_reasons(capture):
        raise ValueError(f"capture {capture.id} ({capture.path}): {reason}")
    page = Page(capture, run.version)
    for annotated in result.articles:
        doubts = chain(check_article(annotated.article, page), check_marked(annotated, Counter()))
        for table, row, reason in doubts:
            raise ValueError(f"{table} {row} ({capture.path}): {reason}")
