"""People's decisions: kept with who and when, put into effect at once, and taken back when somebody says so.

A decision is about two items (names, statements, articles) or one statement, never about a group: groups
change as articles come, and the decision must still mean the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnrecordError
from onrecord.judging.sides import form_of, is_on_record, sides_of
from onrecord.link import STAGES
from onrecord.link.linker import regroup
from onrecord.link.near import COPIES
from onrecord.model import Decision, Judgement, judgement_id
from onrecord.model.audit import COMMAND_LINE, Signature
from onrecord.reading.corrections import Field
from onrecord.reading.finding import find_entity, find_id
from onrecord.reading.record import Record

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.linkage import Linkage

#: Decisions that a message lists where the beginning of an id is not enough to tell.
_SHOWN = 8


def decide_group(
    store: Store,
    decision: Literal["merge", "split"],
    one: str,
    other: str,
    *,
    who: str,
    when: str,
    place: str = COMMAND_LINE,
) -> Judgement:
    """Say that two names are one person or body, or two statements one utterance, or two articles one story.

    Args:
        store: the record.
        decision: "merge", or "split" where they are not.
        one: a name, or (the beginning of) the id of an entity, statement, utterance, article or story.
        other: another of the same sort.
        who: whose decision it is.
        when: ISO 8601 in UTC, later than the decisions before.
        place: from where it comes, for the audit log.

    Raises:
        OnrecordError: nothing or more than one thing is called so, the two are not of one sort, they are
            one thing already, or the decision can't take effect.

    """
    with store.linking() as linkage:
        stage, a, b = sides_of(linkage, decision, one, other)
        judgement = _make(decision, stage, a, b, who=who, when=when)
        if standing := _standing(linkage, judgement):
            return standing
        groups = linkage.group_ids(stage, [a, b])
        if decision == "merge" and groups.get(a) is not None and groups.get(a) == groups.get(b):
            raise OnrecordError(f"{one}, {other}", "are one already")
        _put_into_effect(linkage, judgement, f"{one}, {other}", place)
    return judgement


def decide_link(
    store: Store,
    decision: Literal["accept", "reject"],
    one: str,
    other: str,
    *,
    who: str,
    when: str,
    place: str = COMMAND_LINE,
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
        if standing := _standing(linkage, judgement):
            return standing
        _put_into_effect(linkage, judgement, f"{one}, {other}", place)
    return judgement


def correct(
    store: Store,
    statement: str,
    field: Field,
    value: str,
    *,
    who: str,
    when: str,
    place: str = COMMAND_LINE,
) -> Judgement:
    """Say who spoke, or on which day; what the page prints stays beside it.

    Args:
        store: the record.
        statement: (the beginning of) its id.
        field: what is corrected.
        value: the speaker's name, which should be one that is on record, or his entity's id; or the day,
            month or year as ISO 8601.
        who: whose decision it is.
        when: ISO 8601 in UTC, later than the decisions before.
        place: from where it comes, for the audit log.

    Raises:
        OnrecordError: there is no such statement, or more than one person on record is called so.

    """
    with store.linking() as linkage:
        record = Record(linkage)
        identity = find_id(record, statement)
        if not identity.startswith("st-"):
            raise OnrecordError(statement, "is no statement: `onrecord statements` shows their ids")
        item = None
        if field == "speaker" and is_on_record(record, value):
            entity = find_entity(record, value)
            value, item = entity.name, form_of(linkage, entity, entity.name).id
        judgement = _make("correct", "statement", identity, item, who=who, when=when, given=(field, value))
        if standing := _standing(linkage, judgement):
            return standing
        linkage.judge(judgement, Signature(who=who, when=when, place=place))
    return judgement


def take_back(store: Store, beginning: str, *, by: Signature) -> Judgement:
    """Take a decision back; it is kept, and no longer stands.

    Args:
        store: the record.
        beginning: (the beginning of) the decision's id.
        by: who takes it back, for the audit log.

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
        linkage.judge(judgement, by)
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
    judgement = Judgement(
        id="",
        decision=decision,
        stage=stage,
        a=a,
        b=b,
        field=field,
        value=value,
        who=who,
        when=when,
    )
    return replace(judgement, id=judgement_id(judgement))


def _standing(linkage: Linkage, judgement: Judgement) -> Judgement | None:
    """Give the decision that stands about the same thing, where it is the same one of the same person."""
    about = (judgement.stage, judgement.a, judgement.field)
    newest: Judgement | None = None
    for kept in linkage.judgements():
        if not kept.stands or (kept.stage, kept.a, kept.field) != about:
            continue
        # Two corrections of a field are about the same, whatever they say.
        if judgement.field is not None or kept.b == judgement.b:
            newest = kept
    if newest is None or replace(judgement, id=newest.id, when=newest.when) != newest:
        return None
    return newest


def _put_into_effect(linkage: Linkage, judgement: Judgement, sides: str, place: str) -> None:
    """Keep a decision about two things and make the record follow it.

    Raises:
        OnrecordError: it has no effect, or it would take the effect from an earlier one.

    """
    stage, a, b = judgement.stage, judgement.a, judgement.b or judgement.a
    together = judgement.decision in ("merge", "accept")
    near = {a, b, *_with(linkage, stage, (a, b))}
    before = _in_effect(linkage, stage, near) - {(a, b)}
    linkage.judge(judgement, Signature(who=judgement.who, when=judgement.when, place=place))
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
