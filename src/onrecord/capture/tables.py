"""Read a table (CSV, TSV): dialect and charset detected, columns known by their names or by `--map`."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from onrecord.capture.build import megabytes, refused
from onrecord.capture.fields import is_known
from onrecord.capture.records import read_record
from onrecord.capture.source import Source
from onrecord.capture.streams import look_ahead
from onrecord.model import Capture, Drop
from onrecord.settings import Settings

#: How much the dialect and the charset are detected on; detection takes 0.1 s for it (CleverCSV 0.8).
_SAMPLE_BYTES = 65_536
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_table(source: Source, settings: Settings) -> Iterator[Capture | Drop]:
    """Read every row of a table as one page; a row that gives none becomes a drop `path:line`.

    The first row names the columns. Raises nothing: a table without such a row is a drop that lists what
    its columns are called.
    """
    sample, stream = look_ahead(source.stream, _SAMPLE_BYTES)
    charset, told = detect_charset(sample)
    lines = _Lines(stream, charset, settings.max_line_bytes)
    text = codecs.getincrementaldecoder(charset)("replace").decode(sample)
    declared, text = _declared_delimiter(text)
    if declared:
        next(lines, None)
    # A field may be as long as a line; the limit of the csv module is one for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_line_bytes))
    rows = _rows(csv.reader(lines, detect_dialect(text, source.columns, declared)))
    header = next(rows, None)
    if header is None or isinstance(header[1], str):
        yield refused(source.path, "empty, or no table: its first line can't be read")
        return
    names = [name.strip() for name in header[1]]
    if not is_known(names, source.columns):
        shown = ", ".join(name[:40] for name in names[:12])
        yield refused(
            source.path,
            f"no column is called text, html or url (there are: {shown}): say which is, as --map text=NAME",
        )
        return
    if told:
        yield Drop(stage="decode", item=source.path, reason=told, partial=True)
    empty = True
    for number, row in rows:
        item = f"{source.path}:{number}"
        if isinstance(row, str):
            empty = False
            yield refused(item, row)
        elif any(cell.strip() for cell in row):
            empty = False
            values = dict(zip(names, row, strict=False))
            lost = sum(cell.count("\ufffd") for cell in row) if charset.startswith("utf") else 0
            yield from read_record(values, item, source, settings, lost=lost)
    if empty:
        yield refused(source.path, "a table with no row below the names of its columns")
    if lines.too_long:
        limit = megabytes(settings.max_line_bytes)
        yield refused(
            source.path, f"{lines.too_long} lines longer than {limit}, cut off there: raise max_line_bytes"
        )


def detect_charset(sample: bytes) -> tuple[str, str | None]:
    """Give the charset that the bytes look like, and a sentence where that is a guess."""
    for mark, charset in _MARKS:
        if sample.startswith(mark):
            return charset, None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        return "utf-8", None
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
    # Curly quotes alone do not tell windows-1252 from its neighbours, and it is by far the most frequent.
    charset = "cp1252" if best is None or (western and western.chaos <= best.chaos) else best.encoding
    return charset, f"is not UTF-8: read as {charset}, which its bytes look like"


def detect_dialect(text: str, columns: Mapping[str, str], delimiter: str | None = None) -> type[csv.Dialect]:
    """Detect how a table is written: as its first line tells where that names known columns, else CleverCSV.

    Args:
        text: the beginning of the table.
        columns: names of columns, as the user gave them.
        delimiter: as the table itself declares it ("sep=;"), or None.

    """
    import clevercsv

    whole = text[: text.rfind("\n") + 1] or text
    quote, escape = '"', None
    if delimiter is None:
        first = whole.lstrip("\r\n").splitlines()[0] if whole.strip("\r\n") else ""
        known = [d for d in _DELIMITERS if is_known(next(csv.reader([first], delimiter=d), []), columns)]
        delimiter = max(known, key=first.count, default=None)
    if delimiter is None:
        try:
            found = clevercsv.Detector().detect(whole)
        except Exception:  # the detector gets whatever a hostile table makes it do; commas are as good as any
            found = None
        if found is not None:
            delimiter = found.delimiter or None
            quote, escape = found.quotechar or quote, found.escapechar or None
    elif '\\"' in whole and '""' not in whole:
        escape = "\\"

    class Detected(csv.Dialect):
        doublequote = True
        lineterminator = "\n"
        quoting = csv.QUOTE_MINIMAL

    Detected.delimiter = delimiter or ","
    Detected.quotechar = quote
    Detected.escapechar = escape
    return Detected


def _declared_delimiter(text: str) -> tuple[str | None, str]:
    """Take Excel's first line "sep=;" off; gives the delimiter with the rest."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    first = first.strip("\r")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest
    return None, text


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    """Give each row with the line that it begins on; in place of one that can't be read, the reason."""
    while True:
        number = getattr(reader, "line_num", 0) + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"no row of a table ({error}): mend the line"


class _Lines:
    """The lines of a table as text, none held longer than `limit` characters."""

    def __init__(self, stream: BinaryIO, charset: str, limit: int) -> None:
        self._text = io.TextIOWrapper(stream, encoding=charset, errors="replace", newline="")
        self._limit = limit
        self.too_long = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit)
        if not line:
            raise StopIteration
        if len(line) == self._limit and not line.endswith(("\n", "\r")):
            self.too_long += 1
            while (rest := self._text.readline(1 << 20)) and not rest.endswith(("\n", "\r")):
                pass
        # No table has NUL bytes; the csv module takes them, our texts must not have them in silence.
        return line
