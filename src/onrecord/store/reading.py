"""Turn rows back into what was added; `rows` is the way there.

Children are fetched for many parents at once: one query a table for a few hundred articles.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from onrecord.errors import StoreError
from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    Capture,
    Declared,
    Drop,
    Event,
    Hop,
    Mention,
    Span,
    Speaker,
    Statement,
    Timex,
    Unnamed,
)
from onrecord.store import schema, schema_events
from onrecord.store.dialects import given
from onrecord.store.event_rows import read_events
from onrecord.store.row_parts import RowLike, make_row, read_date


def read_capture(row: RowLike) -> Capture:
    """Make a capture of a row of `captures` joined with `contents`; StoreError where it can't be unpacked."""
    same = ("id", "path", "key", "url", "media_type", "charset", "sha256", "captured")
    declared = ("title", "publisher", "author", "published")
    return Capture(
        content=_unpack(row),
        declared=Declared(**{name: row[f"declared_{name}"] for name in declared}),
        **{name: row[name] for name in same},
    )


def read_articles(connection: Connection, rows: Sequence[RowLike]) -> list[AnnotatedArticle]:
    """Make articles, with all that is marked in them, of rows of `articles`."""
    ids = [row["id"] for row in rows]
    statements = _statements(connection, ids)
    events = _events(connection, ids)
    children = {
        table: _children(connection, table, "article", ids)
        for table in (schema.blocks, schema.mentions, schema.timexes, schema.article_evidence, schema.drops)
    }
    return [
        _read_article(
            row,
            statements[row["id"]],
            events[row["id"]],
            {table: kids[row["id"]] for table, kids in children.items()},
        )
        for row in rows
    ]


def read_told_articles(connection: Connection, rows: Sequence[RowLike]) -> list[AnnotatedArticle]:
    """Make articles with their blocks and statements of rows of `articles`; a third of what is on record."""
    ids = [row["id"] for row in rows]
    statements = _statements(connection, ids)
    blocks = _children(connection, schema.blocks, "article", ids)
    return [
        _read_article(row, statements[row["id"]], [], defaultdict(list, {schema.blocks: blocks[row["id"]]}))
        for row in rows
    ]


def read_statements(connection: Connection, rows: Sequence[RowLike]) -> list[Statement]:
    """Make statements, with their spans, hops and evidence, of rows of `statements`."""
    ids = [row["id"] for row in rows]
    spans = _spans(connection, ids)
    hops = _hops(connection, ids)
    evidence = _children(connection, schema.statement_evidence, "statement", ids)
    return [
        _read_statement(row, spans[id_], tuple(hops[id_]), evidence.get(id_, ()))
        for id_, row in zip(ids, rows, strict=True)
    ]


def read_article_evidence(connection: Connection, articles: list[str]) -> dict[str, list[RowLike]]:
    """Fetch the evidence for the dates of some articles, by article."""
    return _children(connection, schema.article_evidence, "article", articles)


def read_drop(row: RowLike) -> Drop:
    """Make a drop of its row."""
    return make_row(Drop, row, "stage", "item", "reason", "partial")


def _statements(connection: Connection, articles: Sequence[str]) -> dict[str, list[Statement]]:
    """Fetch the statements of some articles, by article and in their order."""
    rows = _children(connection, schema.statements, "article", articles)
    of_all = list(chain.from_iterable(rows.values()))
    found: dict[str, list[Statement]] = defaultdict(list)
    for row, statement in zip(of_all, read_statements(connection, of_all), strict=True):
        found[row["article"]].append(statement)
    return found


def _events(connection: Connection, articles: Sequence[str]) -> dict[str, list[Event]]:
    """Fetch the events of some articles, by article and in their order."""
    rows = _children(connection, schema_events.events, "article", articles)
    of_all = list(chain.from_iterable(rows.values()))
    found: dict[str, list[Event]] = defaultdict(list)
    for row, event in zip(of_all, read_event_rows(connection, of_all), strict=True):
        found[row["article"]].append(event)
    return found


def read_event_rows(connection: Connection, rows: Sequence[RowLike]) -> list[Event]:
    """Make events, with their recipients and evidence, of rows of `events`."""
    ids = [row["id"] for row in rows]
    given, proofs = (
        _children(connection, table, "event", ids)
        for table in (schema_events.recipients, schema_events.event_evidence)
    )
    return read_events(rows, given, proofs)


