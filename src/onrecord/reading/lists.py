"""The lists that pages and the API show, a page at a time: statements, articles, entities, stories and more.

Each function takes the open store and record, what to narrow the list by, and a `Turn` (cursor and size),
and gives a `Page`: `page.items` and `page.next`, the cursor of the next page or None. Nothing here reads
more of the record than the page shows. CursorError: the cursor is none of that list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from onrecord.model import EntityKind, Relation, Span
from onrecord.reading.finding import Told, find_told
from onrecord.reading.listed import (
    ArticlesWanted,
    FoundArticle,
    FoundEntity,
    FoundStatement,
    FoundStory,
    FoundUtterance,
    StatementsWanted,
)
from onrecord.reading.paging import FIRST, Page, Turn, turn_page
from onrecord.reading.record import Record
from onrecord.reading.remembering import remember
from onrecord.reading.views import DISPUTES, Dispute, read_disputes
from onrecord.store.paging import Key
from onrecord.store.row_parts import GAP
from onrecord.store.searches import ArticleFields, ArticleSearch, StatementFields, StatementSearch

if TYPE_CHECKING:
    from onrecord.store import Store

#: Characters of an article's text that a hit is shown with, before and after it.
_AROUND = 120
#: Articles whose heads a story in a list comes with.
_HEADS = 12
#: Entities called so that a speaker's name is taken for.
_NAMESAKES = 20


def list_statements(
    store: Store,
    record: Record,
    wanted: StatementsWanted,
    turn: Turn = FIRST,
    *,
    oldest_first: bool = False,
) -> Page[FoundStatement]:
    """Give statements, newest first by the day said or else published; undated ones are last.

    Raises:
        StoreError: `words` holds no word, or a day is none.
        CursorError: see above.

    """
    search = _search(record, wanted)
    if search is None:
        return Page(items=())
    page = turn_page(
        f"statements-{'oldest' if oldest_first else 'newest'}", turn, (str, str),
        lambda after, most: record.lists.statements(search, after, most, oldest_first=oldest_first),
    )  # fmt: skip
    ids = [str(key[-1]) for key in page.items]
    told = find_told(store, record, ids)
    hits = record.lists.statement_hits(wanted.words, ids) if wanted.words and ids else {}
    items = tuple(
        FoundStatement(told=told[it], hits=_content_hits(told[it], hits.get(it, {}).get("content", ())))
        for it in ids
        if it in told
    )
    return Page(items=items, next=page.next)


def list_articles(record: Record, wanted: ArticlesWanted, turn: Turn = FIRST) -> Page[FoundArticle]:
    """Give articles, newest first by day of publication; undated ones are last.

    Raises:
        StoreError: `words` holds no word, or a day is none.
        CursorError: see above.

    """
    items = None if wanted.entity is None else record.entity_items(wanted.entity)
    if items == ():
        return Page(items=())
    same = {name: getattr(wanted, name) for name in ArticleFields.__dataclass_fields__}
    search = ArticleSearch(items=None if items is None else frozenset(items), **same)
    page = turn_page(
        "articles", turn, (str, str), lambda after, most: record.lists.articles(search, after, most)
    )
    return Page(items=_articles(record, [str(key[-1]) for key in page.items], wanted.words), next=page.next)


def list_entities(
    record: Record, words: str | None = None, kind: EntityKind | None = None, turn: Turn = FIRST
) -> Page[FoundEntity]:
    """Give persons, bodies and places, most often named first; `words` begin words of any of their names.

    Raises:
        StoreError: `words` holds no word.
        CursorError: see above.

    """
    page = turn_page(
        "entities", turn, (int, str), lambda after, most: record.lists.entities(words, kind, after, most)
    )
    weights = {str(key[-1]): int(key[0]) for key in page.items}
    entities = record.entities_by_id(weights)
    items = tuple(FoundEntity(entity=entities[it], named=weights[it]) for it in weights if it in entities)
    return Page(items=items, next=page.next)


def list_stories(
    record: Record,
    turn: Turn = FIRST,
    *,
    words: str | None = None,
    publisher: str | None = None,
    least: int = 1,
) -> Page[FoundStory]:
    """Give stories of at least `least` articles, newest first by their last day.

    Args:
        record: the linked record.
        turn: which page.
        words: of the title of one of its articles, all of them.
        publisher: the whole name of one that told it.
        least: 2 leaves out what only one article tells.

    Raises:
        StoreError: `words` holds no word.
        CursorError: see above.

    """
    page = turn_page(
        "stories", turn, (str, str),
        lambda after, most: record.lists.stories(after, most, words=words, publisher=publisher, least=least),
    )  # fmt: skip
    stories = record.stories_by_id([str(key[-1]) for key in page.items])
    wanted = {it for story in stories for it in story.articles[:_HEADS]}
    heads = record.lookups.heads(wanted)
    items = tuple(
        FoundStory(story=it, heads=tuple(heads[id_] for id_ in it.articles[:_HEADS] if id_ in heads))
        for it in stories
    )
    return Page(items=items, next=page.next)


def list_utterances(
    store: Store,
    record: Record,
    turn: Turn = FIRST,
    *,
    entity: str | None = None,
    order: Literal["newest", "most_reported"] = "newest",
    least: int = 1,
    told: bool = True,
) -> Page[FoundUtterance]:
    """Give utterances of at least `least` reports, newest or most reported first.

    Only what is known to have been said on a day, or before one, is dated; the others are last.
    `entity` is the id of a speaker; without `told`, the first reports are left out.
    """
    spoken = None if entity is None else record.entity_items(entity)
    page = turn_page(
        f"utterances-{order}", turn, (str if order == "newest" else int, str),
        lambda after, most: record.lists.utterances(after, most, items=spoken, order=order, least=least),
    )  # fmt: skip
    found = record.utterances_by_id([str(key[-1]) for key in page.items])
    firsts = find_told(store, record, [it.first for it in found]) if told else {}
    items = tuple(FoundUtterance(utterance=it, first=firsts.get(it.first)) for it in found)
    return Page(items=items, next=page.next)


def list_disputes(
    store: Store,
    record: Record,
    turn: Turn = FIRST,
    *,
    relation: Relation | None = None,
    entity: str | None = None,
) -> Page[Dispute]:
    """Give disputes, those with the newest answer first, each with its two statements.

    `relation` chooses one, "agrees" and "updates" too; without it disputes alone are given, inferred or not.

    Those that people rejected, and those inside one utterance, are left out: a page may hold fewer than
    it could though there is a next one. `entity` is the id of who speaks in one of the two statements.
    """
    page = remember(
        record, ("disputes", turn, relation, entity), lambda: _links(record, turn, relation, entity)
    )
    order = {(str(a), str(b)): place for place, (_, a, b) in enumerate(page.items)}
    links = record.links_of_pairs(order)
    disputes = read_disputes(store, record, links)
    ends = {id(it): (min(it.link.by, it.link.of), max(it.link.by, it.link.of)) for it in disputes}
    return Page(items=tuple(sorted(disputes, key=lambda it: order[ends[id(it)]])), next=page.next)


def _links(record: Record, turn: Turn, relation: str | None, entity: str | None) -> Page[Key]:
    """Give day and ends of links; those of somebody who is quoted much are looked for among many."""
    items = None if entity is None else record.entity_items(entity)
    wanted = DISPUTES if relation is None else (relation,)
    return turn_page(
        "disputes", turn, (str, str, str),
        lambda after, most: record.lists.links(after, most, relations=wanted, items=items),
    )  # fmt: skip


def articles_by_id(record: Record, ids: Sequence[str]) -> tuple[FoundArticle, ...]:
    """Give articles as lists show them, in the order of `ids`; those that are not there are left out."""
    return _articles(record, ids, None)


def _articles(record: Record, ids: Sequence[str], words: str | None) -> tuple[FoundArticle, ...]:
    heads = record.lookups.heads(ids)
    counts = record.lists.count_statements(ids)
    found = record.lists.article_hits(words, ids) if words and ids else {}
    texts = record.lists.texts([it for it in ids if found.get(it, {}).get("text")])
    items = []
    for identity in ids:
        if identity not in heads:
            continue
        item = FoundArticle(head=heads[identity], statements=counts.get(identity, 0))
        title, hits = heads[identity].title, found.get(identity, {})
        if title:
            item = replace(item, title_hits=tuple(Span.of(title, *it) for it in hits.get("title", ())))
        if identity in texts:
            item = _with_excerpt(item, texts[identity], hits["text"])
        items.append(item)
    return tuple(items)


def _with_excerpt(item: FoundArticle, text: str, places: Sequence[tuple[int, int]]) -> FoundArticle:
    """Cut a piece of the text around its first hit, at white space where there is some near."""
    low, high = max(places[0][0] - _AROUND, 0), min(places[0][1] + _AROUND, len(text))
    if low and (gap := text.find(" ", low, places[0][0])) > 0:
        low = gap + 1
    if high < len(text) and (gap := text.rfind(" ", places[0][1], high)) > 0:
        high = gap
    inside = tuple(Span.of(text, *it) for it in places if low <= it[0] and it[1] <= high)
    return replace(item, excerpt=Span.of(text, low, high), hits=inside)


def _content_hits(told: Told, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Turn places in the joined content into spans of the article's text."""
    found, low = [], 0
    for span in told.statement.content:
        high = low + len(span.text)
        for start, end in places:
            if low <= start and end <= high:
                at = span.start + start - low
                found.append(Span(start=at, end=at + end - start, text=span.text[start - low : end - low]))
        low = high + len(GAP)
    return tuple(found)


