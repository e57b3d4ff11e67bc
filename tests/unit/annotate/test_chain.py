from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from onrecord.annotate.chain import chain_of, origin_of, page_credits
from onrecord.model import Article, Attribution, Block, BlockKind, Mention, Span, Speaker, SpeakerKind

Marked = Callable[[str], tuple[str, Attribution]]


def page(text: str, publisher: str | None = "The Northgate Globe", **fields: object) -> Article:
    blank = Article(
        id="a", capture="c", path="news/a.txt", key=None, item=0, kind="article", url=None,
        publisher=publisher,
        title=None, authors=(), language="en", published=None, updated=None, text=text, sha256="",
        truncated=False, blocks=(),
    )  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


def blocks_of(text: str, kinds: Sequence[BlockKind]) -> tuple[Block, ...]:
    """One block a non-empty line, of the kinds given."""
    found, at = [], 0
    for line, kind in zip([x for x in text.split("\n") if x.strip()], kinds, strict=True):
        start = text.index(line, at)
        at = start + len(line)
        found.append(Block(start=start, end=at, kind=kind))
    return tuple(found)


def hops(
    article: Article,
    attribution: Attribution,
    name: str | None = "Ilse Roth",
    kind: SpeakerKind = "person",
    names: Sequence[Mention] = (),
) -> list[str]:
    speaker = None if name is None else Speaker(name=name, kind=kind, as_printed=name)
    chain = chain_of(article, attribution, speaker, names, page_credits(article, names))
    assert all(h.start is None or article.text[h.start : h.end] == h.text for h in chain)
    return [h.name for h in chain]


#: A line and the hops between the speaker and the page.
ON_THE_WAY = [
    ("{s:Roth} {c:said} {p:the pier was shut}.", []),
    ("{s:Roth} {c:told} reporters that {p:the pier was shut}.", []),
    ("{s:Roth} {c:told} Radio Alda that {p:the pier was shut}.", ["Radio Alda"]),
    ("{s:Roth} {c:told} the Saltby Lantern newspaper {p:the pier was shut}.", ["Saltby Lantern"]),
    ("{s:Roth} {c:told} the Northgate Globe {p:the pier was shut}.", []),
    ("{p:The pier is shut}, {s:Roth} {c:said}, the Saltby Press Service reported.", ["Saltby Press Service"]),
    ("{p:The pier is shut}, {s:Roth} {c:said}, according to the Saltby Press Service.",
     ["Saltby Press Service"]),
    ('"{p:Shut},” {s:Roth} {c:said}, writes the daily Morgen Kurier.', ["Morgen Kurier"]),
    ("{p:The pier is shut}, {s:Roth} {c:said} in an interview with the Saltby Lantern.", ["Saltby Lantern"]),
    ("{s:Roth} {c:told} Radio Alda {p:it was shut}, the Saltby Press Service reported Friday.",
     ["Radio Alda", "Saltby Press Service"]),
    ("The Saltby Lantern reported that {s:Roth} {c:said} {p:it was shut}.", ["Saltby Lantern"]),
    ("The Saltby Press Service quoted {s:Roth} {c:as saying} {p:it was shut}.", ["Saltby Press Service"]),
    ("{s:Roth} {c:was quoted} by the Saltby Press Service {c:as saying} {p:it was shut}.",
     ["Saltby Press Service"]),
    ("The Saltby Herald reported, citing Radio Alda, that {s:Roth} {c:said} {p:it was shut}.",
     ["Radio Alda", "Saltby Herald"]),
    ("The Saltby Herald reported that the Alda Gazette wrote that {s:Roth} {c:said} {p:it was shut}.",
     ["Alda Gazette", "Saltby Herald"]),
    ("{s:Roth} {c:said} in comments carried by Radio Alda {p:that it was shut}.", ["Radio Alda"]),
    ("{s:Roth} {c:wrote} in an op-ed for the Saltby Herald {p:that it was shut}.", ["Saltby Herald"]),
    ("{s:Roth} {c:told} state television {p:it was shut}.", ["state television"]),
    ("{s:Roth} {c:said} {p:it was shut}, but the Saltby Herald reported that it was open.", []),
    ("{s:Roth} {c:said} {p:it was shut}, and Radio Alda reported that it was open.", []),
    ("{s:Roth}, who once wrote for the Saltby Herald, {c:said} {p:it was shut}.", []),
    ("{s:Roth} {c:told} police station Alda {p:it was shut}.", []),
    ("{s:Roth} {c:said} {p:it was shut}, according to two people who heard her.",
     ["two people who heard her"]),
    ("{s:Roth} {c:said} {p:the Saltby Press Service reported nonsense}.", []),
    ("{s:Roth} {c:said} {p:the pier was shut}. This was reported by the Saltby Press Service.",
     ["Saltby Press Service"]),
    ("{s:Roth} {c:told} Reuters {p:it was shut}.", ["Reuters"]),
    ("{s:Roth} {c:told} AFP {p:it was shut}.", ["Agence France-Presse"]),
    ("{s:Roth} {c:told} Vice President Anja Moor {p:it was shut}.", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "between"), ON_THE_WAY)
