"""Who answers whom: constructions that dispute something, and such that do not."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.disputes import Disputes
from onrecord.link.stage import Item, Pair
from onrecord.model import AnnotatedArticle
from strategies.disputes_table import ACROSS, DISPUTES, SILENT
from strategies.growth import LIMIT, growth
from strategies.marked import ids_of, marked, repeated


def pairs(*articles: AnnotatedArticle) -> list[Pair]:
    """Score all items that share a key, as the runner does."""
    stage = Disputes()
    items: list[Item] = sorted((i for a in articles for i in stage.items(a)), key=lambda i: i.id)
    scored = (stage.score(a, b) for a, b in combinations(items, 2) if a.keys & b.keys)
    return [pair for pair in scored if pair]


def links(*articles: AnnotatedArticle) -> set[str]:
    """Give links as "2>1 denies"; statements of a second article are numbered from 11 on."""
    numbers = {ident: n + 10 * at for at, a in enumerate(articles) for ident, n in ids_of(a).items()}
    found = [pair.data for pair in pairs(*articles)]
    return {f"{numbers[d['by']]}>{numbers[d['of']]} {d['how'] or d['relation']}" for d in found}


@pytest.mark.parametrize("name", DISPUTES)
def test_an_answer_is_joined_to_what_it_answers(name: str) -> None:
    """Explicit denials, corrections and refusals to confirm find the statement they answer."""
    markup, expected = DISPUTES[name]
    assert links(marked(markup)) == expected


@pytest.mark.parametrize("name", SILENT)
def test_nothing_else_is_a_dispute(name: str) -> None:
    """What only looks like an answer accuses nobody."""
    assert links(marked(SILENT[name])) == set()


@pytest.mark.parametrize("name", ACROSS)
def test_answers_reach_other_articles(name: str) -> None:
    """A denial without its claim on the page finds it on another one."""
    claim, answer, expected = ACROSS[name]
    assert links(marked(claim, key="claim"), marked(answer, key="answer")) == expected


def test_a_claim_of_later_days_is_not_answered_before() -> None:
    """Nobody denies in May what is first said in June."""
    claim, answer, _ = ACROSS["denied elsewhere"]
    later = marked(claim, key="claim", day="2031-06-20")
    assert links(later, marked(answer, key="answer", day="2031-05-04")) == set()


def test_evidence_is_verbatim_and_tells_both_sides() -> None:
    """Cue and content of the denial and the words that it answers, as they stand in the text."""
    article = marked(DISPUTES["denial of what was said"][0])
    (pair,) = pairs(article)
    text = article.article.text
    assert all(text[e["start"] : e["end"]] == e["text"] for e in pair.data["evidence"])
    told = " ".join(e["text"] for e in pair.data["evidence"])
    assert "denied" in told
    assert told.count("sailed without lifeboats") == 2
    assert pair.a < pair.b
    assert not pair.joins


def test_bodies_are_json() -> None:
    """An item's body survives JSON unchanged."""
    for markup, _ in DISPUTES.values():
        for item in Disputes().items(marked(markup)):
            assert json.loads(json.dumps(item.body)) == item.body


@given(st.permutations([*DISPUTES.values()][:8]))
def test_links_do_not_depend_on_the_order_of_articles(tables: list[tuple[str, set[str]]]) -> None:
    """The same articles give the same pairs in any order."""
    named = sorted(enumerate(tables), key=lambda t: t[1][0])
    keys = {markup: f"page{n}" for n, (_, (markup, _)) in enumerate(named)}
    one = pairs(*(marked(markup, key=keys[markup]) for markup, _ in tables))
    other = pairs(*(marked(markup, key=keys[markup]) for markup in sorted(keys)))
    assert one == other


def test_items_of_a_hostile_page_take_linear_time() -> None:
    """A page of denials costs no more than so many pages of one."""

    def work(size: int) -> None:
        claim = "[1s:Ada Kell] [1c/claim:claimed] [1:that the pump was broken]. "
        page = marked(claim + "[2s:Ivo Strand] [2c:denied] [2-:the claim].")
        Disputes().items(repeated(page, size))

    assert growth(work, 20) < LIMIT
