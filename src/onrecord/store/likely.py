"""What most likely tells of something, by full-text search, as much as is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.model import AnnotatedArticle, Block
from onrecord.store.dialects import among, given
from onrecord.store.paging import spoken
from onrecord.store.protocol import StatementRow
from onrecord.store.reading import read_told_articles
from onrecord.store.scans import told_statements
from onrecord.store.schema import articles, blocks, statements
from onrecord.store.schema_links import speaker_names
from onrecord.store.search import matches, search_of
from onrecord.store.words import any_word_query

#: A word in the title says five times as much as one in the text.
_OF_ARTICLES = (5.0, 1.0)
_OF_STATEMENTS = (1.0, 1.0)
#: Statements with a word that are looked up one by one; 1,000 take some milliseconds.
_MANY = 1_000
_IDS = given()
_LIKELY = select(statements.c.id, statements.c.content, statements.c.day, statements.c.speaker).where(
    statements.c.id.in_(_IDS)
)
_TEXTS = select(articles.c.id, articles.c.text).where(articles.c.id.in_(_IDS))
_BLOCKS = (
    select(blocks.c.article, blocks.c.start, blocks.c.end, blocks.c.kind)
    .where(blocks.c.article.in_(_IDS))
    .order_by(blocks.c.article, blocks.c.position)
)
_WHOLE = select(articles).where(articles.c.id.in_(_IDS)).order_by(articles.c.id)


@dataclass(frozen=True, slots=True)
class LikelyStatement:
    """What is to be read of a statement to see whether it has a wording."""

    id: str
    #: With `rows.GAP` where the page breaks it off.
    content: str
    #: "" where none is known.
    day: str
    speaker: str | None


class LikelyLists:
    """Pieces of a record that fit something, or that are named by their ids; part of `Lists`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self, ids: Collection[str]) -> list[StatementRow]:
        """Give these statements, each with the head of its article, in the order of the record."""
        return told_statements(self._connection, ids)

    def articles_like(self, words: Collection[str], most: int) -> list[str]:
        """Give the ids of up to `most` articles that hold any of these words, those that fit best first.

        Longer words that begin so count as well. StoreError where there is no word in `words`.
        """
        query = any_word_query(words, ("title", "text"))
        return search_of(self._connection).best(articles, query, _OF_ARTICLES, most)

    def statements_like(self, words: Collection[str], most: int) -> list[LikelyStatement]:
        """Give up to `most` statements whose content holds any of these words, the best first.

        StoreError where there is no word in `words`.
        """
        query = any_word_query(words, ("content",))
        best = search_of(self._connection).best(statements, query, _OF_STATEMENTS, most)
        rows = self._connection.execute(_LIKELY, {"ids": best})
        found = {row.id: LikelyStatement(*row) for row in rows}
        return [found[identity] for identity in best]

    def bodies(self, ids: Sequence[str]) -> dict[str, tuple[str, list[Block]]]:
        """Give the text and the blocks of these articles, in the order of `ids`."""
        texts = self._connection.execute(_TEXTS, {"ids": ids})
        found: dict[str, tuple[str, list[Block]]] = {row[0]: (row[1], []) for row in texts}
        for article, start, end, kind in self._connection.execute(_BLOCKS, {"ids": ids}):
            found[article][1].append(Block(start=start, end=end, kind=kind))
        return {identity: found[identity] for identity in ids if identity in found}

    def told_articles(self, ids: Collection[str]) -> list[AnnotatedArticle]:
        """Give these articles with their statements, and nothing else that is marked in them, by id."""
        rows = self._connection.execute(_WHOLE, {"ids": list(ids)})
        return read_told_articles(self._connection, rows.mappings().all())

    def statements_with(self, ids: Collection[str], words: Collection[str]) -> set[str]:
        """Give those of these statements whose content has one of the words.

        Longer words that begin so count as well. StoreError where there is no word in `words`.
        """
        found = matches(statements, any_word_query(words, ("content",)))
        query = select(statements.c.id).where(found, among(statements.c.id, ids))
        return set(self._connection.execute(query).scalars())

    def spoken_with(
        self,
        items: Collection[str],
        words: Collection[str],
        most: int,
        *,
        given: Collection[str] = (),
        taken: Collection[str] = (),
    ) -> list[str]:
        """Give up to `most` statements of a speaker whose content has one of the words, newest first.

        Longer words that begin so count as well. StoreError where there is no word in `words`.

        Args:
            items: of stage "entities" that name the speaker.
            words: as in `statements_with`.
            most: how many.
            given: statements whose speaker somebody said is one of the items.
            taken: those that he said are somebody else's.

        """
        query = any_word_query(words, ("content",))
        hits = select(statements.c.number).where(matches(statements, query)).limit(_MANY + 1)
        if len(self._connection.execute(hits).all()) > _MANY:
            # Some of the newest have a frequent word: they are looked through until there are enough.
            source = spoken(items, given, taken)
            found = select(source.c.thing).join_from(source, statements, statements.c.id == source.c.thing)
            found = found.where(matches(statements, query, first=False))
            found = found.order_by(source.c.day.desc(), source.c.thing)
        else:
            named = select(1).where(
                speaker_names.c.statement == statements.c.id, speaker_names.c.item.in_(sorted(items))
            )
            theirs = named.exists() & ~among(statements.c.id, taken) | among(statements.c.id, given)
            found = select(statements.c.id).where(matches(statements, query), theirs)
            found = found.order_by(statements.c.day.desc(), statements.c.id)
        return list(self._connection.execute(found.limit(most)).scalars())
