"""The same pages give the same record, byte for byte, whatever is around the run: `trust/same.py` tries more.

What may differ stands in `strategies.same.EXEMPT` and in nothing else.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.samples import sample_paths
from strategies.same import EXEMPT, Circumstances, export, unlike

#: Copies of one text, a garbled one, a correction and a page without a day among them.
PAGES = (
    "courier-login.html",
    "northline-bridge-closed.txt",
    "clickharbour-crack.html",
    "lamp-correction.html",
    "dvb-no-date.html",
)
ELSEWHERE = Circumstances(
    hash_seed=4, workers=2, locale="tr_TR.ISO-8859-9", zone="Pacific/Kiritimati", backwards=True,
    utf8=False,
)  # fmt: skip


def test_two_runs_under_other_circumstances_export_the_same_bytes(tmp_path: Path) -> None:
    pages = [path for path in sample_paths() if path.name in PAGES]
    assert len(pages) == len(PAGES)
    one = export(pages, tmp_path / "one", Circumstances())
    other = export(pages, tmp_path / "a folder elsewhere" / "two", ELSEWHERE)
    assert unlike(one, other) == []
    assert all(one[f"{table}.jsonl"] for table in ("statements", "entities", "utterances", "copies", "links"))


def test_what_differs_is_told_unless_it_is_exempt() -> None:
    before = {"activities.jsonl": b'{"id": "a", "model": "m", "started": "x"}\n', "copies.jsonl": b"{}\n"}
    after = {"activities.jsonl": b'{"id": "b", "model": "m", "started": "y"}\n', "copies.jsonl": b"{}\n"}
    assert unlike(before, after) == []
    assert len(unlike(before, {**after, "copies.jsonl": b"{}\n{}\n"})) == 1
    assert (
        len(unlike(before, {**after, "activities.jsonl": b'{"id": "a", "model": "n", "started": "x"}\n'}))
        == 1
    )
    assert len(unlike(before, {"copies.jsonl": b"{}\n"})) == 1
    assert set(EXEMPT) == {"activities.jsonl", "revisions.jsonl", "judgements.jsonl"}
