"""Phrases of debris: what `holds` looks for is found wherever it stands, whatever spares the looking."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.plain_patterns import Rule, rule_of, rules

HOLDING = [rule for rule in rules() if rule.holds is not None]


def _written(rule: Rule) -> st.SearchStrategy[str]:
    """Give texts of small letters that a `holds` of the rule matches."""
    pattern = "" if rule.holds is None else rule.holds.pattern
    return st.from_regex(pattern).filter(lambda text: text == text.lower())


@pytest.mark.parametrize("rule", HOLDING, ids=lambda rule: str(rule.name))
def test_every_rule_that_looks_inside_a_unit_has_clues_in_lower_case(rule: Rule) -> None:
    assert rule.clues
    assert all(clue == clue.lower() for clue in rule.clues)


@pytest.mark.parametrize("rule", HOLDING, ids=lambda rule: str(rule.name))
@given(data=st.data())
# Patterns with wide gaps are slow to write texts for.
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_clue_stands_in_whatever_a_rule_holds(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(_written(rule))
    assert any(clue in text for clue in rule.clues), text


def test_a_phrase_inside_a_line_counts_in_capitals_too() -> None:
    found = rule_of("Toll Lane 4, Ostermere. ALL RIGHTS RESERVED by the Lantern.", 9)
    assert found is not None
    assert found.name == "copyright"


def test_signs_around_a_whole_phrase_are_passed_over() -> None:
    found = rule_of("— Keep reading… »", 2)
    assert found is not None
    assert found.name == "read also"
