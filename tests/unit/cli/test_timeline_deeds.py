"""Deeds stand beside words in somebody's timeline."""

from __future__ import annotations

from pathlib import Path

from strategies.commands import run

PAGE = """The Harbour Lamp

President dismisses ministers

Tuesday, 3 March 2026

President Olla Brandt dismissed two ministers on Monday. "They knew about the leak," Brandt told reporters.

Olla Brandt said the ferry would sail again before Easter.
"""


def test_deeds_are_shown_where_they_are_asked_for(tmp_path: Path) -> None:
    page, store = tmp_path / "page.txt", str(tmp_path / "record.db")
    page.write_text(PAGE, encoding="utf-8")
    run(store, "add", str(page))
    words = run(store, "timeline", "Olla Brandt").stdout
    both = run(store, "timeline", "Olla Brandt", "--deeds").stdout
    assert both.startswith(words)
    assert "What Olla Brandt did" in both.removeprefix(words)
    assert "dismissed" in both.removeprefix(words)
    assert "dismissed" not in words
