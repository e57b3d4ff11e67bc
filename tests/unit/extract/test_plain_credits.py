"""Bylines, datelines, captions, biographies and appeals, line by line."""

from __future__ import annotations

import pytest

from onrecord.extract.credits import byline_names, byline_outlet, dateline_end, is_byline
from onrecord.extract.plain_features import appeal_weight, traits_of
from onrecord.extract.plain_lines import biography_evidence, is_caption, is_link_line
from onrecord.extract.plain_patterns import rule_of
from onrecord.extract.plain_region import APPEAL_ANYWHERE
from onrecord.extract.plain_units import Unit


def unit(text: str) -> Unit:
    return Unit(0, len(text), text, True)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Noor Castellan", ("Noor Castellan",)),
        ("BY NOOR CASTELLAN AND TOBIAS WREN", ("NOOR CASTELLAN", "TOBIAS WREN")),
        ("By Noor Castellan and Tobias J. Wren | Ledger News", ("Noor Castellan", "Tobias J. Wren")),
        (
            "By Noor Castellan, Tobias Wren and Ana de la Cruz",
            ("Noor Castellan", "Tobias Wren", "Ana de la Cruz"),
        ),
        ("Oona Maitland, at Miller's Lock", ("Oona Maitland",)),
        ("Valley Desk, with Imre Sollas in Lower Tarn", ("Imre Sollas",)),
        ("Posted on 3 May 2024 by Dee O'Hara", ("Dee O'Hara",)),
        ("By Newsroom", ()),
        ("Posted on 3 May 2024 by Staff Reporter", ()),
        ("By the Associated Wire", ()),
    ],
)
def test_names_of_bylines(line: str, names: tuple[str, ...]) -> None:
    assert byline_names(line) == names


def test_outlet_of_a_byline() -> None:
    assert byline_outlet("By Noor Castellan | Ledger News") == "Ledger News"
    assert byline_outlet("By Noor Castellan | Updated Monday") is None


@pytest.mark.parametrize(
    ("line", "near", "expected"),
    [
        ("By Noor Castellan", False, True),
        ("Noor Castellan", True, True),
        ("Noor Castellan", False, False),
        ("Longreach Press Service", True, True),
        ("By Monday the river had risen by a metre.", False, False),
        ("Lund: You Do Not Win By How Many Towns You Visit", False, False),
    ],
)
def test_bylines(line: str, near: bool, expected: bool) -> None:
    assert is_byline(line, len(line.split()), near_headline=near) is expected


LEAD = "The border post reopened on Saturday, the interior ministry said."


@pytest.mark.parametrize(
    "prefix",
    [
        "PORT ANSEL — ",
        "PORT ANSEL, Tarvek, Feb. 9 (TNA) - ",
        "PORT ANSEL, Tarvek, Feb. 9, 2024 (TNA) — ",
        "LARKSPUR FALLS, N.M. (TNA) -- ",
        "Kesh (Reuters) - ",
        "DOLNA, May 14. /TNA/. ",
    ],
)
def test_datelines(prefix: str) -> None:
    assert dateline_end(prefix + LEAD) == len(prefix)


@pytest.mark.parametrize("text", ["RUNO: " + LEAD, "A: " + LEAD, LEAD, "NATO says it will stay — " + LEAD])
def test_no_datelines(text: str) -> None:
    assert dateline_end(text) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ilse Grott at the bridge on Monday. (Beate Sorn, TNA Pool Photo via Wirepix)", True),
        ("The bridge on Monday. Picture: Lenny Frost", True),
        ("PHOTO: Protesters in Corvane. (TNA / Dov Amar)", True),
        ("[Map: the atoll and its harbour. FBS Graphics]", True),
        ("Cars queue at the post.  kesh-ministry.example", True),
        ("Lund speaks in Larkspur. Dana Poe/Getty Images", True),
        ("The mayor said the picture was false (she had not been there).", False),
        ("He told the agency that nobody had asked him. (The ministry did not reply to questions.)", False),
        (LEAD, False),
    ],
)
def test_captions(text: str, expected: bool) -> None:
    assert is_caption(text, traits_of(unit(text))) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Noor Castellan is the Ledger's council correspondent.",
        "Castellan covers the council. Follow her on Twitter @ncastellan",
        "Tobias Wren is a writer for Ledger Digital and can be reached at tobias@ledger.example",
    ],
)
def test_biographies(text: str) -> None:
    assert biography_evidence(text, traits_of(unit(text)), ("Noor Castellan",)) >= 2


def test_a_speaker_with_a_role_is_no_biography() -> None:
    text = "Ana Kessel, a professor of law, said the sitting was lawful."
    assert biography_evidence(text, traits_of(unit(text)), ("Noor Castellan",)) < 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Read also: Heron gives back a purse", "related"),
        ("→ READ ALSO: Bus times for the fair, unless it rains", "related"),
        ("NEXT: Bakers walk out over flour", "related"),
        ("Most popular: Heron robs a judge of his lunch", "related"),
        ("More from the valley: Eel quota halved, growers say | Band wins cup", "related"),
        ("LETTERS: 'Where is our lamp post?' - and 4 more", "related"),
        ("<< ADVERT: Sleep like a stone >>", "boilerplate"),
        ("Story continues below a word of our sponsors", "boilerplate"),
        ("Editor's note: this page will be updated as we learn more.", "boilerplate"),
        ("(Additional reporting by Ada Quill; editing by B. Thorn)", "boilerplate"),
        ("Posted in: Elections, Local | Tagged: council", "boilerplate"),
        ("We use cookies to make this site work. See our cookie policy.", "boilerplate"),
        ("© Longreach Press Service 2026. Published under licence.", "boilerplate"),
    ],
)
def test_phrases_of_debris(text: str, kind: str) -> None:
    rule = rule_of(text, len(text.split()))
    assert rule is not None
    assert rule.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "Read the report, the mayor told her critics, and then come back.",
        "Already a household name, the skipper said she would not stand.",
        "Foreign policy analysts said geography had contributed to the crisis.",
        "Related charges against two officers were dropped on Monday, the court said.",
        '"Subscribe to that view and you lose," the minister said.',
        "More than 300 people signed the letter to the mayor, according to the clerk.",
    ],
)
def test_sentences_are_no_debris(text: str) -> None:
    assert rule_of(text, len(text.split())) is None


def test_appeals_weigh_and_quoted_appeals_do_not() -> None:
    plea = (
        "Please support our journalism: a subscription to our newsletter keeps independent journalism alive."
    )
    assert appeal_weight(plea) >= APPEAL_ANYWHERE
    assert appeal_weight(f'"{plea}" the owner of the bankrupt daily told its last readers.') < APPEAL_ANYWHERE


def test_capital_links_are_not_sentences_in_capitals() -> None:
    link = "MAYOR TO FACE NO-CONFIDENCE VOTE OVER HARBOUR WALL"
    assert is_link_line(link, traits_of(unit(link)))
    item = "2. PANEL RULES FOR THE MAYOR."
    assert not is_link_line(item, traits_of(unit(item)))
