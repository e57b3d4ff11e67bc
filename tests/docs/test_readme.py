"""The README tells the truth: its examples are run, and every command stands in it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from onrecord.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: "$ command" with the lines that it prints, inside a console block.
EXAMPLE = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def examples():
    for number, block in enumerate(re.findall(r"```console\n(.*?)```", README, re.DOTALL)):
        for match in EXAMPLE.finditer(block):
            yield pytest.param(number, match["command"], match["output"], id=match["command"][:40])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One folder for all examples, since later ones go on from earlier ones."""
    folder = tmp_path_factory.mktemp("readme")
    for page in (ROOT / "docs" / "examples").iterdir():
        shutil.copy(page, folder)
    return folder


def test_the_page_in_the_readme_is_the_one_that_is_read():
    assert (ROOT / "docs" / "examples" / "ferry.txt").read_text(encoding="utf-8").strip() in README


@pytest.mark.parametrize(("block", "command", "output"), list(examples()))
def test_example_prints_what_the_readme_says(block, command, output, folder):
    bin_folder = Path(sys.executable).parent
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        env={"PATH": f"{bin_folder}:/usr/bin:/bin", "HOME": str(folder)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    got = [line.rstrip() for line in done.stdout.splitlines() if line.strip()]
    assert got == [line.rstrip() for line in output.splitlines() if line.strip()]


def commands():
    return sorted(get_command(app).commands)


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme(command):
    assert f"`onrecord {command}" in README


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_with_an_example(command):
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", command, "--help"], capture_output=True, text=True, check=True
    )
    assert f"onrecord {command}" in done.stdout.replace(f"Usage: onrecord {command}", "")


def test_pictures_and_pages_that_the_readme_links_to_exist():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_make_targets_that_the_readme_names_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets
