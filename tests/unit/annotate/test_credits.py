from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.credits import page_credits
from onrecord.annotate.outlet_names import kind_of, same_outlet
from onrecord.annotate.outlets import find_outlets
from onrecord.model import Article, Block, BlockKind
from strategies.growth import LIMIT, growth

BODY = "The ferry to Port Alda stopped on Monday, and nobody in the town could say when it would sail again."


def page(lines: Sequence[tuple[BlockKind, str]], publisher: str | None = "The Northgate Globe") -> Article:
    text = "\n\n".join(line for _, line in lines)
    blocks, at = [], 0
    for kind, line in lines:
        blocks.append(Block(start=at, end=at + len(line), kind=kind))
        at += len(line) + 2
    return Article(
        id="a", capture="c", path="news/a.txt", key=None, item=0, kind="article", url=None,
        publisher=publisher,
        title=None, authors=(), language="en", published=None, updated=None, text=text, sha256="",
        truncated=False, blocks=tuple(blocks),
    )  # fmt: skip


def through(article: Article) -> list[str]:
    found = page_credits(article, ())
    text = article.text
    assert all(h.start is None or text[h.start : h.end] == h.text for h in (*found.through, found.last))
    return [h.name for h in found.through]


CREDITED: list[tuple[list[tuple[BlockKind, str]], list[str]]] = [
    ([("body", f"PORT ALDA, Feb. 9 (SPS) - {BODY}")], ["SPS"]),
    ([("body", f"PORT ALDA, Ostland, Feb. 9, 2026 (Reuters) — {BODY}")], ["Reuters"]),
    ([("body", f"(AFP) - {BODY}")], ["Agence France-Presse"]),
    ([("byline", "By Ann Moor, Saltby Press Service"), ("body", BODY)], ["Saltby Press Service"]),
    ([("byline", "Saltby Press Service"), ("body", BODY)], ["Saltby Press Service"]),
    ([("headline", "Ferry stops"), ("boilerplate", "AP | 9 Feb 2026 06:15 GMT"), ("body", BODY)],
     ["Associated Press"]),
    ([("headline", "Ferry stops"), ("boilerplate", "Source: Interfax"), ("body", BODY)], ["Interfax"]),
    ([("body", BODY), ("boilerplate", "© Saltby Press Service 2026. Published under licence.")],
     ["Saltby Press Service"]),
    ([("body", BODY), ("boilerplate", "Copyright 2026 The Associated Press. All rights reserved.")],
     ["Associated Press"]),
    ([("body", f"{BODY} (AFP)")], ["Agence France-Presse"]),
    ([("body", BODY), ("boilerplate", "This story first appeared in the Saltby Herald.")], ["Saltby Herald"]),
    ([("body", BODY), ("boilerplate", "Read the original article on The New Tide")], ["The New Tide"]),
    ([("body", BODY), ("boilerplate", "Originally published by Umbra Watch.")], ["Umbra Watch"]),
    ([("body", BODY), ("boilerplate", "Reprinted with permission from the Alda Gazette")], ["Alda Gazette"]),
    ([("byline", "By Ann Moor, Associated Press"), ("body", BODY),
      ("boilerplate", "Read the full story at Alda Gazette")],
     ["Associated Press", "Alda Gazette"]),
    ([("headline", "Ferry stops"), ("boilerplate", "Umbra Wire"), ("boilerplate", "9 Feb 2026"),
      ("body", BODY), ("boilerplate", "Copyright 2026 Umbra Wire. All rights reserved.")], ["Umbra Wire"]),
    ([("headline", "Ferry stops"), ("byline", "By SPS and agencies"), ("body", BODY),
      ("boilerplate", "— SPS")], ["SPS"]),
    ([("boilerplate", "4 Feb 2026 // Words: CWI and Staff"), ("headline", "Ferry stops"), ("body", BODY),
      ("boilerplate", "© Coastwire International")], ["Coastwire International"]),
    # A headline that names a body tells the news about it; it credits nobody.
    ([("headline", "Report: OTL and Ostland agree to talk"), ("body", BODY)], []),
    ([("headline", "Source: OTL"), ("standfirst", "By OTL and its members"), ("body", BODY)], []),
    ([("headline", "Ferry stops"), ("boilerplate", "Report: OTL"), ("body", BODY)], []),
    ([("headline", "Ferry stops"), ("boilerplate", "Story by SPS"), ("body", BODY)], ["SPS"]),
    ([("body", BODY), ("boilerplate", "-- SPS  ab/cd  1932 local")], ["SPS"]),
    # What credits nothing.
    ([("byline", "By ANN MOOR, World News Reporter"), ("body", BODY)], []),
    ([("byline", "By ANN MOOR at 10:00 GMT"), ("body", BODY)], []),
    ([("body", BODY), ("related", "— SPS"), ("body", BODY)], []),
    ([("body", BODY)], []),
    ([("body", BODY), ("caption", "Boats at Port Alda. (AP / Dov Amar)")], []),
    ([("body", BODY), ("caption", "© Saltby Press Service")], []),
    ([("body", BODY), ("boilerplate", "Photo: Reuters")], []),
    ([("body", BODY), ("boilerplate", "© The Northgate Globe 2026")], []),
    ([("body", BODY), ("related", "By Ann Moor, Associated Press"), ("body", BODY)], []),
    ([("body", f"The Tidal Security Force (TSF) - {BODY}")], []),
    ([("body", f"{BODY} Roth told the Associated Press that it was old, and nobody was surprised.")], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CREDITED)
def test_what_the_whole_page_is_credited_to(lines: list[tuple[BlockKind, str]], expected: list[str]) -> None:
    assert through(page(lines)) == expected


def test_the_page_of_an_agency_is_not_credited_to_itself() -> None:
    lines: list[tuple[BlockKind, str]] = [
        ("boilerplate", "SALTBY PRESS SERVICE"),
        ("body", f"PORT ALDA, Feb. 9 (SPS) - {BODY}"),
    ]
    article = page(lines, "Saltby Press Service")
    assert through(article) == []
    last = page_credits(article, ()).last
    assert (last.name, last.kind) == ("Saltby Press Service", "publisher")
    assert last.text == "SALTBY PRESS SERVICE"


def test_an_agency_among_the_authors_is_inferred() -> None:
    article = replace(page([("body", BODY)]), authors=("Ann Moor", "Associated Press"))
    hop = page_credits(article, ()).through[0]
    assert (hop.name, hop.kind, hop.start, hop.inferred) == ("Associated Press", "agency", None, True)


def test_a_publisher_that_is_not_printed_is_inferred() -> None:
    last = page_credits(page([("body", BODY)]), ()).last
    assert (last.name, last.kind, last.start, last.inferred) == (
        "The Northgate Globe",
        "publisher",
        None,
        True,
    )


def test_a_publisher_of_any_name_is_found_where_printed() -> None:
    last = page_credits(page([("boilerplate", "Harbour\nNotes"), ("body", BODY)], "Harbour Notes"), ()).last
    assert (last.start, last.inferred) == (0, False)


def test_a_teaser_has_only_its_own_credits() -> None:
    lines: list[tuple[BlockKind, str]] = [
        ("teaser", f"ALDA (AFP) - {BODY}"),
        ("teaser", BODY),
    ]
    whole = page(lines)
    items = [replace(whole, kind="teaser", item=n + 1, blocks=(b,)) for n, b in enumerate(whole.blocks)]
    assert [through(item) for item in items] == [["Agence France-Presse"], []]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Saltby Press Service", "SPS", True),
        ("the Lantern", "The Saltby Lantern", True),
        ("AP", "The Associated Press", True),
        ("LONGSHORE TIMES", "Longshore Times", True),
        ("WQRS", "WQRS 9", True),
        ("CWI", "Coastwire International", True),
        ("Daily", "Daily News", False),
        ("Saltby Herald", "Alda Herald", False),
        ("Radio Alda", "Radio Saltby", False),
        ("SPS", "APS", False),
        ("Saltby", "Saltby Herald", False),
    ],
)
def test_names_of_one_outlet(one: str, other: str, same: bool) -> None:
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Saltby Press Service", "agency"),
        ("Ostland News Agency", "agency"),
        ("Reuters", "agency"),
        ("Radio Alda", "publisher"),
    ],
)
def test_agencies_are_told_from_other_outlets(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the newspaper Umbra wrote", ["Umbra"]),
        ("Umbra, a weekly magazine, wrote", ["Umbra"]),
        ("the space agency Orbis said", []),
        ("police station Alda", []),
        ("Vice President Moor spoke", []),
        ("The Commonwealth of Independent Isles", []),
        ("Kaldor's Herald Tribune wrote", ["Herald Tribune"]),
        ("the Herald Editor Ann Moor", []),
        ("Saltby Herald Editor Ann Moor", ["Saltby Herald"]),
        ("at the BBC and on CNN", ["BBC", "CNN"]),
    ],
)
def test_outlets_are_known_by_name_form_and_noun(text: str, expected: list[str]) -> None:
    assert [o.name for o in find_outlets(text, (), [(0, len(text))], None)] == expected


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("body", "Alda Herald (ABC) - © Reuters told the Saltby Press Service, By "),
        ("body", "A" * 64),
        ("byline", "By " * 20),
    ],
)
def test_a_hostile_page_takes_linear_time(kind: BlockKind, line: str) -> None:
    assert growth(lambda copies: page_credits(page([(kind, line * copies)]), ()), 20) < LIMIT


@given(st.text(alphabet="AaBb HeraldTV()-©,.\n", max_size=300))
def test_every_outlet_lies_in_the_text(text: str) -> None:
    found = find_outlets(text, (), [(0, len(text))], "The Alda Herald")
    assert all(0 <= o.start < o.end <= len(text) for o in found)
    assert [o.start for o in found] == sorted(o.start for o in found)
