"""Results as tables of Arrow, and back: the columns are the fields of the dataclasses."""

from __future__ import annotations

import dataclasses
import types
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import pyarrow
from pydantic import TypeAdapter, ValidationError

from onrecord.model import (
    Activity,
    AnnotatedArticle,
    Annotations,
    Article,
    Capture,
    CaptureResult,
    Drop,
    Event,
    Mention,
    Statement,
    Timex,
)

Row = dict[str, Any]
_Made = TypeVar("_Made")

#: What is marked in an article, by table.
_MARKED: dict[str, Any] = {"statements": Statement, "mentions": Mention, "timexes": Timex, "events": Event}
_OWNER = {"article": pyarrow.string(), "path": pyarrow.string(), "key": pyarrow.string()}
_SCALARS = {
    str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(),
    bytes: pyarrow.large_binary(),
}  # fmt: skip
#: Which list of an article a drop stands in.
_LEVEL = ("level", pyarrow.string())


def _type(kind: Any) -> pyarrow.DataType:
    """Give the Arrow type of a Python type; what may be None is not told apart."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if dataclasses.is_dataclass(kind):
        return pyarrow.struct(list(_fields(kind).items()))
    origin, of = get_origin(kind), [it for it in get_args(kind) if it is not type(None)]
    if origin is Literal:
        return pyarrow.string()
    if origin in (Union, types.UnionType) and len(of) == 1:
        return _type(of[0])
    if origin is tuple:
        return pyarrow.list_(_type(of[0]))
    raise TypeError(f"no column for {kind}")


def _fields(kind: Any) -> dict[str, pyarrow.DataType]:
    return {name: _type(hint) for name, hint in get_type_hints(kind).items()}


def _schemas() -> dict[str, pyarrow.Schema]:
    drops = _fields(Drop)
    of_article = pyarrow.list_(pyarrow.struct([*drops.items(), _LEVEL]))
    columns = {
        "captures": _fields(Capture),
        "articles": {**_fields(Article), "drops": of_article},
        **{table: {**_OWNER, **_fields(kind)} for table, kind in _MARKED.items()},
        "drops": {**drops, "capture": pyarrow.string()},
        "activities": _fields(Activity),
    }
    return {table: pyarrow.schema(list(fields.items())) for table, fields in columns.items()}


#: The columns of each table.
SCHEMAS: dict[str, pyarrow.Schema] = _schemas()


def tables_of(
    results: Iterable[CaptureResult], drops: Iterable[Drop], activity: Activity
) -> dict[str, pyarrow.Table]:
    """Write a portion as tables; UnicodeEncodeError where a text holds half of a surrogate pair."""
    rows: dict[str, list[Row]] = {table: [] for table in SCHEMAS}
    for result in results:
        rows["captures"].append(dataclasses.asdict(result.capture))
        for annotated in result.articles:
            _add_article(rows, annotated)
        rows["drops"] += ({**dataclasses.asdict(drop), "capture": result.capture.id} for drop in result.drops)
    rows["drops"] += ({**dataclasses.asdict(drop), "capture": None} for drop in drops)
    rows["activities"].append(dataclasses.asdict(activity))
    return {table: pyarrow.Table.from_pylist(found, schema=SCHEMAS[table]) for table, found in rows.items()}


def _add_article(rows: dict[str, list[Row]], annotated: AnnotatedArticle) -> None:
    article = annotated.article
    levels = {"article": annotated.drops, "annotations": annotated.annotations.drops}
    drops = [{**dataclasses.asdict(it), "level": level} for level, found in levels.items() for it in found]
    rows["articles"].append({**dataclasses.asdict(article), "drops": drops})
    owner = {"article": article.id, "path": article.path, "key": article.key}
    for table in _MARKED:
        rows[table] += ({**owner, **dataclasses.asdict(it)} for it in getattr(annotated.annotations, table))


def results_of(tables: Mapping[str, pyarrow.Table]) -> Iterator[CaptureResult | Drop]:
    """Read a portion back; ValueError, with the row, for what no portion of ours holds."""
    marked = {table: _by(tables[table], "article") for table in _MARKED}
    articles = _by(tables["articles"], "capture")
    drops = _by(tables["drops"], "capture")
    for row in tables["captures"].to_pylist():
        capture = _made(Capture, "captures", row)
        yield CaptureResult(
            capture=capture,
            articles=tuple(_article(it, marked) for it in articles.pop(capture.id, ())),
            drops=tuple(_made(Drop, "drops", it) for it in drops.pop(capture.id, ())),
        )
    for row in drops.pop(None, ()):
        yield _made(Drop, "drops", row)
    left = {"articles": articles, "drops": drops, **marked}
    for table, by_owner in left.items():
        for owner in by_owner:
            raise ValueError(f"{table}: {owner!r}, which rows belong to, is missing or there twice")


def activity_of(tables: Mapping[str, pyarrow.Table]) -> Activity:
    """Read which run made a portion; ValueError where it does not say."""
    rows = tables["activities"].to_pylist()
    if len(rows) != 1:
        raise ValueError(f"activities: {len(rows)} rows in place of one")
    return _made(Activity, "activities", rows[0])


def _article(row: Row, marked: dict[str, dict[Any, list[Row]]]) -> AnnotatedArticle:
    article = _made(Article, "articles", row)
    by_level: dict[Any, list[Drop]] = defaultdict(list)
    for drop in row["drops"] or ():
        by_level[drop["level"]].append(_made(Drop, "articles", drop))
    found: dict[str, Any] = {
        table: tuple(_made(kind, table, it) for it in marked[table].pop(article.id, ()))
        for table, kind in _MARKED.items()
    }
    return AnnotatedArticle(
        article=article,
        annotations=Annotations(**found, drops=tuple(by_level["annotations"])),
        drops=tuple(by_level["article"]),
    )


def _by(table: pyarrow.Table, column: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        found[row[column]].append(row)
    return found


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _made(kind: type[_Made], table: str, row: Row) -> _Made:
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    try:
        made: _Made = _adapter(cast("Hashable", kind)).validate_python({name: row[name] for name in names})
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        place = ".".join(map(str, wrong["loc"]))
        raise ValueError(f"{table}: row {str(row.get('id') or row)[:80]}: {place}: {wrong['msg']}") from error
    return made
