"""Export as JSON lines: a folder with one file a table, one object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.files import text_files
from onrecord.export.lines import Line
from onrecord.export.tables import TABLES, read_tables

if TYPE_CHECKING:
    from onrecord.store import Store


def write_jsonl(store: Store, folder: Path, *, no_text: bool = False) -> None:
    """Write the record into `folder`; the same record gives the same bytes.

    With `no_text` the words of pages are null, in this and the other formats of tables.

    Raises:
        OnrecordError: the folder can't be written to, or the store can't be read (StoreError).

    """
    with text_files(folder, [f"{table}.jsonl" for table in TABLES]) as files:
        for table, line in read_tables(store, no_text=no_text):
            files[f"{table}.jsonl"].write(json_line(line))


def json_line(line: Line) -> str:
    """Write a JSON object as one line with its newline; characters stand as themselves."""
    return json.dumps(line, ensure_ascii=False) + "\n"
