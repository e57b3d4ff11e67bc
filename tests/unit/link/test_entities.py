"""Names across articles become people, bodies and places; what is not sure stays apart and says so."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.entities import Entities
from onrecord.link.entities.group import PREFIX
from onrecord.link.entities.lookup import best_name, count_names, read_names
from onrecord.link.index import MemoryIndex
from onrecord.link.linker import link
from onrecord.model import AnnotatedArticle, Entity, MentionType, Verdicts, group_id
from strategies.growth import LIMIT, growth
from strategies.named_pages import named_page


def page(*names: tuple[str, MentionType], number: int = 0) -> AnnotatedArticle:
    """Make a page on which each name speaks and stands by itself."""
    text = f"Page {number}. " + " met ".join(name for name, _ in names)
    marked = [(name, kind, name) for name, kind in names]
    speakers = [(name, "person" if kind == "PERSON" else "organization") for name, kind in names]
    return named_page(text, marked, speakers=[s for s in speakers if s[1] == "person"])  # type: ignore[misc]


def people(*names: str) -> list[AnnotatedArticle]:
    return [page((name, "PERSON"), number=at) for at, name in enumerate(names)]


def entities(articles: Sequence[AnnotatedArticle], verdicts: Verdicts | None = None) -> list[Entity]:
    index = MemoryIndex({"entities": verdicts} if verdicts else None)
    link(articles, index, [Entities()])
    return [group.record for group in index.groups("entities")]


def forms(found: Sequence[Entity]) -> set[frozenset[str]]:
    return {frozenset(name.text for name in entity.names) for entity in found}


def together(*names: str) -> bool:
    return len(entities(people(*names))) == 1


def test_transliterations_and_a_surname_alone_are_one_person_and_every_merge_is_explained() -> None:
    (found,) = entities(people("Dmitry Orlanskiy", "Dmitriy Orlansky", "ORLANSKYY", "D. Orlansky"))
    assert found.kind == "person"
    assert {name.text for name in found.names} == {
        "Dmitry Orlanskiy", "Dmitriy Orlansky", "ORLANSKYY", "D. Orlansky",
    }  # fmt: skip
    assert found.name in {"Dmitry Orlanskiy", "Dmitriy Orlansky"}
    assert len(found.merges) == 3
    assert all(merge.reason and 0 < merge.score <= 1 for merge in found.merges)


def test_two_people_of_one_surname_stay_two_and_the_surname_alone_goes_to_neither() -> None:
    found = entities(people("Lenna Mokadare", "Bartram Mokadare", "Mokadare"))
    assert forms(found) == {
        frozenset({"Lenna Mokadare"}),
        frozenset({"Bartram Mokadare"}),
        frozenset({"Mokadare"}),
    }
    alone = next(entity for entity in found if entity.name == "Mokadare")
    assert {candidate.name for candidate in alone.candidates} == {"Lenna Mokadare", "Bartram Mokadare"}


def test_a_form_that_fits_two_people_joins_neither() -> None:
    found = entities(people("Ruth A. Calder", "Ruth B. Calder", "Ruth Calder", "R. Calder"))
    assert frozenset({"Ruth A. Calder"}) in forms(found)
    assert frozenset({"Ruth B. Calder"}) in forms(found)
    assert all(not {"Ruth A. Calder", "Ruth B. Calder"} <= names for names in forms(found))


def test_initials_do_not_bring_two_people_together() -> None:
    assert not together("John Hartnoll", "J. Hartnoll", "Jane Hartnoll")
    assert together("John Hartnoll", "J. Hartnoll")


def test_father_and_son_stay_two() -> None:
    found = entities(people("Aldo Pern", "Aldo Pern Jr."))
    assert len(found) == 2
    assert found[0].candidates[0].reason.startswith("namesakes")


@pytest.mark.parametrize(
    "pair",
    [
        ("Lenna Mokadare", "Lienna Mocadare"),
        ("Ilias Kovandra", "Elias Kovandro"),
        ("Ishbel Crannich", "Isabel Crannick"),
        ("Mykhailo Podolenyak", "Mykhailo Polenyak"),
        ("Emmanuel Delmere", "Emmanual Delmere"),
    ],
)
def test_a_garbled_name_is_a_candidate_of_both_with_a_reason(pair: tuple[str, str]) -> None:
    found = entities(people(*pair))
    assert len(found) == 2
    for one, other in (found, found[::-1]):
        assert [candidate.name for candidate in one.candidates] == [other.name]
        assert "garbled" in one.candidates[0].reason


def test_a_surname_that_thousands_bear_names_nobody_by_itself() -> None:
    assert not together("Ruth Johnson", "Johnson")
    assert together("Ruth Dovake", "Dovake")


def test_an_unheard_of_name_marked_in_two_ways_is_one_thing() -> None:
    (found,) = entities([page(("Colm Ettery", "PERSON")), page(("Colm Ettery", "ORG"), number=1)])
    assert found.kind == "person"
    (found,) = entities([page(("Port Manui", "ORG")), page(("PORT MANUI", "GPE"), number=1)])
    assert (found.kind, found.name) == ("place", "Port Manui")


def test_a_person_who_speaks_is_not_the_town_of_that_name() -> None:
    found = entities([page(("Lindow", "PERSON")), page(("Lindow", "GPE"), number=1)])
    assert {entity.kind for entity in found} == {"person", "place"}
    silent = named_page("A storm in Lindow.", [("Lindow", "PERSON", "Lindow")])
    (found_one,) = entities([silent, page(("Lindow", "GPE"), number=1)])
    assert found_one.kind == "place"


def test_a_body_named_after_somebody_is_no_person() -> None:
    found = entities([page(("Lenna Mokadare", "PERSON")), page(("Mokadare Foundation", "ORG"), number=1)])
    assert {entity.kind for entity in found} == {"person", "organization"}


def test_initials_join_the_one_body_that_some_page_prints_with_them() -> None:
    def both(name: str, number: int) -> AnnotatedArticle:
        text = f"{number}: {name} (LPS) said."
        return named_page(text, [(name, "ORG", name), ("LPS", "ORG", "LPS")])

    alone, full = page(("LPS", "ORG")), page(("Larkreef Press Service", "ORG"), number=1)
    assert len(entities([alone, full])) == 2
    found = entities([alone, full, both("Larkreef Press Service", 2)])
    assert forms(found) == {frozenset({"Larkreef Press Service", "LPS"})}
    assert "another page" in found[0].merges[0].reason
    found = entities([alone, both("Larkreef Press Service", 2), both("Lurania Port Syndicate", 3)])
    assert len(found) == 3


def test_people_decide_and_later_names_follow() -> None:
    pages = people("Lenna Mokadare", "Lienna Mocadare", "Bartram Mokadare")
    ids = {form.name: form.id for article in pages for form in read_names(article).forms}
    a, b = sorted((ids["Lenna Mokadare"], ids["Lienna Mocadare"]))
    found = entities(pages, {(a, b): True})
    assert frozenset({"Lenna Mokadare", "Lienna Mocadare"}) in forms(found)
    pages = people("Dmitry Orlansky", "Dmitriy Orlansky")
    ids = {form.name: form.id for article in pages for form in read_names(article).forms}
    a, b = sorted(ids.values())
    assert len(entities(pages, {(a, b): False})) == 2


FORMS = """
Dmitry Orlansky|Dmitriy Orlanskiy|D. Orlansky|Orlansky|Dmytro Orlansky|Vera Orlansky|ORLANSKY|Orlanski
Vera B. Orlansky|V. C. Orlansky|Lenna Mokadare|Lienna Mocadare|Mokadare|L. Mokadare
William Mokadare|Bill Mokadare
Billy J. Mokadare|Will Mokadare|Mokadare Foundation
"""
NAMES = st.lists(st.sampled_from(FORMS.strip().replace("\n", "|").split("|")), max_size=14)
KINDS: st.SearchStrategy[MentionType] = st.sampled_from(["PERSON", "ORG", "GPE"])


@given(st.lists(st.tuples(NAMES, KINDS), max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_entities_are_the_same_for_any_order_and_every_form_stands_in_one(
    pages: list[tuple[list[str], MentionType]], rng: Random
) -> None:
    articles = [
        page(*((name, kind) for name in dict.fromkeys(names)), number=at)
        for at, (names, kind) in enumerate(pages)
        if names
    ]
    found = entities(articles)
    shuffled = list(articles)
    rng.shuffle(shuffled)
    index = MemoryIndex()
    for article in shuffled:
        link([article], index, [Entities()])
    assert [group.record for group in index.groups("entities")] == found
    members = [member for group in index.groups("entities") for member in group.members]
    assert sorted(members) == sorted({f.id for a in articles for f in read_names(a).forms})


def test_the_name_shown_is_the_fullest_and_of_those_the_most_frequent() -> None:
    pages = [*people("Dmitry Orlansky", "Dmitriy Orlansky", "Orlansky"), page(("Dmitry Orlansky", "PERSON"))]
    (found,) = entities(pages)
    counts = count_names(read_names(article) for article in pages)
    printed = {name: number for (_, name), number in counts.items()}
    assert best_name(found, printed) == "Dmitry Orlansky"
    assert best_name(found, printed | {"Dmitriy Orlansky": 9}) == "Dmitriy Orlansky"


@pytest.mark.parametrize(
    "name", ["A" * 50, "Jo" + "n" * 100_000, "x. " * 50_000 + "Y", "Of Of Of " * 20_000, "’s’s’s" * 30_000]
)
def test_hostile_names_are_read_in_bounded_work(name: str) -> None:
    text = f"So {name} said."
    found = read_names(
        named_page(
            text,
            [
                (name, "PERSON", name),
            ],
        )
    )
    assert all(len(form.name) <= 100 for form in found.forms)


def test_reading_a_page_grows_with_its_length() -> None:
    def work(size: int) -> object:
        names = [(f"Kav{'abcdefgh'[at % 8] * (at % 9)}la Commission", at) for at in range(size)]
        text = " ".join(name for name, _ in names)
        return read_names(named_page(text, [(name, "ORG", name) for name, _ in names]))

    assert growth(work, 50) < LIMIT


def test_candidates_are_named_by_an_id_that_their_entity_has_by_one_of_its_members() -> None:
    pages = people("Lenna Mokadare", "SENNA MOKADARE", "Lienna Mocadare", "Ruth Dovake")
    index = MemoryIndex()
    link(pages, index, [Entities()])
    groups = index.groups("entities")
    owner = {group_id(PREFIX, (member,)): group.id for group in groups for member in group.members}
    pointed = {(g.id, owner[c.entity]) for g in groups for c in g.record.candidates}
    assert {(b, a) for a, b in pointed} == pointed
    assert len(pointed) == 2
