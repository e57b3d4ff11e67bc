"""What is denied and what is said instead are two statements."""

import pytest

from onrecord.annotate.polarity import polarity_of
from onrecord.annotate.quoting import quoted_ranges
from onrecord.annotate.rejoinders import part_rejoinders
from onrecord.model import Attribution, Block, Span


def read(text, cue, *contents):
    def span(words):
        return Span.of(text, text.index(words), text.index(words) + len(words))

    found = Attribution(
        source=(span("Elling"),), cue=(span(cue),), content=tuple(map(span, contents)), score=0.9
    )
    quoted = quoted_ranges(text, [Block(start=0, end=len(text), kind="body")])
    parts = part_rejoinders(text, [found], quoted)
    return [([c.text for c in part.content], polarity_of(text, part)) for part in parts]


@pytest.mark.parametrize(
    ("text", "cue", "contents"),
    [
        ('Elling denied the claim: "The bridge is safe."', "denied", ("the claim", "The bridge is safe.")),
        ("Elling rejected this. “We paid in full.”", "rejected", ("this", "We paid in full.")),
    ],
)
def test_the_denier_does_not_deny_his_own_words(text, cue, contents):
    assert read(text, cue, *contents) == [([contents[0]], "denied"), ([contents[1]], "asserted")]


def test_a_broken_quotation_stays_one():
    text = "“We paid,” Elling said. “In full.”"
    assert read(text, "said", "We paid", "In full.") == [(["We paid", "In full."], "asserted")]


def test_a_denied_clause_with_quoted_words_stays_one():
    text = "Elling denied that he was “a thief” and that he ran."
    assert len(read(text, "denied", "that he was", "a thief")) == 1
