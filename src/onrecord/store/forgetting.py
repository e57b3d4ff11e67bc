"""Take captures out of a store, with all that was made of them, so that no byte of them stays in the file.

What stays is a tombstone: digests of the capture, of its bytes and of its address, from which none of them
can be read, and the day. All that compares articles is made anew without them, since it holds their words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, delete, insert, or_, select

from onrecord.model import Capture, content_id
from onrecord.model.audit import Signature
from onrecord.store.audit import add_entry, read_entries
from onrecord.store.portions import portions
from onrecord.store.protocol import Fault
from onrecord.store.schema import (
    articles,
    captures,
    contents,
    drops,
    forgotten,
    metadata,
    statements,
    visits,
)
from onrecord.store.schema_events import events
from onrecord.store.schema_links import judgements, mention_names, name_counts, speaker_names

#: Kinds of tombstones by how their digests begin.
_KINDS = {"cap": "capture", "bytes": "content", "url": "address"}
#: Sorts after every character that a path has.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture as it is told before it is forgotten."""

    id: str
    path: str
    url: str | None


def captures_at(connection: Connection, place: str) -> Iterator[Kept]:
    """Find the captures of a path, of what lies under it (folder or archive), of an address, or by a key."""
    bare = place.rstrip("/")
    starts = [f"{bare}{mark}" for mark in ("/", "!/", "#")]
    below = [and_(captures.c.path >= start, captures.c.path < start + _LAST) for start in starts]
    here = or_(captures.c.path.in_((place, bare)), captures.c.url == place, captures.c.key == place, *below)
    yield from _kept(connection, here.self_group())


def captures_naming(connection: Connection, items: Collection[str], names: Collection[str]) -> Iterator[Kept]:
    """Find the captures in which somebody stands.

    Args:
        connection: to the store.
        items: his names, as items of the stage "entities".
        names: words that only he is called by; they are looked for in the texts as well, since no reading
            marks every name.

    """
    found: set[str] = set()
    for name in names:
        # Of ASCII letters, capitals count as small ones.
        here = or_(*(it.icontains(name, autoescape=True) for it in (articles.c.text, articles.c.title)))
        found |= set(connection.execute(select(articles.c.capture).where(here)).scalars())
    for portion in portions(items):
        spoken = select(statements.c.article).join(
            speaker_names, speaker_names.c.statement == statements.c.id
        )
        for query in (
            select(mention_names.c.article).where(mention_names.c.item.in_(portion)),
            select(name_counts.c.article).where(name_counts.c.item.in_(portion)),
            spoken.where(speaker_names.c.item.in_(portion)),
        ):
            found |= set(
                connection.execute(select(articles.c.capture).where(articles.c.id.in_(query))).scalars()
            )
    for portion in portions(found):
        yield from _kept(connection, captures.c.id.in_(portion))


def forget(connection: Connection, capture_ids: Collection[str], by: Signature) -> int:
    """Take captures out, each with a tombstone; gives how many were there. The audit log gets one line.

    The caller has cleared what was linked, and sees to it that the file is written anew (`scrub`).
    """
    gone, buried = [], set[str]()
    for identity in capture_ids:
        row = connection.execute(select(captures).where(captures.c.id == identity)).mappings().first()
        if row is None:
            continue
        gone.append(identity)
        found = digests(identity, row["sha256"], row["url"])
        _bury(connection, found, by.when)
        buried.update(found.values())
        _take_out(connection, identity)
        rest = select(captures.c.id).where(captures.c.sha256 == row["sha256"])
        if connection.execute(rest).first() is None:
            connection.execute(delete(contents).where(contents.c.sha256 == row["sha256"]))
        place = row["url"]
        if place:
            connection.execute(delete(visits).where(or_(visits.c.url == place, visits.c.address == place)))
        told = [it for it in (row["path"], row["url"]) if it]
        connection.execute(delete(drops).where(drops.c.capture.is_(None), drops.c.item.in_(told)))
    if gone:
        add_entry(connection, "forget", by, about=buried)
    return len(gone)


