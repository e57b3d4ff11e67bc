"""Boxes in columns: each once, arrows to the right, circles and long chains without end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pictures.layout import columns
from strategies.growth import LIMIT, growth

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(EDGES)
def test_every_node_stands_once_and_the_same_input_gives_the_same_columns(
    edges: list[tuple[int, int]],
) -> None:
    nodes = list(range(10))
    found = columns(nodes, edges)
    assert sorted(node for column in found for node in column) == nodes
    assert columns(nodes, edges) == found


@given(EDGES)
def test_without_circles_every_arrow_goes_to_the_right(edges: list[tuple[int, int]]) -> None:
    forward = [(start, end) for start, end in edges if start < end]
    place = {it: number for number, column in enumerate(columns(range(10), forward)) for it in column}
    assert all(place[start] < place[end] for start, end in forward)


def test_a_circle_is_broken_where_it_closes() -> None:
    assert columns("abc", [("a", "b"), ("b", "c"), ("c", "a")]) == [["a"], ["b"], ["c"]]
    assert columns("a", [("a", "a")]) == [["a"]]


def test_lines_that_need_not_cross_do_not() -> None:
    left, right = columns("abxy", [("a", "y"), ("b", "x")])
    assert [left.index("a") < left.index("b"), right.index("y") < right.index("x")] in (
        [True, True],
        [False, False],
    )


def test_a_chain_longer_than_pythons_stack_is_laid_out_in_linear_time() -> None:
    def work(size: int) -> int:
        return len(columns(range(size), [(it, it + 1) for it in range(size - 1)]))

    assert work(2_000) == 2_000
    assert growth(work, 100) < LIMIT
