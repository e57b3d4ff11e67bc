"""Scores as probabilities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.calibration import Calibration, shipped_calibration

TABLE = Calibration({"direct": [[0.4, 0.5], [0.8, 0.9], [0.9, 0.9]]})


def test_between_two_points_a_straight_line_is_drawn_and_beyond_them_the_last_share_holds() -> None:
    assert [TABLE.probability(score, "direct") for score in (0.1, 0.4, 0.6, 0.85, 1.0)] == [
        0.5, 0.5, 0.7, 0.9, 0.9,
    ]  # fmt: skip


def test_without_a_table_a_score_stays_as_it_is() -> None:
    assert TABLE.probability(0.37, "mixed") == 0.37


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["direct", "mixed", "indirect"]))
def test_the_shipped_tables_rise_and_give_probabilities(a: float, b: float, kind: str) -> None:
    low, high = sorted((a, b))
    shares = [shipped_calibration().probability(it, kind) for it in (low, high)]  # type: ignore[arg-type]
    assert 0 <= shares[0] <= shares[1] <= 1
