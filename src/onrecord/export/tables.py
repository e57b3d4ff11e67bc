"""The record as tables of JSON lines, read from a store in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.export import corpus_lines, lines
from onrecord.export.lines import Line
from onrecord.export.without_text import without_text
from onrecord.model import AnnotatedArticle
from onrecord.reading.record import Record, open_record
from onrecord.reading.revisions import read_revisions

if TYPE_CHECKING:
    from onrecord.store import Store

#: The tables of an export, each a file.
TABLES = (
    "articles", "statements", "mentions", "timexes", "events", "entities", "utterances", "copies",
    "revisions", "stories", "links", "judgements", "drops", "activities",
)  # fmt: skip
#: Those whose lines stand in one article.
OF_ARTICLE = ("articles", "statements", "mentions", "timexes", "events")


def read_tables(store: Store, *, no_text: bool = False) -> Iterator[tuple[str, Line]]:
    """Give every line of the record with the name of its table, each table's lines in order.

    What is not linked yet has no utterance and no entity. With `no_text` the words of pages are null.
    """
    for table, line in _all_tables(store):
        yield table, without_text(table, line) if no_text else line


def _all_tables(store: Store) -> Iterator[tuple[str, Line]]:
    with open_record(store) as record:
        for annotated in store.articles():
            yield from _article_tables(record.dated(annotated), record)
        yield from _corpus_tables(record)
    for drop in store.drops():
        yield "drops", lines.drop_row(drop)
    for activity in store.activities():
        yield "activities", lines.activity_row(activity)


def read_by_article(store: Store) -> Iterator[dict[str, list[Line]]]:
    """Give the lines of one article after another, by table: one of "articles", and what is marked in it."""
    with open_record(store) as record:
        for annotated in store.articles():
            tables: dict[str, list[Line]] = {table: [] for table in OF_ARTICLE}
            for table, line in _article_tables(record.dated(annotated), record):
                tables[table].append(line)
            yield tables


def _article_tables(annotated: AnnotatedArticle, record: Record) -> Iterator[tuple[str, Line]]:
    marked, owner = annotated.annotations, lines.owner_line(annotated.article)
    yield "articles", lines.article_head(annotated)
    linked = record.linked([statement.id for statement in marked.statements])
    for statement in record.corrected(marked.statements):
        line = lines.owned_statement_line(statement, linked=linked[statement.id], **owner)
        yield "statements", line
    for mention in marked.mentions:
        yield "mentions", {**owner, **lines.mention_line(mention)}
    for timex in marked.timexes:
        yield "timexes", {**owner, **lines.timex_line(timex)}
    happenings = record.happening_ids([event.id for event in marked.events])
    for event in marked.events:
        yield "events", lines.owned_event_line(event, **owner, happening=happenings.get(event.id))


def _corpus_tables(record: Record) -> Iterator[tuple[str, Line]]:
    for entity in record.entities():
        yield "entities", corpus_lines.entity_line(entity)
    for utterance in record.utterances():
        yield "utterances", corpus_lines.utterance_line(utterance)
    for copy in record.copies():
        yield "copies", corpus_lines.copy_line(copy)
    for revised in read_revisions(record):
        yield "revisions", corpus_lines.revision_line(revised)
    for story in record.stories():
        yield "stories", corpus_lines.story_line(story)
    for link in record.links():
        yield "links", corpus_lines.link_line(link)
    for judgement in record.judgements():
        yield "judgements", corpus_lines.judgement_line(judgement)
