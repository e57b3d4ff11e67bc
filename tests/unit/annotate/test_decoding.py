"""Spans from scores: always well-formed BIO, always whole words."""

import itertools
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from onrecord.annotate.decoding import best_tags, decode_spans

TEXT = "aa bb cc dd ee ff"
OFFSETS = [(0, 0), *((n, n + 2) for n in range(0, len(TEXT), 3)), (0, 0)]


def scores(*tags, size=7):
    out = np.full((len(tags), size), -5.0, dtype=np.float32)
    out[np.arange(len(tags)), tags] = -0.01
    return out


def spans(array):
    return [(s.label, TEXT[s.start : s.end]) for s in decode_spans(array, OFFSETS, TEXT)]


def test_two_spans_of_two_labels():
    assert spans(scores(0, 1, 2, 0, 5, 6, 6, 0)) == [(0, "aa bb"), (2, "dd ee ff")]


def test_a_new_beginning_ends_the_span_before():
    assert spans(scores(0, 1, 1, 0, 0, 0, 0, 0)) == [(0, "aa"), (0, "bb")]


def test_an_inside_without_a_beginning_is_repaired_by_the_best_sequence():
    array = scores(0, 0, 6, 6, 6, 0, 0, 0)
    array[2, 5] = -1.0
    assert spans(array) == [(2, "bb cc dd")]


def test_a_span_never_cuts_a_word():
    text = "Lakeside town"
    offsets = [(0, 0), (0, 4), (4, 8), (9, 13), (0, 0)]
    (span,) = decode_spans(scores(0, 1, 0, 0, 0), offsets, text)
    assert text[span.start : span.end] == "Lakeside"


@given(hnp.arrays(np.float32, (8, 7), elements=st.floats(-20, 0, width=32)))
def test_any_scores_give_spans_in_order_and_apart(array):
    end = 0
    for span in decode_spans(array, OFFSETS, TEXT):
        assert end <= span.start < span.end <= len(TEXT)
        assert 0 <= span.score <= 1.001
        end = span.end


def _best_by_trying_all(scores):
    """Score of the best sequence of tags, found by trying every one that BIO allows."""
    count = scores.shape[1]
    sums = [
        sum(float(scores[at, tag]) for at, tag in enumerate(tags, 1))
        for tags in itertools.product(range(count), repeat=len(scores) - 2)
        if all(tag % 2 or not tag or before in (tag, tag - 1) for before, tag in pairwise((0, *tags)))
    ]
    return max(sums)


@given(hnp.arrays(np.float32, st.tuples(st.integers(3, 6), st.just(5)), elements=st.floats(-8, 0, width=16)))
def test_the_sequence_decoded_is_the_best_that_is_allowed(scores):
    tags = best_tags(scores)
    inner = tags[1:-1]
    assert all(tag % 2 or not tag or before in (tag, tag - 1) for before, tag in pairwise((0, *inner)))
    found = sum(float(scores[at, tag]) for at, tag in enumerate(inner, 1))
    assert found == pytest.approx(_best_by_trying_all(scores), abs=1e-3)
