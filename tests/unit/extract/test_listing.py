"""Listing and tag pages: cut into their teasers; articles never are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Extraction

Reader = Callable[..., Extraction]

BULLETS = """\
Contents tagged with harbour

  • Harbour master quits over safety row

    The harbour master of Port Ansel, Greta Fall, resigned on Sunday.

    "I warned them three times, and the council has …

  • Council: no plans to sell the harbour

    Council leader Hugh Mbeki said on Saturday that there were "no plans, no talks and no buyers".

    Under …

  • Dredging to begin in June

    Dredging of the inner harbour will begin in June, the port authority announced. According to it, the …
"""

DATED = """\
Latest news on Ardmore council

Ardmore council approves budget after midnight vote
By Noor Castellan, 4 April 2025
Councillors in Ardmore approved a budget of 41 million crowns early on Friday after a nine-hour sitting.

Mayor "did not read" flood report, inquiry hears
By Noor Castellan, 3 April 2025
The former mayor of Ardmore told an inquiry on Thursday that she had not read the flood report.

Library to close on Mondays
By Tobias Wren, 1 April 2025
Ardmore's central library will close on Mondays from May, the council said.
"""

ROUND_UP = """\
Weekly round-up: three things that happened in Corvane

1. The bridge reopened

After eleven months of work the Tolle bridge reopened on Monday. "I cried," said the site manager, Beate Sorn.

Drivers queued from six in the morning, according to the city.

2. The mayor apologised

Mayor Ilse Grott apologised on Tuesday for calling the protesters "weekend farmers".

The farmers' union said it did not accept the apology.

3. A bear came to town

A young bear was seen near the station on Wednesday. Police asked residents to stay indoors.

It left on its own, a spokesman said.
"""


def test_bulleted_teasers(read_plain: Reader) -> None:
    page, *items = read_plain(BULLETS).articles
    assert page.kind == "listing"
    assert page.title == "Contents tagged with harbour"
    assert [i.title for i in items] == [
        "Harbour master quits over safety row",
        "Council: no plans to sell the harbour",
        "Dredging to begin in June",
    ]
    assert [i.item for i in items] == [1, 2, 3]
    assert all(i.kind == "teaser" and i.truncated and i.text == BULLETS for i in items)
    assert [[b.kind for b in i.blocks] for i in items[:1]] == [["headline", "teaser", "teaser"]]
    assert len({a.id for a in (page, *items)}) == 4


def test_blocks_of_an_item_are_its_own(read_plain: Reader) -> None:
    _, first, second, _ = read_plain(BULLETS).articles
    assert first.blocks[-1].end < second.blocks[0].start
    words = " ".join(BULLETS[b.start : b.end] for b in second.blocks)
    assert "Hugh Mbeki" in words
    assert "Greta Fall" not in words


def test_numbered_teasers_with_days(pages: dict[str, str], read_plain: Reader) -> None:
    page, *items = read_plain(pages["teasers"]).articles
    assert page.kind == "listing"
    assert [i.published.value for i in items if i.published] == ["2024-05-12", "2024-05-11", "2024-05-09"]
    assert items[0].title == "Harbour master quits over safety row"


def test_dated_teasers_that_do_not_break_off(read_plain: Reader) -> None:
    page, *items = read_plain(DATED).articles
    assert page.kind == "listing"
    assert [i.truncated for i in items] == [False, False, False]
    assert [i.published.value for i in items if i.published] == ["2025-04-04", "2025-04-03", "2025-04-01"]


@pytest.mark.parametrize("page", ["ferry", "wire", "appeals"])
def test_an_article_is_never_split(page: str, pages: dict[str, str], read_plain: Reader) -> None:
    assert [a.kind for a in read_plain(pages[page]).articles] == ["article"]


def test_a_round_up_with_full_sections_is_one_article(read_plain: Reader) -> None:
    [article] = read_plain(ROUND_UP).articles
    assert article.kind == "article"
    assert article.title == "Weekly round-up: three things that happened in Corvane"


def test_teasers_under_an_article_do_not_make_it_a_listing(pages: dict[str, str], read_plain: Reader) -> None:
    more = "\nMore like this\n\nGull returns ring\n\nThe gull of Harrow Bay on Tuesday...\n\n" * 3
    [article] = read_plain(pages["ferry"] + more).articles
    assert article.kind == "article"
