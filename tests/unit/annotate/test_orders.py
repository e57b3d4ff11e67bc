"""Orders inside a content, and the "to" phrases that are none."""

import pytest

from onrecord.annotate.orders import order_in


@pytest.mark.parametrize(
    ("clause", "content"),
    [
        ("keepers had ordered the boys to shut the gate", "to shut the gate"),
        ("that the bishop told them not to ring it", "not to ring it"),
        ("that keepers had told the whole story to lawmakers in May", None),
        ("that the crew asked what to do about the leak", None),
        ("the crew asked for an hour to pump it dry", None),
        ("keepers told the boys he wanted to shut the gate", None),
        ("keepers had told them to sing", None),
    ],
)
def test_an_order_has_somebody_and_an_infinitive(clause: str, content: str | None) -> None:
    found = order_in(clause, 0, len(clause))
    assert (found.content[0].text if found else None) == content
