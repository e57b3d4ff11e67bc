"""Read a table in Parquet: each row with a text or a page is one page, as in any other table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from onrecord.capture.build import refused
from onrecord.capture.fields import is_known
from onrecord.capture.records import read_record
from onrecord.capture.source import Source
from onrecord.capture.streams import as_file
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

_MAGIC = b"PAR1"
#: Rows that are held at a time; one may be as large as a page may be.
_ROWS = 64


def is_parquet(head: bytes) -> bool:
    """Tell whether `head` begins a file in Parquet."""
    return head.startswith(_MAGIC)


def read_parquet(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every row as one page; a row that gives none becomes a drop `path:row`, counted from 1.

    Raises nothing: a file that is damaged, or that unpacks to more than the limits allow, is a drop.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield refused(source.path, "Parquet is read with pyarrow: pip install 'onrecord[parquet]'")
        return
    number = 0
    try:
        table = parquet.ParquetFile(as_file(source.stream, source.budget))
        names = table.schema_arrow.names
        if not is_known(names, source.columns):
            shown = ", ".join(name[:40] for name in names[:12])
            yield refused(
                source.path,
                f"no column is called text, html or url (there are: {shown}): say which is: --map text=NAME",
            )
            return
        for group in range(table.metadata.num_row_groups):
            source.budget.unpack(table.metadata.row_group(group).total_byte_size)
            for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group]):
                for row in batch.to_pylist():
                    number += 1
                    values = {name: _plain(value) for name, value in row.items()}
                    yield from read_record(values, f"{source.path}:{number}", source, settings)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        yield refused(source.path, f"damaged from row {number + 1} on ({reason}): get it again")
        return
    if not number:
        yield refused(source.path, "a table without rows")


def _plain(value: Any) -> Any:
    """Give a value as JSON would have it: a time as ISO 8601, bytes as the UTF-8 that pages are kept in."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
