"""SQL that each database writes in its own way, as parts of questions that are the same on both."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Self

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Select,
    Text,
    TypeDecorator,
    any_,
    bindparam,
    cast,
    func,
    literal,
    not_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseList
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import TypeEngine

#: Characters of a long text that an index of PostgreSQL holds: its rows take up to 2,704 bytes, and a
#: character up to 4.
HELD = 255


class ByDialect(ColumnElement[Any]):
    """An expression of which a database gets its own form."""

    __visit_name__ = "by_dialect"
    # What makes two of them the same question to SQLAlchemy, which remembers questions.
    _traverse_internals = [  # noqa: RUF012
        ("sqlite", InternalTraversal.dp_clauseelement),
        ("postgresql", InternalTraversal.dp_clauseelement),
    ]
    inherit_cache = False

    def __init__(
        self, sqlite: ColumnElement[Any], postgresql: ColumnElement[Any], kind: TypeEngine[Any] | None = None
    ) -> None:
        self.sqlite = sqlite
        self.postgresql = postgresql
        self.type = kind or Boolean()

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002
        """Stay as it is: each form brings the brackets that it needs."""
        return self

    def _negate(self) -> ByDialect:
        return ByDialect(not_(self.sqlite), not_(self.postgresql))

    @property
    def _from_objects(self) -> list[Any]:
        return [*self.sqlite._from_objects, *self.postgresql._from_objects]


@compiles(ByDialect)
def _compile(element: ByDialect, compiler: SQLCompiler, **options: Any) -> str:
    form: ColumnElement[Any] = getattr(element, compiler.dialect.name)
    return compiler.process(form.self_group(), **options)


class listed(GenericFunction[Any]):  # noqa: N801
    """The texts of a JSON list as rows, as a table with the column `value`."""

    name = "json_each"
    inherit_cache = True


@compiles(listed, "postgresql")
def _compile_listed(element: listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"listed({compiler.process(element.clauses, **options)})"


class _JsonList(TypeDecorator[Collection[str]]):
    """A list as one value."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> str:  # noqa: ARG002
        return json.dumps(list(value or ()))


def given(name: str = "ids") -> Select[tuple[str]]:
    """Select the values of the list that a question gets as `name`.

    However long the list, the question is the same: neither SQLAlchemy nor the database reads it anew.
    """
    return select(listed(bindparam(name, type_=_JsonList)).table_valued("value").c.value)


def among(column: ColumnElement[str], ids: Collection[str]) -> ColumnElement[bool]:
    """Say that a column is one of `ids`, as one value: a list of values has a limit, this has none."""
    wanted = sorted(ids)
    rows = listed(json.dumps(wanted)).table_valued("value")
    of_array = column == any_(literal(wanted, ARRAY(Text)))
    return ByDialect(column.in_(select(rows.c.value)), of_array)


def gathered(column: Column[str]) -> ColumnElement[str]:
    """Give the values of a column as one JSON list: of thousands of rows each would be handed over."""
    of_postgresql = func.coalesce(cast(func.json_agg(column), Text), "[]")
    return ByDialect(func.json_group_array(column), of_postgresql, Text())


def is_text(column: Column[str] | Column[str | None], value: str) -> ColumnElement[bool]:
    """Say that a column of long texts, of which PostgreSQL indexes the beginnings, has a value."""
    beginning = func.left(column, HELD) == func.left(literal(value, Text), HELD)
    return ByDialect(column == value, beginning & (column == value))


def in_order_of(text: Column[str], *others: ColumnElement[Any]) -> ColumnElement[Any]:
    """Order by a column of long texts, of which PostgreSQL indexes the beginnings, and then by others."""
    return ByDialect(
        ClauseList(text, *others, group=False),  # type: ignore[arg-type]
        ClauseList(func.left(text, HELD), text, *others, group=False),  # type: ignore[arg-type]
    )
