"""Bad input: a message that names it, exit status 1, and the rest is done. The real command runs."""

import gzip
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """Ferry to stay in harbour until Friday

By Vera Sund

The ferry to Little Sarn will stay in harbour until Friday, the port authority said on Tuesday.

"We will not sail into a wind like this one," said Ilmar Dorn, who runs the port.

He added that the boat would be inspected before it carries passengers again.
"""
GOOD_HTML = (
    "<!doctype html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>The ferry to Little Sarn will stay in harbour until Friday, the port authority said on Tuesday.</p>"
    "<p>“We will not sail into a wind like this one,” said Ilmar Dorn, who runs the port. {more}</p>"
    "<p>He added that the boat would be inspected before it carries passengers again.</p>"
    "</article></body></html>"
)
#: What a run on these pages may take; a large page read whole would need far more.
MEMORY_BYTES = 6_000_000_000


def large_page(path: Path) -> None:
    """Write 200 MB of one paragraph after another."""
    chunk = b"<p>The ferry stays in harbour, the port said.</p>\n" * 20_000
    with path.open("wb") as stream:
        stream.write(b"<!doctype html><html><body>")
        while stream.tell() < 200_000_000:
            stream.write(chunk)


def make_bad_inputs(folder: Path) -> dict[str, str]:
    """Write each kind of bad input; gives its name in messages and words that the message must hold."""
    page = GOOD_HTML.format(title="Ferry to stay in harbour", more="")
    files: dict[str, bytes] = {
        "empty.html": b"",
        "blank.txt": b" \n\n\t",
        "binary.html": bytes(range(256)) * 50,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        "document.html": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        "broken-encoding.txt": GOOD.replace("boat", "b\udcffat — “here”").encode("utf-8", "surrogateescape"),
        "broken-encoding.html": (
            GOOD_HTML.format(title="Ferry", more="Caf\udce9 – closed.").encode("utf-8", "surrogateescape")
        ),
        "deep.html": b"<!doctype html><html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
        "cut.html.gz": gzip.compress(page.encode() * 200)[:-100],
        "archive.zip": b"PK\x03\x04\x14\x00",
        "lines.jsonl": (
            b'{"text": "no end\n["a"]\n{"title": "no page"}\n'
            + json.dumps({"text": GOOD + "\ud83d"}).encode()
        ),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    large_page(folder / "large.html")
    return {
        "empty.html": "empty",
        "blank.txt": "empty",
        "binary.html": "binary",
        "picture.txt": "picture",
        "document.html": "PDF",
        "broken-encoding.txt": "U+FFFD",
        "broken-encoding.html": "U+FFFD",
        "deep.html": "",
        "cut.html.gz": "gzip",
        "archive.zip": "broken zip",
        "lines.jsonl:1": "no JSON",
        "lines.jsonl:2": "list",
        "lines.jsonl:3": "neither 'text' nor 'html'",
        "lines.jsonl:4": "U+FFFD",
        "large.html": "larger than 20 MB",
    }


def onrecord(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))

    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("pages")
    expected = make_bad_inputs(folder)
    (folder / "good.txt").write_text(GOOD)
    (folder / "good.html").write_text(GOOD_HTML.format(title="Ferry to stay in harbour", more=""))
    return folder, expected


def check_messages(stderr: bytes, folder: Path, expected: dict[str, str]) -> None:
    lines = stderr.decode().splitlines()
    assert "Traceback" not in stderr.decode()
    assert not any("fault of onrecord" in line for line in lines)
    for name, words in expected.items():
        [line, *_] = [
            line for line in lines if line.startswith((f"{folder}/{name}:", f"{folder}/{name} ("))
        ] or [""]
        assert line, f"no message names {name}"
        assert words in line


def test_annotate_names_each_bad_input_and_does_the_rest(bad: tuple[Path, dict[str, str]]) -> None:
    folder, expected = bad
    done = onrecord("annotate", str(folder), f"{folder}/missing.txt", "https://news.example/ferry")
    assert done.returncode == 1
    check_messages(done.stderr, folder, {**expected, "missing.txt": "no such file"})
    assert b"https://news.example/ferry: " in done.stderr
    articles = {Path(line["path"]).name: line for line in map(json.loads, done.stdout.splitlines())}
    for name in ("good.txt", "good.html"):
        assert articles[name]["kind"] == "article"
        speakers = {
            statement["speaker"]["name"] for statement in articles[name]["statements"] if statement["speaker"]
        }
        assert "Ilmar Dorn" in speakers
    assert articles["good.txt"]["text"] == GOOD
    # What has only a broken byte is an article all the same.
    assert articles["broken-encoding.txt"]["kind"] == "article"
    assert "\ufffd" in articles["broken-encoding.txt"]["text"]


def test_add_keeps_the_good_pages_and_the_reasons(bad: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, expected = bad
    store = str(tmp_path / "record.db")
    done = onrecord("add", str(folder), "--store", store)
    assert (done.returncode, done.stdout) == (1, b"")
    check_messages(done.stderr, folder, expected)
    assert onrecord("verify", "--store", store).returncode == 0
    assert onrecord("export", "jsonl", str(tmp_path / "out"), "--store", store).returncode == 0
    drops = [json.loads(line)["item"] for line in (tmp_path / "out" / "drops.jsonl").read_text().splitlines()]
    for name in expected:
        assert any(item.startswith(f"{folder}/{name.split(' ')[0]}") for item in drops)


@pytest.mark.parametrize(
    "name", ["empty.html", "binary.html", "broken-encoding.txt", "deep.html", "large.html", "lines.jsonl"]
)
def test_one_bad_input_alone_is_status_1(bad: tuple[Path, dict[str, str]], name: str) -> None:
    folder, _ = bad
    done = onrecord("annotate", f"{folder}/{name}")
    assert done.returncode == 1
    assert f"{folder}/{name}".encode() in done.stderr


def test_good_pages_alone_are_status_0_and_quiet(bad: tuple[Path, dict[str, str]]) -> None:
    folder, _ = bad
    done = onrecord("annotate", f"{folder}/good.txt", f"{folder}/good.html", "-", stdin=GOOD.encode())
    assert done.returncode == 0
    assert done.stderr == b""
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [
        f"{folder}/good.txt", f"{folder}/good.html", "-",
    ]  # fmt: skip


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root, to run as nobody in a child")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "locked").chmod(0)
    for folder in (tmp_path, *list(tmp_path.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    # Once with all rights, because nobody may perhaps not read this machine's Python, nor the model.
    program = """
import os, sys
from onrecord.cli import run
from onrecord.cli.app import app
from onrecord.settings import Settings
annotator = run.load_annotator(Settings())
run.load_annotator = lambda settings: annotator
app(["annotate", sys.argv[1] + "/good.txt"], standalone_mode=False)
sys.stdout.flush()
os.setuid(65534)
app(["annotate", sys.argv[1]])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"{tmp_path}/locked: may not be read" in done.stderr
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [f"{tmp_path}/good.txt"] * 2
