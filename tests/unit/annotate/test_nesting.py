"""Which contents are read a second time, for a report inside them."""

import pytest

from onrecord.annotate.nesting import promises_report


@pytest.mark.parametrize(
    "content",
    [
        "the harbour master told the crew to wait",
        "she would report the leak in the morning",
        "the mayor claims that the bridge is safe",
        "what they call a scandal",
        "he was praised for acknowledging that the sluice was open",
        "according to the ferry company the pier is closed",
    ],
)
def test_a_verb_of_reporting_promises_a_report(content: str) -> None:
    assert promises_report(content.split())


@pytest.mark.parametrize(
    "content",
    [
        "the state would pay for the new sluice",
        "two member states left the fisheries pact",
        "a report on the dredging is late",
        "it was the third call of the night",
        "the told story is a good one",
        "the pier is closed until Monday",
    ],
)
def test_a_noun_of_the_same_form_does_not(content: str) -> None:
    assert not promises_report(content.split())
