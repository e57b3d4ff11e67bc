"""Words go to who spoke them, not to the outlet that passes them on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.annotate.chain import chain_of, page_credits
from onrecord.annotate.citing import mend_citing
from onrecord.annotate.coreference import resolve
from onrecord.annotate.origin import origin_of
from onrecord.annotate.relayed import give_back
from onrecord.model import Article, Attribution, Block, Speaker
from strategies.growth import LIMIT, growth

Marked = Callable[[str], tuple[str, Attribution]]


def words(attribution: Attribution) -> tuple[list[str], list[str], list[str]]:
    spans = (attribution.source, attribution.cue, attribution.content)
    source, cue, content = ([span.text for span in role] for role in spans)
    return source, cue, content


SPOKEN = [
    ("{p:The quay will be mended by May}, {p:Mayor Olla Brandt promised}, {s:the agency} {c:reported}.",
     (["Mayor Olla Brandt"], ["promised"], ["The quay will be mended by May"])),
    ("{p:The quay will be mended by May, Olla Brandt affirmed on Monday}, {c:according to} {s:SPS}.",
     (["Olla Brandt"], ["affirmed"], ["The quay will be mended by May"])),
    ("{p:The quay is sold and so is the crane, added the keeper to Umbra}, {s:HullWatch} {c:wrote}.",
     (["the keeper"], ["added"], ["The quay is sold and so is the crane"])),
    ("{p:Brandt told} the crews {p:that the quay was sold}, {s:her driver} {c:said}.",
     (["Brandt"], ["told"], ["that the quay was sold"])),
    ("{c:According to} {s:a report in the Herald}, {p:an unnamed diver told} Umbra: “{p:It is rotten.}”",
     (["an unnamed diver"], ["told"], ["It is rotten."])),
    ("{s:The daily} {c:cites} {p:a pilot close to the harbour as saying that the quay is sold}.",
     (["The daily"], ["cites"], ["that the quay is sold"])),
    ("{s:Many pages} have Mayor Olla Brandt {c:saying} {p:that the quay is sold}.",
     (["Mayor Olla Brandt"], ["saying"], ["that the quay is sold"])),
    ("{s:The station} {c:says} {p:the horn was in a shed, and has it from two divers}.",
     (["The station"], ["says"], ["the horn was in a shed"])),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), SPOKEN)
def test_the_nearer_clause_speaks(
    line: str, expected: tuple[list[str], list[str], list[str]], marked: Marked
) -> None:
    text, attribution = marked(line)
    assert words(give_back(text, attribution)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "“{p:I have not spoken to the crews, I have not spoken to the cook},” {s:Brandt} {c:told} reporters.",
        "{p:Ostland has offered} {p:the isles a quay if the crews go home}, {s:a pilot} {c:told} Umbra.",
        "{s:Brandt} {c:said} {p:the quay, which the board said was sound, had sunk}.",
        "{p:The quay has sunk, as everybody said}, {s:Brandt} {c:said}.",
        "{s:Brandt} {c:said} {p:it was so}.",
        "{s:Brandt} {c:denied} {p:a report} in {p:the Lantern that the quay had sunk}.",
        "{c:Shut}.",
    ],
)
def test_what_is_one_content_stays_one(line: str, marked: Marked) -> None:
    text, attribution = marked(line)
    assert give_back(text, attribution) == attribution


def test_whom_an_outlet_cites_is_no_content(marked: Marked) -> None:
    text, attribution = marked(
        "{s:The broadcaster Quayside Three} {c:reported}, citing {p:two divers it did not name, "
        "that the quay had sunk}."
    )
    (mended,) = mend_citing(text, [attribution])
    assert [span.text for span in mended.content] == ["that the quay had sunk"]
    origin = origin_of(text, mended, ())
    assert origin is not None
    assert origin.text == "two divers"


@pytest.mark.parametrize("heading", ["{s:THE} CLAIM", "{s:THE CLAIM}", "{s:Our verdict}"])
def test_a_heading_is_no_source(heading: str, marked: Marked) -> None:
    text, attribution = marked(heading + ": {p:Brandt said that the quay was sold}.")
    (mended,) = mend_citing(text, [attribution])
    assert mended.source == ()


def chain(text: str, attribution: Attribution, speaker: str) -> list[str]:
    article = Article(
        id="a", capture="c", path="news/a.txt", key=None, item=0, kind="article", url=None,
        publisher="The Northgate Globe", title=None, authors=(), language="en", published=None, updated=None,
        text=text, sha256="", truncated=False, blocks=(Block(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    spoke = Speaker(name=speaker, kind="person", as_printed=speaker)
    return [hop.name for hop in chain_of(article, attribution, spoke, (), page_credits(article, ()))][1:-1]


WAYS = [
    ("{p:The quay is sold}, {s:Brandt} {c:affirmed}, according to SPS.", ["SPS"]),
    ("{s:Brandt} {c:told} the crews {p:that the quay was sold}, her driver said.", ["her driver"]),
    ("{s:Brandt} {c:said}, again via Umbra Wire in the Saltby Herald, {p:that it was sold}.",
     ["Umbra Wire", "Saltby Herald"]),
    ("According to a report in the Saltby Herald, {s:a diver} {c:told} Umbra Wire: “{p:It is rotten.}”",
     ["Umbra Wire", "Saltby Herald"]),
    ("Listen to Quayside Three. The station {c:says} {p:the horn was shut}, and has it from {s:two divers}.",
     ["Quayside Three"]),
    ("The Saltby Herald was there. {p:It is sold}, the keeper {c:said}, as per the gazette.",
     ["Saltby Herald"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "between"), WAYS)
def test_the_way_that_the_sentence_names(line: str, between: list[str], marked: Marked) -> None:
    text, attribution = marked(line)
    assert chain(text, attribution, "Olla Brandt") == between


def test_who_had_it_from_another_is_a_hop(marked: Marked) -> None:
    text, attribution = marked(
        "{s:The Lookout} {c:reports}, citing a pilot who had it from a cook, {p:that the quay was sold}."
    )
    origin = origin_of(text, attribution, ())
    assert origin is not None
    assert origin.text == "a cook"
    assert chain(text, attribution, "a cook") == ["a pilot", "The Lookout"]


@pytest.mark.parametrize("line", ["a, b said ", "“x,” he said, ", "told that, "])
def test_long_contents_take_linear_time(line: str, marked: Marked) -> None:
    def work(copies: int) -> None:
        text, attribution = marked("{p:" + line * copies + "}, {s:SPS} {c:reported}.")
        give_back(text, attribution)

    assert growth(work, 60) < LIMIT


def test_the_same_source_is_the_one_before(marked: Marked) -> None:
    told = "A source at the quay told Umbra that it was sold. "
    first, second = marked("{s:A source at the quay} {c:told} Umbra {p:that it was sold}. ")[1], told
    text, later = marked(second + "According to {s:the same source}, {p:the crane was sold too}.")
    block = Block(start=0, end=len(text), kind="body")
    speakers = resolve(text, [block], (), [first, later]).speakers
    assert [speaker.name if speaker else None for speaker in speakers] == ["A source at the quay"] * 2
