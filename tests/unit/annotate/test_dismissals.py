"""Denials whose content is only a pronoun."""

import pytest

from onrecord.annotate.dismissals import dismissal_after


def read(text, subject):
    end = text.index(subject) + len(subject)
    found = dismissal_after(text, end)
    if found is None:
        return None
    cue, pointer = found
    return [text[a:b] for a, b in cue], text[slice(*pointer)]


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        (
            "The harbour chief, who once sold ferries, brushed these off on Friday.",
            "ferries",
            (["brushed", "off"], "these"),
        ),
        ("Her deputy has denied it.", "Her deputy", (["denied"], "it")),
        ("The board quickly dismissed this.", "The board", (["dismissed"], "this")),
        ("The mayor waved them aside.", "The mayor", (["waved", "aside"], "them")),
    ],
)
def test_a_pronoun_is_turned_away(text, subject, expected):
    assert read(text, subject) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The mayor brushed these shoes.", "The mayor"),
        ("The mayor waved them in.", "The mayor"),
        ("The mayor liked it.", "The mayor"),
        ("The mayor denied the report.", "The mayor"),
        ("The mayor denied that the ferry was sold.", "The mayor"),
        ("The board rejected these two offers.", "The board"),
        ("The mayor denied it was hers.", "The mayor"),
    ],
)
def test_others_are_not(text, subject):
    assert read(text, subject) is None
