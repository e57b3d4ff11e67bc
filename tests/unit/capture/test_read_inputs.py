import gzip
import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import read_inputs
from onrecord.model import Capture, Drop, content_id, sha256
from onrecord.settings import Settings

PAGE = b"<!doctype html><html><head><title>Quay</title></head><body><p>The quay is closed.</p></body></html>"
TEXT = b"Quay closed\r\n\r\nThe harbour master said the quay is closed.\r\n"


def read(*inputs: object, stdin: bytes | None = None, **limits: int) -> list[Capture | Drop]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_inputs([str(given) for given in inputs], settings=Settings(**limits), stdin=stream))


def captures(items: list[Capture | Drop]) -> list[Capture]:
    return [item for item in items if isinstance(item, Capture)]


def drops(items: list[Capture | Drop]) -> list[Drop]:
    return [item for item in items if isinstance(item, Drop)]


def only_drop(*inputs: object, stdin: bytes | None = None, **limits: int) -> Drop:
    items = read(*inputs, stdin=stdin, **limits)
    assert len(items) == 1
    assert isinstance(items[0], Drop)
    return items[0]


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", PAGE, "text/html"),
        ("a.HTM", PAGE, "text/html"),
        ("a.xhtml", b'<?xml version="1.0"?><!-- x -->' + PAGE, "text/html"),
        ("a.html.gz", gzip.compress(PAGE), "text/html"),
        ("packed.html", gzip.compress(PAGE), "text/html"),
        ("a.txt", TEXT, "text/plain"),
        ("a.txt.gz", gzip.compress(TEXT), "text/plain"),
        ("page-saved-as.txt", PAGE, "text/html"),
        ("index.php?id=3", PAGE, "text/html"),
        ("no-suffix", TEXT, "text/plain"),
        ("odd.dat", b"<p>One.</p><p>Two.</p>", "text/html"),
        ("utf16.html", PAGE.decode().encode("utf-16"), "text/html"),
        ("a < b.txt", b"The price is < 5 < 6 and [that] is all {really}.", "text/plain"),
    ],
)
def test_a_file_gives_its_bytes_and_kind(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    [capture] = captures(read(path))
    expected = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    assert (capture.content, capture.media_type, capture.path) == (expected, media_type, str(path))
    assert capture.sha256 == sha256(expected)
    assert capture.id == content_id("cap", sha256(expected), str(path))


def test_the_path_stays_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news" / "deep").mkdir(parents=True)
    (tmp_path / "news" / "deep" / "b.txt").write_bytes(TEXT)
    (tmp_path / "news" / "a.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    assert [item.path for item in captures(read("news"))] == ["news/a.txt", "news/deep/b.txt"]
    assert [item.path for item in captures(read("./news/"))] == ["./news/a.txt", "./news/deep/b.txt"]
    assert [item.path for item in captures(read("../" + tmp_path.name + "/news/a.txt"))] == [
        "../" + tmp_path.name + "/news/a.txt"
    ]


def test_a_folder_is_read_in_order_and_says_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_bytes(PAGE if name.endswith("html") else TEXT)
    (tmp_path / ".hidden.txt").write_bytes(TEXT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_bytes(TEXT)
    (tmp_path / "gold.json").write_text('{\n "story": "Quay"\n}')
    (tmp_path / "one-line.json").write_text('{"story": "Quay"}\n{"story": "Ferry"}\n')
    (tmp_path / "README.md").write_text("# Pages\n")
    (tmp_path / "style.css").write_text("p { color: red }")
    (tmp_path / "LICENSE").write_text("Do as you like.")
    (tmp_path / "labels.jsonl").write_text('{"label": 1}\n{"label": 2}\n')
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    items = read(tmp_path)
    assert [Path(item.path).name for item in captures(items)] == ["a.txt", "b.txt", "c.html"]
    [drop] = drops(items)
    assert drop.partial
    assert drop.item == str(tmp_path)
    assert drop.reason.startswith("7 files of other kinds passed over: LICENSE, README.md, gold.json")


def test_a_folder_takes_pages_whose_names_do_not_say_so(tmp_path: Path) -> None:
    (tmp_path / "story-12").write_bytes(PAGE)
    (tmp_path / "index.php").write_bytes(PAGE)
    (tmp_path / "notes").write_bytes(TEXT)
    (tmp_path / "dump.json").write_text('{"text": "The quay is closed."}\n')
    (tmp_path / "a.ann").write_text("T1\tcue 4 8\tsaid\n")
    items = read(tmp_path)
    assert sorted(Path(item.path).name for item in captures(items)) == [
        "dump.json", "index.php", "notes", "story-12",
    ]  # fmt: skip
    assert [drop.partial for drop in drops(items)] == [True]


def test_a_page_in_a_folder_that_can_not_be_read_is_a_drop_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(TEXT)
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "old.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\n"))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    items = read(tmp_path)
    assert len(captures(items)) == 1
    reasons = {Path(drop.item).name: drop for drop in drops(items)}
    assert set(reasons) == {"empty.html", "old.warc.gz", "gone.txt"}
    assert not any(drop.partial for drop in reasons.values())


def test_links_that_loop_end(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "a.txt").write_bytes(TEXT)
    (inner / "back").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    items = read(tmp_path)
    assert [Path(item.path).name for item in captures(items)] == ["a.txt"]
    assert any("link to a folder already read" in drop.reason for drop in drops(items))


def test_links_that_fan_out_are_read_once(tmp_path: Path) -> None:
    for depth in range(30):
        (tmp_path / f"level{depth}").mkdir()
    for depth in range(29):
        for side in ("left", "right"):
            (tmp_path / f"level{depth}" / side).symlink_to(tmp_path / f"level{depth + 1}")
    (tmp_path / "level29" / "a.txt").write_bytes(TEXT)
    assert len(captures(read(tmp_path / "level0"))) == 1


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    (tmp_path / "page.html" / "a.txt").write_bytes(TEXT)
    (tmp_path / "other.txt").mkdir()
    assert len(captures(read(tmp_path / "page.html"))) == 1
    assert "no page in this folder" in only_drop(tmp_path / "other.txt").reason
    assert len(captures(read(tmp_path))) == 1


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(TEXT)
    items = read(tmp_path)
    assert len(captures(items)) == 1
    assert "a.txt" in drops(items)[0].reason


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.html", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a", b"\xef\xbb\xbf\n", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.html", b"%PDF-1.7\n%\xe2\xe3", "broken PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.txt", b"\xff\xd8\xff\xe0", "picture"),
        ("a.html", b"<p>\x00\x01\x02", "binary"),
        ("a.txt", bytes(range(1, 256)) * 4, "binary"),
        ("a.html.gz", b"\x1f\x8b\x08\x00garbage", "gzip"),
        ("a.html.gz", gzip.compress(PAGE * 9000)[:-200], "gzip"),
        ("a.html.gz", PAGE, "not gzip"),
        ("a.gz", gzip.compress(gzip.compress(PAGE)), "gzip in gzip"),
        ("a.warc", b"WARC/1.0\r\n", "no page in this WARC"),
        ("a.zip", b"PK\x03\x04", "broken zip"),
        ("zip-named.html", b"PK\x03\x04\x14\x00", "broken zip"),
        ("named.zip", TEXT, "it is none"),
        ("news.xml", b'<?xml version="1.0"?><rss version="2.0"><channel>', "feed"),
        ("rows.csv", b"text,url\n", "no row"),
        ("a.json", b'{\n  "story": "x"\n}', "neither 'text' nor 'html'"),
        ("a.json", b"[1, 2]", "JSON"),
    ],
)
def test_a_bad_file_is_a_drop_with_a_reason(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    drop = only_drop(path)
    assert drop.item.partition("#")[0] == str(path)
    assert words in drop.reason
    assert not drop.partial


def test_a_missing_path_and_an_address_are_drops_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    items = read(tmp_path / "nope.html", "https://news.example/a", tmp_path / "a.txt", tmp_path / "a\0b")
    assert [type(item) for item in items] == [Drop, Drop, Capture, Drop]
    assert "no such file" in drops(items)[0].reason
    assert "web address" in drops(items)[1].reason


def test_a_large_page_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as stream:
        stream.write(PAGE + b" " * 8192)
        stream.seek(200_000_000)
        stream.write(b"</html>")
    packed = tmp_path / "bomb.html.gz"
    packed.write_bytes(gzip.compress(PAGE + b" " * 30_000_000))
    tracemalloc.start()
    items = read(path, packed, max_page_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A hole of NULs would be binary, but no more than the head is looked at.
    assert ["larger than 1 MB" in drop.reason for drop in drops(items)] == [True, True]
    assert peak < 10_000_000


def test_a_stream_without_a_size_is_read_to_its_limit_only() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = b"a" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    [drop] = read_inputs(["-"], settings=Settings(max_page_bytes=100_000), stdin=endless)  # type: ignore[arg-type]
    assert isinstance(drop, Drop)
    assert "larger than" in drop.reason
    assert endless.given < 1_000_000


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PAGE, "text/html"), (TEXT, "text/plain"), (b'{"text": "The quay is closed."}\n', "text/plain")],
)
def test_standard_input_is_told_apart_by_its_content(content: bytes, media_type: str) -> None:
    [capture] = captures(read("-", stdin=content))
    assert (capture.path, capture.media_type) == ("-", media_type)


