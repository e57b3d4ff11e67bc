"""Whatever was inferred says how, and shows what it was inferred from, in every table of the export.

The lines are walked key by key, so that a date, a step of a chain or a merge is held to its rule wherever it
stands: a table or a column that is added later is walked as well.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import model
from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.export.lines import article_line
from onrecord.export.tables import read_tables
from onrecord.model import CaptureResult
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings
from onrecord.store import open_store
from strategies.tampering import make_store

#: How a day is known from words of the text, which must then be among what proves it.
FROM_WORDS = ("printed", "timex", "inferred")


def unproved(value: Any, place: str, met: Counter[str], text: str | None = None) -> Iterator[str]:
    """Give what says more than it shows, within a value of an export's line."""
    if isinstance(value, list):
        for number, it in enumerate(value):
            yield from unproved(it, f"{place}/{number}", met, text)
    if not isinstance(value, dict):
        return
    for sort, (keys, rule) in RULES.items():
        if keys <= value.keys():
            met[sort] += 1
            yield from (f"{place}: {sort} {fault}" for fault in rule(value))
    if text is not None and value.get("start") is not None and "text" in value:
        met["span"] += 1
        if text[value["start"] : value["end"]] != value["text"]:
            yield f"{place}: span is not what stands there"
    for key, it in value.items():
        yield from unproved(it, f"{place}/{key}", met, text)


def date_faults(date: dict[str, Any]) -> Iterator[str]:
    known = date["value"] is not None
    if known != (date["precision"] is not None):
        yield "has a value without a precision, or the other way round"
    if known and date["method"] is None:
        yield "has a value and no method"
    if date["method"] is not None and not date["evidence"]:
        yield f"is known by {date['method']} and shows nothing"
    if date["method"] in FROM_WORDS and not any(
        "start" in it or it["where"] == "article" for it in date["evidence"]
    ):
        yield f"is known by {date['method']} and shows no words"
    if not known and date["method"] is None and not (date["earliest"] or date["latest"]):
        yield "says nothing"


def speaker_faults(speaker: dict[str, Any]) -> Iterator[str]:
    if speaker["method"] not in ("printed", "resolved", "context", "given"):
        yield f"is known by {speaker['method']}"
    if speaker["method"] in ("printed", "resolved") and not speaker["as_printed"]:
        yield "has a source, and not its words"


def hop_faults(hop: dict[str, Any]) -> Iterator[str]:
    if (hop["text"] is None) != hop["inferred"]:
        yield f"of {hop['name']} has {hop['text']!r} for words and inferred {hop['inferred']}"


def entity_faults(entity: dict[str, Any]) -> Iterator[str]:
    joined, border = {entity["name"]}, {entity["name"]}
    merges = [set(it["names"]) for it in entity["merges"]]
    while border:
        border = {name for names in merges if names & border for name in names} - joined
        joined |= border
    for name in (it["name"] for it in entity["names"]):
        # Several accounts of one name: the names of its forms are joined through one another.
        if name not in joined and not any(name in names for names in merges):
            yield f"{entity['name']} has the name {name} without a reason"


def reason_faults(told: dict[str, Any]) -> Iterator[str]:
    if not str(told["reason"]).strip():
        yield "has no reason"


def evidence_faults(it: dict[str, Any]) -> Iterator[str]:
    if not it["evidence"]:
        yield "shows nothing"
    if it["score"] is None or not 0 <= it["score"] <= 1:
        yield f"has the score {it['score']}"


def unnamed_faults(unnamed: dict[str, Any]) -> Iterator[str]:
    if not unnamed["description"]:
        yield "is not described"


#: Sort of thing, by the keys it is known by, and what must hold of it.
RULES = {
    "date": ({"value", "precision", "method", "evidence"}, date_faults),
    "speaker": ({"as_printed", "method"}, speaker_faults),
    "hop": ({"inferred", "kind", "name"}, hop_faults),
    "entity": ({"merges", "candidates"}, entity_faults),
    "reason": ({"reason"}, reason_faults),
    "link": ({"relation", "evidence", "score"}, evidence_faults),
    "copy": ({"from", "to", "type", "evidence", "score"}, evidence_faults),
    "unnamed": ({"description", "count"}, unnamed_faults),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, Any]]]:
    location = str(tmp_path_factory.mktemp("evidence") / "record.db")
    make_store(location)
    with open_store(location) as store:
        return list(read_tables(store))


def test_every_inferred_value_of_the_samples_shows_its_evidence(
    exported: list[tuple[str, dict[str, Any]]],
) -> None:
    texts = {line["id"]: line["text"] for table, line in exported if table == "articles"}
    met: Counter[str] = Counter()
    faults = []
    for number, (table, line) in enumerate(exported):
        text = texts.get(line.get("article") or line.get("id") or "")
        if table == "links":
            faults += [
                f"links/{number}: {it['text']!r} does not stand there"
                for it in line["evidence"]
                if texts[it["article"]][it["start"] : it["end"]] != it["text"]
            ]
        faults += unproved(line, f"{table}/{number}", met, text)
    assert faults == []
    assert {sort for sort in RULES if not met[sort]} == set()
    assert met["date"] > 100
    assert met["hop"] > 100
    assert met["span"] > 1_000


#: What news says of who said what and when, in any order and mixture.
LINES = (
    "“The lock will open on Friday,” said Mara Quill, the keeper of the Tolling lock.",
    "She added that nobody had been hurt.",
    "Quill denied on 3 March 2031 that the gate had been sold.",
    "According to a person briefed on the plan, who asked not to be named, the council will vote next week.",
    "The Quay Herald reported on Sunday, citing two officials, that the dam had cracked.",
    "Published: 5 March 2031",
    "By Nell Abery",
    "“Nobody asked us,” they said.",
    "Police arrested three men in Sarn on Tuesday.",
    "Two weeks into the strike, the union said that it would not give in.",
    "",
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Settings())


@settings(deadline=None, max_examples=25)
@given(lines=st.lists(st.sampled_from(LINES), min_size=3, max_size=12).filter(any))
def test_every_inferred_value_of_any_page_shows_its_evidence(annotator: Annotator, lines: list[str]) -> None:
    content = io.BytesIO("\n\n".join(lines).encode())
    (result,) = annotate_captures(read_stream(content, "page.txt", Settings()), annotator.settings, annotator)
    assert isinstance(result, CaptureResult)
    for annotated in result.articles:
        line = article_line(annotated)
        assert list(unproved(line, "page", Counter(), line["text"])) == []


def test_whatever_has_a_score_in_the_model_has_a_reason_evidence_or_spans() -> None:
    shown = {"evidence", "reason", "content", "source", "data"}
    kinds = [it for it in vars(model).values() if isinstance(it, type) and is_dataclass(it)]
    scored = [it for it in kinds if "score" in {field.name for field in fields(it)}]
    assert len(scored) > 4
    assert [it.__name__ for it in scored if not shown & {field.name for field in fields(it)}] == []


def test_rules_find_what_they_are_for() -> None:
    bare = {"value": "2031-03-03", "precision": "day", "method": "timex", "evidence": [],
            "earliest": None, "latest": None}  # fmt: skip
    assert len(list(unproved({"said": bare}, "x", Counter()))) == 2
    moved = {"start": 1, "end": 3, "text": "ab"}
    assert len(list(unproved([moved], "x", Counter(), "abc"))) == 1
    two = {"name": "A", "names": [{"name": "A"}, {"name": "B"}], "merges": [], "candidates": []}
    assert len(list(unproved(two, "x", Counter()))) == 1
