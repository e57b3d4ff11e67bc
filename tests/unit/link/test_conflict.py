"""Contents that cannot both be so: hardly ever inferred, and only from nearly the same words."""

from __future__ import annotations

from itertools import combinations

import pytest

from onrecord.link.disputes import Disputes
from onrecord.link.disputes.conflict import quantities
from strategies.marked import marked

CONFLICTS = {
    "another figure": "[1s:Ada Kell] [1c:said] [1:31 sheep had drowned in the Selby flood]. "
    "[2s:Ivo Strand] [2c:said] [2:48 sheep had drowned in the Selby flood].",
    "a negation": "[1s:Ada Kell] [1c:said] [1:the Selby lighthouse keeper was paid in silver]. "
    "[2s:Ivo Strand] [2c:said] [2:the Selby lighthouse keeper was never paid in silver].",
    "an opposite": "[1s:Ada Kell] [1c:said] [1:the granary doors in Selby were open that night]. "
    "[2s:Ivo Strand] [2c:said] [2:the granary doors in Selby were shut that night].",
}
NONE = {
    "the same figure, rounded": "[1s:Ada Kell] [1c:said] [1:49 sheep had drowned in the Selby flood]. "
    "[2s:Ivo Strand] [2c:said] [2:about 50 sheep had drowned in the Selby flood].",
    "at least": "[1s:Ada Kell] [1c:said] [1:at least 31 sheep had drowned in the Selby flood]. "
    "[2s:Ivo Strand] [2c:said] [2:48 sheep had drowned in the Selby flood].",
    "figures of other things": "[1s:Ada Kell] [1c:said] [1:31 sheep had drowned in the Selby flood]. "
    "[2s:Ivo Strand] [2c:said] [2:48 goats had drowned in the Selby flood].",
    "one's own later count": "[1s:Ada Kell] [1c:said] [1:31 sheep had drowned in the Selby flood]. "
    "[2s=Ada Kell:She] [2c:said] [2:48 sheep had drowned in the Selby flood].",
    "a negation of something else": "[1s:Ada Kell] [1c:said] [1:the Selby lighthouse keeper was paid]. "
    "[2s:Ivo Strand] [2c:said] [2:the Selby lighthouse was not lit in the storm].",
    "both negated": "[1s:Ada Kell] [1c:said] [1:no Selby lighthouse keeper was paid in silver]. "
    "[2s:Ivo Strand] [2c:said] [2:the Selby lighthouse keeper was never paid in silver].",
    "another subject": "[1s:Ada Kell] [1c:said] [1:the keeper was not paid in silver at Selby lighthouse]. "
    "[2s:Ivo Strand] [2c/ask:asked] [2:whether the harbour was open].",
}


def conflicts(markup: str) -> list[str]:
    """Give the relations found in an article."""
    stage = Disputes()
    items = sorted(stage.items(marked(markup)), key=lambda item: item.id)
    pairs = (stage.score(a, b) for a, b in combinations(items, 2) if a.keys & b.keys)
    return [pair.data["relation"] for pair in pairs if pair]


@pytest.mark.parametrize("name", CONFLICTS)
def test_contents_that_cannot_both_be_so(name: str) -> None:
    """Figures, negations and opposites with all else alike may conflict."""
    assert conflicts(CONFLICTS[name]) == ["may_conflict"]


@pytest.mark.parametrize("name", NONE)
def test_contents_that_can_both_be_so(name: str) -> None:
    """Rounding, other things counted and one's own updates are no conflict."""
    assert conflicts(NONE[name]) == []


def test_quantities_are_read_with_what_they_count() -> None:
    """Number words, thousands, multiples and rough figures."""
    found = quantities("about 3 thousand sheep, eleven boxes and 20,118 votes in 1981")
    assert found == [[3000.0, True, "sheep"], [11.0, False, "box"], [20118.0, False, "vote"]]