def test_standard_input_that_is_missing_or_empty_is_a_drop() -> None:
    assert "no standard input" in only_drop("-").reason
    assert "empty" in only_drop("-", stdin=b"").reason


def test_a_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:
        stream.write(TEXT)
    [capture] = captures(read(tmp_path))
    assert capture.path == str(tmp_path) + "/caf\\xe9.txt"
    assert capture.content == TEXT


@pytest.mark.skipif(
    os.name != "posix" or os.getuid() != 0, reason="needs root, to give its rights up in a child"
)
def test_what_may_not_be_read_is_a_drop(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "a.txt").write_bytes(TEXT)
    (tmp_path / "secret.txt").write_bytes(TEXT)
    (tmp_path / "open.txt").write_bytes(TEXT)
    (tmp_path / "locked").chmod(0)
    (tmp_path / "secret.txt").chmod(0)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    program = """
import json, os, sys
from onrecord.capture import read_inputs
from onrecord.settings import Settings
os.setuid(65534)
found = read_inputs(sys.argv[1:], settings=Settings())
told = [[getattr(item, "path", None) or item.item, getattr(item, "reason", None)] for item in found]
print(json.dumps(told))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    found = dict(json.loads(done.stdout))
    assert found[str(tmp_path / "open.txt")] is None
    assert "permission denied" in found[str(tmp_path / "locked")]
    assert "permission denied" in found[str(tmp_path / "secret.txt")]


@given(st.binary(max_size=300), st.sampled_from(["-"]))
def test_any_bytes_give_one_item_or_lines(content: bytes, name: str) -> None:
    items = read(name, stdin=content)
    assert items
    for item in items:
        if isinstance(item, Drop):
            assert item.item.startswith("-")
            assert item.reason
