"""Direct, mixed, indirect."""

import pytest

from onrecord.annotate.quoting import kind_of, quoted_ranges
from onrecord.model import Block, Span


def kind(text, *contents):
    block = Block(start=0, end=len(text), kind="body")
    spans = [Span.of(text, text.index(c), text.index(c) + len(c)) for c in contents]
    return kind_of(spans, quoted_ranges(text, [block]))


@pytest.mark.parametrize(
    ("text", "contents", "expected"),
    [
        ("“We sail at dawn,” she said.", ["We sail at dawn"], "direct"),
        ("She said that “we sail at dawn.”", ["that “we sail at dawn.”"], "direct"),
        ("“We sail,” she said. “At dawn.”", ["We sail", "At dawn"], "direct"),
        ("She said they would sail “at dawn”.", ["they would sail “at dawn"], "mixed"),
        ("She said they would sail at dawn.", ["they would sail at dawn"], "indirect"),
        ("‘We sail,’ she said, and left.", ["We sail"], "direct"),
        ("She said they would sail. “At dawn,” he said.", ["they would sail"], "indirect"),
    ],
)
def test_kinds(text, contents, expected):
    assert kind(text, *contents) == expected
