from collections.abc import Callable

import pytest

from onrecord.annotate.venue import venue_of
from onrecord.model import Attribution

Marked = Callable[[str], tuple[str, Attribution]]

CASES = [
    (
        "{s:Roth} {c:claimed} in an interview with public radio on Tuesday {p:that it was over}.",
        "an interview with public radio",
    ),
    ("{p:It is over}, {s:Roth} {c:said} during a press briefing.", "a press briefing"),
    ("In a blog post on Friday evening {s:she} {c:wrote} {p:that it was over}.", "a blog post"),
    (
        "{p:It is over}, {s:Roth} {c:said} in a statement published by the palace's press office.",
        "a statement published by the palace's press office",
    ),
    ("{s:Roth} {c:said} at a rally in Port Alda {p:that it was over}.", "a rally in Port Alda"),
    ('"{p:Over},” {s:Roth} {c:said} in a text message to SPS.', "a text message to SPS"),
    ("{s:Roth} {c:said} on national television {p:that it was over}.", "national television"),
    ("{p:It is over}, {s:Roth} {c:said} by telephone from Alda.", "telephone"),
    ("{s:Roth}, speaking on Radio Alda, {c:said} {p:it was over}.", "Radio Alda"),
    ("In an interview with SPS published on Sunday, {s:Roth} {c:said} {p:no}.", "an interview with SPS"),
    ("{s:Roth} {c:wrote} on her Telegram channel {p:that it was over}.", "her Telegram channel"),
    ("{p:It is over}, {s:Roth} {c:wrote} on Telegram.", "Telegram"),
    (
        "{p:It}, {s:Roth} {c:said} during a speech at the congress of Tide and Harbour, SPS adds.",
        "a speech at the congress of Tide and Harbour",
    ),
    (
        "Speaking at a news conference in Port Alda, {s:Roth} {c:said} {p:it was over}.",
        "a news conference in Port Alda",
    ),
    ("{s:Roth} {c:told} reporters {p:during the interview the lights went out}.", None),
    ("{s:Roth, who spoke at a rally,} {c:said} {p:it was over}.", None),
    ("{s:Roth} {c:said} at a gathering of bakers to discuss bread {p:it was over}.", "a gathering of bakers"),
    ("{s:Roth} {c:said} in Congress {p:it was over}.", None),
    ("{s:Roth} {c:said} in court {p:it was over}.", "court"),
    ("{s:Roth} {c:said} on Sunday {p:it was over}.", None),
    ("{s:Roth} {c:said} in a Sunday interview {p:that it was over}.", "a Sunday interview"),
    ("{s:Roth} {c:said} at a rally Sunday {p:that it was over}.", "a rally"),
    ("{s:Roth} {c:said} in Port Alda {p:it was over}.", None),
    ("{s:Roth} {c:said} by the end of the week {p:it would be over}.", None),
    ("{c:According to} {s:Roth}, {p:it is over}.", None),
    ("{s:Roth} {c:said in a televised address} {p:that it was over}.", "a televised address"),
    ("{s:Roth} {c:told} reporters at a briefing outside the mill {p:that it was over}.", "a briefing"),
    ("{s:Roth} {c:told} reporters outside the mill {p:that it was over}.", None),
    ("{s:Roth} {c:wrote} in a letter to the bishop {p:that it was over}.", "a letter to the bishop"),
    ("{p:It is over}, {s:Roth} {c:posted} on the guild's website.", "the guild's website"),
    ("{s:Roth} {c:testified} at an inquest in Port Alda {p:that it was over}.", "an inquest in Port Alda"),
    ("In a memo to staff, {s:Roth} {c:wrote} {p:that it was over}.", "a memo to staff"),
    ("{s:Roth} {c:said} over the phone {p:that it was over}.", "the phone"),
    ("{s:Roth} {c:said} at the weekend {p:that it was over}.", None),
    ("{s:Roth} {c:said} in an e-mail {p:it was over}.", "an e-mail"),
    ("At a hearing on Monday {s:Roth} {c:argued} {p:that it was over}.", "a hearing"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_where_it_was_said(line: str, expected: str | None, marked: Marked) -> None:
    text, attribution = marked(line)
    found = venue_of(text, attribution)
    assert (found.text if found else None) == expected
    assert found is None or text[found.start : found.end] == found.text


def test_without_cue_and_source_there_is_none(marked: Marked) -> None:
    assert venue_of(*marked("In an interview: {p:it is over}.")) is None
