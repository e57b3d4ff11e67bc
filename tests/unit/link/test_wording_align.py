"""Alignments cover both wordings, and put a piece where it stands whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.wording import read_wording
from onrecord.link.wording.align import align

contents = st.lists(
    st.sampled_from(["the", "ferry", "sailed", "not", "never", "on", "time", "eleven"]), max_size=12
).map(" ".join)


@given(contents, contents)
def test_steps_cover_both_wordings_in_order(left: str, right: str) -> None:
    a, b = read_wording(left), read_wording(right)
    aligned = align(a, b)
    assert [n for s in aligned.steps for n in range(s.a_start, s.a_end)] == list(range(len(a.words)))
    assert [n for s in aligned.steps for n in range(s.b_start, s.b_end)] == list(range(len(b.words)))
    for step in aligned.steps:
        if step.equal:
            assert a.norms[step.a_start : step.a_end] == b.norms[step.b_start : step.b_end]
    assert 0 <= aligned.ratio <= 1
    assert (aligned.ratio == 1) == (a.norms == b.norms and bool(a.norms))


@given(contents, contents, contents)
def test_a_piece_of_a_wording_is_found_whole(before: str, piece: str, after: str) -> None:
    a, b = read_wording(f"{before} {piece} {after}"), read_wording(piece)
    if piece:
        assert align(a, b).longest is not None
        assert sum(step.size for step in align(a, b).steps if step.equal) == len(b.words)
        assert align(b, a).ratio == align(a, b).ratio


def test_the_longest_run_is_the_first_of_the_longest() -> None:
    aligned = align(read_wording("the ferry sailed on time"), read_wording("a ferry sailed late on time"))
    assert aligned.longest is not None
    assert (aligned.longest.a_start, aligned.longest.size) == (1, 2)
