"""Quotations by their marks, in every style a newsroom has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.quotes import MARKS, find_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said. “At dawn.”", ["“We sail,”", "“At dawn.”"]),
        ('"We sail," she said, "at dawn."', ['"We sail,"', '"at dawn."']),
        (
            "‘We sail,’ said the pilot’s mate. ‘It’s the pilots’ boat.’",
            ["‘We sail,’", "‘It’s the pilots’ boat.’"],
        ),
        ("'We won't sail,' she said of the boys' boat.", ["'We won't sail,'"]),
        ("„Wir fahren“, sagte sie.", ["„Wir fahren“"]),
        ("« Nous partons », dit-elle.", ["« Nous partons »"]),
        ("“He told me ‘never’ and left.”", ["“He told me ‘never’ and left.”"]),
        ("It was the '90s and rock 'n' roll.", []),
        ("the pilots’ boat", []),
        ("no marks at all", []),
    ],
)
def test_closed_quotations(text, expected):
    found = find_quotes(text)
    assert [text[quote.start : quote.end] for quote in found] == expected
    assert all(quote.closed for quote in found)


@pytest.mark.parametrize("text", ["“We sail at dawn.", '"We sail at dawn.', "‘We sail at dawn."])
def test_a_quotation_that_goes_on_in_the_next_paragraph(text):
    (quote,) = find_quotes(text)
    assert not quote.closed
    assert text[slice(*quote.inner)] == "We sail at dawn."


def test_a_second_opening_mark_ends_the_quotation_before_it_and_loses_no_letter():
    text = "““We sail“at dawn”"
    assert [text[slice(*quote.inner)] for quote in find_quotes(text)] == ["We sail", "at dawn"]


def test_inner_leaves_the_marks_out():
    (quote,) = find_quotes("She said “so”.")
    assert "She said “so”."[slice(*quote.inner)] == "so"


@given(st.text(alphabet=st.sampled_from([*sorted(MARKS), "a", "S", " ", ".", ",", "\n", "s"]), max_size=80))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.start < quote.end <= len(text)
        assert text[quote.start] == quote.mark
        end = quote.end


@pytest.mark.parametrize(
    "unit", ["“", "”", '"', "'a ", "‘A ", "s’ ", "« ", '"a" ', " '", "'boys' ", "‘boys’ "]
)
def test_time_is_linear_in_unbalanced_marks(unit):
    """Twice the input costs about twice the steps: counted, not timed."""
    import sys

    def lines(count):
        steps = 0

        def tracer(frame, event, arg):
            nonlocal steps
            steps += event == "line"
            return tracer

        sys.settrace(tracer)
        try:
            find_quotes(unit * count)
        finally:
            sys.settrace(None)
        return steps

    assert lines(800) < 2.6 * lines(400) + 200
