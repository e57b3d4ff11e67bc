"""Export as CSV: the tables of the JSON export in flat columns, for spreadsheets.

RFC 4180 in UTF-8: commas, doubled quotation marks, lines end in CR LF, the first names the columns.
Several spans are joined by " … ", the steps of a chain by " → ", authors by "; "; their offsets stand
beside them as "5-61 70-80". An unknown value is an empty cell.

A cell that begins with = + - @, a tab or a line break gets an apostrophe before it, because a
spreadsheet could run it as a formula (https://owasp.org/www-community/attacks/CSV_Injection):
remove it to have the words as they were. The JSON export needs no such guard.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from onrecord.cells import cell
from onrecord.export.files import text_files
from onrecord.export.lines import Line
from onrecord.export.tables import TABLES, read_tables

if TYPE_CHECKING:
    from onrecord.store import Store

_OWNER = ("article", "path", "key")
_WORDS = ("start", "end", "text")
_SPANS = ("source", "cue", "content", "addressee")
_SIDES = ("actor", "recipient", "place")
_DATE = ("precision", "earliest", "latest", "method")


def write_csv(store: Store, folder: Path, *, no_text: bool = False) -> None:
    """Write the record into `folder`; the same record gives the same bytes.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with text_files(folder, [f"{table}.csv" for table in TABLES]) as files:
        writers = {table: _writer(table, files[f"{table}.csv"]) for table in TABLES}
        for table, line in read_tables(store, no_text=no_text):
            writers[table](line)


def write_lines(table: str, lines: Iterable[Line], out: TextIO) -> None:
    """Write lines to `out` as the file of their table has them; `table` is a key of COLUMNS."""
    write = _writer(table, out)
    for line in lines:
        write(line)


def _writer(table: str, out: TextIO) -> Callable[[Line], None]:
    """Write the names of a table's columns to `out`; what is given back writes a row."""
    writer, columns, flatten = csv.writer(out), COLUMNS[table], _FLATTEN[table]
    writer.writerow(columns)

    def write(line: Line) -> None:
        flat = flatten(line)
        writer.writerow([cell(flat[name]) for name in columns])

    return write


def _flatten_statement(line: Line) -> Line:
    """Spread a line of `statements.jsonl` over the columns of `statements.csv`."""
    speaker = line["speaker"] or {}
    flat = {**line, **_flat_date("said", line["said"])}
    for role in _SPANS:
        flat |= {role: _joined(line[role]), f"{role}_spans": _offsets(line[role])}
    venue = [line["venue"]] if line["venue"] else []
    chain = [step["name"] for step in line["chain"]]
    return {
        **flat,
        "venue": _joined(venue),
        "venue_spans": _offsets(venue),
        "speaker": speaker.get("name"),
        "speaker_kind": speaker.get("kind"),
        "speaker_as_printed": speaker.get("as_printed"),
        "speaker_entity": speaker.get("entity"),
        "speaker_method": speaker.get("method"),
        "chain": " → ".join(chain),
    }


def _flatten_article(line: Line) -> Line:
    dates = {**_flat_date("published", line["published"]), **_flat_date("updated", line["updated"])}
    return {**line, **dates, "authors": "; ".join(line["authors"])}


def _flatten_event(line: Line) -> Line:
    """Spread a line of `events.jsonl` over the columns of `events.csv`."""
    flat = {**line, **_flat_date("when", line["when"])}
    for role in _SIDES:
        spans = line[role] if isinstance(line[role], list) else [line[role]] if line[role] else []
        flat |= {role: _joined(spans), f"{role}_spans": _offsets(spans)}
    return flat


def _flat_date(name: str, date: Line | None) -> Line:
    if date is None:
        return dict.fromkeys((name, *(f"{name}_{part}" for part in _DATE), f"{name}_evidence"))
    proofs = [proof["text"] for proof in date["evidence"] if proof["text"] is not None]
    return {
        name: date["value"],
        **{f"{name}_{part}": date[part] for part in _DATE},
        f"{name}_evidence": " … ".join(proofs),
    }


