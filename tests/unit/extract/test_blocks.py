"""Kinds of blocks where debris stands in the middle of a story, or a story in the middle of debris."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.extract.blocks import classify
from onrecord.extract.plain_units import split_units
from onrecord.model import Article, BlockKind, Extraction

Reader = Callable[..., Extraction]
Spoken = Callable[[Article], str]

FUEL = """\
LINIYA / ENGLISH
Main page > Politics > Interviews
Share: Telegram Copy link
21:14, 3 June 2024 | 12 443 views | 87 comments
Deputy premier: fuel reserves will last until autumn
Fuel reserves will last until autumn, Deputy Prime Minister Oleg Varnin said, calling queues "theatre".
Photo: press service of the government
"There are 41 days of petrol in the tanks," Varnin told the channel Vektor on Monday.
READ ALSO
Petrol queues return to Tarsk, residents say
Varnin: "I drive an electric car"
Three filling stations closed "for inventory"
Earlier, the newspaper Kurier reported, citing two sources, that reserves had fallen to nine days.
The energy ministry did not respond to a request for comment.
Subscribe to our Telegram channel: the news first!
If you notice an error, select it and press Ctrl+Enter.
COMMENTS (87)
Gost_77, 21:20
Of course he says that. He said the same in 2019.
NEWS OF THE DAY
20:58 Governor denies he is leaving
20:31 "Nobody will freeze," says heating company
"""

BULLETIN = """\
From: bulletin@plainview-daily.example
Subject: The Plainview Daily Bulletin, 19 September 2023

* SCHOOL BOARD BACKS DOWN ON PHONE BAN *

By our education correspondent

The Plainview school board on Monday night withdrew
its ban on telephones after parents and, more loudly,
pupils objected.

"We listened, and what we heard was mostly ringing,"
said the board's chair, Lionel Gage.

**********************************************
Enjoying the Bulletin? Forward it to a neighbor!
Our sponsor today: Gage & Sons Hardware. "If we
don't have it, you don't need it," says Lionel Gage.
**********************************************

The board will vote on a new rule in October.

----
You are receiving this because you signed up at the
county fair. Unsubscribe.
"""

LIVE = """\
Metro Herald+
Log in

LIVE: Storm Wanda, the latest updates

14:32 Prime minister cancels trip to summit

Prime Minister Jola Reyes has cancelled her trip. "My place is here," she told reporters in Ands.

14:05 Power company: 40,000 homes without electricity

The company Volta said 40,000 homes were without electricity. Its head, Sven Aro, said repairs "take days".

13:40 Police correct number of missing

Police said two people were missing in Ands, not five as they had said earlier.
"""


def kinds_of(text: str) -> dict[str, BlockKind]:
    page = classify(split_units(text))
    return {u.text[:24]: kind for u, kind in zip(page.units, page.kinds, strict=True)}


def test_a_box_does_not_part_the_lead_from_its_story() -> None:
    kinds = kinds_of(FUEL)
    assert kinds["Deputy premier: fuel res"] == "headline"
    assert kinds["Fuel reserves will last "] == "body"
    assert kinds['"There are 41 days of pe'] == "body"
    assert kinds["The energy ministry did "] == "body"


def test_quoted_titles_in_a_box_are_silent(read_plain: Reader, spoken: Spoken) -> None:
    words = spoken(read_plain(FUEL).articles[0])
    for debris in ("queues return", "electric car", "for inventory", "Telegram", "Ctrl", "in 2019", "freeze"):
        assert debris not in words


def test_an_advertisement_between_ruled_lines_is_silent(read_plain: Reader, spoken: Spoken) -> None:
    article = read_plain(BULLETIN).articles[0]
    words = spoken(article)
    assert "mostly ringing" in words
    assert "vote on a new rule" in words
    assert "need it" not in words
    assert "county fair" not in words
    assert article.title == "SCHOOL BOARD BACKS DOWN ON PHONE BAN"


def test_entries_of_a_live_blog_are_one_article() -> None:
    kinds = kinds_of(LIVE)
    assert kinds["LIVE: Storm Wanda, the l"] == "headline"
    assert kinds["14:05 Power company: 40,"] == "body"
    assert kinds["Police said two people w"] == "body"


def test_a_declared_title_is_the_headline() -> None:
    page = classify(split_units(LIVE), "14:32 Prime minister cancels trip to summit")
    assert page.headline is not None
    assert page.units[page.headline].text.startswith("14:32")


def test_a_text_printed_twice_running_is_a_caption() -> None:
    text = LIVE.replace(
        "14:05", "Jola Reyes in Ands on Monday.\n\nJola Reyes in Ands on Monday. (Dov Amar/TNA)\n\n14:05"
    )
    page = classify(split_units(text))
    assert [k for u, k in zip(page.units, page.kinds, strict=True) if u.text.startswith("Jola")] == [
        "caption",
        "caption",
    ]


def test_a_script_without_capitals_is_prose_too(read_plain: Reader) -> None:
    text = (
        "الرئيسية\nأخبار\nرياضة\n\nإعادة فتح المعبر بعد أشهر\n\n"
        "أعلنت وزارة الداخلية يوم السبت إعادة فتح المعبر بعد أشهر من الإغلاق بسبب الفيضان الكبير.\n\n"
        "وقال الوزير للصحفيين إن هذا يوم جيد لسكان الضفتين وإن العبارة الليلية ستبقى متوقفة حتى الصيف.\n"
    )
    article = read_plain(text).articles[0]
    assert article.kind == "article"
    assert [b.kind for b in article.blocks][-2:] == ["body", "body"]
