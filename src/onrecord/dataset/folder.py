"""The folder of a Parquet record, on disk or in an object store: portions, and the notes of what is done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow
from pyarrow import parquet
from pydantic import TypeAdapter, ValidationError

from onrecord.dataset.places import is_local, place_of
from onrecord.dataset.tables import SCHEMAS
from onrecord.errors import OnrecordError

#: A portion may unpack to so many bytes when it is read: ours are some megabytes.
_MOST_BYTES = 4_000_000_000
#: A note may be so large: it names files and nothing else.
_MOST_NOTE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file, or one of several shares of its pages."""

    path: str
    #: In bytes, and when it was changed (as the file system says it): another one is read again.
    size: int
    changed: str
    #: Of each `shares` pages one, the `share`-th from 0.
    share: int = 0
    shares: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is done: some inputs, the portions that hold what came of them, and with what it was made."""

    name: str
    reads: tuple[Read, ...]
    portions: tuple[str, ...]
    #: Version, settings and model, without which two portions are not of one record.
    made_with: Mapping[str, str]
    pages: int = 0
    articles: int = 0
    statements: int = 0
    refused: int = 0


class Folder:
    """A Parquet record at a path or at an address that fsspec knows (`s3://…`, `memory://…`)."""

    def __init__(self, location: str) -> None:
        """Look at the place, which need not be there; OnrecordError for one of an unknown kind."""
        self.location = location
        self._files, self._root = place_of(location)

    def write(self, name: str, tables: Mapping[str, pyarrow.Table]) -> None:
        """Write a portion; empty tables are left out. It counts when a note names it."""
        for table, rows in tables.items():
            if rows.num_rows:
                sink = pyarrow.BufferOutputStream()
                parquet.write_table(rows, sink, compression="zstd")
                self._put(f"{table}/{name}.parquet", sink.getvalue())

    def note(self, note: Note) -> None:
        """Note what is done, and which portions are whole with it."""
        written = json.dumps(asdict(note), ensure_ascii=True, sort_keys=True, indent=1)
        self._put(f"_done/{note.name}.json", written.encode())

    def notes(self) -> Iterator[Note]:
        """Give the notes, by name; OnrecordError for one that is none of ours."""
        for path in self._list("_done", ".json"):
            try:
                if self._files.size(path) > _MOST_NOTE_BYTES:
                    raise ValueError("larger than any note is")
                yield TypeAdapter(Note).validate_python(json.loads(self._files.cat_file(path)))
            except (ValueError, ValidationError, RecursionError, OSError) as error:
                reason = str(error).splitlines()[0]
                raise OnrecordError(path, f"no note of what is done: {reason}") from error

    def read(self, name: str) -> dict[str, pyarrow.Table]:
        """Read a portion; OnrecordError for files that are none of ours, damaged, or larger than any is."""
        if not name.replace("-", "").isalnum():
            raise OnrecordError(self.location, f"{name!r} is no name of a portion")
        return {table: self._table(table, name) for table in SCHEMAS}

    def exists(self) -> bool:
        """Tell whether there is a record, begun at least."""
        return bool(self._files.exists(f"{self._root}/_done"))

    def _table(self, table: str, name: str) -> pyarrow.Table:
        path, schema = f"{self._root}/{table}/{name}.parquet", SCHEMAS[table]
        if not self._files.exists(path):
            return schema.empty_table()
        try:
            with self._files.open(path, "rb") as stream:
                found = parquet.ParquetFile(stream, page_checksum_verification=True)
                if not found.schema_arrow.equals(schema):
                    raise ValueError("its columns are not those of this version of onrecord")
                groups = range(found.metadata.num_row_groups)
                if sum(found.metadata.row_group(n).total_byte_size for n in groups) > _MOST_BYTES:
                    raise ValueError("unpacks to more than a portion holds")
                rows = found.read()
                rows.validate(full=True)
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise OnrecordError(path, f"can't be read as a portion: {str(error).splitlines()[0]}") from error
        return rows

    def _list(self, folder: str, suffix: str) -> list[str]:
        place = f"{self._root}/{folder}"
        if not self._files.exists(place):
            return []
        return sorted(path for path in self._files.ls(place, detail=False) if str(path).endswith(suffix))

    def _put(self, name: str, data: Any) -> None:
        """Write a file, whole or not at all: object stores do so by themselves."""
        path = f"{self._root}/{name}"
        try:
            if not is_local(self._files):
                self._files.pipe_file(path, bytes(data))
                return
            os.makedirs(os.path.dirname(path), exist_ok=True)
            draft = f"{path}.unfinished"
            with open(draft, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OnrecordError(path, f"can't be written ({reason})") from error
