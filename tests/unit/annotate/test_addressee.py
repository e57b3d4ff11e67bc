from collections.abc import Callable

import pytest

from onrecord.annotate.addressee import addressees_of
from onrecord.model import Attribution, Mention

Marked = Callable[[str], tuple[str, Attribution]]

CASES = [
    ("{s:She} {c:told} reporters outside the hall that {p:the pier was safe}.", ["reporters"]),
    ("{s:She} {c:told} the Lantern {p:the pier was safe}.", ["the Lantern"]),
    ('"{p:It is safe},” {s:she} {c:told} a crowd of perhaps 800.', ["a crowd of perhaps 800"]),
    ('"{p:It is safe},” {s:he} {c:wrote} in a text message to SPS.', ["SPS"]),
    ('"{p:It is safe},” {s:he} {c:wrote in a text message} to SPS.', ["SPS"]),
    ("{s:He} {c:said} to his deputy that {p:it was safe}.", ["his deputy"]),
    ("{s:Oduya} {c:asked} President Anja Roth {p:for help with the dam}.", ["President Anja Roth"]),
    ("{s:The board} {c:informed} the council of {p:the delay}.", ["the council"]),
    ("{s:The board} {c:assured} passengers {p:that boats would sail}.", ["passengers"]),
    ("{s:The board} {c:warned} {p:that boats would not sail}.", []),
    ("{s:The board} {c:promised} {p:to keep its ally Roth informed}.", []),
    ("{s:She} {c:told} clerks and lawmakers on Monday that {p:it was over}.", ["clerks and lawmakers"]),
    ("{s:She} {c:told} him in no uncertain terms {p:to leave}.", ["him"]),
    ("{s:Roth} {c:told} the island's media later that {p:talks went well}.", ["the island's media"]),
    ("{s:Roth} {c:said} in a letter to the harbour board {p:that fares would rise}.", ["the harbour board"]),
    ("{s:Roth} {c:said} {p:fares would rise} according to the board.", []),
    ("{s:Roth} {c:spoke} to parliament about {p:fares}.", ["parliament"]),
    ("{s:Roth} {c:vowed} to raise {p:fares}.", []),
    ('"{p:Go},” {s:she} {c:told} her Ostland friend Ilse Maar in May.', ["her Ostland friend Ilse Maar"]),
    ("The council {c:was told by} {s:the auditor} {p:that funds were gone}.", ["The council"]),
    ("{s:She} {c:explained} to me {p:that it was late}.", ["me"]),
    ("{p:It is over}, {s:she} {c:tells} SPS.", ["SPS"]),
    ("{s:She} {c:told}: {p:nothing}.", []),
    ("{s:The union} {c:called on} the government {p:to resign}.", ["the government"]),
    ("{s:Roth} {c:told} my friend Ansel M. Grove on Friday {p:to go}.", ["my friend Ansel M. Grove"]),
    ("{s:Roth} {c:told} Mrs. Grove {p:to go}.", ["Mrs. Grove"]),
    ("{s:Roth} {c:told} the story of {p:the flood}.", []),
    ("{s:Roth} {c:refers} to the mayor as {p:a fool}.", []),
    ("{p:It is over}.", []),
    ("{s:She} {c:told} journalists in front of the mill {p:that the gates were shut}.", ["journalists"]),
    ("{s:She} {c:told} a meeting of bakers {p:that flour was dear}.", ["a meeting of bakers"]),
    ("{s:She} {c:informed} both councils in writing {p:that the gates were shut}.", ["both councils"]),
    ("{s:He} {c:warned} her twice {p:that the ice was thin}.", ["her"]),
    ("{s:He} {c:wrote} to the bishop {p:that the bell was cracked}.", ["the bishop"]),
    ("{s:He} {c:complained} to police {p:that the bell was gone}.", ["police"]),
    ("{s:He} {c:admitted} to a friend {p:that the bell was sold}.", ["a friend"]),
    ("“{p:Nobody came},” {s:he} {c:told} his two sisters afterwards.", ["his two sisters"]),
    ("{s:He} {c:shouted} at the crew {p:to let go}.", ["the crew"]),
    ("{s:He} {c:asked} reporters outside the mill {p:to leave}.", ["reporters"]),
    ("{s:He} {c:told} everyone in the hall {p:to sit down}.", ["everyone"]),
    ("{s:He} {c:reminded} the board at its spring meeting {p:that rent was due}.", ["the board"]),
    ("{s:He} {c:replied} to the letter {p:that rent was paid}.", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_who_was_spoken_to(line: str, expected: list[str], marked: Marked) -> None:
    text, attribution = marked(line)
    found = addressees_of(text, attribution, ())
    assert [span.text for span in found] == expected
    assert all(text[span.start : span.end] == span.text for span in found)


def test_a_name_is_not_cut_at_its_preposition(marked: Marked) -> None:
    text, attribution = marked("{s:She} {c:told} the Institute for Tides {p:that it was late}.")
    at = text.index("Institute")
    name = Mention(start=at, end=at + 19, text=text[at : at + 19], type="ORG", form="name", entity=None)
    assert [span.text for span in addressees_of(text, attribution, (name,))] == ["the Institute for Tides"]
