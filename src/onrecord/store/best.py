"""The best rows of a full-text search in PostgreSQL, ranked as SQLite's FTS5 ranks them.

Okapi BM25 with k1 = 1.2 and b = 0.75 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, in
the form of https://www.sqlite.org/fts5.html#the_bm25_function). Rows that have only the frequent words of a
query are not looked at where they can't be among the best (MaxScore: Turtle and Flood, Query Evaluation:
Strategies and Optimizations, 1995).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, Float, Row, Table, cast, func, literal, select

from onrecord.store.indexed import INDEXED, RANKED_KINDS
from onrecord.store.tsvector import TABLES, TOTALS, conditions
from onrecord.store.words import WordQuery

_K1, _B = 1.2, 0.75
#: What a word counts where it stands in more than half of the rows, as in FTS5.
_LEAST = 1e-6


def best_rows(
    connection: Connection, indexed: Table, query: WordQuery, weights: Sequence[float], most: int
) -> list[str]:
    """Give the ids of the best rows; see `search.Search.best`."""
    count, size = connection.execute(
        select(TOTALS.c.rows, TOTALS.c.size).where(TOTALS.c.name == indexed.name)
    ).one()
    words = [it for it in (replace(query, written=(word,)) for word in query.written) if all(it.phrases())]
    # With how many rows have them, the rarest first.
    counted = sorted(
        ((_count(connection, indexed, word), word) for word in words), key=lambda it: (it[0], it[1].written)
    )
    rarity = [max(math.log((count - found + 0.5) / (found + 0.5)), _LEAST) for found, _ in counted]
    score = _score(indexed, [word for _, word in counted], rarity, weights, size / max(count, 1))
    # So many of the rarest words surely find enough rows, if all of them do.
    enough, reach = 0, 0
    while enough < len(counted) and reach < most:
        reach += counted[enough][0]
        enough += 1
    while True:
        asked = replace(query, written=tuple(word.written[0] for _, word in counted[:enough]))
        rows = _ranked(connection, indexed, asked, score, most) if enough else []
        least = rows[-1].score if len(rows) == most else 0.0
        # A word counts less than k1 + 1 times its rarity, however often a row has it.
        needed = enough
        while needed < len(counted) and sum(rarity[needed:]) * (_K1 + 1) >= least:
            needed += 1
        if needed == enough:
            return [row.id for row in rows]
        enough = needed


def _count(connection: Connection, indexed: Table, word: WordQuery) -> int:
    found = select(func.count()).select_from(TABLES[indexed.name]).where(*conditions(indexed.name, word))
    return connection.execute(found).scalar_one()


def _score(
    indexed: Table, words: Sequence[WordQuery], rarity: Sequence[float], weights: Sequence[float], mean: float
) -> ColumnElement[float]:
    """Write the sum over the words of what each of them says for a row."""
    index = TABLES[indexed.name]
    length = _K1 * (1 - _B) + _K1 * _B * cast(index.c.size, Float) / (mean or 1.0)
    score: ColumnElement[float] = literal(0.0)
    for word, rare in zip(words, rarity, strict=True):
        (phrase,) = word.phrases()
        wanted = " " + " ".join(phrase)
        often: ColumnElement[float] = literal(0.0)
        for name, weight in zip(INDEXED[indexed.name], weights, strict=True):
            if name in word.columns:
                without = func.length(func.replace(index.c[name], wanted, ""))
                often = often + weight * cast(func.length(index.c[name]) - without, Float) / len(wanted)
        score = score + rare * often * (_K1 + 1) / (often + length)
    return score


def _ranked(
    connection: Connection, indexed: Table, query: WordQuery, score: ColumnElement[float], most: int
) -> Sequence[Row[tuple[str, float]]]:
    index = TABLES[indexed.name]
    ranked = score.label("score")
    rows = select(indexed.c.id, ranked).join_from(indexed, index, index.c.number == indexed.c.number)
    rows = rows.where(*conditions(indexed.name, query))
    if indexed.name in RANKED_KINDS:
        rows = rows.where(indexed.c.kind.in_(RANKED_KINDS[indexed.name]))
    return connection.execute(rows.order_by(ranked.desc(), indexed.c.id).limit(most)).all()
