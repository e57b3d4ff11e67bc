"""Tell which regular expressions can take longer than linear time, and by which repeated text.

A backtracking search is slow where one and the same text `pump` can be read in two ways: by going round a
loop p, by going round a later loop q, and by going from p to q. Then `pump * n` is read in n ways or more
(Weber and Seidl 1991, "degree of ambiguity"; Weideman et al. 2016). The search itself, which begins anew at
each character, is such a loop p. Where two ways lead round one loop, there are 2 ** n of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from strategies.patterns.automaton import Automaton

#: Where the search itself stands.
SEARCH = -1


@dataclass(frozen=True)
class Slow:
    """How an expression is made slow."""

    #: "search": from every character anew; "loops": one loop behind another; "nested": exponential.
    why: str
    pump: str


def slowness(pattern: str, flags: int, *, anchored: bool = False) -> Slow | None:
    """Find a text that `pattern` takes more than linear time for; None where there is none.

    Args:
        pattern: the source of the expression.
        flags: it is compiled with.
        anchored: it is only asked whether it fits at one place; else it is looked for everywhere.

    """
    if "*" not in pattern and "+" not in pattern and ",}" not in pattern:
        return None  # nothing in it is without an end
    automaton = Automaton(pattern, flags)
    finder = _Finder(automaton, anchored=anchored)
    return next(finder.found(), None)


#: Where the two loops and what is between them stand, and the letter read last; and whence that was reached.
_State = tuple[int, int, int, int]
_Came = dict[_State, _State | None]


class _Finder:
    def __init__(self, automaton: Automaton, *, anchored: bool) -> None:
        self.automaton = automaton
        self.anchored = anchored
        self.steps = {
            at: [(to, condition) for to, made in steps.items() for condition, _ in made]
            for at, steps in automaton.steps.items()
        }
        everything = frozenset(range(1, len(automaton.letters)))
        self.sets = dict(enumerate(automaton.sets))
        if not anchored:
            self.sets[SEARCH] = everything
            self.steps[SEARCH] = [(SEARCH, automaton.always), *automaton.whole.first]
        #: Steps that go round loops without an end.
        self.rounds = self._rounds()
        #: At these the expression has matched, whatever follows.
        self.done = {at for at, _ in automaton.whole.last if self._has_matched(at)}

    def _rounds(self) -> dict[int, list[tuple[int, int, int]]]:
        """Give the steps inside each endless loop: from position to (position, condition, loop)."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for at, steps in self.automaton.steps.items():
            for to, made in steps.items():
                common = (
                    set(self.automaton.inside[at]) & set(self.automaton.inside[to]) & self.automaton.endless
                )
                for condition, loop in made:
                    if (loop == 0 or loop in self.automaton.endless) and common:
                        found.setdefault(at, []).append((to, condition, loop))
        return found

    def _has_matched(self, at: int) -> bool:
        """Tell whether the expression matches once the loop at a position has read all that it can."""
        own = {to for to, _, _ in self.rounds.get(at, ())} == {at}
        if self.anchored:  # perhaps up to the end of the text: only what reads anything gets there
            return own and len(self.sets[at]) == len(self.automaton.letters) - 1
        ends = [need for to, need in self.automaton.whole.last if to == at]
        return all(
            any(self.automaton.allows(need, letter, after) for need in ends)
            for letter in self.sets[at]
            for after in range(len(self.automaton.letters))
            if not (own and after in self.sets[at])
        )

    def found(self) -> Iterator[Slow]:
        # What is read on a round that passes a place where the expression has matched is part of the match.
        self.rounds = {
            at: [step for step in steps if step[0] not in self.done]
            for at, steps in self.rounds.items()
            if at not in self.done
        }
        looping = [at for at in self.rounds if self._returns(at)]
        for q in looping:
            if self._is_committed(q):
                continue
            if pump := self._nested(q):
                yield Slow("nested", pump)
        for q in looping:
            if not self.anchored and (pump := self._between(SEARCH, q)):
                yield Slow("search", pump)
        for p in looping:
            for q in looping:
                parted = p != q and not self._gives_nothing_back(p, q)
                if parted and (pump := self._between(p, q)):
                    yield Slow("loops", pump)

    def _returns(self, at: int) -> bool:
        """Tell whether a position lies on a round."""
        seen, open_ = {at}, [at]
        while open_:
            for to, _, _ in self.rounds.get(open_.pop(), ()):
                if to == at:
                    return True
                if to not in seen:
                    seen.add(to)
                    open_.append(to)
        return False

    def _is_committed(self, at: int) -> bool:
        """Tell whether the loop of a position never gives back what it has read."""
        loops = [it for it in self.automaton.inside[at] if it in self.automaton.endless]
        return bool(loops) and loops[-1] in self.automaton.atomic and len(loops) == 1

    def _gives_nothing_back(self, p: int, q: int) -> bool:
        """Tell whether p stands in a group that gives nothing back once it is left, and q outside it."""
        closed = set(self.automaton.inside[p]) & self.automaton.atomic
        return bool(closed - set(self.automaton.inside[q])) or self._is_committed(p)

    def _between(self, p: int, q: int) -> str | None:
        """Find a text that goes round p, from p to q, and round q."""
        if not self._may_walk(p, q):
            return None
        for letter in sorted(self.sets[p] & self.sets[q]):
            if pump := self._walk(p, q, letter):
                return pump
        return None

    def _may_walk(self, p: int, q: int) -> bool:
        """Tell whether there is a way at all, whatever the letters before and after each step."""
        start, goal = (p, p, q), (p, q, q)
        seen, waiting = {start}, [start]
        while waiting:
            a, middle, c = waiting.pop()
            for to_a in {it[0] for it in self._rounds_at(a)}:
                for to_c in {it[0] for it in self.rounds.get(c, ())}:
                    both = self.sets[to_a] & self.sets[to_c]
                    for to_m in {it[0] for it in self.steps.get(middle, ())} if both else ():
                        after = (to_a, to_m, to_c)
                        if after not in seen and not both.isdisjoint(self.sets[to_m]):
                            if after == goal:
                                return True
                            seen.add(after)
                            waiting.append(after)
        return False

    def _rounds_at(self, at: int) -> list[tuple[int, int]]:
        if at == SEARCH:
            return [(SEARCH, self.automaton.always)]
        return [step[:2] for step in self.rounds.get(at, ())]

    def _walk(self, p: int, q: int, letter: int) -> str | None:
        start, goal = (p, p, q, letter), (p, q, q, letter)
        came: _Came = {start: None}
        waiting = deque([start])
        while waiting:
            state = waiting.popleft()
            for after in self._after(state):
                if after == goal:
                    came.setdefault(after, state)
                    return self._text(came, state, goal)
                if after not in came:
                    came[after] = state
                    waiting.append(after)
                    if len(came) > 60_000:
                        return None
        return None

    def _after(self, state: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
        a, middle, c, letter = state
        for to_a, need_a in self._rounds_at(a):
            for to_c, need_c, _ in self.rounds.get(c, ()):
                both = self.sets[to_a] & self.sets[to_c]
                if not both:
                    continue
                for to_m, need_m in self.steps.get(middle, ()):
                    for after in both & self.sets[to_m]:
                        if self.automaton.allows(need_a & need_c & need_m, letter, after):
                            yield to_a, to_m, to_c, after

    def _text(self, came: _Came, state: _State | None, goal: _State) -> str:
        letters = [goal[3]]
        while state is not None and came[state] is not None:
            letters.append(state[3])
            state = came[state]
        return "".join(self.automaton.letters[it] or "" for it in reversed(letters))

    def _may_nest(self, q: int) -> bool:
        """Tell whether two ways lead round q at all, whatever the letters before and after each step."""
        start = (q, q, False)
        seen, waiting = {start}, [start]
        while waiting:
            a, b, parted = waiting.pop()
            for to_a, _, by_a in self.rounds.get(a, ()):
                for to_b, _, by_b in self.rounds.get(b, ()):
                    after = (to_a, to_b, parted or to_a != to_b or (a == b and by_a != by_b))
                    if after not in seen and not self.sets[to_a].isdisjoint(self.sets[to_b]):
                        if after == (q, q, True):
                            return True
                        seen.add(after)
                        waiting.append(after)
        return False

    def _nested(self, q: int) -> str | None:
        """Find a text that goes round q in two ways."""
        if not self._may_nest(q):
            return None
        for letter in sorted(self.sets[q]):
            start = (q, q, letter, False)
            came: dict[tuple[int, int, int, bool], tuple[int, int, int, bool] | None] = {start: None}
            waiting = deque([start])
            while waiting:
                state = waiting.popleft()
                for after in self._pairs_after(state):
                    if after == (q, q, letter, True):
                        letters = [letter]
                        back: tuple[int, int, int, bool] | None = state
                        while back is not None and came[back] is not None:
                            letters.append(back[2])
                            back = came[back]
                        return "".join(self.automaton.letters[it] or "" for it in reversed(letters))
                    if after not in came and len(came) < 20_000:
                        came[after] = state
                        waiting.append(after)
        return None

    def _pairs_after(self, state: tuple[int, int, int, bool]) -> Iterator[tuple[int, int, int, bool]]:
        a, b, letter, parted = state
        for to_a, need_a, by_a in self.rounds.get(a, ()):
            for to_b, need_b, by_b in self.rounds.get(b, ()):
                apart = parted or to_a != to_b or (a == b and by_a != by_b)
                for after in self.sets[to_a] & self.sets[to_b]:
                    if self.automaton.allows(need_a & need_b, letter, after):
                        yield to_a, to_b, after, apart
