"""Titles of plain text: as declared, as printed, and without what no reader sees."""

import pytest

from onrecord.extract.plain import extract_plain
from onrecord.model import Capture, Declared
from onrecord.settings import Settings

PAGE = """Harbour quarrel widens in Velmark

By Ilse Morrow
6 March 2024

The quarrel over the harbour of Velmark widened on Tuesday when the crews of nine boats refused to sail.

"We shall sail when somebody pays us," said Otto Renn, who speaks for the crews of the harbour town.

The port authority said that it had paid everybody who had sent in a form, and that nobody had.
"""


def article(text, **declared):
    capture = Capture(
        id="cap-1",
        content=text.encode(),
        sha256="",
        media_type="text/plain",
        path="a.txt",
        declared=Declared(**declared),
    )
    return extract_plain(capture, text, Settings()).articles[0]


@pytest.mark.parametrize("title", [None, "Harbour quarrel widens in Velmark", "Quarrel at Velmark"])
def test_the_printed_headline_is_found_whatever_title_is_declared(title):
    found = article(PAGE, title=title)
    headlines = [PAGE[b.start : b.end] for b in found.blocks if b.kind == "headline"]
    assert headlines == ["Harbour quarrel widens in Velmark"]
    assert found.title == (title or "Harbour quarrel widens in Velmark")


def test_a_byte_order_mark_stays_in_the_text_and_out_of_the_title():
    found = article("\ufeff" + PAGE)
    assert found.text[0] == "\ufeff"
    assert found.title == "Harbour quarrel widens in Velmark"