def _spans(connection: Connection, statements: Sequence[str]) -> dict[str, dict[str, list[Span]]]:
    """Fetch the spans of some statements, by statement and role."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    columns = ("statement", "role", "start", "end", "text")
    # Most of what pages read: parts of a row are taken by their place.
    for id_, role, start, end, words in _rows(connection, schema.spans, "statement", statements, columns):
        found[id_][role].append(Span(start=start, end=end, text=words))
    return found


def _hops(connection: Connection, statements: Sequence[str]) -> dict[str, list[Hop]]:
    """Fetch the chains of some statements, by statement."""
    found: dict[str, list[Hop]] = defaultdict(list)
    columns = ("statement", "name", "kind", "start", "end", "text", "inferred")
    for id_, name, kind, start, end, words, inferred in _rows(
        connection, schema.hops, "statement", statements, columns
    ):
        found[id_].append(Hop(name=name, kind=kind, start=start, end=end, text=words, inferred=inferred))
    return found


def _children(
    connection: Connection, table: Table, parent: str, ids: Sequence[str]
) -> dict[str, list[RowLike]]:
    """Fetch the rows that belong to some parents, by parent and in their order."""
    found: dict[str, list[RowLike]] = defaultdict(list)
    for row in _rows(connection, table, parent, ids):
        found[row._mapping[parent]].append(row._mapping)
    return found


def _rows(
    connection: Connection, table: Table, parent: str, ids: Sequence[str], columns: tuple[str, ...] = ()
) -> Iterator[Any]:
    """Fetch all columns, or some, of the rows that belong to some parents, in their order."""
    # In parts, because SQLite takes 32,766 variables and an article may have more statements.
    for low in range(0, len(ids), 10_000):
        here = {"ids": ids[low : low + 10_000]}
        yield from connection.execute(_children_query(table, parent, columns), here).all()


@cache
def _children_query(table: Table, parent: str, columns: tuple[str, ...]) -> Select[Any]:
    """Make the question for the rows of some parents: once, since making it takes longer than asking it."""
    order = [table.c[name] for name in (parent, "role", "level", "position") if name in table.c]
    wanted = select(*(table.c[name] for name in columns)) if columns else select(table)
    return wanted.where(table.c[parent].in_(given())).order_by(*order)


def _read_article(
    row: RowLike, statements: list[Statement], events: list[Event], children: dict[Table, list[RowLike]]
) -> AnnotatedArticle:
    same = ("id", "capture", "path", "key", "item", "kind", "url", "publisher", "title", "language",
            "truncated", "sha256", "text")  # fmt: skip
    dates = {
        name: read_date(row, name, children[schema.article_evidence]) for name in ("published", "updated")
    }
    blocks = tuple(make_row(Block, it, "start", "end", "kind") for it in children[schema.blocks])
    words = ("start", "end", "text", "type")
    drops = children[schema.drops]
    return AnnotatedArticle(
        article=make_row(Article, row, *same, authors=_authors(row), blocks=blocks, **dates),
        annotations=Annotations(
            statements=tuple(statements),
            mentions=tuple(
                make_row(Mention, it, *words, "form", "entity") for it in children[schema.mentions]
            ),
            timexes=tuple(make_row(Timex, it, *words, "value") for it in children[schema.timexes]),
            events=tuple(events),
            drops=tuple(read_drop(it) for it in drops if it["level"] == "annotations"),
        ),
        drops=tuple(read_drop(it) for it in drops if it["level"] == "article"),
    )


def _read_statement(
    row: RowLike, spans: Mapping[str, Sequence[Span]], chain: tuple[Hop, ...], evidence: Sequence[RowLike]
) -> Statement:
    speaker = None
    if row["speaker"] is not None:
        speaker = Speaker(
            name=row["speaker"],
            kind=row["speaker_kind"],
            as_printed=row["speaker_as_printed"],
            unnamed=_read_unnamed(row, next(iter(spans.get("reason", ())), None)),
        )
    roles = {role: tuple(spans.get(role, ())) for role in ("source", "cue", "content", "addressee")}
    return make_row(
        Statement, row, "id", "kind", "act", "polarity", "score", "parent", "vector",
        **roles,
        venue=next(iter(spans.get("venue", ())), None),
        speaker=speaker,
        said=read_date(row, "said", evidence),
        chain=chain,
    )  # fmt: skip


def _read_unnamed(row: RowLike, reason: Span | None) -> Unnamed | None:
    if row["unnamed_description"] is None:
        return None
    return Unnamed(description=row["unnamed_description"], count=row["unnamed_count"], reason=reason)


def _authors(row: RowLike) -> tuple[str, ...]:
    try:
        return tuple(json.loads(row["authors"]))
    except (ValueError, TypeError) as error:
        raise StoreError(row["id"], f"its authors are no JSON list ({error})") from error


def _unpack(row: RowLike) -> bytes:
    """Decompress the bytes of a page, never to more than they once were."""
    if row["compression"] != "zlib":
        raise StoreError(row["id"], f"its bytes are packed by {row['compression']!r}, which is not known")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(row["data"], row["size"] + 1)
    except zlib.error as error:
        raise StoreError(row["id"], f"its bytes can't be unpacked ({error})") from error
    if len(content) != row["size"] or not unpacker.eof or unpacker.unused_data:
        raise StoreError(row["id"], "its bytes are not as many as were stored")
    return content
