"""People's decisions about pairs of items and about statements, in one open transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select

from onrecord.model import Judgement, Verdicts
from onrecord.model.audit import Signature
from onrecord.store.audit import add_entry
from onrecord.store.portions import portions
from onrecord.store.schema_links import judgements

#: Decisions that say of two items whether they belong together.
_TOGETHER = {"merge": True, "accept": True, "split": False, "reject": False}


class Decisions:
    """Decisions kept and read; part of `Linkage`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def verdicts(self, stage: str, ids: Collection[str]) -> Verdicts:
        """Give what people decided about pairs with any of these items; the newest decision counts."""
        found: dict[tuple[str, str], bool] = {}
        if not self._is_judged:
            return found
        rows: dict[str, Row[Any]] = {}
        for portion in portions(ids):
            ends = or_(judgements.c.a.in_(portion), judgements.c.b.in_(portion))
            of_pairs = and_(judgements.c.stage == stage, judgements.c.stands, judgements.c.b.is_not(None))
            query = select(judgements).where(of_pairs, ends)
            rows |= {row.id: row for row in self._connection.execute(query)}
        for row in sorted(rows.values(), key=lambda row: (row.when, row.id)):
            if row.decision in _TOGETHER:
                found[min(row.a, row.b), max(row.a, row.b)] = _TOGETHER[row.decision]
        return found

    def judge(self, judgement: Judgement, by: Signature) -> None:
        """Keep a decision, or that it was taken back, and who did that in the audit log."""
        self.__dict__.pop("_is_judged", None)
        self._connection.execute(delete(judgements).where(judgements.c.id == judgement.id))
        self._connection.execute(insert(judgements), asdict(judgement))
        action = judgement.decision if judgement.stands else "undo"
        about = [it for it in (judgement.a, judgement.b) if it is not None]
        add_entry(self._connection, action, by, about=about, decision=judgement.id)

    def judgements(self) -> Iterator[Judgement]:
        """Give all decisions, oldest first."""
        query = select(judgements).order_by(judgements.c.when, judgements.c.id)
        yield from (Judgement(**row) for row in self._connection.execute(query).mappings())

    @cached_property
    def _is_judged(self) -> bool:
        """Whether there is any decision at all: most records have none, and are asked often."""
        return self._connection.execute(select(judgements.c.id).limit(1)).first() is not None
