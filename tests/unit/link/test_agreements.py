"""Who agrees with whom, and which figure is new: constructions that say so, and such that do not."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from itertools import combinations

import pytest

from onrecord.link.disputes import Disputes
from onrecord.link.disputes.updates import counts
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stage import Pair
from onrecord.model import AnnotatedArticle
from strategies.agreements_table import ACROSS, AGREES, PLACE, SILENT, UPDATES
from strategies.growth import LIMIT, growth
from strategies.marked import ids_of, marked, repeated

_DAY = datetime.date(2031, 5, 4)


def found(*articles: AnnotatedArticle) -> list[Pair]:
    stage = Disputes()
    items = sorted((item for article in articles for item in stage.items(article)), key=lambda it: it.id)
    scored = (stage.score(a, b) for a, b in combinations(items, 2) if a.keys & b.keys)
    return [pair for pair in scored if pair]


def links(relation: str, *articles: AnnotatedArticle) -> set[str]:
    numbers = {it: n + 10 * at for at, article in enumerate(articles) for it, n in ids_of(article).items()}
    data = [pair.data for pair in found(*articles) if pair.data["relation"] == relation]
    return {f"{numbers[it['by']]}>{numbers[it['of']]}" for it in data}


def two_days(name: str) -> tuple[AnnotatedArticle, AnnotatedArticle]:
    """Give the earlier and the later page of a construction of UPDATES."""
    first, second, days, _ = UPDATES[name]
    later = (_DAY + datetime.timedelta(days=days)).isoformat()
    return (
        marked(first + PLACE, key="first", day=_DAY.isoformat()),
        marked(second + PLACE, key="second", day=later),
    )


@pytest.mark.parametrize("name", AGREES)
def test_who_agrees_is_joined_to_what_was_said(name: str) -> None:
    markup, expected = AGREES[name]
    assert links("agrees", marked(markup)) == expected


@pytest.mark.parametrize("name", SILENT)
def test_nothing_else_agrees(name: str) -> None:
    assert links("agrees", marked(SILENT[name])) == set()


@pytest.mark.parametrize("name", ACROSS)
def test_a_named_voice_is_agreed_with_on_another_page(name: str) -> None:
    claim, answer, expected = ACROSS[name]
    assert links("agrees", marked(claim, key="claim"), marked(answer, key="answer")) == expected


@pytest.mark.parametrize("name", UPDATES)
def test_a_later_figure_updates_the_same_count_of_the_same_voice(name: str) -> None:
    is_update = UPDATES[name][-1]
    assert links("updates", *two_days(name)) == ({"11>1"} if is_update else set())


def test_pages_that_print_other_names_are_not_of_one_thing() -> None:
    first, second, _, _ = UPDATES["toll rose"]
    assert (
        links("updates", marked(first + PLACE, key="a"), marked(second, key="b", day="2031-05-06")) == set()
    )


def test_the_evidence_shows_both_figures_verbatim() -> None:
    earlier, later = pages = two_days("toll rose")
    (pair,) = found(*pages)
    texts = {page.article.id: page.article.text for page in pages}
    shown = pair.data["evidence"]
    assert all(texts[it["article"]][it["start"] : it["end"]] == it["text"] for it in shown)
    assert any("14" in it["text"] and it["article"] == later.article.id for it in shown)
    assert any("11" in it["text"] and it["article"] == earlier.article.id for it in shown)
    assert 0 < pair.data["score"] <= 1


def test_links_are_the_same_in_any_order_and_bodies_are_json() -> None:
    claim, answer, _ = ACROSS["agreed with a name elsewhere"]
    pages = [*two_days("toll rose"), marked(claim, key="claim"), marked(answer, key="answer")]
    expected = {(pair.a, pair.b, pair.data["relation"]) for pair in found(*pages)}
    assert {relation for *_, relation in expected} == {"agrees", "updates"}
    for order in (pages, pages[::-1]):
        index = MemoryIndex()
        for page in order:
            link([page], index, [Disputes()])
        pairs = index.all_pairs("disputes")
        assert {(pair.a, pair.b, pair.data["relation"]) for pair in pairs} == expected
    for item in Disputes().items(pages[1]):
        assert json.loads(json.dumps(item.body)) == item.body


def test_a_denial_of_it_stays_a_dispute() -> None:
    """What confirms a claim is a claim itself, which others may deny."""
    denial = "\n\n[4s:Lena Moss] [4c:denied] [4-:that the ferry had sailed without lifeboats]."
    page = marked(AGREES["confirmed that"][0] + denial)
    assert links("agrees", page) == {"3>1"}
    assert {"4>1", "4>3"} <= links("disputes", page)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("no one was killed", {}),
        ("300 people wept at the killing of two", {}),
        ("one man died in 2014 and three were hurt", {"dead": 1, "injured": 3}),
        ("a blast killed eleven people and injured 1,030", {"dead": 11, "injured": 1030}),
        ("the toll climbed to twenty-one", {"dead": 21}),
        ("the toll had risen to 14 after three bodies were found", {"dead": 14}),
        ("11 people died in Weir and nine people died in Tarrow", {}),
        ("11 people died, not 12 people died", {"dead": 11}),
    ],
)
def test_counts(content: str, expected: dict[str, int]) -> None:
    assert {count["what"]: count["value"] for count in counts(content)} == expected


def test_a_page_of_agreements_takes_time_by_its_length() -> None:
    page = marked(AGREES["confirmed that"][0])

    def work(size: int) -> object:
        return Disputes().items(repeated(page, size))

    assert growth(work, 20) < LIMIT


def test_a_revised_figure_keeps_its_speaker_apart() -> None:
    """The same words of another body with the same last word are no update."""
    earlier, later = two_days("toll rose")
    speaker = replace(later.annotations.statements[0].speaker, name="Weir Police")
    statement = replace(later.annotations.statements[0], speaker=speaker)
    other = replace(later, annotations=replace(later.annotations, statements=(statement,)))
    assert links("updates", earlier, other) == set()
