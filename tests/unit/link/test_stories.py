"""The story stage: articles of one happening, and what is another one."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.blocks import MOST
from onrecord.link.copies import Copies
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.link.stories import Stories
from onrecord.link.stories.items import make_item
from onrecord.link.stories.likeness import days_apart, likeness
from onrecord.link.stories.linkage import average_link
from onrecord.link.stories.words import RAREST, fold, stem, stems_of, weight
from onrecord.model import AnnotatedArticle, Date, Story
from strategies import dam_story as dam
from strategies.growth import LIMIT, growth
from strategies.news import news

OF_THE_DAM = [
    dam.wire,
    dam.copy,
    dam.excerpt,
    dam.rewrite,
    dam.same_conference,
    dam.rival_wire,
    dam.own_report,
]


def stories(pages: list[AnnotatedArticle]) -> list[Story]:
    index = MemoryIndex()
    link(pages, index, [Copies(), Stories()])
    return [group.record for group in index.groups("stories")]


def of_year(page: AnnotatedArticle, day: str) -> AnnotatedArticle:
    assert page.article.published is not None
    published = dataclasses.replace(page.article.published, value=day)
    return dataclasses.replace(page, article=dataclasses.replace(page.article, published=published))


def dated(page: AnnotatedArticle, day: str) -> AnnotatedArticle:
    published = Date(value=day, precision="day", method="given")
    return dataclasses.replace(page, article=dataclasses.replace(page.article, published=published))


def alike(one: AnnotatedArticle, other: AnnotatedArticle) -> float:
    a, b = make_item(one), make_item(other)
    assert a is not None
    assert b is not None
    return likeness(a.body, b.body)


def test_reports_of_one_happening_are_one_story_and_another_dam_is_another():
    pages = [*(made() for made in OF_THE_DAM), dam.follow_up(), dam.other_dam()]
    found = stories(pages)
    one = next(story for story in found if dam.wire().article.id in story.articles)
    assert set(one.articles) == {page.article.id for page in pages[:-1]}
    assert [story.articles for story in found if story is not one] == [(dam.other_dam().article.id,)]


def test_a_story_has_its_days_and_the_title_of_its_first_article():
    [story] = stories([dam.copy(), dam.wire(), dam.follow_up()])
    assert (story.first_day, story.last_day) == ("2031-10-07", "2031-10-10")
    assert story.title == dam.wire().article.title
    assert story.articles[0] == dam.wire().article.id


def test_the_title_is_not_that_of_a_copy_nor_of_a_teaser():
    early = of_year(dam.copy(), "2031-10-06")
    [story] = stories([early, dam.wire(), dam.teaser()])
    assert story.articles[0] == early.article.id
    assert story.title == dam.wire().article.title


def test_the_same_people_a_year_before_are_another_story():
    before = of_year(dam.same_conference(), "2030-10-06")
    assert alike(dam.own_report(), dam.same_conference()) > alike(dam.own_report(), before)
    assert len(stories([before, dam.own_report()])) == 2


def test_the_stories_are_the_same_in_any_order_and_in_portions():
    pages = [*(made() for made in OF_THE_DAM), dam.follow_up(), dam.other_dam(), dam.teaser()]
    expected = stories(pages)
    for seed in range(3):
        random.Random(seed).shuffle(pages)
        index = MemoryIndex()
        for page in pages:
            link([page], index, [Copies(), Stories()])
        assert [group.record for group in index.groups("stories")] == expected


def test_undated_pages_that_share_little_but_a_name_are_not_alike():
    one = news(
        "Ada Quell met Ada Quell's old captain in Tarrow. The minister praised a lighthouse, opened the new "
        "bakery, tasted seven loaves, danced with pupils, planted pears and left before the thunder broke.",
        people=["Ada Quell"],
        places=["Tarrow"],
    )
    other = news(
        "Ada Quell of Tarrow told Ada Quell's party that taxes on diesel would double. Hauliers promised to "
        "block motorways, unions called it robbery, economists shrugged and markets hardly stirred at noon.",
        people=["Ada Quell"],
        places=["Tarrow"],
    )
    assert alike(one, other) == 0.0
    # Where their days are known these speak instead.
    assert 0.0 < alike(dated(one, "2031-05-04"), dated(other, "2031-05-04")) < 1.0
    # A page of a few words has no others to share.
    assert alike(news("Ada Quell is back in Tarrow.", people=["Ada Quell"], places=["Tarrow"]), other) > 0.0


def test_items_of_one_listing_are_less_alike_than_those_of_two():
    text = "The ferry of Tarrow is late again, and the mayor of Tarrow has written to its captain."
    one = news(text, capture="cap-a", kind="teaser", item=1)
    same = news(text, capture="cap-a", kind="teaser", item=2)
    other = news(text, capture="cap-b", kind="teaser", item=2)
    assert alike(one, same) < alike(one, other)


def test_refused_pages_and_listings_are_no_items():
    assert make_item(news("A text of no kind.", kind="refused")) is None
    assert make_item(news("A text of no kind.", kind="listing")) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("2031-10-07",) * 3, ("2031-10-09",) * 3, 2),
        ((None, "2031-10-07", None), (None, None, "2031-10-01"), 6),
        ((None, "2031-10-01", "2031-10-09"), ("2031-10-05",) * 3, None),
        ((None, None, None), ("2031-10-05",) * 3, None),
    ],
)
def test_days_between_two_articles(one, other, apart):
    a, b = (dict(zip(("day", "earliest", "latest"), days, strict=True)) for days in (one, other))
    assert days_apart(a, b) == apart
    assert days_apart(b, a) == apart


def test_a_chain_alone_does_not_join():
    chain = {("a", "b"): 0.9, ("b", "c"): 0.5, ("c", "d"): 0.9}
    assert average_link("abcd", chain, least=0.3, unlike=0.0).groups == [("a", "b"), ("c", "d")]
    assert average_link("abcd", {**chain, ("a", "d"): 0.8}, least=0.3, unlike=0.0).groups == [
        ("a", "b", "c", "d")
    ]


@given(
    st.dictionaries(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), st.floats(0, 1)),
    st.randoms(),
)
def test_linkage_gives_each_member_one_group_in_any_order(likenesses, dice):
    pairs = {(min(pair), max(pair)): value for pair, value in likenesses.items() if pair[0] != pair[1]}
    members = list("abcdefg")
    expected = average_link(members, pairs, least=0.3, unlike=0.1).groups
    assert sorted(member for group in expected for member in group) == members
    shuffled = list(pairs.items())
    dice.shuffle(shuffled)
    dice.shuffle(members)
    assert average_link(members, dict(shuffled), least=0.3, unlike=0.1).groups == expected


def test_copies_are_of_one_story_and_as_like_another_page_as_they_are_on_the_whole():
    family = ["b", "d", "e"]
    alone = average_link("abcde", {}, least=0.3, unlike=0.1, together=[family]).groups
    assert alone == [("a",), ("b", "d", "e"), ("c",)]
    half = {("a", "b"): 0.8, ("c", "d"): 0.4}
    assert average_link("abcde", half, least=0.3, unlike=0.1, together=[family]).groups == [
        ("a", "b", "d", "e"),
        ("c",),
    ]


@pytest.mark.parametrize("many", [MOST + 1, 2 * MOST])
def test_of_more_copies_than_are_compared_a_few_speak_for_all(many):
    family = [f"copy {number:03}" for number in range(many)]
    near = {("account", family[0]): 0.7, ("account", family[1]): 0.9, (family[1], "other"): 0.2}
    found = average_link([*family, "account", "other"], near, least=0.3, unlike=0.1, together=[family]).groups
    assert found == [("account", *family), ("other",)]


@given(st.floats(0.31, 1), st.integers(2, 6))
def test_articles_that_are_all_alike_are_one_group(value, number):
    members = [str(member) for member in range(number)]
    pairs = {(a, b): value for a in members for b in members if a < b}
    assert average_link(members, pairs, least=0.3, unlike=0.1).groups == [tuple(members)]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Škoda’s", "skoda"), ("Minister's", "minister"), ("3,400", "3400"), ("12.", "12"), ("O’Hara", "ohara")],
)
def test_folding(word, folded):
    assert fold(word) == folded


def test_stems_join_forms_of_a_word_and_figures_written_out():
    assert stem("suspended") == stem("suspension")
    assert stem("eleven") == "11"
    assert stems_of("Eleven boxes, 11 box") == ["11", "boxes", "11", "box"]


def test_common_words_weigh_less_than_rare_ones():
    assert weight("the") < weight("polic") < weight("xylop") == RAREST


def test_making_an_item_takes_time_by_the_length_of_the_page():
    def work(size: int) -> object:
        return make_item(news("The ferry “was late” again, said Ada Quell. " * size))

    assert growth(work, 200) < LIMIT


def test_groups_whose_days_are_far_apart_are_never_joined_by_undated_ones_between():
    likenesses = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    days = {"a": (100, 100), "b": (None, 900), "c": (200, 230)}
    apart = average_link("abc", likenesses, least=0.3, unlike=0.1, days=days, furthest=60).groups
    assert apart == [("a", "b"), ("c",)]
    near = average_link("abc", likenesses, least=0.3, unlike=0.1, days=days, furthest=100).groups
    assert near == [("a", "b", "c")]
