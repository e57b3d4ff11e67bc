"""The copy stage: who has the text from whom, in what way, and what is no copy at all."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.copies import Copies, CopyFamily
from onrecord.link.copies.outlets import same_outlet
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.model import AnnotatedArticle, Copy, Pair
from strategies import dam_story as dam
from strategies.growth import LIMIT, growth
from strategies.news import news


def pair(one: AnnotatedArticle, other: AnnotatedArticle) -> Pair | None:
    stage = Copies()
    a, b = sorted((*stage.items(one), *stage.items(other)), key=lambda item: item.id)
    assert a.keys & b.keys or stage.score(a, b) is None, "no block brings the two together"
    return stage.score(a, b)


def families(pages: list[AnnotatedArticle]) -> list[CopyFamily]:
    index = MemoryIndex()
    link(pages, index, [Copies()])
    return [group.record for group in index.groups("copies")]


@pytest.mark.parametrize(
    ("made", "kind"),
    [(dam.copy, "near"), (dam.excerpt, "excerpt"), (dam.rewrite, "rewrite")],
)
def test_what_was_made_of_a_wire_story_points_back_to_it(made, kind):
    copy, original = made(), dam.wire()
    found = pair(copy, original)
    assert found is not None
    assert found.data["type"] == kind
    assert found.data["original"] == original.article.id
    assert found.data["copy"] == copy.article.id
    assert found.data["evidence"]
    assert found.joins
    assert 0.5 <= found.score <= 1


INDEPENDENT = [dam.own_report, dam.same_conference, dam.rival_wire, dam.follow_up, dam.other_dam]
OF_THE_WIRE = [dam.wire, dam.copy, dam.excerpt]


@pytest.mark.parametrize("made", INDEPENDENT, ids=lambda made: made.__name__)
@pytest.mark.parametrize("other", OF_THE_WIRE, ids=lambda made: made.__name__)
def test_independent_reports_follow_ups_and_other_incidents_are_no_copies(made, other):
    assert pair(made(), other()) is None


@pytest.mark.parametrize("made", [dam.own_report, dam.same_conference, dam.follow_up, dam.other_dam])
def test_a_rewrite_is_none_of_a_report_that_tells_other_things(made):
    assert pair(made(), dam.rewrite()) is None


def test_a_rewrite_goes_to_the_report_it_was_made_from_and_joins_no_other_to_it():
    pages = [dam.wire(), dam.copy(), dam.rewrite(), dam.rival_wire()]
    [family] = families(pages)
    assert family.original == dam.wire().article.id
    assert {copy.copy for copy in family.copies} == {dam.copy().article.id, dam.rewrite().article.id}


def test_the_evidence_names_the_credit_and_the_garbled_names():
    near = pair(dam.copy(), dam.wire())
    assert near is not None
    assert any("Continental News Agency" in reason for reason in near.data["evidence"])
    rewritten = pair(dam.rewrite(), dam.wire())
    assert rewritten is not None
    assert any("lantrill for lantrell" in reason for reason in rewritten.data["evidence"])


def test_the_same_text_at_two_addresses_is_an_exact_copy_from_the_earlier():
    early = news(dam.WIRE_TEXT, title="Gates opened", publisher="One", day="2031-10-07", path="a.txt")
    late = news(dam.WIRE_TEXT, title="Gates opened", publisher="Two", day="2031-10-08", path="b.txt")
    found = pair(early, late)
    assert found is not None
    assert (found.data["type"], found.data["original"]) == ("exact", early.article.id)
    assert found.score == 1.0


def test_a_credit_outweighs_a_day_that_says_otherwise():
    late_wire = news(
        dam.WIRE_TEXT,
        publisher="Continental News Agency",
        day="2031-10-09",
        title="Gates of Orrin Dam opened",
    )
    found = pair(dam.copy(), late_wire)
    assert found is not None
    assert found.data["original"] == late_wire.article.id


def test_a_teaser_is_an_excerpt_of_its_article():
    found = pair(dam.teaser(), dam.copy())
    assert found is not None
    assert (found.data["type"], found.data["copy"]) == ("excerpt", dam.teaser().article.id)


def test_items_of_one_page_are_no_copies_of_each_other():
    one = news(dam.WIRE_TEXT, capture="cap-1", kind="teaser", item=1)
    other = news(dam.WIRE_TEXT, capture="cap-1", kind="teaser", item=2)
    assert pair(one, other) is None


def test_banners_and_menus_never_make_a_copy():
    banner = "The Selby Mercury has no owner but its readers, and asks each for the price of a loaf a week."
    around = [
        ("boilerplate", f"{banner} Part {number} of our appeal to the towns of the lower valley.")
        for number in range(9)
    ]
    one = news(
        "The market of Selby moves to the harbour for a year while the square is dug up for its pipes, and "
        "the stall holders have been promised free water and the ferry's car park.",
        around=around,
    )
    other = news(
        "A goat that was lost in March has come home to Upper Tarrow by itself, its owner said, fat and with "
        "somebody else's bell around its neck, and would not say where it had been.",
        around=around,
    )
    assert pair(one, other) is None


def test_an_outlets_own_story_of_another_day_is_no_copy_but_its_reprint_is():
    again = news(dam.WIRE_TEXT, title="Dam opened", publisher="Continental News Agency", day="2031-10-08")
    assert pair(dam.follow_up(), dam.wire()) is None
    reprint = pair(again, dam.wire())
    assert reprint is not None
    assert reprint.data["original"] == dam.wire().article.id


def test_a_family_is_a_star_from_the_original_in_any_order():
    pages = [
        dam.wire(),
        dam.copy(),
        dam.excerpt(),
        dam.rewrite(),
        dam.own_report(),
        dam.follow_up(),
        dam.other_dam(),
    ]
    expected = {
        dam.copy().article.id: "near",
        dam.excerpt().article.id: "excerpt",
        dam.rewrite().article.id: "rewrite",
    }
    results = set()
    for seed in range(4):
        random.Random(seed).shuffle(pages)
        [family] = families(pages)
        assert family.original == dam.wire().article.id
        assert {copy.copy: copy.type for copy in family.copies} == expected
        assert {copy.original for copy in family.copies} == {dam.wire().article.id}
        results.add(family)
    assert len(results) == 1


def test_a_copy_of_a_copy_hangs_on_what_it_was_copied_from():
    wire, daily = dam.wire(), dam.copy()
    [family] = families([wire, daily, dam.teaser()])
    assert {(copy.original, copy.copy) for copy in family.copies} >= {(wire.article.id, daily.article.id)}
    assert dam.teaser().article.id in {copy.copy for copy in family.copies}


def test_a_pair_that_a_person_joined_needs_no_measure():
    one, other = dam.wire(), dam.other_dam()
    ids = sorted((one.article.id, other.article.id))
    index = MemoryIndex({"copies": {(ids[0], ids[1]): True}})
    link([one, other], index, [Copies()])
    [group] = index.groups("copies")
    [copy] = group.record.copies
    assert isinstance(copy, Copy)
    assert copy.evidence == ("a person joined the two",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Continental News Agency", "CNA", True),
        ("The Selby Mercury", "the Mercury", True),
        ("Northmark News Agency", "Northmark", True),
        ("Radio Kesmark", "RADIO KESMARK", True),
        ("Radio Kesmark", "Radio Selby", False),
        ("The Times of Tarrow", "The Selby Times", False),
        ("Halvern Post", "Post", False),
        ("Halvern", "Halvern Council", False),
        (None, "CNA", False),
    ],
)
def test_forms_of_an_outlets_name(one, other, same):
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same


WORDS = st.lists(
    st.sampled_from(
        ["dam", "lake", "gate", "minister", "said", "“we", "“no”", "1,200", "\n\n", ".", "wall’s", "siren"]
    ),
    max_size=80,
)


@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_words_give_the_same_pairs_whoever_comes_first(texts):
    stage = Copies()
    pages = [news(text or "x", path=str(number)) for number, text in enumerate(texts)]
    items = sorted((item for page in pages for item in stage.items(page)), key=lambda item: item.id)
    for a, b in itertools.combinations(items, 2):
        first, again = stage.score(a, b), stage.score(a, b)
        assert first == again
        assert first is None or {first.data["original"], first.data["copy"]} == {a.article, b.article}


@pytest.mark.parametrize("text", ["“Stay,” said Ada Quell, 40. ", ".", "“", "1,", "\n", "a'"])
def test_making_an_item_takes_time_by_the_length_of_the_page(text):
    def work(size: int) -> object:
        return Copies().items(news("The ferry was late. " + text * size))

    assert growth(work, 2_000) < LIMIT
