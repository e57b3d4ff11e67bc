"""A page that prints no day is no younger than its capture, and one that does is not touched."""

import pytest

from onrecord.extract import extract
from onrecord.model import Capture, sha256
from onrecord.settings import Settings

PLAIN = b"Goats of Nettle Hill win again\n\nThe goats of Nettle Hill won the prize, said Berta Quill.\n"
DATED = b"Goats of Nettle Hill win again\n\nPublished: 3 May 2019\n\nThe goats won the cheese prize.\n"


def published(content, captured):
    capture = Capture(
        id="cap-1", content=content, sha256=sha256(content), media_type="text/plain", path="p.txt",
        captured=captured,
    )  # fmt: skip
    return extract(capture, Settings()).articles[0].published


@pytest.mark.parametrize(
    ("captured", "latest"),
    [
        ("2019-06-01T03:00:00Z", "2019-06-01"),
        # In the east it was the next day already.
        ("2019-06-01T23:00:00Z", "2019-06-02"),
    ],
)
def test_an_undated_page_is_no_younger_than_its_capture(captured, latest):
    date = published(PLAIN, captured)
    assert (date.value, date.earliest, date.latest, date.method) == (None, None, latest, None)
    assert [(e.where, e.text) for e in date.evidence] == [("capture", captured)]


def test_without_a_time_nothing_is_known():
    assert published(PLAIN, None) is None
    assert published(PLAIN, "some day") is None


def test_a_printed_day_is_left_alone():
    assert published(DATED, "2019-06-01T03:00:00Z").value == "2019-05-03"
