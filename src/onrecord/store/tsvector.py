"""What full-text search in PostgreSQL reads: a table beside each that is searched, with a tsvector.

What stands in it is made of `words.words_of`, so that no setting or extension of the server has a say: each
searched column as its words with blanks around them, and a tsvector of all its words, without places; those
of the second column have a mark before them. The tsvector tells that words are there; whether they stand side
by side is read off the columns. Its limits are kept: a word has up to 2,046 bytes, and all have up to a
megabyte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Result,
    Select,
    Table,
    Text,
    all_,
    any_,
    cast,
    false,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from onrecord.store.indexed import INDEXED
from onrecord.store.schema import articles, statements
from onrecord.store.schema_links import name_totals
from onrecord.store.words import WordQuery, words_of

#: What a word counts as in a tsvector; longer ones are told apart by the column.
_LONGEST = 500
#: Bytes of a tsvector's words that fit; PostgreSQL takes 1,048,575.
_FULL = 1_000_000
#: Stands in a tsvector that not all words fit into: no word has a sign.
_MORE = "+"
#: Stand before the words of the first and the second column.
_MARKS = ("", "/")
_BATCH = 500

TABLES = {
    name: Table(
        f"{name}_search",
        MetaData(),
        Column("number", Integer, primary_key=True, autoincrement=False),
        *(Column(column, Text, nullable=False) for column in columns),
        Column("words", TSVECTOR, nullable=False),
        Column("whole", Boolean, nullable=False),
        Column("size", Integer, nullable=False),
    )
    for name, columns in INDEXED.items()
}
#: Rows and words of each index; kept by triggers.
TOTALS = Table(
    "search_totals",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("size", Integer, nullable=False),
)
_INDEXED_TABLES = {table.name: table for table in (articles, statements, name_totals)}


def found_by_tsvector(indexed: Table, query: WordQuery) -> Select[Any]:
    """Select the numbers of the rows that a query finds."""
    index = TABLES[indexed.name]
    return select(index.c.number).where(*conditions(indexed.name, query))


def conditions(name: str, query: WordQuery) -> list[ColumnElement[bool]]:
    """Say that a row of an index is one that a query finds."""
    index, phrases = TABLES[name], query.phrases()
    if not all(phrases) and (query.every or not any(phrases)):
        return [false()]
    phrases = [phrase for phrase in phrases if phrase]
    asked = [" & ".join(_asked(name, query, phrase)) for phrase in phrases]
    joined = (" & " if query.every else " | ").join(f"({it})" for it in asked)
    found = index.c.words.op("@@")(cast(f"{joined} | '{_MORE}'", TSQUERY))
    read = _read(name, query, phrases)
    sure = all(len(phrase) == 1 and len(phrase[0]) <= _LONGEST for phrase in phrases)
    return [found, or_(index.c.whole, read) if sure else read]


def _asked(name: str, query: WordQuery, phrase: tuple[str, ...]) -> Iterator[str]:
    """Give the words of a phrase as a tsquery has them, each in any of the columns; the last may go on."""
    marks = [_MARKS[INDEXED[name].index(it)] for it in query.columns]
    for number, word in enumerate(phrase, start=1):
        end = ":*" if query.goes_on and number == len(phrase) else ""
        yield "(" + " | ".join(f"'{mark}{word[:_LONGEST]}'{end}" for mark in marks) + ")"


def _read(name: str, query: WordQuery, phrases: Sequence[tuple[str, ...]]) -> ColumnElement[bool]:
    """Say that the columns themselves have the words, side by side where they have to be."""
    index = TABLES[name]
    # No word has a sign that LIKE knows.
    patterns = [f"% {' '.join(phrase)}{'' if query.goes_on else ' '}%" for phrase in phrases]
    told: ColumnElement[str] = index.c[query.columns[0]]
    for column in query.columns[1:]:
        told = told + index.c[column]
    listed = literal(patterns, ARRAY(Text))
    return told.like(all_(listed) if query.every else any_(listed))


def indexed_row(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a row of an index holds but its number; `words` as text."""
    told = [words_of(row[it] or "") for it in INDEXED[name]]
    vector, whole = vector_of(told)
    return {
        **{it: f" {' '.join(words)} " for it, words in zip(INDEXED[name], told, strict=True)},
        "words": " ".join(f"'{word}'" for word in vector),
        "whole": whole,
        "size": sum(map(len, told)),
    }


def fill(connection: Connection, name: str) -> None:
    """Index all rows of a table, none of which is indexed."""
    columns = [it.name for it in TABLES[name].c]
    given = ", ".join("CAST(:new_words AS tsvector)" if it == "words" else f":new_{it}" for it in columns)
    added = text(f"INSERT INTO {name}_search ({', '.join(columns)}) VALUES ({given})")
    for rows in table_rows(connection, name).partitions(_BATCH):
        values = [{"number": row.number, **indexed_row(name, row._asdict())} for row in rows]
        connection.execute(added, list(map(named, values)))


def table_rows(connection: Connection, name: str, told: Sequence[ColumnElement[Any]] = ()) -> Result[Any]:
    """Read what is indexed of a table, with what its index holds where that is asked for."""
    base, index = _INDEXED_TABLES[name], TABLES[name]
    query = select(base.c.number, *(base.c[it] for it in INDEXED[name]), *told)
    if told:
        query = query.join_from(base, index, index.c.number == base.c.number, isouter=True)
    return connection.execute(query.order_by(base.c.number).execution_options(yield_per=_BATCH))


def named(row: Mapping[str, Any]) -> dict[str, Any]:
    """Name the values of a row as new ones, so that none is taken for a column."""
    return {f"new_{name}": value for name, value in row.items()}


def vector_of(told: Sequence[Sequence[str]]) -> tuple[list[str], bool]:
    """Give the words of a tsvector, each once, and whether all of them fit into it."""
    words = dict.fromkeys(
        mark + word[:_LONGEST] for mark, column in zip(_MARKS, told, strict=False) for word in column
    )
    room = _FULL
    for count, word in enumerate(words):
        room -= len(word.encode())
        if room < 0:
            return [*islice(words, count), _MORE], False
    return list(words), True
