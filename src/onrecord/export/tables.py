"""The record as tables of JSON lines, read from a store in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.export import lines
from onrecord.export.lines import Line
from onrecord.model import AnnotatedArticle

if TYPE_CHECKING:
    from onrecord.store import Store

#: The tables of an export, each a file; those of the corpus stages join them when there are such stages.
TABLES = ("articles", "statements", "mentions", "timexes", "drops", "activities")


def read_tables(store: Store) -> Iterator[tuple[str, Line]]:
    """Give every line of the record with the name of its table, each table's lines in order."""
    for annotated in store.articles():
        yield from _article_tables(annotated)
    for drop in store.drops():
        yield "drops", lines.drop_row(drop)
    for activity in store.activities():
        yield "activities", lines.activity_row(activity)


def _article_tables(annotated: AnnotatedArticle) -> Iterator[tuple[str, Line]]:
    marked, owner = annotated.annotations, lines.owner_line(annotated.article)
    yield "articles", lines.article_head(annotated)
    for statement in marked.statements:
        yield "statements", lines.owned_statement_line(statement, **owner)
    for mention in marked.mentions:
        yield "mentions", {**owner, **lines.mention_line(mention)}
    for timex in marked.timexes:
        yield "timexes", {**owner, **lines.timex_line(timex)}
