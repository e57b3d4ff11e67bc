"""Heads of scraped pages: whose page it is, its title, its authors and its day, in layouts of many kinds."""

from __future__ import annotations

import pytest

from onrecord.extract.dateline_day import dateline_day
from onrecord.extract.plain import extract_plain
from onrecord.model import Article, Block, Capture
from onrecord.settings import Settings

STORY = """The crews of nine boats in Velmark refused to sail on Sunday, and the harbour stood still.

"We shall sail when somebody pays us," Otto Renn, who speaks for the crews of the town, told {asked}.

The port authority said that it had paid everybody who had sent in a form, and that nobody had done so.
"""


def read(head: str, foot: str = "", asked: str = "reporters") -> Article:
    text = f"{head}\n\n{STORY.format(asked=asked)}\n{foot}\n"
    capture = Capture(id="cap-1", content=text.encode(), sha256="", media_type="text/plain", path="a.txt")
    return extract_plain(capture, text, Settings()).articles[0]


TITLE = "Harbour of Velmark stands still as crews refuse to sail"

PUBLISHERS = [
    # A masthead over a line of links, whatever it is called.
    (f"QUAYTAP\n★ Boats ★ Nets ★ Tides ★ Shop\nAug 2, 2025\n\n{TITLE}", "", "Quaytap"),
    (f"the low tide\nfrom under the pier\nsections: nets / knots / gulls\n\n{TITLE}", "", "the low tide"),
    (f"THE BILGE\nabout // links // rss\n\n{TITLE}", "", "The Bilge"),
    (f"harbourscoop daily :)\nNets | Knots | Gulls | Tides\n\n{TITLE}", "", "harbourscoop daily"),
    # The owner of the words is not the owner of the page.
    (f"the low tide\nsections: nets / knots / gulls\n\n{TITLE}", "© Coastwire International", "the low tide"),
    # Who issued a release, and not the kind of text that it is.
    (
        f"PRESS RELEASE\n\nFOR IMMEDIATE RELEASE\n\n{TITLE}\n\nThe Velmark Port Board met on Monday.",
        "###\n\nAbout Velmark Port Board: the board runs the harbour.",
        "Velmark Port Board",
    ),
    (f"MEDIA STATEMENT\n\n{TITLE}", "", None),
    # Addresses.
    (f"tidegist.example\nMENU Boats Nets\n\n{TITLE}", "", "tidegist.example"),
    (f"TideMagnet.example >> Boats >> Velmark\n\n{TITLE}", "", "TideMagnet"),
    # What stands behind the name in the masthead.
    (f"WQRS 9 | On Your Coast\nWATCH LIVE ● Weather ● Tides\n\n{TITLE}", "", "WQRS 9"),
    (f"QUAYSIDE THREE SPORT | ENGLISH\nHome · Video · Shop\n\n{TITLE}", "", "Quayside Three"),
    (f"Velmark Ledger archive\nThis page is old.\n\n{TITLE}", "© 2025 Harbour Ledger Publishing Co.",
     "Velmark Ledger"),
    # Letters and channels.
    ("From: Ilse Morrow <ilse@bilge.example>\nTo: readers\nDate: Sun, 3 Aug 2025 07:15:00 +0000\n"
     "Subject: The Bilge #12: Still", "", "The Bilge"),
    # The story's own subject is nobody's masthead.
    (f"VELMARK\nNews | Boats | Nets | Tides\n\n{TITLE}", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "foot", "publisher"), PUBLISHERS)
def test_whose_page_it_is(head: str, foot: str, publisher: str | None) -> None:
    asked = {"WQRS 9": "WQRS 9", "Quayside Three": "Quayside Three"}.get(publisher or "", "reporters")
    assert read(head, foot, asked).publisher == publisher


@pytest.mark.parametrize(
    ("kicker", "line", "publisher"),
    [
        ("Olla Brandt", "Olla Brandt is the mayor of Velmark and owns two of the boats.", None),
        ("Olla Brandt", "The pilot told Olla Brandt to stay ashore, and Brandt said that she would.", None),
        ("Olla Brandt", "The pilot told Olla Brandt, 52, to stay ashore.", None),
        ("Brandt", "The pilot told Brandt to stay ashore. On Monday Olla Brandt said that she would.", None),
        ("Olla Brandt", "Olla Brandt is the editor of a newspaper.", None),
        ("Olla Brandt", "Olla Brandt is a newspaper owner.", None),
        ("Velmark Net", "Velmark Net is the site of an old police station.", None),
        ("Velmark Quay", "Velmark Quay is the oldest of the three quays.", None),
        ("Low Tide", "Low Tide is an independent, unpaid newsletter of the coast.", "Low Tide"),
        ("Low Tide", "Low Tide is free for everybody who lives at the coast.", "Low Tide"),
        ("Low Tide", "“We are ready,” a pilot told Low Tide.", "Low Tide"),
    ],
)
def test_whom_the_story_describes_is_not_its_outlet(kicker: str, line: str, publisher: str | None) -> None:
    assert read(f"{kicker}\n\n{TITLE}", line).publisher == publisher


