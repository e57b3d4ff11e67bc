"""Read GDELT's Global Knowledge Graph as it is published: a table of 27 columns without their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.capture.build import megabytes, refused
from onrecord.capture.records import read_record
from onrecord.capture.source import Source
from onrecord.capture.streams import lines_limited
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: The columns of version 2.1 that say something of the page, by their place (GKG codebook 2.1, 2015).
_COLUMNS: Final = {
    0: "GKGRECORDID",
    1: "DATE",
    3: "SourceCommonName",
    4: "DocumentIdentifier",
    22: "Quotations",
    26: "Extras",
}
_COLUMN_COUNT: Final = 27
_FIRST = re.compile(rb"\d{14}-T?\d+\t\d{14}\t")


def is_knowledge_graph(head: bytes) -> bool:
    """Tell whether the first line is a record of the Global Knowledge Graph."""
    first = head.partition(b"\n")[0]
    # Long records run beyond the head.
    return _FIRST.match(first) is not None and first.count(b"\t") >= min(4, _COLUMN_COUNT - 1)


def read_knowledge_graph(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every record: its quotations where it has any, else it only points to its page."""
    for number, line in lines_limited(source.stream, settings.max_line_bytes):
        item = f"{source.path}:{number}"
        if line is None:
            limit = megabytes(settings.max_line_bytes)
            yield refused(item, f"line longer than {limit}, not read: split it, or raise max_line_bytes")
            continue
        if not line.strip():
            continue
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(cells) != _COLUMN_COUNT:
            yield refused(
                item, f"{len(cells)} columns, where GDELT writes {_COLUMN_COUNT}: get the file again"
            )
            continue
        values = {name: cells[place] for place, name in _COLUMNS.items()}
        yield from read_record(values, item, source, settings)
