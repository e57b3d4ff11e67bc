"""Small corpus stages over articles that are nothing but letters, for tests of the runner and its indexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from hypothesis import strategies as st

from onrecord.link.keys import for_days
from onrecord.link.stage import Component, Group, Item, Pair, Stage, group_id
from onrecord.model import AnnotatedArticle, Annotations, Article, Days, content_id


def article(name: str) -> AnnotatedArticle:
    """Give an article whose text is a list of things, which the stages below read as their items."""
    head = Article(
        id=content_id("art", name), capture=content_id("cap", name), path=name, key=None, item=0,
        kind="article", url=None,
        publisher=None, title=None, authors=(), language="en", published=None, updated=None,
        text=name, sha256="", truncated=False, blocks=(),
    )  # fmt: skip
    return AnnotatedArticle(article=head, annotations=Annotations())


@dataclass(frozen=True)
class Letters(Stage):
    """Each capital letter of an article's name is an item; letters near in the alphabet may join."""

    name: ClassVar[str] = "letters"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        return [
            Item(
                id=content_id(self.name, letter),
                article=article.article.id,
                keys=frozenset({f"third {ord(letter) % 3}", f"half {ord(letter) % 2}"}),
                body={"letter": letter},
            )
            for letter in sorted(set(article.article.text))
        ]

    def score(self, a: Item, b: Item) -> Pair | None:
        gap = abs(ord(a.body["letter"]) - ord(b.body["letter"]))
        if gap > 6:
            return None
        return Pair(a=a.id, b=b.id, score=round(1 / gap, 2), joins=gap <= 3, data={"gap": gap})

    def group(self, component: Component) -> Sequence[Group]:
        members = tuple(item.id for item in component.items)
        record = {
            "letters": sorted(item.body["letter"] for item in component.items),
            "joins": [(pair.a, pair.b, pair.score) for pair in component.pairs],
            "relations": [(pair.a, pair.b) for pair in component.relations],
            "copies": [(descent.article, descent.family) for descent in component.copies],
            "articles": sorted(item.article for item in component.items),
        }
        return [Group(id=group_id("letters", members), members=members, record=record)]


class Whole(Letters):
    """The article itself is the item, and a copy of another where both have the same first letter."""

    name: ClassVar[str] = "copies"

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        first = article.article.text[0]
        identity = content_id("whole", article.article.id)
        return [Item(id=identity, article=article.article.id, keys=frozenset(first), body={"letter": first})]

    def score(self, a: Item, b: Item) -> Pair | None:
        return Pair(a=a.id, b=b.id, score=1.0, joins=True)

    def group(self, component: Component) -> Sequence[Group]:
        members = tuple(item.id for item in component.items)
        if len(members) < 2:
            return []
        first, *others = sorted(item.article for item in component.items)
        made = [{"original": first, "copy": other} for other in others]
        record = {"original": first, "copies": made}
        return [Group(id=group_id("copies", members), members=members, record=record)]


class Dated(Letters):
    """Letters with days, some unknown, with which some blocks end; for every fourth letter they do sooner."""

    def items(self, article: AnnotatedArticle) -> Sequence[Item]:
        return [
            replace(
                item,
                keys=frozenset(map(self._ending, item.keys)),
                days=self._days(item.body["letter"]),
                reach=None if ord(item.body["letter"]) % 4 else 1,
            )
            for item in super().items(article)
        ]

    @staticmethod
    def _ending(key: str) -> str:
        return for_days(key, 4) if key.startswith("half") else for_days(key, 2) if key.endswith("0") else key

    @staticmethod
    def _days(letter: str) -> Days | None:
        number = ord(letter) - ord("A")
        return (
            None if number % 5 == 0 else (f"2031-01-{number + 1:02}", f"2031-01-{number + 1 + number % 2:02}")
        )


STAGES: Sequence[Stage] = (Whole(), Letters())
DATED: Sequence[Stage] = (Whole(), Dated())

names = st.lists(st.text("ABCDEFGHJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6), max_size=9, unique=True)
