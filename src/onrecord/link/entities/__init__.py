"""Stage "entities": the names of people, bodies and places across articles, and whom they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from onrecord.link.entities.group import group_entities
from onrecord.link.entities.keys import name_keys, plain_form
from onrecord.link.entities.lookup import read_names
from onrecord.link.entities.nodes import compare_alias, read_alias
from onrecord.link.names import NameVerdict, compare_names
from onrecord.link.names.people import compare_people
from onrecord.link.stage import Component
from onrecord.model import AnnotatedArticle, EntityKind, Group, Item, Pair


class Entities:
    """An item is one form: a kind and a name as some article prints it in full.

    Names that are one name in two spellings join; so do short forms (a surname alone, initials, an
    acronym), but `group` puts them under an entity only where no other fits as well.
    """

    name: ClassVar[str] = "entities"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        """Read the forms of one article."""
        return [
            Item(
                id=form.id,
                article=article.article.id,
                keys=name_keys(form.kind, form.name, form.alias),
                body={"kind": form.kind, "name": form.name, "alias": form.alias},
            )
            for form in read_names(article).forms
        ]

    def score(self, a: Item, b: Item) -> Pair | None:
        """Compare two forms; candidates don't join."""
        found = compare_forms(a, b)
        if found is None:
            return None
        return Pair(
            a=a.id,
            b=b.id,
            score=found.score,
            joins=found.likeness != "candidate",
            data={"likeness": found.likeness, "reason": found.reason},
        )

    def group(self, component: Component) -> Sequence[Group]:
        """Make entities of the forms of one component."""
        return group_entities(component)


def compare_forms(a: Item, b: Item) -> NameVerdict | None:
    """Compare two forms, also of two kinds: the encoder marks an unheard-of name now so, now otherwise."""
    kinds = cast("tuple[EntityKind, EntityKind]", (a.body["kind"], b.body["kind"]))
    one, other = a.body["name"], b.body["name"]
    if read_alias(a) or read_alias(b):
        proven = compare_alias(a, b)
        if proven:
            return proven
    if kinds[0] == kinds[1] and not (kinds[0] == "other" and one != other):
        return compare_names(one, other, kinds[0])
    if plain_form(one) == plain_form(other):
        if (
            " " not in one
            and "person" in kinds
            and kinds != ("person", "other")
            and kinds != ("other", "person")
        ):
            return NameVerdict("candidate", 0.5, "printed alike, but one is a person, the other is not")
        reason = "printed alike" if kinds[0] == kinds[1] else f"printed alike, marked {_kinds(*kinds)}"
        return NameVerdict("same", 0.9, reason)
    if set(kinds) <= {"person", "other"} and "other" in kinds:
        # A single word that may be a person's surname.
        lone = one if kinds[0] == "other" else other
        return compare_people(one, other) if " " not in lone and kinds[0] != kinds[1] else None
    return None


def _kinds(*kinds: EntityKind) -> str:
    named = {"person": "a person", "organization": "a body", "place": "a place", "other": "something else"}
    return " and ".join(sorted(named[kind] for kind in kinds))
