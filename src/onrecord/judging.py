"""People's decisions: kept with who and when, put into effect at once, and taken back when somebody says so.

A decision is about two items (names, statements, articles) or one statement, never about a group: groups
change as articles come, and the decision must still mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnrecordError
from onrecord.link import STAGES
from onrecord.link.linker import COPIES, regroup
from onrecord.link.names import fold
from onrecord.model import Decision, Entity, Item, Judgement, content_id
from onrecord.reading.corrections import Field
from onrecord.reading.finding import find_entities, find_entity, find_id
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.linkage import Linkage

_ID = re.compile(r"(st|utt|art|story|ent)-[0-9a-f]+")
#: What the ids of a kind are about.
_STAGE = {"st": "utterances", "utt": "utterances", "art": "stories", "story": "stories", "ent": "entities"}
#: Decisions that a message lists where the beginning of an id is not enough to tell.
_SHOWN = 8


def decide_group(
    store: Store, decision: Literal["merge", "split"], one: str, other: str, *, who: str, when: str
) -> Judgement:
    """Say that two names are one person or body, or two statements one utterance, or two articles one story.

    Args:
        store: the record.
        decision: "merge", or "split" where they are not.
        one: a name, or (the beginning of) the id of an entity, statement, utterance, article or story.
        other: another of the same sort.
        who: whose decision it is.
        when: ISO 8601 in UTC, later than the decisions before.

    Raises:
        OnrecordError: nothing or more than one thing is called so, the two are not of one sort, they are
            one thing already, or the decision can't take effect.

    """
    with store.linking() as linkage:
        stage, a, b = _sides(linkage, decision, one, other)
        judgement = _make(decision, stage, a, b, who=who, when=when)
        _put_into_effect(linkage, judgement, f"{one}, {other}")
    return judgement


def decide_link(
    store: Store, decision: Literal["accept", "reject"], one: str, other: str, *, who: str, when: str
) -> Judgement:
    """Say that a link between two statements, or a copy between two articles, is right or wrong.

    Raises:
        OnrecordError: there is no such link or copy on record, or the decision can't take effect.

    """
    with store.linking() as linkage:
        record = Record(linkage)
        a, b = sorted((find_id(record, one), find_id(record, other)))
        kinds = {identity.partition("-")[0] for identity in (a, b)}
        stage = {"st": "disputes", "art": COPIES}.get(kinds.pop()) if len(kinds) == 1 else None
        if stage is None:
            raise OnrecordError(
                f"{one}, {other}", "give the ids of two statements (a link) or of two articles (a copy)"
            )
        if not any((pair.a, pair.b) == (a, b) for pair in linkage.pairs(stage, [a])):
            raise OnrecordError(f"{one}, {other}", "nothing connects the two: see `onrecord disputes`")
        judgement = _make(decision, stage, a, b, who=who, when=when)
        _put_into_effect(linkage, judgement, f"{one}, {other}")
    return judgement


def correct(store: Store, statement: str, field: Field, value: str, *, who: str, when: str) -> Judgement:
    """Say who spoke, or on which day; what the page prints stays beside it.

    Args:
        store: the record.
        statement: (the beginning of) its id.
        field: what is corrected.
        value: the speaker's name, which should be one that is on record, or his entity's id; or the day,
            month or year as ISO 8601.
        who: whose decision it is.
        when: ISO 8601 in UTC, later than the decisions before.

    Raises:
        OnrecordError: there is no such statement, or more than one person on record is called so.

    """
    with store.linking() as linkage:
        record = Record(linkage)
        identity = find_id(record, statement)
        if not identity.startswith("st-"):
            raise OnrecordError(statement, "is no statement: `onrecord statements` shows their ids")
        item = None
        if field == "speaker" and _is_on_record(record, value):
            entity = find_entity(record, value)
            value, item = entity.name, _form(linkage, entity, entity.name).id
        judgement = _make("correct", "statement", identity, item, who=who, when=when, given=(field, value))
        linkage.judge(judgement)
    return judgement


def take_back(store: Store, beginning: str) -> Judgement:
    """Take a decision back; it is kept, and no longer stands.

    Raises:
        OnrecordError: there is no such decision, or it was taken back before.

    """
    with store.linking() as linkage:
        found = linkage.lookups.judgement_ids(beginning, _SHOWN + 1) if beginning else []
        if len(found) != 1:
            reason = "more than one decision's id begins so" if found else "no decision's id begins so"
            raise OnrecordError(beginning, f"{reason}; `onrecord judge list` shows all")
        (judgement,) = (it for it in linkage.judgements() if it.id == found[0])
        if not judgement.stands:
            raise OnrecordError(beginning, "was taken back before")
        judgement = replace(judgement, stands=False)
        linkage.judge(judgement)
        if judgement.stage != "statement" and judgement.b is not None:
            _regroup(linkage, judgement.stage, (judgement.a, judgement.b))
    return judgement


def _make(
    decision: Decision,
    stage: str,
    a: str,
    b: str | None,
    *,
    who: str,
    when: str,
    given: tuple[Field, str] | tuple[None, None] = (None, None),
) -> Judgement:
    field, value = given
    identity = content_id("jdg", decision, stage, a, b, field, value, who, when)
    return Judgement(
        id=identity,
        decision=decision,
        stage=stage,
        a=a,
        b=b,
        field=field,
        value=value,
        who=who,
        when=when,
    )


def _put_into_effect(linkage: Linkage, judgement: Judgement, sides: str) -> None:
    """Keep a decision about two things and make the record follow it.

    Raises:
        OnrecordError: it has no effect, or it would take the effect from an earlier one.

    """
    stage, a, b = judgement.stage, judgement.a, judgement.b or judgement.a
    together = judgement.decision in ("merge", "accept")
    near = {a, b, *_with(linkage, stage, (a, b))}
    before = _in_effect(linkage, stage, near) - {(a, b)}
    linkage.judge(judgement)
    _regroup(linkage, stage, (a, b))
    if _is_together(linkage, stage, a, b) != together:
        wanted = "be put together" if together else "be taken apart"
        reason = f"can't {wanted}: other decisions, or what else connects them, are stronger"
    elif lost := sorted(before - _in_effect(linkage, stage, near)):
        reason = f"would undo what was decided about {' and '.join(lost[0])}: take that back first"
    else:
        return
    raise OnrecordError(sides, f"{reason} (`onrecord judge list` shows all decisions)")


def _is_together(linkage: Linkage, stage: str, a: str, b: str) -> bool:
    """Whether two things are in one group, or a link between two statements is on record."""
    if stage == "disputes":
        return any({link.by, link.of} == {a, b} for link in Record(linkage).links_of([a]))
    groups = linkage.group_ids(stage, [a, b])
    return groups.get(a, a) == groups.get(b, b)


def _in_effect(linkage: Linkage, stage: str, items: Collection[str]) -> set[tuple[str, str]]:
    """Give the decided pairs with any of these items that the record follows."""
    decided = linkage.verdicts(stage, items)
    return {pair for pair, together in decided.items() if _is_together(linkage, stage, *pair) == together}


def _with(linkage: Linkage, stage: str, items: Collection[str]) -> set[str]:
    """Give the members of the groups that hold any of these items."""
    return {member for group in linkage.groups_of(stage, items) for member in group.members}


def _regroup(linkage: Linkage, name: str, items: Collection[str]) -> None:
    """Make the groups anew that a decision touches; a copy's also in the stages that look at copies."""
    copied: set[str] = set()
    for stage in STAGES:
        touched = linkage.items_of(stage.name, copied)
        if stage.name == name:
            touched |= linkage.items(name, items).keys()
        copied |= regroup(stage, touched, linkage)