def digests(identity: str, sha256: str, url: str | None) -> dict[str, str]:
    """Give by kind what a tombstone keeps of a capture: nothing of it can be read from that."""
    found = {"capture": identity, "content": content_id("bytes", sha256)}
    return {**found, "address": content_id("url", url)} if url else found


def faults(connection: Connection) -> Iterator[Fault]:
    """Find tombstones that were changed or taken out: the audit log names each, by its digest.

    Those from before there was a log can't be held against it, and of those whose line named the captures
    alone, as its first lines did, only the day can.
    """
    rows = connection.execute(select(forgotten)).mappings()
    stones = {row["digest"]: row for row in rows}
    lines = list(read_entries(connection))
    named: dict[str, str] = {}
    early: set[str] = set()
    for line in (it for it in lines if it.action == "forget"):
        if not any(digest.startswith("bytes-") for digest in line.about):
            early.add(line.when)
        for digest in line.about:
            named.setdefault(digest, line.when)
    begins = min((line.when for line in lines), default=None)
    for digest, row in stones.items():
        told, when = named.get(digest), row["when"]
        if _KINDS.get(digest.partition("-")[0]) != row["kind"]:
            reason = f"its kind is {row['kind']!r}, which does not fit its digest"
        elif when == told or when in early or (told is None and (begins is None or when < begins)):
            continue
        else:
            reason = f"is of {when}, but the audit log has it " + (f"on {told}" if told else "nowhere")
        yield Fault(table=forgotten.name, row=digest, reason=reason)
    for digest in sorted(named.keys() - stones.keys()):
        reason = "is forgotten by the audit log, but has no tombstone: it was taken out"
        yield Fault(table=forgotten.name, row=digest, reason=reason)


def forgotten_since(connection: Connection, capture: Capture) -> str | None:
    """Give when a capture, its bytes or its address were forgotten; None where they were not."""
    wanted = digests(capture.id, capture.sha256, capture.url).values()
    query = select(forgotten.c.when).where(forgotten.c.digest.in_(list(wanted)))
    return connection.execute(query.order_by(forgotten.c.when)).scalars().first()


def _kept(connection: Connection, where: object) -> Iterator[Kept]:
    query = select(captures.c.id, captures.c.path, captures.c.url).where(where)  # type: ignore[arg-type]
    for row in connection.execute(query.order_by(captures.c.path, captures.c.id)):
        yield Kept(id=row[0], path=row[1], url=row[2])


def _bury(connection: Connection, found: dict[str, str], when: str) -> None:
    for kind, digest in found.items():
        if connection.execute(select(forgotten.c.digest).where(forgotten.c.digest == digest)).first() is None:
            connection.execute(insert(forgotten), {"digest": digest, "kind": kind, "when": when})


def _take_out(connection: Connection, identity: str) -> None:
    """Delete a capture and every row that hangs on it, however far down."""
    own: dict[str, Select[tuple[str]]] = {"captures": select(captures.c.id).where(captures.c.id == identity)}
    own["articles"] = select(articles.c.id).where(articles.c.capture == identity)
    own["statements"] = select(statements.c.id).where(statements.c.article.in_(own["articles"]))
    own["events"] = select(events.c.id).where(events.c.article.in_(own["articles"]))
    ids = [*connection.execute(own["articles"]).scalars(), *connection.execute(own["statements"]).scalars()]
    for portion in portions(ids):
        connection.execute(
            delete(judgements).where(or_(judgements.c.a.in_(portion), judgements.c.b.in_(portion)))
        )
    for table in reversed(metadata.sorted_tables):
        for key in table.foreign_keys:
            parent = key.column.table.name
            if parent in own and parent != table.name:
                connection.execute(delete(table).where(table.c[key.parent.name].in_(own[parent])))
    connection.execute(delete(captures).where(captures.c.id == identity))
