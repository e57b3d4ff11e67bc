"""README and guide tell the truth: their examples are run, and every command stands in the README."""

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


#: What has examples; those of one document go on from one another in a folder of its own.
DOCUMENTS = ("README.md", "docs/guide.md", "docs/recipes.md")


def examples():
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
            for match in EXAMPLE.finditer(block):
                name = f"{Path(document).stem}: {match['command'][:40]}"
                yield pytest.param(document, match["command"], match["output"], id=name)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A folder for each document with the pages that its examples read."""
    made = {}
    for document in DOCUMENTS:
        made[document] = tmp_path_factory.mktemp(Path(document).stem)
        for page in (ROOT / "docs" / "examples").iterdir():
            shutil.copy(page, made[document])
    return made


def test_the_page_in_the_readme_is_the_one_that_is_read():
    assert (ROOT / "docs" / "examples" / "ferry.txt").read_text(encoding="utf-8").strip() in README


@pytest.mark.parametrize(("document", "command", "output"), list(examples()))
def test_example_prints_what_its_document_says(document, command, output, folders):
    folder = folders[document]
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
