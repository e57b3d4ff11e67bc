import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture import read_inputs, read_stream
from onrecord.model import Capture, Drop
from onrecord.settings import Settings
from strategies.inputs.archives import tarred, zipped
from strategies.inputs.pages import BELLS, LOCK

PAGE = LOCK.html.encode()
TEXT = BELLS.text.encode()
LARGE = b"<p>" + b"0" * 3_000_000


def read(content: bytes, name: str, **limits: int) -> tuple[list[Capture], list[Drop]]:
    items = list(read_stream(io.BytesIO(content), name, Settings(**limits)))
    return [i for i in items if isinstance(i, Capture)], [i for i in items if isinstance(i, Drop)]


PACKINGS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_tar_is_read_in_every_compression(packing: str) -> None:
    packed = PACKINGS[packing](tarred({"./a/lock.html": PAGE, "bells.txt": TEXT}))
    found, drops = read(packed, f"x.tar.{packing}")
    assert [capture.path for capture in found] == [
        f"x.tar.{packing}!/a/lock.html",
        f"x.tar.{packing}!/bells.txt",
    ]
    assert [capture.content for capture in found] == [PAGE, TEXT]
    assert drops == []


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_page_is_read_in_every_compression(packing: str) -> None:
    for name in (f"x.html.{packing}", "x.html", "-"):
        [capture], drops = read(PACKINGS[packing](PAGE), name)
        assert (capture.content, drops) == (PAGE, [])


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_is_read_in_every_method(method: int) -> None:
    found, drops = read(zipped({"a.html": PAGE, "b.txt": TEXT}, method), "x.zip")
    assert [capture.content for capture in found] == [PAGE, TEXT]
    assert drops == []


def test_a_zip_on_standard_input_and_an_archive_named_otherwise_are_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    [item] = read_inputs(["-"], settings=Settings(), stdin=io.BufferedReader(Pipe(zipped({"a.html": PAGE}))))
    assert isinstance(item, Capture)
    assert item.path == "-!/a.html"
    [capture], _ = read(tarred({"a.html": PAGE}), "x.zip")
    assert capture.content == PAGE


def test_archives_stand_in_one_another_up_to_the_limit() -> None:
    content = PAGE
    for _ in range(3):
        content = zipped({"page.html" if content is PAGE else "inner.zip": content})
    [capture], drops = read(content, "x.zip")
    assert capture.path == "x.zip!/inner.zip!/inner.zip!/page.html"
    assert drops == []
    deeper = zipped({"inner.zip": content, "good.html": PAGE})
    found, [drop] = read(deeper, "x.zip")
    assert [capture.path for capture in found] == ["x.zip!/good.html"]
    assert "max_archive_depth" in drop.reason
    assert drop.item.endswith("!/page.html")


def test_names_that_lead_out_of_the_archive_are_refused_and_the_rest_is_read() -> None:
    members = {"../up.html": PAGE, "a/../../up.html": PAGE, "c:\\x\\..\\up.html": PAGE,
               "/root/abs.html": PAGE,
               "line\nbreak\x1b[31m.html": PAGE}  # fmt: skip
    for make, name in ((zipped, "x.zip"), (tarred, "x.tar")):
        found, drops = read(make(members), name)
        assert [capture.path for capture in found] == [
            f"{name}!/root/abs.html", f"{name}!/line\\nbreak\\x1b[31m.html",
        ]  # fmt: skip
        assert all("leads out" in drop.reason for drop in drops)
        assert len(drops) == 3
        assert all(drop.item.isprintable() for drop in drops)


def test_what_is_no_page_is_told_in_one_line() -> None:
    members = {
        "a.html": PAGE,
        "a.css": b"p {}",
        "b.js": b"let x = 1",
        "README.md": b"# Pages",
        ".hidden.html": PAGE,
    }
    for make, name in ((zipped, "x.zip"), (tarred, "x.tar")):
        found, [drop] = read(make(members), name)
        assert len(found) == 1
        assert drop.partial
        assert drop.reason.startswith("3 files of other kinds passed over: a.css, b.js, README.md")


def test_the_folder_beside_a_saved_page_is_left_alone(tmp_path: Path) -> None:
    members = {
        "Bells - Valley Echo.html": PAGE,
        "Bells - Valley Echo_files/frame.html": PAGE,
        "Lock.htm": PAGE,
        "Lock-Dateien/sub/ad.html": PAGE,
        "press_files/own.html": PAGE,
    }
    found, drops = read(zipped(members), "x.zip")
    assert [capture.path for capture in found] == [
        "x.zip!/Bells - Valley Echo.html", "x.zip!/Lock.htm", "x.zip!/press_files/own.html",
    ]  # fmt: skip
    assert drops == []
    for name, content in members.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    items = list(read_inputs([str(tmp_path)], settings=Settings()))
    assert sorted(Path(item.path).name for item in items if isinstance(item, Capture)) == [
        "Bells - Valley Echo.html", "Lock.htm", "own.html",
    ]  # fmt: skip