TITLES = [
    (f"The Velmark Ledger\nBoats | Nets | Tides\n\n{TITLE}\n\n"
     "Port authority: everybody who sent in a form is paid", TITLE),
    ("The Velmark Ledger\nSunday, 3 August 2025\n\nStill water and no wages\nWhat the crews of Velmark want"
     "\n\n"
     "by ILSE MORROW", "Still water and no wages"),
    (f"HARBOUR HOUR | Listen live | Schedule | Podcasts\n\nMORNING NET with Ilse Morrow\n"
     f"Broadcast on Sunday 3 August 2025\n\n{TITLE}", TITLE),
    ("THE BILGE\nnotes on crews, boats and harbours standing still\nabout // links // rss\n\n"
     "15/8/25, 11:20\nNobody sails, nobody pays", "Nobody sails, nobody pays"),
    (f"The Velmark Ledger\n\n{TITLE}\n\nFrom our reporter Ilse Morrow, in Velmark and on board", TITLE),
    ("The Velmark Ledger\nBoats | Nets | Tides\n\nSource: crews 'ready to sail' from Velmark harbour",
     "Source: crews 'ready to sail' from Velmark harbour"),
    ("From: Ilse Morrow <ilse@bilge.example>\nTo: readers\nDate: Sun, 3 Aug 2025 07:15:00 +0000\n"
     "Subject: Fwd: The Bilge #12: Still", "The Bilge #12: Still"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_the_title_is_the_upper_deck_and_no_line_about_the_page(head: str, title: str) -> None:
    assert read(head).title == title


def test_a_heading_in_capitals_is_no_author() -> None:
    head = f"The Velmark Ledger\n\n{TITLE}\n\nBy Ilse Morrow\n\nKEY FINDINGS\n- Nine boats stay."
    assert read(head).authors == ("Ilse Morrow",)


def test_the_sender_of_a_letter_is_its_author() -> None:
    head = "From: Ilse Morrow <ilse@bilge.example>\nTo: readers\nSubject: The Bilge #12: Still"
    assert read(head).authors == ("Ilse Morrow",)


def test_a_dateline_without_a_year_takes_that_of_the_copyright_line() -> None:
    head = f"COASTWIRE INTERNATIONAL\nBoats - Harbours\nVELMARK, Ostland, Aug. 3 (CWI)\n\n{TITLE}"
    article = read(head, "(c) Coastwire International 2025")
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2025-08-03", "inferred")
    places = [(e.start, e.end, e.text) for e in article.published.evidence]
    assert [text for _, _, text in places] == ["Aug. 3", "2025"]
    assert all(article.text[start:end] == text for start, end, text in places)
    assert read(head, "© 2019-2025 Coastwire International").published is not None
    assert read(head, "(c) Coastwire International 2025\n\n© 2022 Umbra").published is None
    assert read(head).published is None


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("VELMARK, Aug. 3 (CWI) - The crews stayed ashore.", "2025-08-03"),
        ("Velmark, Ostland, 3 August — Nine boats stayed ashore.", "2025-08-03"),
        ("RIO DE VELMA, Sunday, Aug. 3 /CWI/. The crews stayed ashore.", "2025-08-03"),
        # A day of which the story tells is not that of the page.
        ("The crews will vote on Friday, Aug. 8, when the boats are in.", None),
        ("The crews vote on Friday, Aug. 8 (Net Day), when the boats are in.", None),
        ("Velmark Quay, Aug. 8, is where the crews will vote.", None),
        ("Velmark Net Fair, Aug. 8 – 10, will be held without boats.", None),
        ("Friday, Aug. 8 - that is when the crews will vote.", None),
    ],
)
def test_only_a_dateline_gives_the_page_its_day(lead: str, day: str | None) -> None:
    end = len(lead)
    text = f"{lead}\n\n© 2025 Coastwire"
    blocks = [Block(start=0, end=end, kind="body"), Block(start=end + 2, end=len(text), kind="boilerplate")]
    found = dateline_day(blocks, text)
    assert (found.value if found else None) == day


def test_the_day_of_the_export_is_not_that_of_the_message() -> None:
    head = (
        "Channel export: TIDE WATCHER (18,402 subscribers)\nExported 18.03.2025\n\n"
        "[17.03.2025 21:47] TIDE WATCHER:\nHarbour news"
    )
    article = read(head, "[17.03.2025 22:10] TIDE WATCHER:\nGood night")
    assert article.published is not None
    assert article.published.value == "2025-03-17"
    assert article.publisher == "Tide Watcher"


def test_the_other_days_of_a_page_tell_which_figure_is_the_day() -> None:
    head = f"The Velmark Ledger\n04/08/2025\n\n{TITLE}"
    first, second = read(head, "Next issue: 25/08/2025"), read(head, "Next issue: 08/25/2025")
    assert first.published is not None
    assert second.published is not None
    assert (first.published.value, second.published.value) == ("2025-08-04", "2025-04-08")
    assert read(head).published is None
