"""Every command as its user meets it, in this process; the whole line runs in tests/contract."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.model import Annotations, Article, Capture, Drop

PAGE = (
    "Quay stays shut for a third week\n\n"
    "The quay at Little Sarn stays shut, the harbour master told the council on Monday, because the tests of "
    "its piles have not been finished and the divers have been called to another port.\n\n"
    "Boats are to use the old pier until then. Two fishermen have asked for their fees to be returned.\n"
)
COMMANDS = [
    "add", "annotate", "statements", "stories", "entities", "disputes", "lineage", "chain", "timeline",
    "trace", "claim", "judge", "export", "verify", "demo", "watch", "forget", "load", "upgrade",
]  # fmt: skip


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


class Silent:
    """Annotates nothing, so that no model is loaded."""

    class encoder:  # noqa: N801
        sha256 = "0" * 64

    def annotate(self, article: Article) -> Annotations:
        return Annotations()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.run.load_annotator", lambda settings: Silent())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(runner: CliRunner, command: str) -> None:
    done = runner.invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert f"Example: onrecord {command}" in done.stdout


def test_help_names_every_command_and_is_quick(runner: CliRunner) -> None:
    done = runner.invoke(app, ["--help"])
    assert all(command in done.stdout for command in COMMANDS)
    program = "import sys, onrecord.cli.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"numpy", "onnxruntime", "sqlalchemy", "lxml", "trafilatura", "charset_normalizer", "tokenizers"}
    assert heavy.isdisjoint(loaded.stdout.split())


def test_version_is_printed_by_the_module_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("onrecord ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["add"],
        ["nonsense"],
        ["export", "xlsx", "out"],
        ["statements", "--kind", "shouted"],
        ["statements", "--act", "sing"],
        ["statements", "--polarity", "maybe"],
        ["statements", "--from", "2031-02-30"],
        ["statements", "--to", "May 2031"],
        ["statements", "--store", "nowhere.db"],
        ["verify", "--store", "nowhere.db"],
        ["annotate", "a.txt", "--published", "yesterday"],
        ["annotate", "a.txt", "--format", "xml"],
        ["annotate", "a.csv", "--map", "body=Inhalt"],
        ["add", "a.csv", "--map", "text="],
        ["timeline"],
        ["timeline", "Dorn", "--store", "nowhere.db"],
        ["lineage", "st-1", "--format", "xml"],
        ["claim"],
        ["claim", "the quay", "--from-file", "claims.jsonl"],
        ["judge"],
        ["judge", "merge", "Ilmar Dorn"],
        ["judge", "correct", "st-1"],
        ["judge", "correct", "st-1", "--said", "Sunday"],
        ["judge", "correct", "st-1", "--speaker", " "],
    ],
)
def test_wrong_usage_is_status_2(
    runner: CliRunner, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert runner.invoke(app, arguments).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_denial_reads_as_a_denial_in_the_table(runner: CliRunner, record: str) -> None:
    done = runner.invoke(app, ["statements", "--store", record])
    assert done.exit_code == 0
    rows = {
        name: line for line in done.stdout.splitlines() for name in ("Dorn", "Sund", "Lepik") if name in line
    }
    assert "“The quay stays shut”" in rows["Dorn"]
    assert "2031-05-01" in rows["Dorn"]
    assert "Northline → The Lamp" in rows["Dorn"]
    assert "DENIED" in rows["Sund"]
    assert "≤ 2031-05-02" in rows["Sund"]
    assert "NOT CONFIRMED" in rows["Lepik"]


@pytest.mark.parametrize(
    ("arguments", "speakers"),
    [
        ([], ["Ilmar Dorn", "Vera Sund", "Ott Lepik"]),
        (["--speaker", "sund"], ["Vera Sund"]),
        (["--about", "pier"], ["Vera Sund"]),
        (["--publisher", "lamp", "--kind", "direct"], ["Ilmar Dorn"]),
        (["--polarity", "not_confirmed"], ["Ott Lepik"]),
        (["--act", "say"], ["Ilmar Dorn"]),
        (["--to", "2031-05-01"], ["Ilmar Dorn"]),
        (["--from", "2032"], []),
    ],
)
def test_filters_choose(runner: CliRunner, record: str, arguments: list[str], speakers: list[str]) -> None:
    lines = runner.invoke(app, ["statements", "--store", record, "--format", "jsonl", *arguments])
    assert [json.loads(line)["speaker"]["name"] for line in lines.stdout.splitlines()] == speakers
    rows = runner.invoke(app, ["statements", "--store", record, "--format", "csv", *arguments])
    assert [row["speaker"] for row in csv.DictReader(io.StringIO(rows.stdout))] == speakers


def test_an_empty_answer_says_so_on_stderr(runner: CliRunner, record: str) -> None:
    done = runner.invoke(app, ["statements", "--store", record, "--speaker", "nobody"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no statement" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_export_writes_what_statements_prints(
    runner: CliRunner, record: str, tmp_path: Path, form: str
) -> None:
    done = runner.invoke(app, ["export", form, str(tmp_path / "out"), "--store", record])
    assert (done.exit_code, done.stdout) == (0, "")
    printed = runner.invoke(app, ["statements", "--store", record, "--format", form])
    written = (tmp_path / "out" / f"statements.{form}").read_bytes().decode()
    assert printed.stdout_bytes.decode() == written


def test_control_characters_of_a_page_do_not_reach_the_terminal(runner: CliRunner, silent: None) -> None:
    done = runner.invoke(app, ["annotate", "no\x1b[31mwhere.txt"])
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr


def test_what_can_not_be_read_is_named_and_the_rest_is_done(
    runner: CliRunner, silent: None, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    good = tmp_path / "good.txt"
    good.write_text(PAGE)
    done = runner.invoke(
        app, ["annotate", str(tmp_path / "empty.txt"), str(good), str(tmp_path / "none.html")]
    )
    assert done.exit_code == 1
    [line] = done.stdout.splitlines()
    assert json.loads(line)["path"] == str(good)
    assert f"{tmp_path}/empty.txt: empty" in done.stderr
    assert f"{tmp_path}/none.html: no such file" in done.stderr


def test_a_given_day_is_declared_for_pages_that_declare_none(
    runner: CliRunner, silent: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []

    def see(engine: object, items: Iterator[Capture | Drop]) -> Iterator[Drop]:
        seen.extend(item.declared.published for item in items if isinstance(item, Capture))
        return iter(())

    monkeypatch.setattr("onrecord.engine.InProcess.run", see)
    lines = tmp_path / "x.jsonl"
    lines.write_text('{"text": "Quay."}\n{"text": "Ferry.", "published": "2030-01-02"}\n')
    runner.invoke(app, ["annotate", str(lines), "--published", "2031-05-02"])
    assert seen == ["2031-05-02", "2030-01-02"]


def test_a_column_is_what_the_user_says_it_is(
    runner: CliRunner, silent: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = []

    def see(engine: object, items: Iterator[Capture | Drop]) -> Iterator[Drop]:
        seen.extend((item.content, item.declared.title) for item in items if isinstance(item, Capture))
        return iter(())

    monkeypatch.setattr("onrecord.engine.InProcess.run", see)
    table = tmp_path / "x.csv"
    table.write_text("Kop;Inhoud\nQuay shut;The quay is shut.\n")
    runner.invoke(app, ["annotate", str(table), "--map", "text=Inhoud", "--map", "title=Kop"])
    assert seen == [(b"The quay is shut.", "Quay shut")]


def test_adding_twice_changes_nothing(runner: CliRunner, silent: None, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(PAGE)
    store = str(tmp_path / "record.db")
    first = runner.invoke(app, ["add", str(tmp_path / "quay.txt"), "--store", store])
    exported = []
    for _ in range(2):
        runner.invoke(app, ["export", "jsonl", str(tmp_path / "out"), "--store", store])
        exported.append({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
        again = runner.invoke(app, ["add", str(tmp_path / "quay.txt"), "--store", store])
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert (first.stdout, again.stdout) == ("", "")
    assert "1 already on record" in again.stderr
    assert exported[0] == exported[1]


def test_a_reader_that_leaves_early_ends_it_without_noise(record: str) -> None:
    command = [sys.executable, "-m", "onrecord", "statements", "--store", record, "--format", "jsonl"]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_interrupt_ends_it_with_a_line(
    runner: CliRunner, silent: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object, **options: object) -> Iterator[Drop]:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.capture.read_inputs", interrupt)
    done = runner.invoke(app, ["annotate", "a.txt"])
    assert done.exit_code == 130
    assert "interrupted" in done.stderr
    assert "Traceback" not in done.stderr
