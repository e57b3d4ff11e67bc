"""The articles that most likely tell of something: ranked by full-text search, as many as are asked for."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select, text

from onrecord.model import AnnotatedArticle
from onrecord.store.queries import any_word_query
from onrecord.store.reading import read_articles
from onrecord.store.schema import articles

#: A word in the title says five times as much as one in the text; ties go by id. bm25() is smaller where a
#: row fits better (https://www.sqlite.org/fts5.html#the_bm25_function).
_RANKED = text(
    "SELECT articles.id FROM articles_search JOIN articles ON articles.number = articles_search.rowid "
    "WHERE articles_search MATCH :query AND articles.kind IN ('article', 'teaser') "
    "ORDER BY bm25(articles_search, 5.0, 1.0), articles.id LIMIT :most"
).bindparams(bindparam("query"), bindparam("most"))


def likely_articles(connection: Connection, words: Collection[str], most: int) -> list[AnnotatedArticle]:
    """Give up to `most` articles that hold any of these words, or longer ones that begin so, the best first.

    Raises:
        StoreError: there is no word in them.

    """
    query = any_word_query(words, ("title", "text"))
    ids = list(connection.execute(_RANKED, {"query": query, "most": most}).scalars())
    rows = connection.execute(select(articles).where(articles.c.id.in_(ids))).mappings().all()
    found = {it.article.id: it for it in read_articles(connection, rows)}
    return [found[identity] for identity in ids]
