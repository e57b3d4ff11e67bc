"""What mkdocs does not do by itself: sections of the README, and the commands' own help, on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from onrecord.cli.app import app

README = Path(__file__).parent.parent / "README.md"
#: "[[README: How good it is]]" on a line of its own.
_SECTION = re.compile(r"^\[\[README: (?P<title>.+)\]\]$", re.MULTILINE)
#: Links of the README and of decisions to files that are no pages of the site.
_SOURCE = re.compile(r"\[(?P<text>[^\]]+)\]\((?:\.\./)*(?:src|tests|evals|benchmarks)/[^)]*\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put sections of the README in their places; a link to the source stands as its words."""
    text = _SECTION.sub(lambda found: section(found["title"]), markdown)
    text = text.replace("[[COMMANDS]]", "\n".join(commands()))
    return _SOURCE.sub(lambda found: found["text"], text)


def section(title: str) -> str:
    """Give the text under a heading of the README, its links as they must be on a page of docs/."""
    parts = README.read_text(encoding="utf-8").split(f"\n## {title}\n")
    if len(parts) != 2:
        raise ValueError(f"README.md has no heading {title!r}; name one that it has")
    return parts[1].split("\n## ")[0].strip().replace("](docs/", "](")


def commands() -> Iterator[str]:
    """Give the help of every command as Markdown, in alphabetical order, each with its own commands."""
    for name, command in sorted(get_command(app).commands.items()):
        yield from _command(f"onrecord {name}", command)


def _command(name: str, command: Any) -> Iterator[str]:
    parts = getattr(command, "commands", None)
    yield f"\n## `{name}`\n\n{_paragraphs(command.help)}\n"
    if command.epilog:
        yield f"`{command.epilog.removeprefix('Example: ')}`\n"
    rows = [
        (_named(it), _paragraphs(getattr(it, "help", None))) for it in command.params if it.name != "help"
    ]
    if rows and parts is None:
        yield "| option | |\n|---|---|"
        yield from (f"| {option} | {text} |" for option, text in rows)
    for part, inner in sorted((parts or {}).items()):
        yield from _command(f"{name} {part}", inner)


def _named(parameter: Any) -> str:
    shown = (
        parameter.opts
        if parameter.param_type_name == "option"
        else [parameter.metavar or parameter.name.upper()]
    )
    return ", ".join(f"`{it}`" for it in shown)


def _paragraphs(text: str | None) -> str:
    """Write help on one line, so that it fits a table, with nothing that Markdown would take for marks."""
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
