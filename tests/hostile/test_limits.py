"""Every limit is a setting that is written down and holds to the last byte; a drop says which it was."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.annotate.annotator import Annotator
from onrecord.capture import budget, read_stream
from onrecord.model import Capture, CaptureResult, Drop
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings
from strategies.inputs.archives import zipped
from strategies.inputs.documents import pdf
from strategies.inputs.feeds import rss
from strategies.nasties import LEAD

DOCS = Path(__file__).parents[2] / "docs" / "inputs.md"
#: Settings that are no limits: what to do rather than how much.
CHOICES = {"fetch_contact", "fetch_pause_seconds", "fetch_revisit_seconds", "languages", "calendar"}
_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "s": 1, "": 1}


def written_down() -> dict[str, float]:
    """Read the tables of limits in the docs: defaults by setting."""
    found: dict[str, float] = {}
    for names, defaults in re.findall(
        r"^\| ((?:`\w+`(?:, )?)+) \| ([^|]+?) \|", DOCS.read_text(), re.MULTILINE
    ):
        figures = re.findall(r"(\d[\d,]*)(?: (KB|MB|GB|s)\b)?", defaults)
        settings = re.findall(r"`(\w+)`", names)
        if all(name in Settings.model_fields for name in settings):
            assert len(figures) == len(settings), names
            for name, (figure, unit) in zip(settings, figures, strict=True):
                found[name] = int(figure.replace(",", "")) * _UNITS[unit]
    return found


def test_every_limit_is_written_down_with_its_default() -> None:
    defaults = {name: getattr(Settings(), name) for name in Settings.model_fields if name not in CHOICES}
    assert written_down() == defaults


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def html(depth: int) -> bytes:
    inner = "".join(f"<p>{line}</p>" for line in LEAD.split("\n\n") if line)
    # Tags that may be left open, as html, body and p, do not count.
    return f"<html><body>{'<div>' * depth}{inner}{'</div>' * depth}</body></html>".encode()


def text(size: int) -> bytes:
    return LEAD.ljust(size - len(LEAD.encode()) + len(LEAD) - 1).encode() + b"\n"


def line(size: int) -> bytes:
    """Make a JSON line of so many bytes, its end not counted in."""
    return b'{"text": "' + b"a b ".ljust(size - 12, b"c") + b'"}\n'


def nested(depth: int) -> bytes:
    """Put a page into so many archives."""
    content = zipped({"a.txt": LEAD.encode()})
    for _ in range(depth - 1):
        content = zipped({"x.zip": content})
    return content


def unpacked(size: int) -> bytes:
    return zipped({"a.txt": text(size)})


#: Setting, its value here, what makes an input of a size, and the ending of its name.
LIMITS: list[tuple[str, int, Callable[[int], bytes], str]] = [
    ("max_page_bytes", 5_000, text, ".txt"),
    ("max_page_bytes", 6_000, lambda size: rss().ljust(size), ".rss"),
    ("max_page_bytes", 4_000, lambda size: zipped({"a.txt": text(size)}), ".zip"),
    ("max_page_bytes", 4_000, lambda size: pdf().ljust(size, b"\n"), ".pdf"),
    ("max_text_characters", 3_000, lambda size: text(size + len(LEAD.encode()) - len(LEAD)), ".txt"),
    ("max_html_depth", 40, html, ".html"),
    ("max_line_bytes", 2_000, line, ".jsonl"),
    ("max_unpacked_bytes", 3_000, unpacked, ".zip"),
    ("max_archive_depth", 2, nested, ".zip"),
    ("max_pdf_pages", 2, lambda count: pdf(tuple(f"Line {n}" for n in range(count)), per_page=1), ".pdf"),
]  # fmt: skip


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Settings())


def read(content: bytes, suffix: str, settings: Settings, annotator: Annotator) -> tuple[int, list[str]]:
    """Read an input up to annotation: count its articles, and give the reasons of its drops."""
    count, reasons = 0, []
    items = read_stream(io.BytesIO(content), f"limited{suffix}", settings)
    for result in annotate_captures(items, settings, annotator):
        if isinstance(result, CaptureResult):
            count += sum(annotated.article.kind != "refused" for annotated in result.articles)
            drops = [*result.drops, *(drop for annotated in result.articles for drop in annotated.drops)]
        else:
            drops = [result]
        assert all(drop.item.startswith("limited") for drop in drops)
        reasons += [drop.reason for drop in drops]
    return count, reasons


@pytest.mark.parametrize(
    ("name", "limit", "make", "suffix"), LIMITS, ids=[f"{n}{s}" for n, _, _, s in LIMITS]
)
def test_a_limit_holds_to_the_last(
    name: str, limit: int, make: Callable[[int], bytes], suffix: str, annotator: Annotator
) -> None:
    settings = Settings(**{name: limit})
    told = re.compile(rf"{name}|deeper than {limit}|larger than {limit}")
    for size in (limit - 1, limit):
        _, reasons = read(make(size), suffix, settings, annotator)
        assert not [reason for reason in reasons if told.search(reason)], size
    _, reasons = read(make(limit + 1), suffix, settings, annotator)
    assert [reason for reason in reasons if told.search(reason)], reasons


def test_the_ratio_of_unpacking_holds_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "FREE_BYTES", 0)
    content = unpacked(40_000)
    ratio = 40_000 / len(content)
    for allowed, is_read in ((int(ratio) + 1, True), (int(ratio), False)):
        settings = Settings(max_unpacked_ratio=allowed)
        items = list(read_stream(io.BytesIO(content), "limited.zip", settings, size=len(content)))
        assert any(isinstance(item, Capture) for item in items) is is_read
        told = [item for item in items if isinstance(item, Drop) and "max_unpacked_ratio" in item.reason]
        assert bool(told) is not is_read
