"""What other articles show of a statement: its utterance, and the entities of its speaker and its outlets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.reading.corrections import Correction
from onrecord.reading.grouped import Grouped

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What is known across articles about one statement."""

    #: Id of its utterance; None where the article is not linked yet.
    utterance: str | None
    #: Id and name of the speaker's entity; None where the speaker has no name.
    entity: str | None
    name: str | None
    #: Agencies and publishers of its chain: the name that the page has to that of the entity.
    outlets: Mapping[str, str] = field(default_factory=dict)
    #: Whether a person said who the speaker is.
    given: bool = False


#: What is known across articles about a statement that is not linked yet.
UNLINKED = Linked(utterance=None, entity=None, name=None)


def link_statements(
    linkage: Linkage,
    grouped: Grouped,
    statements: Collection[str],
    corrections: Mapping[str, Correction],
    names_of: Callable[[Iterable[str]], Mapping[str, str]],
) -> dict[str, Linked]:
    """Give what is known across articles about each of these statements.

    Args:
        linkage: the tables of the corpus stages.
        grouped: what is known of their groups.
        statements: ids.
        corrections: what people corrected in them.
        names_of: gives the names of entities by id.

    """
    utterances = grouped.of("utterances", statements)
    given = {it: found.speaker.b or "" for it, found in corrections.items() if found.speaker}
    speakers = {**linkage.names.speakers(statements), **given}
    outlets = linkage.names.outlets(statements)
    items = {item for named in outlets.values() for item in named.values()}
    entities = grouped.of("entities", items.union(speakers.values()))
    names = names_of(entities.values())
    found = {}
    for statement in statements:
        entity = entities.get(speakers.get(statement, ""))
        found[statement] = Linked(
            utterance=utterances.get(statement),
            entity=entity,
            name=names.get(entity or ""),
            outlets={
                name: names[entities[item]]
                for name, item in outlets.get(statement, {}).items()
                if entities.get(item) in names
            },
            given=statement in given,
        )
    return found
