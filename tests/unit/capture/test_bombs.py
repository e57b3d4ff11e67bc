import bz2
import gzip
import io
import lzma
import tracemalloc
from pathlib import Path

import pytest
import zstandard

from onrecord.capture import read_inputs, read_stream
from onrecord.capture.budget import Budget
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.inputs.archives import tarred, zipped
from strategies.inputs.pages import LOCK

PAGE = LOCK.html.encode()


def read(content: bytes, name: str, **limits: int) -> tuple[list[Capture], list[Drop]]:
    items = list(read_stream(io.BytesIO(content), name, Settings(**limits)))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Drop)]


ZEROS = b"<p>" + b"0" * 6_000_000
BOMBS = {
    "bomb.zip": lambda: zipped({f"{number}.html": ZEROS for number in range(10)}),
    "nested.zip": lambda: zipped({f"{n}.zip": zipped({"x.html": ZEROS}) for n in range(10)}),
    "bomb.tar.gz": lambda: gzip.compress(tarred({f"{number}.html": ZEROS for number in range(10)}), 1),
    "lines.jsonl.gz": lambda: gzip.compress(b"\n" * 25_000_000, 1),
    "spaces.jsonl.bz2": lambda: bz2.compress(b" " * 25_000_000, 1),
    "zeros.csv.xz": lambda: lzma.compress(b"text,url\n" + b"0" * 14_000_000, preset=0),
    "zeros.txt.zst": lambda: zstandard.compress(b"0" * 25_000_000),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_dropped_with_its_reason_and_bounded_work(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.capture.budget.FREE_BYTES", 10_000_000)
    content = BOMBS[name]()
    unpacked = []
    count = Budget.unpack
    monkeypatch.setattr(Budget, "unpack", lambda self, n: (unpacked.append(n), count(self, n)))
    tracemalloc.start()
    found, drops = read(content, name, max_unpacked_ratio=10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) <= 2
    assert any("max_unpacked_ratio" in drop.reason for drop in drops)
    assert sum(unpacked) < 13_000_000
    assert peak < 60_000_000


def test_the_total_is_limited_whatever_the_ratio() -> None:
    content = zipped({f"{number}.html": b"<p>" + b"0" * 900_000 for number in range(20)})
    found, drops = read(content, "x.zip", max_unpacked_bytes=5_000_000, max_unpacked_ratio=10_000)
    assert 4 <= len(found) <= 5
    assert "max_unpacked_bytes" in drops[-1].reason


def test_the_next_input_is_read_behind_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a-bomb.zip").write_bytes(zipped({f"{n}.html": b"<p>" + b"0" * 900_000 for n in range(20)}))
    (tmp_path / "b-good.html").write_bytes(PAGE)
    limits = Settings(max_unpacked_bytes=2_000_000, max_unpacked_ratio=10_000)
    items = list(read_inputs([str(tmp_path)], settings=limits))
    assert isinstance(items[-1], Capture)
    assert items[-1].path.endswith("b-good.html")
    assert any(isinstance(item, Drop) and "max_unpacked_bytes" in item.reason for item in items)
