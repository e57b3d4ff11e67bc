"""Hold a finished record against that of a clean run, table by table.

Left out, since no two runs could agree on it: when a page was read and which run read it, when somebody
decided or forgot, how often the store was written to, and numbers that mean nothing outside the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import create_engine, select

from onrecord.store import open_store, schema_events, schema_links
from onrecord.store.schema import metadata
from onrecord.verify import verify

#: Importing these adds their tables to the metadata.
_MODULES = (schema_events, schema_links)
#: Tables of which nothing is compared.
UNCOMPARED = ("activities", "changes")
#: Columns that are left out; "*" stands for every table.
LEFT_OUT = {
    "*": {"number"},
    "captures": {"captured", "activity", "seal"},
    "visits": {"visited", "not_before"},
    "forgotten": {"when"},
    "judgements": {"id", "when"},
    "audit_log": {"when", "decision", "digest"},
}
#: So many differing rows of a table are told.
_SHOWN = 2

Tables = dict[str, Counter[tuple[object, ...]]]


def tables(location: str) -> Tables:
    """Read all rows of a store that are compared, each with how often it is there."""
    url = location if "://" in location else f"sqlite:///{location}"
    engine = create_engine(url)
    found: Tables = {}
    try:
        with engine.connect() as connection:
            for table in metadata.sorted_tables:
                left_out = LEFT_OUT["*"] | LEFT_OUT.get(table.name, set())
                columns = [column for column in table.columns if column.name not in left_out]
                if table.name not in UNCOMPARED:
                    found[table.name] = Counter(map(tuple, connection.execute(select(*columns))))
    finally:
        engine.dispose()
    return found


def differences(got: Tables, wanted: Tables) -> Iterator[str]:
    """Say which rows are missing, or there too often."""
    for name in sorted(got.keys() | wanted.keys()):
        for what, rows in (("lost", wanted[name] - got[name]), ("too many", got[name] - wanted[name])):
            if rows:
                some = "; ".join(str(row)[:160] for row in list(rows)[:_SHOWN])
                yield f"{name}: {rows.total()} {what}: {some}"


def unproved(location: str) -> Iterator[str]:
    """Say what `verify` can't prove of a store."""
    with open_store(location, create=False) as store:
        for problem in verify(store):
            yield f"{problem.table} {problem.row}: {problem.reason}"
