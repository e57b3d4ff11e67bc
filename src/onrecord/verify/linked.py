"""Check what articles together show: the words that links quote, and that what groups hold is on record."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import AnnotatedArticle
from onrecord.store import Store
from onrecord.verify.marks import misplaced
from onrecord.verify.page import Doubt
from onrecord.verify.problem import Problem

_ID = re.compile(r"(?:art|st|ev)-[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words that a link gives as evidence."""

    row: str
    start: int | None
    end: int | None
    text: str | None


class LinkedWords:
    """What the rows of the corpus stages say of articles, held against one article after another."""

    def __init__(self, store: Store) -> None:
        """Read the rows; one that can't be read is put on `damaged`."""
        self.damaged: list[Problem] = []
        self._quoted: defaultdict[str, list[_Quoted]] = defaultdict(list)
        #: Rows that refer to an article, a statement or an event, by its id; what was met is taken out.
        self._wanted: dict[str, tuple[str, str]] = {}
        for key, row in store.rows("link_pairs"):
            name = "/".join(map(str, key))
            data = self._read("link_pairs", name, row["data"])
            self._want("link_pairs", name, [row["a"], row["b"], data])
            places = data.get("evidence", ()) if isinstance(data, dict) and "relation" in data else ()
            for number, place in enumerate(places):
                quoted = _Quoted(f"{name}/evidence/{number}", place["start"], place["end"], place["text"])
                self._quoted[place["article"]].append(quoted)
        for key, row in store.rows("groups"):
            self._want("groups", key[0], self._read("groups", key[0], row["record"]))
        for key, row in store.rows("group_members"):
            self._want("group_members", "/".join(key), row["item"])

    def check(self, annotated: AnnotatedArticle) -> Iterator[Doubt]:
        """Hold what is said of one article against its text."""
        article, marked = annotated.article, annotated.annotations
        for quoted in self._quoted.pop(article.id, ()):
            if reason := misplaced(article.text, quoted):
                yield "link_pairs", quoted.row, f"{reason} ({article.id})"
        ids = [article.id, *(it.id for it in marked.statements), *(it.id for it in marked.events)]
        for identity in ids:
            self._wanted.pop(identity, None)

    def left(self) -> Iterator[Problem]:
        """Give the rows that refer to what no article on record has."""
        for article, quoted in self._quoted.items():
            reason = f"quotes {article}, which is not on record"
            yield from (Problem(table="link_pairs", row=it.row, path=None, reason=reason) for it in quoted)
        for identity, (table, row) in self._wanted.items():
            reason = f"refers to {identity}, which is not on record"
            yield Problem(table=table, row=row, path=None, reason=reason)

    def _read(self, table: str, row: str, text: str) -> Any:
        try:
            return json.loads(text)
        except ValueError as error:
            reason = f"what it holds is no JSON: {error}"
            self.damaged.append(Problem(table=table, row=row, path=None, reason=reason))
            return None

    def _want(self, table: str, row: str, value: Any) -> None:
        """Note every id of an article, a statement or an event within a value."""
        if isinstance(value, str):
            if _ID.fullmatch(value):
                self._wanted.setdefault(value, (table, row))
        elif isinstance(value, dict):
            self._want(table, row, list(value.values()))
        elif isinstance(value, list):
            for it in value:
                self._want(table, row, it)
