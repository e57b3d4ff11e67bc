"""Find every regular expression of the package: those compiled at import, and those in its source."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import onrecord

ROOT = Path(onrecord.__file__).parent
#: Nothing of a page comes here.
_LEFT_OUT = ("onrecord.training", "onrecord.__main__", "onrecord.store.migrations")
_FUNCTIONS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile")
_ANCHORED = frozenset(("match", "fullmatch"))


@dataclass(frozen=True)
class Found:
    """An expression, where it stands, and how it is used."""

    where: str
    pattern: str | bytes
    flags: int
    #: It is only ever asked whether it fits where a text begins; else it is looked for everywhere in one.
    anchored: bool

    @property
    def text(self) -> str:
        """The expression as text."""
        return self.pattern if isinstance(self.pattern, str) else self.pattern.decode("latin-1")


def place_of(where: str) -> str:
    """Give the place of an expression without the number of its line, which any edit changes."""
    return where.partition(":")[0]


@cache
def all_patterns() -> tuple[Found, ...]:
    """Give every expression of the package once, in the order of its place."""
    found: dict[str, Found] = {}
    for it in (*_compiled(), *_written()):
        if it.text not in found or (found[it.text].anchored and not it.anchored):
            found[it.text] = it
    return tuple(sorted(found.values(), key=lambda it: (it.where, it.text)))


def modules() -> Iterator[Any]:
    """Give every module of the package that pages come to."""
    for info in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if not info.name.startswith(_LEFT_OUT) and not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def _compiled() -> Iterator[Found]:
    """Give the expressions that modules hold: by themselves, in collections, in what is made of them."""
    for module in modules():
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            for pattern in _patterns_in(value, 0):
                where = f"{module.__name__}.{name}"
                yield Found(where, pattern.pattern, pattern.flags, _is_anchored(source, name))


def _patterns_in(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _patterns_in(one, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for one in value.values():
            yield from _patterns_in(one, depth + 1)


def _is_anchored(source: str, name: str) -> bool:
    """Tell whether a module only ever matches an expression at one place; what others use is searched."""
    uses = re.findall(rf"\b{re.escape(name)}\.(\w+)", source)
    bare = len(re.findall(rf"\b{re.escape(name)}\b(?!\.)", source))
    return bool(uses) and bare == 1 and _ANCHORED.issuperset(uses)


def _written() -> Iterator[Found]:
    """Give the expressions that stand in the source in a call of `re`, what is put into them left out."""
    for path in sorted(ROOT.rglob("*.py")):
        place = ".".join(("onrecord", *path.relative_to(ROOT).with_suffix("").parts))
        if place.startswith(_LEFT_OUT):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in (inner for part in tree.body for inner in _calls(part)):
            if _is_of_re(node.func):
                pattern = _constant(node.args[0]) if node.args else None
                if pattern is None or (node.func.attr == "compile" and isinstance(pattern, _Joined)):  # type: ignore[attr-defined]
                    continue
                anchored = node.func.attr in _ANCHORED  # type: ignore[attr-defined]
                flags = re.IGNORECASE if "IGNORECASE" in ast.dump(node) else 0
                try:
                    re.compile(pattern, flags)
                except re.error:
                    continue
                yield Found(f"{place}:{node.lineno}", pattern, flags, anchored)


def _calls(part: ast.stmt) -> Iterator[ast.Call]:
    """Give the calls of functions and classes; what a module compiles for itself is found in it."""
    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield from (node for node in ast.walk(part) if isinstance(node, ast.Call))


class _Joined(str):
    """What an f-string is, with a letter in place of what is put in."""


def _is_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _FUNCTIONS
    )


def _constant(node: ast.expr) -> str | bytes | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
        return _Joined("".join(map(str, parts)))
    return None
