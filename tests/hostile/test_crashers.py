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
    # A row whose cells are all empty is no row, and a table of such rows must not vanish.
    ("csv", b'text,url\n"'),
    ("csv", b"text\n,"),
    # The same behind a pipe, named .csv and .tsv.
    ("packed", b'\x0ftext,url\n""\n'),
    ("packed", b'\x10text,url\n"'),
    # CleverCSV reads no NUL.
    ("csv", b"\xff\xfe" + "a\x00\x00;b\nc;d\n".encode("utf-16-le")),
    # A model that ends a content at its first character, before "…,” said Y".
    (
        "model",
        b"\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b"
        b"atn s wit t hh,\xe2\x80\x9d aid r s Amdhl,o d e ot. Hed t nht e m umd unt.",
    ),
    # A model that gives a "'s", which stands alone, a part in a deed.
    (
        "model",
        bytes(20) + b"\xe2\x80\x99sg k a u\nT upper lo f t Oerm e waterwaybaid \xe2\x80\x99s ay.\n"
        b"We f a to r i h g d y a p\xc1o t",
    ),
    # A claim nested deeper than Python recurses.
    ("claims", b'{"claim": ' + b"[" * 100_000 + b"\n" + b'{"claim": "Bells ring at seven"}'),
]


@pytest.mark.parametrize(("name", "data"), CRASHERS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CRASHERS)])
def test_what_once_broke_a_promise_keeps_it(name: str, data: bytes) -> None:
    TARGETS[name].run(data)