def test_outlets_of_the_sentence_stand_between_speaker_and_page(
    line: str, between: list[str], marked: Marked
) -> None:
    text, attribution = marked(line)
    assert hops(page(text), attribution) == ["Ilse Roth", *between, "The Northgate Globe"]


def test_kinds_and_places_of_hops(marked: Marked) -> None:
    text, attribution = marked("{s:A pilot} {c:told} the Saltby Press Service (SPS) {p:it sank}.")
    article = page(text, None, url="https://www.globe.example/a")
    speaker = Speaker(name="pilot", kind="unnamed_person", as_printed="A pilot")
    chain = chain_of(article, attribution, speaker, (), page_credits(article, ()))
    assert [(h.name, h.kind, h.text, h.inferred) for h in chain] == [
        ("pilot", "unnamed", "A pilot", False),
        ("Saltby Press Service", "agency", "Saltby Press Service", False),
        ("globe.example", "page", None, True),
    ]


def test_a_document_speaks_as_a_document(marked: Marked) -> None:
    text, attribution = marked("{s:The ledger} {c:shows} {p:a debt}.")
    speaker = Speaker(name="ledger", kind="document", as_printed="The ledger")
    article = page(text)
    assert chain_of(article, attribution, speaker, (), page_credits(article, ()))[0].kind == "document"


def test_nobody_known_gives_no_first_hop(marked: Marked) -> None:
    text, attribution = marked('"{p:Shut}.”')
    assert hops(page(text), attribution, None) == ["The Northgate Globe"]


def test_a_pronoun_that_is_not_resolved_gives_no_first_hop(marked: Marked) -> None:
    text, attribution = marked("{s:She} {c:said} {p:it was shut}.")
    assert hops(page(text), attribution, None) == ["The Northgate Globe"]


def test_page_without_publisher_and_url_is_named_by_its_path(marked: Marked) -> None:
    text, attribution = marked("{s:Roth} {c:said} {p:it was shut}.")
    assert hops(page(text, None), attribution) == ["Ilse Roth", "news/a.txt"]


@pytest.mark.parametrize("noun", ["agency", "news agency"])
def test_the_agency_is_the_last_one_named(noun: str, marked: Marked) -> None:
    text, attribution = marked(
        "The pier is shut, the Saltby Press Service reported. {s:Roth} {c:said} {p:it would stay so}, "
        f"according to the {noun}."
    )
    assert hops(page(text), attribution) == ["Ilse Roth", "Saltby Press Service", "The Northgate Globe"]


def test_another_agency_between_is_meant(marked: Marked) -> None:
    text, attribution = marked(
        "The Saltby Press Service reported rain. The Water Agency pumped. {s:Roth} {c:said} {p:it was over}, "
        "the agency added."
    )
    assert "Saltby Press Service" not in hops(page(text), attribution)


def test_the_paper_and_the_station_are_kept_apart(marked: Marked) -> None:
    text, attribution = marked(
        "The Saltby Herald and Radio Alda sent people. {s:Roth} {c:told} the paper {p:it was shut}."
    )
    assert hops(page(text), attribution)[1] == "Saltby Herald"
    text, attribution = marked(
        "Radio Alda and the Saltby Herald sent people. {s:Roth} {c:told} the station {p:it was shut}."
    )
    assert hops(page(text), attribution)[1] == "Radio Alda"


def test_initials_and_full_name_are_one_hop(marked: Marked) -> None:
    text, attribution = marked(
        "The Saltby Press Service (SPS) was there. {s:Roth} {c:told} SPS {p:it was shut}, SPS reported."
    )
    assert hops(page(text), attribution) == ["Ilse Roth", "Saltby Press Service", "The Northgate Globe"]
    assert hops(page(text, "Saltby Press Service"), attribution) == ["Ilse Roth", "Saltby Press Service"]


def test_a_short_name_is_the_page_itself(marked: Marked) -> None:
    text, attribution = marked("{s:Roth} {c:told} the Lantern {p:it was shut}.")
    assert hops(page(text, "The Saltby Lantern"), attribution) == ["Ilse Roth", "The Saltby Lantern"]


def test_the_page_that_speaks_for_itself_is_one_hop(marked: Marked) -> None:
    text, attribution = marked("{s:The Northgate Globe} {c:believes} {p:the pier must open}.")
    assert hops(page(text), attribution, "The Northgate Globe", "organization") == ["The Northgate Globe"]


def test_an_outlet_that_speaks_is_not_its_own_relay(marked: Marked) -> None:
    text, attribution = marked("{p:The pier is shut}, {s:the Saltby Press Service} {c:reported}.")
    found = hops(page(text), attribution, "Saltby Press Service", "organization")
    assert found == ["Saltby Press Service", "The Northgate Globe"]


