"""Run commands in this process and read what they print."""

from __future__ import annotations

import json
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from onrecord.cli.app import app


def run(store: str, *arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(app, [*arguments, "--store", store], env={"COLUMNS": "200"})
    assert done.exit_code == status, (done.stdout, done.stderr)
    return done


def lines(store: str, *arguments: str) -> list[dict[str, Any]]:
    done = run(store, *arguments, "--format", "jsonl")
    return [json.loads(line) for line in done.stdout.splitlines()]


def rows_of(table: str) -> list[str]:
    """Give the rows of a printed table, each as its words in one line."""
    rows: list[list[str]] = [[]]
    for line in table.splitlines():
        if line.startswith("│"):
            rows[-1].append(line)
        elif line.startswith(("├", "┡")):
            rows.append([])
    columns = [list(zip(*(line.strip("│").split("│") for line in row), strict=True)) for row in rows if row]
    return [" | ".join(" ".join(" ".join(cell).split()) for cell in row) for row in columns]
