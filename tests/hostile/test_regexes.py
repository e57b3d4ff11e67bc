"""No regular expression of the package takes more than linear time for any text.

Shown by the structure of each expression, not by a clock; `trust/patterns.py` runs them on attacks.
"""

from __future__ import annotations

import pytest

from strategies.patterns.ambiguity import slowness
from strategies.patterns.attacks import attacks
from strategies.patterns.bounded import BOUNDED
from strategies.patterns.collecting import Found, all_patterns, place_of

#: Expressions, whether they are anchored, and how they are slow.
KNOWN = [
    (r"\s+x", False, "search"),
    (r"(?<!\s)\s+x", False, None),
    (r"a\s+x", False, None),
    (r"\b\w+x", False, None),
    (r"[A-Z]\w+ ", False, "search"),
    (r"<[^>]*>", False, "search"),
    (r"<[^<>]*>", False, None),
    (r"(?:a*)*b", True, "nested"),
    (r"(?:\w+\s*)*x", True, "nested"),
    (r"(?:\w+\s+)*x", True, None),
    (r"\s*,?\s*x", True, "loops"),
    (r"\s*+,?\s*+x", True, None),
    (r"a.*?b.*?c", False, "search"),
    (r"(?m)^\s*a", False, "search"),
    (r"^\s*a", False, None),
    (r"(?=[^\n]*x)a", False, "search"),
    (r"\w+(?:-\w+)*", False, None),
    (r"(?:[A-Z]\w+ ){1,4}said", False, "search"),
    (r"(?:\b[A-Z]\w{1,40} ){1,4}said", False, None),
]


@pytest.mark.parametrize(("pattern", "anchored", "why"), KNOWN)
def test_known_expressions_are_told_apart(pattern: str, anchored: bool, why: str | None) -> None:
    found = slowness(pattern, 0, anchored=anchored)
    assert (found.why if found else None) == why


def test_every_expression_takes_linear_time() -> None:
    patterns = all_patterns()
    assert len(patterns) > 500
    slow = {}
    for it in patterns:
        found = slowness(it.text, it.flags, anchored=it.anchored)
        if found is not None:
            slow[it.where] = (found, it.text)
    told = [f"{where} is slow ({how.why}) on {how.pump!r} * n: {text}" for where, (how, text) in slow.items()]
    assert not [line for line in told if place_of(line.split(" ")[0]) not in BOUNDED]
    # And nothing is excused that no longer needs it.
    assert BOUNDED.keys() == {place_of(where) for where in slow}


def test_attacks_are_made_of_what_an_expression_repeats() -> None:
    made = set(attacks(r"by\s+(?P<name>[A-Z]\w*)", 0))
    assert ("by", " ", "\x01") in made
    assert any(pump.startswith("by ") for _, pump, _ in made)


def test_expressions_are_found_with_their_use() -> None:
    by_place = {it.where: it for it in all_patterns()}
    assert by_place["onrecord.extract.plain_lines._CAPTION_START"].anchored
    assert not by_place["onrecord.extract.plain_lines._MAIL"].anchored
    assert isinstance(by_place["onrecord.extract.charset._META"], Found)
