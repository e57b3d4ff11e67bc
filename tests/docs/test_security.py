"""docs/security.md names tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)((?:::\w+)*)`", PAGE)))


def names(tree: ast.AST) -> dict[str, ast.AST]:
    """Give the functions and classes that stand directly in a module or a class."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {it.name: it for it in ast.iter_child_nodes(tree) if isinstance(it, kinds)}


@pytest.mark.parametrize(("file", "path"), NAMED)
def test_a_named_test_exists(file: str, path: str) -> None:
    place: ast.AST = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for name in path.split("::")[1:]:
        assert name in names(place), f"{file}{path}"
        place = names(place)[name]


def test_every_attack_names_a_test() -> None:
    table = PAGE.partition("## What stops them")[2].partition("## The audit log")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.endswith("| | |")]
    untested = [row for row in rows[1:] if "`tests/" not in row and "the same" not in row]
    assert untested == []
    assert len(rows) > 25
