"""Divide a component of copies into families, so that a rewrite does not join two independent reports."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Pair


def families(members: Sequence[str], pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """Give the families, each sorted, in order of their smallest member.

    Copies of the same words, credited ones and what people joined belong together. A rewrite without a
    credit may fit two reporters' accounts of one happening, which are no copies of each other: with its
    own copies it goes to the one that it is nearest to, and to no other.
    """
    family = {member: {member} for member in members}
    for pair in pairs:
        if pair.data.get("judged") or not pair.data.get("guessed"):
            _unite(family, pair.a, pair.b)
    rewrites = [pair for pair in pairs if pair.data.get("guessed") and not pair.data.get("judged")]
    settled: set[str] = set()
    for pair in sorted(rewrites, key=lambda pair: (-pair.data["nearness"], pair.a, pair.b)):
        copy, original = pair.data["copy"], pair.data["original"]
        if family[copy] is family[original] or not settled.isdisjoint(family[copy]):
            continue
        settled |= family[copy]
        _unite(family, copy, original)
    return sorted({tuple(sorted(group)) for group in family.values()})


def _unite(family: dict[str, set[str]], one: str, other: str) -> None:
    if family[one] is family[other]:
        return
    family[one] |= family[other]
    for member in family[other]:
        family[member] = family[one]
