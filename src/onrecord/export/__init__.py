"""Write the record out, one file a format; `lines` holds the record format itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export.csv import write_csv, write_lines
from onrecord.export.jsonl import json_line, write_jsonl
from onrecord.export.lines import article_line, statement_line

if TYPE_CHECKING:
    from onrecord.store import Store

__all__ = ["EXPORTERS", "article_line", "json_line", "statement_line", "write_lines"]

#: `onrecord export FORMAT OUT`: what writes a store into a folder, by the name of the format.
EXPORTERS: dict[str, Callable[[Store, Path], None]] = {"jsonl": write_jsonl, "csv": write_csv}
