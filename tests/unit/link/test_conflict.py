"""Contents that cannot both be so: hardly ever inferred, and only from nearly the same words."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import orjson
import pytest

from onrecord.link.disputes import Disputes
from onrecord.link.disputes.conflict import quantities
from onrecord.link.disputes.updates import counts
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.model import Date
from onrecord.store.link_rows import write_json
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


@pytest.mark.parametrize("name", CONFLICTS)
def test_statements_of_one_page_meet_whatever_their_days_are(name: str) -> None:
    """A report of what was said on Monday conflicts with one that no phrase dates."""
    page = marked(CONFLICTS[name])
    first, *others = page.annotations.statements
    monday = replace(first, said=Date(value="2031-03-03", precision="day", method="given"))
    told = replace(page.annotations, statements=(monday, *others))
    index = MemoryIndex()
    link([replace(page, annotations=told)], index, [Disputes()])
    assert [pair.data["relation"] for pair in index.all_pairs("disputes")] == ["may_conflict"]


@pytest.mark.parametrize("digits", [306, 400])
def test_a_figure_beyond_all_counting_is_none(digits: int) -> None:
    """No page may write what a reader of JSON can't read back."""
    huge = "9" * digits
    assert quantities(f"{huge} million boats sank") == []
    assert counts(f"{huge} people were killed") == []
    body = Disputes().items(marked(f"[1s:Ada Kell] [1c:said] [1:{huge} boats were lost, {huge} killed]."))[0]
    assert orjson.loads(write_json(body.body)) == json.loads(write_json(body.body))


@pytest.mark.parametrize("name", NONE)
def test_contents_that_can_both_be_so(name: str) -> None:
    """Rounding, other things counted and one's own updates are no conflict."""
    assert conflicts(NONE[name]) == []


def test_quantities_are_read_with_what_they_count() -> None:
    """Number words, thousands, multiples and rough figures."""
    found = quantities("about 3 thousand sheep, eleven boxes and 20,118 votes in 1981")
    assert found == [[3000.0, True, "sheep"], [11.0, False, "box"], [20118.0, False, "vote"]]
