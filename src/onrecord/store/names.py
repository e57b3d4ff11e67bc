"""Which names an article prints for which items of the stage "entities", in one open transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from onrecord.model import Counted, PrintedNames
from onrecord.store.portions import portions
from onrecord.store.schema import hops, statements
from onrecord.store.schema_links import mention_names, name_counts, speaker_names


class NameTables:
    """Names, speakers and mentions by item; part of `Linkage`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_names(self, printed: PrintedNames) -> None:
        """Keep what one article prints, in the place of what was kept of it."""
        of_article = select(statements.c.id).where(statements.c.article == printed.article)
        self._connection.execute(delete(speaker_names).where(speaker_names.c.statement.in_(of_article)))
        rows: dict[Table, list[dict[str, Any]]] = {
            name_counts: [
                {"article": printed.article, "item": item, "form": form, "text": text, "count": count}
                for (item, form, text), count in sorted(printed.counts.items())
            ],
            speaker_names: [{"statement": key, "item": item} for key, item in printed.speakers.items()],
            mention_names: [
                {"article": printed.article, "position": position, "item": item}
                for position, item in printed.mentions.items()
            ],
        }
        for table, found in rows.items():
            if "article" in table.c:
                self._connection.execute(delete(table).where(table.c.article == printed.article))
            if found:
                self._connection.execute(insert(table), found)

    def count_names(self, items: Collection[str], form: str) -> list[Counted]:
        """Count the words printed for these items, most frequent first; `form` as in `name_counts`."""
        counts: dict[str, int] = {}
        for portion in portions(items):
            here = (name_counts.c.item.in_(portion), name_counts.c.form == form)
            query = select(name_counts.c.text, func.sum(name_counts.c.count)).where(*here)
            for text, count in self._connection.execute(query.group_by(name_counts.c.text)):
                counts[text] = counts.get(text, 0) + count
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return [Counted(text=text, count=count) for text, count in ranked]

    def speakers(self, statement_ids: Collection[str]) -> Mapping[str, str]:
        """Give the item of the speaker of each statement that has a named one."""
        return self._look_up(speaker_names, "statement", "item", statement_ids)

    def outlets(self, statement_ids: Collection[str]) -> dict[str, dict[str, str]]:
        """Give, by statement, the item of each agency or publisher of its chain, by the hop's name.

        A name that the article prints for two items is left out.
        """
        query = (
            select(hops.c.statement, hops.c.name, func.min(name_counts.c.item))
            .join(statements, statements.c.id == hops.c.statement)
            .join(
                name_counts,
                (name_counts.c.article == statements.c.article) & (name_counts.c.text == hops.c.name),
            )
            .where(hops.c.kind.in_(("agency", "publisher")), name_counts.c.form == "name")
            .group_by(hops.c.statement, hops.c.name)
            .having(func.min(name_counts.c.item) == func.max(name_counts.c.item))
        )
        found: dict[str, dict[str, str]] = {}
        for portion in portions(statement_ids):
            for statement, name, item in self._connection.execute(query.where(hops.c.statement.in_(portion))):
                found.setdefault(statement, {})[name] = item
        return found

    def spoken_by(self, items: Collection[str]) -> set[str]:
        """Give the ids of the statements whose speaker is one of these items."""
        return set(self._look_up(speaker_names, "statement", "item", items, by="item"))

    def mentions(self, article: str) -> Mapping[int, str]:
        """Give the item of each mention of an article that has one, by the mention's position."""
        query = select(mention_names.c.position, mention_names.c.item)
        rows = self._connection.execute(query.where(mention_names.c.article == article))
        return {row[0]: row[1] for row in rows}

    def clear(self) -> None:
        """Forget all names."""
        for table in (name_counts, speaker_names, mention_names):
            self._connection.execute(delete(table))

    def _look_up(
        self, table: Table, key: str, value: str, wanted: Collection[str], *, by: str | None = None
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for portion in portions(wanted):
            here = table.c[by or key].in_(portion)
            found |= {
                row[0]: row[1]
                for row in self._connection.execute(select(table.c[key], table.c[value]).where(here))
            }
        return found
