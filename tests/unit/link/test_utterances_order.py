"""Utterances are the same in any order of arrival, and every statement is in exactly one."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import CaptureResult
from strategies.linking import in_portions, utterances
from strategies.reports import Telling, page
from strategies.results import capture_results

OPEN = "Nine barges are stuck above the Tarn lock and nobody has come to count them"
phrases = st.sampled_from(
    [
        OPEN,
        "Nine barges are stuck above the Tarn lock",
        "nobody has come to count the barges",
        "We will look into it",
        "the Tarn lock was not repaired by winter",
        "the Tarn lock was repaired by winter",
        "the complaints",
        "theft",
    ]
)
tellings = st.builds(
    Telling,
    content=phrases,
    speaker=st.sampled_from(["Ada Quell", "Adda Quelle", "Quell", "Tom Hask", "a docker", None]),
    kind=st.sampled_from(["direct", "mixed", "indirect"]),
    speaker_kind=st.sampled_from(["person", "unnamed_person"]),
    polarity=st.sampled_from(["asserted", "denied", "not_confirmed"]),
    block=st.sampled_from(["body", "headline"]),
    said=st.sampled_from([None, "2031-05-05", "2031-05-06"]),
)
days = st.sampled_from([None, "2031-05-05", "2031-05-06", "2032-01-01"])
many = st.lists(st.tuples(st.lists(tellings, max_size=3), days), min_size=1, max_size=5)


@given(many, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_utterances_are_the_same_in_any_order(
    written: list[tuple[list[Telling], str | None]], rng: Random
) -> None:
    pages = [
        page(f"p{number}", told, published=day, publisher=f"Paper {number % 3}")
        for number, (told, day) in enumerate(written)
    ]
    copies = [(pages[0], pages[-1])] if len(pages) > 1 else []
    found = utterances(pages, copies)
    shuffled = list(pages)
    rng.shuffle(shuffled)
    assert in_portions([[each] for each in shuffled], copies) == found
    every = sorted(statement.id for each in pages for statement in each.annotations.statements)
    assert sorted(identity for utterance in found for identity in utterance.statements) == sorted(set(every))
    for utterance in found:
        assert utterance.first == utterance.statements[0]
        assert 1 <= utterance.independent_sources <= len(utterance.statements)
        assert all(variant.to_statement in utterance.statements for variant in utterance.variants)


@given(capture_results())
@settings(max_examples=40, deadline=None)
def test_any_statements_are_linked(result: CaptureResult) -> None:
    pages = list({page.article.id: page for page in result.articles}.values())
    statements = {s.id for p in pages for s in p.annotations.statements}
    assert {identity for found in utterances(pages) for identity in found.statements} == statements
