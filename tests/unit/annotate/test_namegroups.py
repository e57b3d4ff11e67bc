"""Names of one article grouped by whom they mean."""

import re

import pytest

from onrecord.annotate.namegroups import NameGroup, group_names
from onrecord.annotate.nameparts import read_name
from onrecord.model import Mention, MentionType


def groups(text: str, **types: MentionType) -> dict[str, list[str]]:
    """Group the names `A_B="TYPE"` wherever they stand; fullest form to the printed forms in order."""
    found, names, place = _grouped(text, types)
    result: dict[str, list[str]] = {}
    for name, at in zip(names, place, strict=True):
        result.setdefault(found[at].fullest, []).append(name.text)
    return result


def _grouped(text: str, types: dict[str, MentionType]) -> tuple[list[NameGroup], list[Mention], list[int]]:
    kinds = {name.replace("_", " "): kind for name, kind in types.items()}
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(kinds, key=len, reverse=True)))
    names = [
        Mention(start=m.start(), end=m.end(), text=m.group(), type=kinds[m.group()], form="name", entity=None)
        for m in pattern.finditer(text)
    ]
    headline = [(0, text.index("\n"))] if "\n" in text else []
    found, place = group_names(text, names, headline)
    return found, names, place


@pytest.mark.parametrize(
    ("text", "kind", "printed", "titles"),
    [
        ("President Isolde Varn", "PERSON", "Isolde Varn", ("president",)),
        ("Sen. Isolde Varn", "PERSON", "Isolde Varn", ("sen",)),
        ("Oren Jastrow Jr.", "PERSON", "Oren Jastrow", ()),
        ("Oren Jastrow — Salt Hall", "PERSON", "Oren Jastrow", ()),
        ("King", "PERSON", "King", ()),
        ("the Salt Board", "ORG", "Salt Board", ()),
        ("Oren\nJastrow", "PERSON", "Oren Jastrow", ()),
    ],
)
def test_titles_and_suffixes_are_no_part_of_a_name(
    text: str, kind: MentionType, printed: str, titles: tuple[str, ...]
) -> None:
    parts = read_name(text, 0, len(text), kind)
    assert (parts.printed, parts.titles) == (printed, titles)


def test_forms_of_one_name_are_one_person() -> None:
    text = "Isolde Maria Varn spoke. Isolde Varn left. Varn ate. Isolde slept. Oren Jastrow woke."
    people = ("Isolde_Maria_Varn", "Isolde_Varn", "Varn", "Isolde", "Oren_Jastrow")
    assert groups(text, **dict.fromkeys(people, "PERSON")) == {
        "Isolde Maria Varn": ["Isolde Maria Varn", "Isolde Varn", "Varn", "Isolde"],
        "Oren Jastrow": ["Oren Jastrow"],
    }


def test_two_people_of_one_surname_stay_two() -> None:
    text = "Isolde Varn met Bram Varn. Mrs. Varn smiled. Mr. Varn did not."
    found = groups(text, Isolde_Varn="PERSON", Bram_Varn="PERSON", Varn="PERSON")
    assert found == {"Isolde Varn": ["Isolde Varn", "Varn"], "Bram Varn": ["Bram Varn", "Varn"]}


def test_a_surname_alone_stays_with_the_one_the_article_is_about() -> None:
    text = "Isolde Varn won. Varn spoke. Varn left. Varn came back with her cousin Bram Varn. Varn sat down."
    found = groups(text, Isolde_Varn="PERSON", Bram_Varn="PERSON", Varn="PERSON")
    assert found["Bram Varn"] == ["Bram Varn"]


@pytest.mark.parametrize(
    ("text", "types", "name", "forms"),
    [
        (
            "The Longshore Press Service said so. LPS was first.",
            {"Longshore_Press_Service": "ORG", "LPS": "ORG"},
            "Longshore Press Service",
            2,
        ),
        ("The Salt Post said so. The Post had it.", {"Salt_Post": "ORG", "Post": "ORG"}, "Salt Post", 2),
        ("Cobble Energy fell. Cobble lost.", {"Cobble_Energy": "ORG", "Cobble": "ORG"}, "Cobble Energy", 2),
        (
            "National Salt rose. National pride too.",
            {"National_Salt": "ORG", "National": "ORG"},
            "National Salt",
            1,
        ),
        ("The Grey House spoke. The House voted.", {"Grey_House": "ORG", "House": "ORG"}, "Grey House", 1),
    ],
)
def test_short_forms_of_organizations(
    text: str, types: dict[str, MentionType], name: str, forms: int
) -> None:
    assert len(groups(text, **types)[name]) == forms


def test_a_surname_marked_as_a_place_is_the_person_but_a_place_after_in_is_not() -> None:
    text = "Isolde Varn spoke. Varn left. It rains in Varn."
    found, names, place = _grouped(text, {"Isolde_Varn": "PERSON", "Varn": "GPE"})
    assert [found[at].type for at in place] == ["PERSON", "PERSON", "GPE"]
    assert [name.text for name in names] == ["Isolde Varn", "Varn", "Varn"]


def test_a_headlines_capitals_do_not_lengthen_a_name() -> None:
    text = "Isolde Varn Urges Calm\nIsolde Varn spoke. Varn left."
    found = groups(text, Isolde_Varn_Urges="PERSON", Isolde_Varn="PERSON", Varn="PERSON")
    assert list(found) == ["Isolde Varn"]


def test_a_slip_of_one_letter_is_the_same_person() -> None:
    text = "Oren Jastrowsky spoke. Jastowsky left."
    assert list(groups(text, Oren_Jastrowsky="PERSON", Jastowsky="PERSON")) == ["Oren Jastrowsky"]


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        ("Osmaria fell. It rained in Osmaria.", {"Osmaria": "PERSON"}, "GPE"),
        ("Osmaria's parliament met.", {"Osmaria": "PERSON"}, "GPE"),
        ("Osmaria won. The Osmarian team left.", {"Osmaria": "PERSON", "Osmarian": "NORP"}, "GPE"),
        ("Port Varn voted.", {"Port_Varn": "PERSON"}, "GPE"),
        ("Mr. Osmar spoke. In Osmar the party trusts.", {"Osmar": "PERSON"}, "PERSON"),
        ("Her campaign manager, Quorl Vester, left.", {"Quorl_Vester": "ORG"}, "PERSON"),
        ("Spokeswoman Quorl Vester left.", {"Quorl_Vester": "ORG"}, "PERSON"),
        ("The owner, Vester Mining, left.", {"Vester_Mining": "ORG"}, "ORG"),
    ],
)
def test_types_are_set_right_by_what_stands_beside(
    text: str, marked: dict[str, MentionType], right: str
) -> None:
    found, _, place = _grouped(text, marked)
    assert found[place[0]].type == right
