"""Entities put together with what articles print of them: names and descriptions counted, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from onrecord.link.entities.lookup import best_name
from onrecord.model import Candidate, Counted, Entity, Group

if TYPE_CHECKING:
    from onrecord.store.linkage import Linkage

_ENTITY = TypeAdapter(Entity)
#: Names that are shared, some megabytes; of a larger record those are kept that were asked for last.
_MOST_NAMES = 20_000


class Naming:
    """Names the entities of one state of the record."""

    def __init__(self, linkage: Linkage) -> None:
        self._linkage = linkage
        #: Names of entities by id, as far as they were asked for.
        self._names: dict[str, str] = {}

    def share(self, names: dict[str, str]) -> None:
        """Take names from a dictionary that others of this state read and fill, too."""
        if len(names) > _MOST_NAMES:
            names.clear()
        self._names = names

    def names_of(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Give the names to show of entities, of those that are there."""
        known = {identity: self._names.get(identity) for identity in ids}
        missing = [identity for identity, name in known.items() if name is None]
        if missing:
            records = self._linkage.bare_records(missing)
            counts = self._linkage.names.count_by_group(records, "name")
            for identity, record in records.items():
                entity = _ENTITY.validate_python(record)
                name = _best_name(entity, counts.get(identity, ()))
                known[identity] = self._names[identity] = name
        return {identity: name for identity, name in known.items() if name is not None}

    def entities(self, groups: Sequence[Group]) -> list[Entity]:
        """Put the entities of some groups together, in the order of the groups."""
        ids = [group.id for group in groups]
        names = self._linkage.names.count_by_group(ids, "name")
        descriptions = self._linkage.names.count_by_group(ids, "description")
        known = [_ENTITY.validate_python(group.record) for group in groups]
        candidates = self._candidates(
            {group.id: it.candidates for group, it in zip(groups, known, strict=True)}
        )
        return [
            replace(
                entity,
                name=_best_name(entity, names.get(group.id, ())),
                names=tuple(names.get(group.id, ())) or entity.names,
                descriptions=tuple(descriptions.get(group.id, ())),
                candidates=tuple(candidates[group.id]),
            )
            for group, entity in zip(groups, known, strict=True)
        ]

    def _candidates(self, candidates: Mapping[str, Collection[Candidate]]) -> dict[str, list[Candidate]]:
        """Give the candidates of entities under their present ids, the best reason for each."""
        present = self._linkage.resolve_all({it.entity for found in candidates.values() for it in found})
        best = {own: dict(_best(own, found, present)) for own, found in candidates.items()}
        names = self.names_of({identity for found in best.values() for identity in found})
        return {
            own: [replace(it, name=names.get(identity, it.name)) for identity, it in found.items()]
            for own, found in best.items()
        }


def _best(
    own: str, candidates: Iterable[Candidate], present: Mapping[str, str]
) -> Iterator[tuple[str, Candidate]]:
    seen = {own}
    for candidate in sorted(candidates, key=lambda it: (-it.score, it.name, it.reason)):
        identity = present.get(candidate.entity)
        if identity is not None and identity not in seen:
            seen.add(identity)
            yield identity, replace(candidate, entity=identity)


def _best_name(entity: Entity, counts: Collection[Counted]) -> str:
    """Choose the name to show: of the fullest forms the one that is printed most."""
    return best_name(entity, {it.text: it.count for it in counts})
