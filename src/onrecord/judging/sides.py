"""What a decision is about: the two items that names, ids of groups or ids of items stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.link.names import fold
from onrecord.model import Entity, Item
from onrecord.reading.finding import find_entities, find_entity, find_id
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage

_ID = re.compile(r"(st|utt|art|story|ent)-[0-9a-f]+")
#: What the ids of a kind are about.
_STAGE = {"st": "utterances", "utt": "utterances", "art": "stories", "story": "stories", "ent": "entities"}


def sides_of(linkage: Linkage, decision: str, one: str, other: str) -> tuple[str, str, str]:
    """Find the stage and the two items that a decision is about, sorted."""
    record = Record(linkage)
    kinds = [match.group(1) if (match := _ID.fullmatch(it)) else "ent" for it in (one, other)]
    stages = {_STAGE[kind] for kind in kinds}
    if len(stages) > 1:
        raise OnrecordError(f"{one}, {other}", "give two names, two statements or two articles")
    (stage,) = stages
    if stage == "entities":
        a, b = _forms(linkage, record, decision, one, other)
    else:
        a, b = (_item(record, stage, find_id(record, it)) for it in (one, other))
    if a == b:
        raise OnrecordError(f"{one}, {other}", "are the same thing; give two different ones")
    return stage, min(a, b), max(a, b)


def _item(record: Record, stage: str, identity: str) -> str:
    """Give the statement or article that stands for a group in a decision: the first one."""
    if identity.startswith("utt-"):
        utterance = record.utterance(identity)
        return utterance.first if utterance else identity
    story = record.story(identity) if stage == "stories" else None
    return story.articles[0] if story and identity.startswith("story-") else identity


def is_on_record(record: Record, name: str) -> bool:
    """Tell whether somebody on record is called so, or has this id."""
    return _ID.fullmatch(name) is not None or bool(find_entities(record, name))


def _forms(linkage: Linkage, record: Record, decision: str, one: str, other: str) -> tuple[str, str]:
    """Give the forms of name that two names, or two entities, stand for in a decision."""
    if decision == "split":
        together = _within_one(linkage, record, one, other)
        if together:
            return together
    entities = find_entity(record, one), find_entity(record, other)
    first, second = (
        form_of(linkage, entity, entity.name if _ID.fullmatch(name) else name)
        for entity, name in zip(entities, (one, other), strict=True)
    )
    return first.id, second.id


def _within_one(linkage: Linkage, record: Record, one: str, other: str) -> tuple[str, str] | None:
    """Find two forms of name, printed so in full, that stand under one entity."""
    items = {
        text: {item for name, item in record.lookups.names() if fold(name) == fold(text)}
        for text in (one, other)
    }
    bodies = linkage.items("entities", items[one] | items[other])
    exact = {
        text: {it for it in found if it in bodies and fold(bodies[it].body["name"]) == fold(text)}
        for text, found in items.items()
    }
    groups = linkage.group_ids("entities", bodies)
    pairs = sorted(
        (a, b) for a in exact[one] for b in exact[other] if a != b and groups.get(a) == groups.get(b)
    )
    return pairs[0] if pairs else None


def form_of(linkage: Linkage, entity: Entity, name: str) -> Item:
    """Choose the form of name that stands for an entity: the one that is just `name`, else its own name."""
    members = Record(linkage).entity_items(entity.id)

    def rank(item: Item) -> tuple[bool, bool, bool, str]:
        body = item.body
        exact, own = fold(body["name"]) == fold(name), fold(body["name"]) == fold(entity.name)
        return not exact, not own, body["kind"] != entity.kind, item.id

    return min(linkage.items("entities", members).values(), key=rank)