def _search(record: Record, wanted: StatementsWanted) -> StatementSearch | None:
    """Look up whom a search means; None where it is nobody on record."""
    items = given = taken = about = None
    if wanted.entity is not None or wanted.speaker is not None:
        items = _items_of(record, wanted)
        corrections = record.corrections()
        said = {it: found.speaker.b for it, found in corrections.items() if found.speaker}
        given = frozenset(it for it, item in said.items() if item in items)
        taken = frozenset(said) - given
    if wanted.about is not None:
        about = frozenset(record.entity_items(wanted.about))
    if (items is not None and not items and not given) or (about is not None and not about):
        return None
    return StatementSearch(
        items=items,
        given=given or frozenset(),
        taken=taken or frozenset(),
        about_items=about,
        **{name: getattr(wanted, name) for name in StatementFields.__dataclass_fields__},
    )


def _items_of(record: Record, wanted: StatementsWanted) -> frozenset[str]:
    """Give the items of the speaker's entity, or of the entities that are called so."""
    found: frozenset[str] | None = None
    if wanted.speaker is not None:
        called = record.lists.entities(wanted.speaker, None, None, _NAMESAKES)
        found = frozenset(it for key in called for it in record.entity_items(str(key[-1])))
    if wanted.entity is not None:
        own = frozenset(record.entity_items(wanted.entity))
        found = own if found is None else found & own
    return found or frozenset()