def test_documents_that_are_zip_archives_are_no_archives_of_pages() -> None:
    for name in ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"):
        found, [drop] = read(zipped({name: b"x", "word/document.xml": b"<p>"}), "x.docx")
        assert found == []
        assert "not pages" in drop.reason


def test_large_members_are_not_unpacked_and_the_rest_is_read() -> None:
    members = {f"{number}.html": LARGE for number in range(30)} | {"good.html": PAGE}
    for content, name in (
        (zipped(members), "x.zip"),
        (gzip.compress(tarred(members)), "x.tar.gz"),
    ):
        tracemalloc.start()
        found, drops = read(content, name, max_page_bytes=1_000_000, max_unpacked_ratio=2000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [capture.path for capture in found] == [f"{name}!/good.html"]
        assert len(drops) == 30
        assert all("larger than 1 MB" in drop.reason for drop in drops)
        assert peak < 10_000_000


def test_thousands_of_members_take_no_more_memory() -> None:
    members = {f"{number}.html": PAGE for number in range(600)}
    for content, name in ((zipped(members), "x.zip"), (tarred(members), "x.tar")):
        tracemalloc.start()
        count = sum(1 for _ in read_stream(io.BytesIO(content), name, Settings()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 600
        assert peak < 8_000_000


def test_damage_in_a_zip_spoils_one_member_only() -> None:
    content = bytearray(zipped({"a.html": PAGE, "b.html": BELLS.html.encode()}))
    content[80:90] = b"\xff" * 10
    found, [drop] = read(bytes(content), "x.zip")
    assert [capture.path for capture in found] == ["x.zip!/b.html"]
    assert (drop.item, "damaged" in drop.reason) == ("x.zip!/a.html", True)


def test_a_locked_member_is_a_drop() -> None:
    content = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    found, [drop] = read(bytes(content), "x.zip")
    assert [capture.path for capture in found] == ["x.zip!/b.html"]
    assert "password" in drop.reason


def test_archives_that_break_off_give_what_stands_before() -> None:
    assert "broken zip" in read(zipped({"a.html": PAGE})[:-30], "x.zip")[1][0].reason
    found, [drop] = read(tarred({"a.html": PAGE, "b.html": PAGE * 40})[:-30_000], "x.tar")
    assert [capture.path for capture in found] == ["x.tar!/a.html"]
    assert "behind b.html" in drop.reason
    found, drops = read(
        gzip.compress(tarred({"a.html": PAGE, "b.bin": bytes(range(256)) * 400}))[:-200], "x.tgz"
    )
    assert [capture.path for capture in found] == ["x.tgz!/a.html"]
    assert drops


def test_a_list_of_members_that_is_too_long_is_not_held() -> None:
    entries = (b"PK\x01\x02" + bytes(42)) * 500_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(entries), 4, 0)
    content = b"PK\x03\x04" + entries + end
    tracemalloc.start()
    found, [drop] = read(content, "x.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == []
    assert "list of members" in drop.reason
    assert peak < 10_000_000


def header(kind: bytes, size: int) -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    "hostile",
    [
        header(tarfile.XHDTYPE, 5_000_000) + b"0" * 5_000_000,
        header(tarfile.GNUTYPE_LONGNAME, 512) * 1 + b"n" * 512,
        (header(tarfile.GNUTYPE_LONGNAME, 512) + b"n" * 512) * 3000,
        header(b"Q", 1 << 80) + b"x" * 5000,
        header(tarfile.REGTYPE, 1 << 80) + b"<p>" * 5000,
        header(tarfile.GNUTYPE_SPARSE, 1 << 40) + bytes(5000),
    ],
    ids=["long header", "long name cut", "names of names", "endless unknown", "endless file", "sparse"],
)
def test_a_hostile_tar_ends_and_the_pages_before_it_are_read(hostile: bytes) -> None:
    good = tarred({"a.html": PAGE})
    end = good.rindex(b"</html>")
    good = good[: (end // 512 + 1) * 512]
    tracemalloc.start()
    found, drops = read(good + hostile, "x.tar")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [capture.path for capture in found][:1] == ["x.tar!/a.html"]
    assert drops
    assert peak < 30_000_000


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
        st.binary(max_size=60),
        max_size=5,
    )
)
def test_any_members_give_captures_or_drops_with_printable_names(members: dict[str, bytes]) -> None:
    found, drops = read(zipped(members), "x.zip")
    assert found or drops
    for name in [capture.path for capture in found] + [drop.item for drop in drops]:
        assert name.startswith("x.zip")
        assert name.isprintable()
        assert "/../" not in name or any(drop.item == name for drop in drops)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["x.zip", "x.tar"]), st.data())
def test_archives_with_any_damage_end_in_captures_and_drops(name: str, data: st.DataObject) -> None:
    content = bytearray(
        (zipped if name == "x.zip" else tarred)({"a.html": PAGE, "b.txt": TEXT, "c.bin": b"\0"})
    )
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    found, drops = read(bytes(content[:cut]), name)
    assert found or drops
    assert all(drop.reason for drop in drops)
