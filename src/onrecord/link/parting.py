"""Put together what belongs together, but never what people set apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def part(
    members: Collection[str], ties: Iterable[tuple[str, str]], apart: Collection[tuple[str, str]] = ()
) -> list[set[str]]:
    """Join members tie by tie, but for ties that would put together a pair that is set apart.

    What stands first among the ties counts most. Ties of others than the members are passed over. Gives the
    parts in order of their smallest member.
    """
    part_of = {member: {member} for member in members}
    for a, b in ties:
        left, right = part_of.get(a), part_of.get(b)
        if left is None or right is None or left is right or parted(left, right, apart):
            continue
        if len(left) < len(right):
            left, right = right, left
        left |= right
        for member in right:
            part_of[member] = left
    return sorted({id(part): part for part in part_of.values()}.values(), key=min)


def parted(left: Collection[str], right: Collection[str], apart: Collection[tuple[str, str]]) -> bool:
    """Tell whether people set a member of the one apart from a member of the other."""
    return any((a in left and b in right) or (a in right and b in left) for a, b in apart)
