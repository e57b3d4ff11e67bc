"""What once broke something, found by fuzzing or by reading, in its smallest form."""

from __future__ import annotations

import pytest

from strategies.fuzzing.everything import TARGETS

#: Target, and the bytes that broke it.
CRASHERS = [
    # feedparser reads the name of an encoding as UTF-8, whatever it is.
    ("feeds", b'<?xml version="1.0" encoding="a\xff"?><rss></rss>'),
    # The csv module refuses a carriage return in the middle of a line, where the dialect is told by it.
    ("csv", b'text,url\r"a"\n"b",x\n'),
    # A claim nested deeper than Python recurses.
    ("claims", b'{"claim": ' + b"[" * 100_000 + b"\n" + b'{"claim": "Bells ring at seven"}'),
]


@pytest.mark.parametrize(("name", "data"), CRASHERS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CRASHERS)])
def test_what_once_broke_a_promise_keeps_it(name: str, data: bytes) -> None:
    TARGETS[name].run(data)
