"""Nasty pages, made by code: each with what must become of it. No page of anybody's stands in here."""

# ruff: noqa: E501 (a nasty page reads best on one line)
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Something that is read for statements, so that what is around it is looked at.
SAID = "“The quay stays shut until May,” said Ilmar Dorn, who runs the port of Little Sarn."
LEAD = (
    "Quay of Little Sarn stays shut\n\nBy Vera Sund\n\nThe quay of Little Sarn will stay shut until May, "
    f"the harbour office said on Tuesday.\n\n{SAID}\n\nHe added that the boats would be moved to the lake.\n\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nasty:
    """A page of any size, by the number of its repetitions."""

    name: str
    #: Makes the page of so many repetitions.
    make: Callable[[int], bytes]
    #: Repetitions in the tests of outcomes.
    times: int
    #: Kind of its article, or words of the reason why there is none.
    outcome: str
    suffix: str = ".txt"
    #: What stands before the nasty part can still be read.
    is_readable: bool = True


def _text(before: str, repeated: str, after: str = "") -> Callable[[int], bytes]:
    return lambda times: f"{LEAD}{before}{repeated * times}{after}\n".encode()


def _page(before: str, repeated: str, after: str = "") -> Callable[[int], bytes]:
    head = "<!doctype html><html lang='en'><head><title>Quay stays shut</title></head><body><article>"
    paragraphs = "".join(f"<p>{line}</p>" for line in LEAD.split("\n\n") if line)
    return lambda times: (
        f"{head}<h1>Quay stays shut</h1>{paragraphs}{before}{repeated * times}{after}".encode()
    )


NASTIES: tuple[Nasty, ...] = (
    # Words and lines.
    Nasty(name="a long word", make=_text("", "A1"), times=30_000, outcome="article"),
    Nasty(name="a long word of letters", make=_text("He said that ", "a"), times=200_000, outcome="article"),
    Nasty(name="a megabyte of one word", make=_text("He said that ", "a"), times=1_000_000, outcome="article"),
    Nasty(name="a megabyte of one line", make=_text("He said that ", "x "), times=500_000, outcome="article"),
    Nasty(name="a long line", make=_text("", "the boats lie still and "), times=400, outcome="article"),
    Nasty(name="a long paragraph of sentences", make=_text("", "The boats lie still. "), times=1_500, outcome="article"),
    Nasty(name="paragraphs of one letter", make=_text("", "x\n\n"), times=10_000, outcome="article"),
    Nasty(name="nothing but cues", make=_text("", "said "), times=800, outcome="article"),
    Nasty(name="nothing but cues and names", make=_text("", "Dorn said, "), times=1_500, outcome="article"),
    Nasty(name="apostrophes", make=_text("He said that ", "'"), times=20_000, outcome="article"),
    Nasty(name="letters and apostrophes", make=_text("He said that ", "é'"), times=10_000, outcome="article"),
    Nasty(name="stops", make=_text("He said that it ends", "!"), times=1_000, outcome="article"),
    Nasty(name="commas", make=_text("He said that ", ", "), times=3_000, outcome="article"),
    Nasty(name="dashes", make=_text("He said ", "— "), times=3_000, outcome="article"),
    Nasty(name="figures", make=_text("He said that ", "1,"), times=700, outcome="article"),
    Nasty(name="a run of spaces", make=_text("He said", " ", "that it ends."), times=300_000, outcome="article"),
    Nasty(name="a run of tabs", make=_text("Dorn", "\t", "said that it ends."), times=300_000, outcome="article"),
    Nasty(name="empty lines", make=_text("", "\n", SAID), times=100_000, outcome="article"),
    # Quotation marks and brackets.
    Nasty(name="open quotation marks", make=_text("", "“no "), times=10_000, outcome="article"),
    Nasty(name="closing quotation marks", make=_text("", "no” "), times=1_000, outcome="article"),
    Nasty(name="straight quotation marks", make=_text("", 'so " '), times=1_001, outcome="article"),
    Nasty(name="brackets", make=_text("He said ", "("), times=3_000, outcome="article"),
    Nasty(name="quotes in quotes", make=_text("", "“a ‘b "), times=500, outcome="article"),
    # Characters.
    Nasty(name="combining marks", make=_text("He said that e", "\u0301"), times=100_000, outcome="article"),
    Nasty(name="bidi controls", make=_text("He said \u202e", "\u202ea\u2066"), times=2_000, outcome="article"),
    Nasty(name="zero-width", make=_text("He said ", "a\u200b\u200d"), times=3_000, outcome="article"),
    Nasty(name="byte order marks", make=_text("He said ", "\ufeff"), times=20_000, outcome="article"),
    Nasty(name="line separators", make=_text("", "a\u2028b\u0085c\x0b\x0c"), times=5_000, outcome="control characters"),
    Nasty(name="NULs behind the head", make=_text("x" * 9_000 + " ", "\x00"), times=10_000, outcome="article"),
    Nasty(name="NULs", make=lambda times: b"\x00" * times, times=10_000, outcome="binary data"),
    Nasty(name="emoji and their modifiers", make=_text("", "👩🏽‍🚒 said "), times=300, outcome="article"),
    Nasty(
        name="mixed encodings",
        make=lambda times: LEAD.encode() + "caf\u00e9 \u201cno\u201d ".encode("cp1252") * times + "naïve ".encode() * times,
        times=300,
        outcome="article",
    ),
    Nasty(name="surrogates as bytes", make=lambda times: LEAD.encode() + b"\xed\xa0\x80 " * times, times=1_000, outcome="article", is_readable=False),
    Nasty(name="half of UTF-16", make=lambda times: b"\xff\xfe" + LEAD.encode("utf-16-le") + b"\x00\xd8" * times, times=5_000, outcome="article"),
    # Times.
    Nasty(name="huge numbers of years", make=_text("He said it ends in 10^400 years, in ", "9", " years."), times=20_000, outcome="article"),
    Nasty(name="nothing but times", make=_text("", "two years ago on Friday in "), times=150, outcome="article"),
    Nasty(name="hyphens between numbers", make=_text("He said in ", "2031-"), times=20_000, outcome="article"),
    # Markup.
    Nasty(name="deep nesting", make=_page("", "<div>", "x"), times=100_000, outcome="nest deeper", suffix=".html"),
    Nasty(name="nested lists", make=_page("", "<ul><li>", "x"), times=50_000, outcome="nest deeper", suffix=".html"),
    Nasty(name="nested quotes", make=_page("", "<blockquote>", "x"), times=100_000, outcome="nest deeper", suffix=".html"),
    Nasty(name="nested inline", make=_page("<p>", "<b>", "x"), times=50_000, outcome="nest deeper", suffix=".html"),
    Nasty(name="a table without end", make=_page("<table>", "<tr><td>a<td>b"), times=300, outcome="article", suffix=".html"),
    Nasty(name="entities", make=_page("<p>", "&amp;&#8220;&#xD800;&bogus;"), times=600, outcome="article", suffix=".html"),
    Nasty(name="unclosed comments", make=_page("", "<!-- a "), times=20_000, outcome="article", suffix=".html"),
    Nasty(name="open tags", make=_page("<p>", "<a href="), times=20_000, outcome="nest deeper", suffix=".html"),
    Nasty(name="empty paragraphs", make=_page("", "<p></p>"), times=3_000, outcome="article", suffix=".html"),
    Nasty(name="short paragraphs", make=_page("", "<p>x</p>"), times=300, outcome="article", suffix=".html"),
    Nasty(name="many links", make=_page("<ul>", "<li><a href=/a>More about boats</a></li>"), times=400, outcome="article", suffix=".html"),
    Nasty(name="line breaks", make=_page("<p>", "a<br><br>"), times=300, outcome="article", suffix=".html"),
    Nasty(name="attributes", make=lambda times: b"<html><body><p " + b"a=b " * times + b">" + SAID.encode(), times=50_000, outcome="no article", suffix=".html"),
    # Containers.
    Nasty(
        name="billion laughs",
        make=lambda times: b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY a%d "&a;&a;">' % n for n in range(times))
        + b"]><rss><channel><item><title>&a9;</title></item></channel></rss>",
        times=30,
        outcome="billion laughs",
        suffix=".xml",
    ),
    Nasty(name="nested JSON", make=lambda times: b'{"text": ' + b"[" * times, times=100_000, outcome="nested too deep", suffix=".jsonl"),
    Nasty(name="a huge number in JSON", make=lambda times: b'{"text": "a", "key": ' + b"9" * times + b"}", times=10_000, outcome="number too long", suffix=".jsonl"),
    Nasty(name="columns", make=lambda times: b"text," + b"a," * times + b"\n" + b"x," * times, times=20_000, outcome="no article", suffix=".csv"),
    Nasty(name="open quotes in a table", make=lambda times: b"text\n" + b'"a,' * times, times=20_000, outcome="no article", suffix=".csv"),
)  # fmt: skip