def _joined(spans: list[Line]) -> str:
    return " … ".join(span["text"] for span in spans if span["text"] is not None)


def _offsets(spans: list[Line]) -> str:
    return " ".join(f"{span['start']}-{span['end']}" for span in spans)


def _as_it_is(line: Line) -> Line:
    return line


def _flatten_utterance(line: Line) -> Line:
    return _flatten_lists({**line, **_flat_date("said", line["said"])})


def _flatten_timeline(line: Line) -> Line:
    return {**_flatten_statement(line), **_flatten_lists({"links": line["links"]})}


def _flatten_lists(line: Line) -> Line:
    """Write each list as one cell: its words, or what an object in it says, in its own order."""
    return {name: "; ".join(map(_told, it)) if isinstance(it, list) else it for name, it in line.items()}


def _told(entry: object) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    values = (it for it in entry.values() if it is not None)
    return " | ".join(" / ".join(map(_told, it)) if isinstance(it, list) else str(it) for it in values)


def _date_columns(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}_{part}" for part in _DATE), f"{name}_evidence")


_FLATTEN: dict[str, Callable[[Line], Line]] = {
    **dict.fromkeys(TABLES, _as_it_is),
    "articles": _flatten_article,
    "events": _flatten_event,
    "statements": _flatten_statement,
    "utterances": _flatten_utterance,
    **dict.fromkeys(
        ("entities", "copies", "revisions", "stories", "links", "trace", "claims", "audit_log"),
        _flatten_lists,
    ),
    "timeline": _flatten_timeline,
}

_STATEMENT = (
    "id", *_OWNER, "utterance", "speaker", "speaker_kind", "speaker_as_printed", "speaker_entity",
    "speaker_method", "cue", "polarity", "content", "kind", "act", *_date_columns("said"), "source",
    "addressee", "venue", "chain", "score", "parent",
    "content_spans", "source_spans", "cue_spans", "addressee_spans", "venue_spans",
)  # fmt: skip

#: The columns of each file, and of what commands print besides.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "id", "path", "key", "item", "kind", "url", "publisher", "title", "authors", "language",
        *_date_columns("published"), *_date_columns("updated"), "truncated", "sha256", "text",
    ),
    "statements": _STATEMENT,
    "timeline": (*_STATEMENT, "links"),
    "trace": ("text", "day", "score", "speakers", "publishers", "statements", "utterances", "links"),
    "claims": ("claim_key", "stance", "statement", *_OWNER, "score", "evidence"),
    "mentions": (*_OWNER, *_WORDS, "type", "form", "entity"),
    "timexes": (*_OWNER, *_WORDS, "type", "value"),
    "events": (
        "id", *_OWNER, "happening", *_WORDS, "type", "modality", "actor", "recipient", "place",
        *_date_columns("when"), "statement", *(f"{role}_spans" for role in _SIDES),
    ),
    "entities": ("id", "name", "kind", "names", "descriptions", "candidates", "merges"),
    "utterances": (
        "id", "speaker", *_date_columns("said"), "first", "independent_sources", "speaker_conflict",
        "statements", "variants",
    ),
    "copies": ("from", "to", "type", "score", "evidence"),
    "revisions": (
        "before", "after", "path", "key", "url", "captured_before", "captured_after", "order",
        "title_before", "title_after", "reworded", "added", "removed", "notice", "text",
    ),
    "stories": ("id", "title", "from", "to", "articles"),
    "links": ("relation", "how", "by", "of", "score", "evidence"),
    "judgements": ("id", "decision", "stage", "a", "b", "field", "value", "who", "when", "stands"),
    "drops": ("stage", "item", "reason", "partial"),
    "activities": ("id", "name", "started", "version", "settings", "model"),
    # Of a command alone; no export has it.
    "audit_log": ("number", "when", "who", "place", "action", "decision", "about", "digest"),
}  # fmt: skip
