"""The record format: every key of every line, in its order, as the documentation of the format has it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from onrecord.export import article_line, json_line, statement_line
from onrecord.export.lines import date_line
from onrecord.model import CaptureResult, Date
from onrecord.store import StatementRow
from strategies.pages import page
from strategies.results import capture_results

ANNOTATED = page(7, said="2031-03-31", key="k7").articles[0]
DATE = ["value", "precision", "earliest", "latest", "method", "evidence"]
SPAN = ["start", "end", "text"]


def test_an_article_has_the_keys_of_the_format() -> None:
    line = article_line(ANNOTATED)
    assert list(line) == [
        "id", "path", "key", "item", "kind", "url", "publisher", "title", "authors", "language",
        "published", "updated", "text", "sha256", "truncated", "blocks", "statements", "mentions",
        "timexes", "events", "drops",
    ]  # fmt: skip
    assert list(line["published"]) == DATE
    assert line["updated"] is None
    assert line["events"] == []
    assert (line["path"], line["key"], line["authors"]) == ("news/007.txt", "k7", ["Jo Reyes", "Max Ödegård"])
    assert line["blocks"][0] == {"start": 0, "end": 18, "kind": "headline"}


def test_a_statement_has_the_keys_of_the_format() -> None:
    statement = article_line(ANNOTATED)["statements"][1]
    assert list(statement) == [
        "id", "kind", "act", "polarity", "score", "parent", "source", "cue", "content", "addressee",
        "venue", "speaker", "said", "chain",
    ]  # fmt: skip
    assert statement["source"] == [{"start": 19, "end": 29, "text": "Anna Vaskó"}]
    assert list(statement["venue"]) == SPAN
    assert statement["speaker"] == {
        "name": "Anna Vaskó",
        "kind": "person",
        "as_printed": "Anna Vaskó",
        "unnamed": None,
    }
    assert list(statement["said"]) == DATE
    assert [list(hop) for hop in statement["chain"]] == [["name", "kind", *SPAN, "inferred"]] * 2
    nowhere = dict.fromkeys(SPAN)
    assert statement["chain"][1] == {"name": "Harbour Post", "kind": "publisher", **nowhere, "inferred": True}


def test_mentions_and_times_have_the_keys_of_the_format() -> None:
    line = article_line(ANNOTATED)
    assert [list(it) for it in line["mentions"]] == [[*SPAN, "type", "form", "entity"]]
    (monday,) = line["timexes"]
    assert (monday["text"], monday["type"], monday["value"]) == ("Monday", "DATE", "2031-03-31")
    assert [list(it) for it in line["timexes"]] == [[*SPAN, "type", "value"]]


def test_evidence_stands_in_the_text_or_says_where_else() -> None:
    inside, outside = article_line(ANNOTATED)["published"]["evidence"]
    assert inside == {"start": 0, "end": 5, "text": "Ferry"}
    assert outside == {"where": "meta", "name": "date", "text": "x"}


def test_drops_of_extraction_and_annotation_stand_on_the_line_once() -> None:
    both = replace(ANNOTATED, drops=(*ANNOTATED.drops, *ANNOTATED.annotations.drops))
    drops = article_line(both)["drops"]
    assert [drop["stage"] for drop in drops] == ["extract", "annotate"]
    assert [list(drop) for drop in drops] == [["stage", "item", "reason"]] * 2


def test_a_day_that_is_not_known_keeps_its_bound() -> None:
    line = date_line(Date(value=None, precision=None, method=None, latest="2031-04-02"))
    assert line is not None
    assert (line["value"], line["latest"]) == (None, "2031-04-02")


def test_a_date_that_says_nothing_is_null() -> None:
    assert date_line(Date(value=None, precision=None, method=None)) is None
    assert date_line(None) is None


def test_a_statement_of_the_export_names_its_article() -> None:
    article = ANNOTATED.article
    line = statement_line(
        StatementRow(
            statement=ANNOTATED.annotations.statements[1],
            article=article.id,
            path=article.path,
            key=article.key,
            url=None,
            publisher=None,
            title=None,
            published=None,
        )
    )
    assert list(line) == [
        "id", "article", "path", "key", "utterance", "kind", "act", "polarity", "score", "parent", "source",
        "cue", "content", "addressee", "venue", "speaker", "said", "chain",
    ]  # fmt: skip
    assert line["speaker"]["entity"] is None
    # The line of `annotate` is another object and knows no entity.
    assert "entity" not in article_line(ANNOTATED)["statements"][1]["speaker"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=20)
@given(capture_results())
def test_every_span_of_a_line_is_verbatim_and_the_line_is_one_line(result: CaptureResult) -> None:
    for annotated in result.articles:
        written = json_line(article_line(annotated))
        assert written.count("\n") == 1
        line = json.loads(written)
        for words in _words(line):
            assert line["text"][words["start"] : words["end"]] == words["text"]


def _words(value: Any) -> list[Any]:
    """Find every object, however deep, that says where it stands."""
    if isinstance(value, list):
        return [words for it in value for words in _words(it)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("start") is not None and "text" in value else []
    return own + [words for it in value.values() for words in _words(it)]