def _sides(linkage: Linkage, decision: str, one: str, other: str) -> tuple[str, str, str]:
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
    groups = linkage.group_ids(stage, [a, b])
    if decision == "merge" and groups.get(a) is not None and groups.get(a) == groups.get(b):
        raise OnrecordError(f"{one}, {other}", "are one already")
    return stage, min(a, b), max(a, b)


def _item(record: Record, stage: str, identity: str) -> str:
    """Give the statement or article that stands for a group in a decision: the first one."""
    if identity.startswith("utt-"):
        utterance = record.utterance(identity)
        return utterance.first if utterance else identity
    story = record.story(identity) if stage == "stories" else None
    return story.articles[0] if story and identity.startswith("story-") else identity


def _is_on_record(record: Record, name: str) -> bool:
    return _ID.fullmatch(name) is not None or bool(find_entities(record, name))


def _forms(linkage: Linkage, record: Record, decision: str, one: str, other: str) -> tuple[str, str]:
    """Give the forms of name that two names, or two entities, stand for in a decision."""
    if decision == "split":
        together = _within_one(linkage, record, one, other)
        if together:
            return together
    entities = find_entity(record, one), find_entity(record, other)
    first, second = (
        _form(linkage, entity, entity.name if _ID.fullmatch(name) else name)
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


def _form(linkage: Linkage, entity: Entity, name: str) -> Item:
    """Choose the form of name that stands for an entity: the one that is just `name`, else its own name."""
    members = Record(linkage).entity_items(entity.id)

    def rank(item: Item) -> tuple[bool, bool, bool, str]:
        body = item.body
        exact, own = fold(body["name"]) == fold(name), fold(body["name"]) == fold(entity.name)
        return not exact, not own, body["kind"] != entity.kind, item.id

    return min(linkage.items("entities", members).values(), key=rank)
