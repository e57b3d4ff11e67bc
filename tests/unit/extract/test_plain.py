"""Pages of plain text as a whole: what speaks, what is silent, whose page it is and of which day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.plain import extract_plain
from onrecord.model import SPEAKING, Article, Capture, Declared, Extraction, content_id
from onrecord.settings import Settings

Reader = Callable[..., Extraction]
Spoken = Callable[[Article], str]

DEBRIS = {
    "ferry": [
        "Property Family Notices",
        "Power cut hits",
        "Picture: Lenny Frost",
        "Morning Tide",
        "NO-CONFIDENCE",
        "surveyors warn",
        "not stand again",
        "council tax",
        "in the comments below",
        "WhatsApp",
        "covers transport",
        "sack the lot",
        "look what happened",
        "wedding ring",
        "best small town",
        "Tideline Media",
    ],
    "wire": [
        "WIRE",
        "TNA1187",
        "MAY 24",
        "prohibited",
        "DOLNA, 14 May",
    ],
    "appeals": [
        "subscription?",
        "every article free",
        "Cars queue",
        "agents of disorder",
        "print what we can",
        "Monthly",
    ],
}  # fmt: skip
SPEAKS = {
    "ferry": [
        "Ferry workers vote",
        "nine to one",
        "Nobody signs on",
        "Every hour",
        "Mr Brandreth added",
        "silent harbour",
        "nine days",
    ],
    "wire": [
        "Ministry rejects claim",
        "The Tarvek Health Ministry",
        "There is no poison",
        "He did not name them",
        "only one laboratory",
    ],
    "appeals": [
        "Border post at Kesh reopens",
        "reopened on Saturday",
        "both banks of the river,\" Interior",
        "the same in May",
    ],
}  # fmt: skip


@pytest.mark.parametrize("page", sorted(DEBRIS))
def test_debris_is_silent(page: str, pages: dict[str, str], read_plain: Reader, spoken: Spoken) -> None:
    words = spoken(read_plain(pages[page]).articles[0])
    assert [d for d in DEBRIS[page] if d in words] == []


@pytest.mark.parametrize("page", sorted(SPEAKS))
def test_the_story_speaks(page: str, pages: dict[str, str], read_plain: Reader, spoken: Spoken) -> None:
    words = spoken(read_plain(pages[page]).articles[0])
    assert [s for s in SPEAKS[page] if s not in words] == []


def test_what_the_page_says_of_itself(pages: dict[str, str], read_plain: Reader) -> None:
    article = read_plain(pages["ferry"]).articles[0]
    assert article.kind == "article"
    assert article.title == "Ferry workers vote to strike over night sailings"
    assert article.authors == ("Delphine Ockerby",)
    assert article.publisher == "The Harrow Bay Argus"
    assert article.language == "en"
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2025-03-03", "printed")


def test_masthead_in_capitals_and_day_of_a_dateline(pages: dict[str, str], read_plain: Reader) -> None:
    article = read_plain(pages["wire"]).articles[0]
    assert article.publisher == "Tarvek News Agency"
    assert article.published is not None
    assert article.published.value == "2024-05-14"
    [evidence] = article.published.evidence
    assert article.text[evidence.start : evidence.end] == evidence.text == "14 May 2024"


def test_a_dateline_is_a_block_of_its_own(pages: dict[str, str], read_plain: Reader) -> None:
    article = read_plain(pages["wire"]).articles[0]
    [dateline] = [b for b in article.blocks if b.kind == "dateline"]
    assert article.text[dateline.start : dateline.end] == "DOLNA, 14 May 2024. /TNA/."
    lead = article.blocks[article.blocks.index(dateline) + 1]
    assert lead.kind == "body"
    assert article.text[lead.start :].startswith("The Tarvek Health Ministry")


def test_no_day_from_an_appeal_and_outlet_from_its_message(pages: dict[str, str], read_plain: Reader) -> None:
    article = read_plain(pages["appeals"]).articles[0]
    assert article.published is None
    assert article.publisher == "The Kesh Courier"


def test_what_the_input_declares_wins(pages: dict[str, str], read_plain: Reader) -> None:
    declared = Declared(
        title="Given", publisher="Outlet", author="Ada Brook", published="2025-03-04T10:00:00Z"
    )
    article = read_plain(pages["ferry"], declared).articles[0]
    assert (article.title, article.publisher, article.authors) == ("Given", "Outlet", ("Ada Brook",))
    assert article.published is not None
    assert (article.published.value, article.published.method) == ("2025-03-04", "given")


def test_text_and_ids(pages: dict[str, str], read_plain: Reader) -> None:
    text = pages["ferry"].replace("\n", "\r\n")
    article = read_plain(text).articles[0]
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.id == content_id("art", article.capture, 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Log in\nPage not found\nSorry, the page you were looking for does not exist.\nHome\n",
            "error page",
        ),
        ("Home\nNews\nSport\nWeather\nContact\n", "menus"),
        (
            "Division North\n1 12 8 2 2 26\n2 12 7 3 2 24\n3 12 7 1 4 22\n4 12 6 3 3 21\n",
            "menus, links or figures",
        ),
        ("We use cookies to improve your experience on our site. Accept all\nManage cookies\n", "no article"),
        ("Brief\n\nThe road to Kesh was closed again on Monday.\n", "words of running text"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(text: str, reason: str, read_plain: Reader) -> None:
    extraction = read_plain(text)
    [article] = extraction.articles
    [drop] = extraction.drops
    assert article.kind == "refused"
    assert drop.item == "news/a.txt"
    assert reason in drop.reason


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u2028\n"])
def test_an_empty_page_is_dropped(text: str, read_plain: Reader) -> None:
    extraction = read_plain(text)
    assert not extraction.articles
    assert "empty" in extraction.drops[0].reason


def test_a_text_over_the_limit_is_dropped_unread(read_plain: Reader) -> None:
    extraction = read_plain("word " * 300, None, Settings(max_text_characters=1_000))
    assert not extraction.articles
    assert "max_text_characters" in extraction.drops[0].reason


def test_a_page_on_one_line_is_cut_into_sentences(read_plain: Reader, spoken: Spoken) -> None:
    line = (
        "Home News Sport Kesh border post reopens after eleven months By Anna Thole KESH - The border post "
        'at Kesh reopened on Saturday after eleven months, the interior ministry said. "This is a good day," '
        "Interior Minister Dara Quint told reporters. He said the night ferry would stay suspended. "
        "Opposition lawmaker Pell Ruman said the minister had promised the same in May and in June. Read "
        "also: Ferry timetable for the summer. © 2024 Kesh Courier. All rights reserved."
    )
    article = read_plain(line).articles[0]
    assert article.kind == "article"
    words = spoken(article)
    assert "The border post at Kesh reopened" in words
    assert "timetable" not in words
    assert "rights reserved" not in words


def test_a_plain_article_with_one_paragraph_a_line_is_all_story(read_plain: Reader) -> None:
    text = (
        "Poll: Lund and Reardon level before the vote.\n\n"
        "Two weeks before the vote Marta Lund and Bo Reardon are level, a poll for Radio Larkspur says.\n\n"
        "RUNO: Would you vote for her again?\n\n"
        "WARD: I would not. She promised us a bench, and where is it?\n\n"
        'But the pollster, Ana Kessel, warned that "a third of them were cooking while they answered."\n'
    )
    article = read_plain(text).articles[0]
    assert [b.kind for b in article.blocks] == ["headline", "body", "body", "body", "body"]


LINES = st.one_of(
    st.sampled_from(
        [
            "Home | News | Sport", "Read also: Gull returns ring",
            "PORT ANSEL (TNA) — The pier reopened on Monday, they said.",
            "By Ada Brook", "12 May 2024", "Comments (3)", "• a point of order",
            "\"We are ready,\" the minister told the press on Monday.",
            "The council said that it would not sell the harbour, and that nobody had asked it to.",
            "More …", "---", "",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip


@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\n\n"]))
@settings(max_examples=150, deadline=None)
def test_blocks_lie_in_order_and_cover_all_that_is_printed(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    data = text.encode("utf-8", "surrogatepass")
    capture = Capture(id="cap-1", content=data, sha256="0", media_type="text/plain", path="a.txt")
    extraction = extract_plain(capture, text, Settings())
    assert extraction.articles or extraction.drops
    for article in extraction.articles:
        assert article.text == text
        ends = 0
        for block in article.blocks:
            assert ends <= block.start < block.end <= len(text)
            ends = block.end
        if article.kind == "listing":
            assert not any(block.kind in SPEAKING for block in article.blocks)
        if article.kind != "teaser":
            outside = "".join(
                text[a:b]
                for a, b in zip(
                    [0, *(b.end for b in article.blocks)],
                    [*(b.start for b in article.blocks), len(text)],
                    strict=True,
                )
            )
            assert not outside.strip()


def test_quotations_alone_are_a_page_without_their_stops() -> None:
    text = (
        "“We need new ropes before anybody drowns in the river at the weir”\n\n"
        "“The ferry will be back before the summer fair, whatever they say”\n\n"
        "“Nobody asked the people who live on the other bank what they want”"
    )
    capture = Capture(
        id="cap-1",
        content=text.encode(),
        sha256="",
        media_type="text/plain",
        path="x.gkg.csv",
        declared=Declared(title="Ropes of the ferry"),
    )
    [article] = extract_plain(capture, text, Settings()).articles
    assert article.kind == "article"
    assert [block.kind for block in article.blocks] == ["body", "body", "body"]