CITING = [
    ("{s:Radio Alda}, a private station, {c:reported} that {p:it sank}, citing a pilot it did not name.",
     "a pilot", "Radio Alda"),
    ("{p:It sank}, {c:writes} {s:the northern publication Umbra} with reference to a diplomatic source.",
     "a diplomatic source", "Umbra"),
    ("{s:The station Radio Alda} {c:aired} that {p:it sank}, and quoted a pilot.", "a pilot", "Radio Alda"),
    ("The Saltby Press Service sent a boat. {p:It sank}, {s:the agency} {c:added}, citing Captain Bo Lind.",
     "Captain Bo Lind", "Saltby Press Service"),
    ("Citing two harbour officials, {s:the Saltby Herald} {c:reported} {p:it sank}.",
     "two harbour officials", "Saltby Herald"),
    ('"{p:It sank},” a diver told the crowd, {c:according to} {s:Radio Alda}.', "a diver", "Radio Alda"),
    ('"{p:It sank},” said a diver, {s:Radio Alda} {c:reported}.', "a diver", "Radio Alda"),
    ("{p:It sank}, Radio Alda {c:added}, citing a diver.", "a diver", "Radio Alda"),
    ("{s:The Saltby Herald}, quoting Gen. Bo Weld, {c:said} {p:it sank}.", "Gen. Bo Weld", "Saltby Herald"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "origin", "outlet"), CITING)
def test_an_outlet_that_cites_is_a_relay(line: str, origin: str, outlet: str, marked: Marked) -> None:
    text, attribution = marked(line)
    found = origin_of(text, attribution, ())
    assert found is not None
    assert found.text == origin
    name = origin.removeprefix("a ")
    assert hops(page(text), attribution, name, "unnamed_person") == [name, outlet, "The Northgate Globe"]


def test_the_origin_as_source_gives_the_same_chain(marked: Marked) -> None:
    text, attribution = marked(
        "Radio Alda, a private station, {c:reported} that {p:it sank}, citing {s:a pilot it did not name}."
    )
    assert hops(page(text), attribution, "pilot", "unnamed_person") == [
        "pilot",
        "Radio Alda",
        "The Northgate Globe",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{s:Roth}, citing a pilot, {c:said} {p:it sank}.",
        "{s:The coast guard} {c:said} {p:it sank}, citing a pilot.",
        "{s:Radio Alda} {c:reported} {p:it sank, citing a pilot}.",
        "{s:Radio Alda} {c:reported} {p:it sank}. Citing a pilot is not proof.",
        "{p:It sank}.",
    ],
)
def test_who_speaks_for_itself_has_no_other_origin(line: str, marked: Marked) -> None:
    assert origin_of(*marked(line), ()) is None


def test_a_quotation_keeps_the_outlet_told_before_it(marked: Marked) -> None:
    text, attribution = marked(
        'Ilse Roth told Radio Alda that the pier was shut. "{p:It is old},” {s:she} {c:said}.'
    )
    assert hops(page(text), attribution) == ["Ilse Roth", "Radio Alda", "The Northgate Globe"]
    text, attribution = marked('Bo Lind told Radio Alda it was shut. "{p:It is old},” {s:Roth} {c:said}.')
    assert hops(page(text), attribution) == ["Ilse Roth", "The Northgate Globe"]


def test_an_unnamed_source_keeps_the_outlet_it_told(marked: Marked) -> None:
    text, attribution = marked(
        "A clerk at the hall had told the Saltby Press Service that phones were off.\n\n"
        '"{p:They pulled the plug},” {s:the clerk} {c:said}.'
    )
    found = hops(page(text), attribution, "clerk", "unnamed_person")
    assert found == ["clerk", "Saltby Press Service", "The Northgate Globe"]


def test_the_source_of_a_headline_report(marked: Marked) -> None:
    text, attribution = marked(
        "Roth shuns a truce, reports Alda Gazette\n\n{c:According to} {s:this source}, {p:talks failed}.\n\n"
        "Read the original article on The New Tide"
    )
    article = page(text, None, blocks=blocks_of(text, ("headline", "body", "boilerplate")))
    assert hops(article, attribution, "this source", "unnamed_person") == [
        "this source",
        "Alda Gazette",
        "The New Tide",
        "news/a.txt",
    ]


def test_a_cited_source_that_points_back_needs_no_printed_source():
    """No source, and an origin that points back ("citing the officials"): no outlet, but no fault either."""
    text = "The ferry was sold in May, citing the officials, and nobody complained about the price."
    article = page(text, "The Quay")
    content = Span.of(text, 0, text.index(" in May"))
    cue = Span.of(text, text.index("citing"), text.index("citing") + len("citing"))
    found = Attribution(source=(), cue=(cue,), content=(content,), score=0.9)
    chain = chain_of(article, found, None, (), page_credits(article, ()))
    assert [hop.name for hop in chain] == ["the officials", "The Quay"]
