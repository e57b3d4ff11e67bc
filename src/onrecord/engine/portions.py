"""Do units of work into the folder of a Parquet record, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.dataset.folder import Folder, Note, Read
from onrecord.dataset.tables import tables_of
from onrecord.engine.protocol import Engine, Load
from onrecord.engine.units import Unit, cut, list_reads, read_unit
from onrecord.errors import OnrecordError
from onrecord.model import Activity, CaptureResult, Drop, activity_id
from onrecord.settings import Settings

#: Pages, and bytes of pages, of one portion: what is held in memory while it is made.
_MOST_PAGES = 500
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that a process needs to do units, wherever it runs."""

    #: Where the record is made.
    location: str
    settings: Settings
    load: Load
    #: The run, but for its model, which the process that loads it knows.
    activity: Activity
    columns: Mapping[str, str] = field(default_factory=dict)
    #: What earlier portions were made with; None where there are none.
    made_with: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of one unit."""

    note: Note
    #: To be told to the user.
    drops: tuple[Drop, ...]


def plan(inputs: Sequence[str], job: Job, workers: int) -> tuple[list[Unit], Job, int]:
    """List what is to be done of `inputs`: units for so many workers, their job, and how many files are done.

    Raises:
        OnrecordError: what lies in the folder was made with another version or other settings.

    """
    done: set[Read] = set()
    made_with = None
    for note in Folder(job.location).notes():
        done.update(note.reads)
        made_with = made_with or note.made_with
    job = replace(job, made_with=made_with)
    _check_same(job, _made_with(job.activity, made_with["model"] if made_with else ""))
    units = list(cut(list(list_reads(inputs)), done, workers))
    return units, job, len({read.path for read in done})


def do_unit(unit: Unit, engine: Engine, job: Job) -> Done:
    """Do a unit: its pages into portions, and last the note that they are whole."""
    folder = Folder(job.location)
    made_with = _made_with(job.activity, engine.model)
    _check_same(job, made_with)
    run = replace(job.activity, model=engine.model)
    run = replace(run, id=activity_id(run))
    pages = read_unit(unit, job.settings, captured=job.activity.started, columns=job.columns)
    note = Note(name=unit.name, reads=unit.reads, portions=(), made_with=made_with)
    told: list[Drop] = []
    for results, drops in _portions(engine.run(pages)):
        name = f"{unit.name}-{len(note.portions)}"
        results, drops = _written(folder, name, results, drops, run)
        note = _counted(note, name, results, drops)
        told += drops
        for result in results:
            told += result.drops
            told += (it for article in result.articles for it in (*article.drops, *article.annotations.drops))
    folder.note(note)
    return Done(note=note, drops=tuple(told))


def _portions(
    outcomes: Iterator[CaptureResult | Drop],
) -> Iterator[tuple[list[CaptureResult], list[Drop]]]:
    results: list[CaptureResult] = []
    drops: list[Drop] = []
    size = 0
    for outcome in outcomes:
        if isinstance(outcome, Drop):
            drops.append(outcome)
            continue
        results.append(outcome)
        size += len(outcome.capture.content)
        if len(results) == _MOST_PAGES or size > _MOST_BYTES:
            yield results, drops
            results, drops, size = [], [], 0
    if results or drops:
        yield results, drops


def _written(
    folder: Folder, name: str, results: list[CaptureResult], drops: list[Drop], run: Activity
) -> tuple[list[CaptureResult], list[Drop]]:
    """Write a portion; a page that Parquet can't hold (half of a surrogate pair) is a drop."""
    try:
        tables = tables_of(results, drops, run)
    except UnicodeEncodeError:
        held = [result for result in results if _fits(result, run)]
        reason = "holds half of a character (a lone surrogate), which Parquet can't: add it to a store"
        drops = drops + [
            Drop(stage="store", item=ascii(result.capture.path)[1:-1], reason=reason)
            for result in results
            if result not in held
        ]
        results, tables = held, tables_of(held, drops, run)
    folder.write(name, tables)
    return results, drops


def _fits(result: CaptureResult, run: Activity) -> bool:
    try:
        tables_of([result], (), run)
    except UnicodeEncodeError:
        return False
    return True


def _counted(note: Note, name: str, results: list[CaptureResult], drops: list[Drop]) -> Note:
    found = [it for result in results for it in result.articles]
    used = sum(any(it.article.kind != "refused" for it in result.articles) for result in results)
    return replace(
        note,
        portions=(*note.portions, name),
        pages=note.pages + len(results),
        articles=note.articles + sum(it.article.kind in ("article", "teaser") for it in found),
        statements=note.statements + sum(len(it.annotations.statements) for it in found),
        refused=note.refused + len(results) - used + sum(not drop.partial for drop in drops),
    )


def _made_with(activity: Activity, model: str) -> dict[str, str]:
    return {"version": activity.version, "settings": activity.settings, "model": model}


def _check_same(job: Job, made_with: Mapping[str, str]) -> None:
    for what, value in (job.made_with or {}).items():
        if made_with.get(what) != value:
            raise OnrecordError(
                job.location, f"what lies there was made with another {what}: give another folder"
            )
