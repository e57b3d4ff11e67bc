"""The audit log: who decided or forgot what, when and from where; lines are added and never changed.

The database itself refuses to change or delete a line. Each line holds a digest of itself and of the line
before it, so that a file somebody changed by other means shows it (`faults`), unless he made all digests
behind that line anew; whoever must be sure of that keeps the last digest elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Row, insert, select, text

from onrecord.model.audit import Action, LogEntry, Signature
from onrecord.store.protocol import Fault
from onrecord.store.schema import audit_log

#: What the first line has for the digest of the line before it.
_NOTHING = "0" * 64


def add_entry(
    connection: Connection,
    action: Action,
    by: Signature,
    *,
    about: Collection[str],
    decision: str | None = None,
) -> None:
    """Add a line, in the transaction that does what it tells."""
    if connection.dialect.name != "sqlite":
        # Two writers would both go on from the same line; SQLite has one writer at a time.
        connection.execute(text("LOCK TABLE audit_log IN EXCLUSIVE MODE"))
    newest = select(audit_log.c.number, audit_log.c.digest).order_by(audit_log.c.number.desc()).limit(1)
    last = connection.execute(newest).first()
    line = {
        "number": 1 if last is None else last.number + 1,
        "when": by.when,
        "who": by.who,
        "place": by.place,
        "action": action,
        "decision": decision,
        "about": json.dumps(sorted(about)),
    }
    digest = _digest(_NOTHING if last is None else last.digest, line)
    connection.execute(insert(audit_log), {**line, "digest": digest})


def read_entries(connection: Connection) -> Iterator[LogEntry]:
    """Give all lines, the oldest first."""
    for row in connection.execute(select(audit_log).order_by(audit_log.c.number)):
        yield LogEntry(**{**row._mapping, "about": tuple(json.loads(row.about))})


def faults(connection: Connection) -> Iterator[Fault]:
    """Find lines that are missing, or that do not say what they said when they were added."""
    before, expected = _NOTHING, 1
    for row in connection.execute(select(audit_log).order_by(audit_log.c.number)):
        if row.number != expected:
            reason = f"comes after line {expected - 1}: what stood between them was taken out"
            yield Fault(table=audit_log.name, row=str(row.number), reason=reason)
        elif row.digest != _digest(before, _line(row)):
            reason = "is not what was written: its digest, or that of the line before it, does not fit"
            yield Fault(table=audit_log.name, row=str(row.number), reason=reason)
        before, expected = row.digest, row.number + 1


def _line(row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {name: value for name, value in row._mapping.items() if name != "digest"}


def _digest(before: str, line: dict[str, object]) -> str:
    told = json.dumps([before, line], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
