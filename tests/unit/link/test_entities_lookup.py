"""What one article tells of its names: acronyms, the paper itself, whose commission it is."""

from __future__ import annotations

from onrecord.link.entities.lookup import read_names
from onrecord.model import AnnotatedArticle
from strategies.named_pages import Marked, named_page

COURT: Marked = ("Supreme Court", "ORG", "Supreme Court")
OSMARIA: Marked = ("Osmaria", "GPE", "Osmaria")
LURANIA: Marked = ("Lurania", "GPE", "Lurania")
DOVAKE: Marked = ("Ruth Dovake", "PERSON", "Ruth Dovake")


def forms(article: AnnotatedArticle) -> set[tuple[str, str]]:
    return {(form.kind, form.name) for form in read_names(article).forms}


def printed(article: AnnotatedArticle) -> set[str]:
    return {name for _, name in read_names(article).printed()}


def test_mentions_speakers_and_hops_are_looked_up_alike() -> None:
    text = "Ruth Dovake spoke to LPS. The minister said Dovake was right."
    article = named_page(
        text,
        [DOVAKE, ("LPS", "ORG", "LPS"), ("Dovake", "PERSON", "Ruth Dovake")],
        speakers=[("Ruth Dovake", "person"), ("a crowd", "group")],
        agency="Larkreef Press Service",
        described=[("The minister", "PERSON", "Ruth Dovake")],
    )
    names = read_names(article)
    marks = article.annotations
    tavoke = {names.mention(m) for m in marks.mentions if m.entity == "Ruth Dovake"}
    assert tavoke == {names.speaker(marks.statements[0])}
    assert None not in tavoke
    assert names.speaker(marks.statements[1]) is None
    assert names.hop(marks.statements[0].chain[0]) == names.mention(marks.mentions[1])
    assert ("organization", "Larkreef Press Service") in forms(article)
    assert ("organization", "LPS") not in forms(article)
    assert {"Dovake", "LPS", "Ruth Dovake"} == printed(article)


def test_an_everyday_body_is_that_of_the_country_beside_it() -> None:
    text = "Osmaria’s Supreme Court met. Later the Supreme Court rose."
    article = named_page(
        text,
        [
            ("Osmaria", "GPE", "Osmaria"),
            ("Supreme Court", "ORG", "Supreme Court"),
            ("Supreme Court", "ORG", "Supreme Court"),
        ],
    )
    assert ("organization", "Osmaria Supreme Court") in forms(article)
    assert ("organization", "Supreme Court") not in forms(article)
    assert {"Osmaria's Supreme Court", "Supreme Court"} <= printed(article)
    text = "The Supreme Court of Osmaria met, not the Supreme Court of the Lurania."
    both = named_page(text, [COURT, OSMARIA, COURT, LURANIA])
    assert ("organization", "Supreme Court of Osmaria") in forms(both)
    assert len([form for form in read_names(both).forms if "Court" in form.name]) >= 2


def test_no_owner_is_read_into_a_name_of_its_own_or_from_a_person() -> None:
    firm = named_page(
        "Osmaria's Radio Lagoon aired it.",
        [OSMARIA, ("Radio Lagoon", "ORG", "Radio Lagoon")],
    )
    assert ("organization", "Radio Lagoon") in forms(firm)
    person = named_page(
        "Ruth Dovake's Supreme Court case.",
        [DOVAKE, COURT],
        speakers=[("Ruth Dovake", "person")],
    )
    assert ("organization", "Supreme Court") in forms(person)


def test_a_page_calls_its_own_paper_by_its_last_word() -> None:
    article = named_page("He told the Beacon so.", [], publisher="The Tavelua Beacon")
    assert forms(article) == {("organization", "The Tavelua Beacon")}
    assert printed(article) == {"Beacon"}
    other = named_page("He told the Beacon Club so.", [], publisher="The Tavelua Beacon")
    assert printed(other) == set()
    whole = named_page("He left the Lurania shore.", [], publisher="The Voice of Lurania")
    assert printed(whole) == set()


def test_a_son_is_told_by_what_is_printed_after_his_name() -> None:
    article = named_page("Aldo Pern Jr. spoke.", [("Aldo Pern Jr.", "PERSON", "Aldo Pern")])
    assert forms(article) == {("person", "Aldo Pern Jr")}
    both = named_page(
        "Aldo Pern Jr. spoke of Aldo Pern.",
        [("Aldo Pern Jr.", "PERSON", "Aldo Pern"), ("Aldo Pern", "PERSON", "Aldo Pern")],
    )
    assert forms(both) == {("person", "Aldo Pern")}


def test_titles_half_marked_phrases_and_descriptions_are_no_names() -> None:
    text = "Police Commissioner and the congress of and two people and 1944"
    article = named_page(
        text,
        [
            ("Police Commissioner", "ORG", "Police Commissioner"),
            ("congress of", "ORG", "congress of"),
            ("two people", "PERSON", "two people"),
            ("1944", "ORG", "1944"),
        ],
        speakers=[("a harbour pilot", "unnamed_person"), ("figures posted", "organization")],
    )
    assert forms(article) == set()
