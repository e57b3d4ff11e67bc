"""Export as Parquet: the tables of the JSON export, nested as they are (pip install 'onrecord[parquet]')."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.export.files import new_files
from onrecord.export.lines import Line
from onrecord.export.tables import TABLES, read_tables

if TYPE_CHECKING:
    from onrecord.store import Store

#: Lines of one row group: memory holds no more of a table than this.
GROUP = 2_000

_SPAN = {"start": int, "end": int, "text": str}
_EVIDENCE = {**_SPAN, "where": str, "name": str}
_DATE = {
    "value": str, "precision": str, "earliest": str, "latest": str, "method": str, "evidence": [_EVIDENCE],
}  # fmt: skip
_OWNER = {"article": str, "path": str, "key": str}
_UNNAMED = {"description": str, "count": int, "reason": _SPAN}
_SPEAKER = {
    "name": str, "kind": str, "as_printed": str, "unnamed": _UNNAMED, "entity": str, "method": str,
}  # fmt: skip
_CHANGE = {"change": str, "before": str, "after": str}
#: The type of each field: `[x]` is a list of x, a mapping is a structure.
FIELDS: dict[str, dict[str, Any]] = {
    "articles": {
        "id": str, "path": str, "key": str, "item": int, "kind": str, "url": str, "publisher": str,
        "title": str, "authors": [str], "language": str, "published": _DATE, "updated": _DATE, "text": str,
        "sha256": str, "truncated": bool, "blocks": [{"start": int, "end": int, "kind": str}],
        "drops": [{"stage": str, "item": str, "reason": str}],
    },
    "statements": {
        "id": str, **_OWNER, "utterance": str, "kind": str, "act": str, "polarity": str, "score": float,
        "parent": str, "source": [_SPAN], "cue": [_SPAN], "content": [_SPAN], "addressee": [_SPAN],
        "venue": _SPAN, "speaker": _SPEAKER, "said": _DATE,
        "chain": [{"name": str, "kind": str, **_SPAN, "inferred": bool}],
    },
    "mentions": {**_OWNER, **_SPAN, "type": str, "form": str, "entity": str},
    "timexes": {**_OWNER, **_SPAN, "type": str, "value": str},
    "events": {
        "id": str, **_OWNER, "happening": str, **_SPAN, "type": str, "actor": _SPAN, "recipient": [_SPAN],
        "place": _SPAN, "when": _DATE, "modality": str, "statement": str,
    },
    "entities": {
        "id": str, "name": str, "kind": str, "names": [{"name": str, "count": int}],
        "descriptions": [{"text": str, "count": int}],
        "candidates": [{"entity": str, "name": str, "score": float, "reason": str}],
        "merges": [{"names": [str], "score": float, "reason": str}],
    },
    "utterances": {
        "id": str, "speaker": str, "said": _DATE, "statements": [str], "first": str,
        "independent_sources": int, "variants": [{"from": str, "to": str, **_CHANGE}],
        "speaker_conflict": [str],
    },
    "copies": {"from": str, "to": str, "type": str, "score": float, "evidence": [str]},
    "revisions": {
        "before": str, "after": str, "path": str, "key": str, "url": str, "captured_before": str,
        "captured_after": str, "order": str, "title_before": str, "title_after": str, "added": [str],
        "removed": [str],
        "reworded": [{
            "before": str, "after": str, "what": str, "silent": bool, "before_text": str, "after_text": str,
            "changes": [_CHANGE], "speakers": [str], "polarities": [str], "score": float,
        }],
        "notice": str, "text": [_CHANGE],
    },
    "stories": {"id": str, "title": str, "articles": [str], "from": str, "to": str},
    "links": {
        "relation": str, "how": str, "by": str, "of": str, "evidence": [{"article": str, **_SPAN}],
        "score": float,
    },
    "judgements": {
        "id": str, "decision": str, "stage": str, "a": str, "b": str, "field": str, "value": str, "who": str,
        "when": str, "stands": bool,
    },
    "drops": {"stage": str, "item": str, "reason": str, "partial": bool},
    "activities": {"id": str, "name": str, "started": str, "version": str, "settings": str, "model": str},
}  # fmt: skip


def write_parquet(store: Store, folder: Path, *, no_text: bool = False) -> None:
    """Write the record into `folder`, a file a table, in row groups of GROUP lines.

    Raises:
        OnrecordError: pyarrow is not installed, the folder can't be written to, or the store can't be read
            (StoreError).

    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OnrecordError("parquet", "pyarrow is missing: pip install 'onrecord[parquet]'") from error
    schemas = {table: pyarrow.schema(_fields(pyarrow, FIELDS[table])) for table in TABLES}
    waiting: dict[str, list[Line]] = {table: [] for table in TABLES}
    with new_files(folder, [f"{table}.parquet" for table in TABLES]) as drafts, ExitStack() as opened:
        writers = {
            table: opened.enter_context(parquet.ParquetWriter(drafts[f"{table}.parquet"], schema))
            for table, schema in schemas.items()
        }

        def flush(table: str) -> None:
            rows = pyarrow.Table.from_pylist(waiting[table], schema=schemas[table])
            writers[table].write_table(rows)
            waiting[table].clear()

        for table, line in read_tables(store, no_text=no_text):
            waiting[table].append(line)
            if len(waiting[table]) == GROUP:
                flush(table)
        for table in TABLES:
            flush(table)


def _fields(pyarrow: Any, fields: dict[str, Any]) -> list[Any]:
    return [pyarrow.field(name, _type(pyarrow, kind)) for name, kind in fields.items()]


def _type(pyarrow: Any, kind: Any) -> Any:
    if isinstance(kind, list):
        return pyarrow.list_(_type(pyarrow, kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct(_fields(pyarrow, kind))
    scalar = {str: "string", int: "int64", float: "float64", bool: "bool_"}[kind]
    return getattr(pyarrow, scalar)()
