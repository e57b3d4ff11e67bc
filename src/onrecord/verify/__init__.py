"""Prove a store: read every capture again and hold every word of the record against its page.

What is proved, from the bytes up:

1. the database: its structure, its references, its search indexes (`Store.faults`);
2. each capture: its bytes unpack to their SHA-256, its id is that of bytes and address;
3. each article: its text is the decoded capture (plain text), or every block of it, and every word
   between the blocks, occurs in the visible text of the page (HTML), white space folded; its SHA-256; its id;
4. each span, mention, time, hop and piece of evidence: `text[start:end]` is the text that it keeps;
   each statement's id, and that its parent is in the same article; words and days that may stand there;
5. what articles together show: words that it quotes, and that what it refers to is on record;
6. each run's and each decision's id, and whether the model that a run names is installed.

`verify_again` proves the rest: it makes everything anew from the captures and compares it row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.verify.again import verify_again
from onrecord.verify.linked import LinkedWords
from onrecord.verify.marks import check_article, check_marked
from onrecord.verify.page import Page, capture_reasons
from onrecord.verify.problem import Problem
from onrecord.verify.runs import check_judgements, check_runs

__all__ = ["Problem", "verify", "verify_again"]


def verify(store: Store, tally: Counter[str] | None = None) -> Iterator[Problem]:
    """Check a whole store and give what is wrong; nothing means that all of it is proved.

    Args:
        store: the store to read.
        tally: takes how many rows of which table were checked, for a report.

    """
    tally = Counter() if tally is None else tally
    try:
        for fault in store.faults():
            yield Problem(table=fault.table, row=fault.row, path=None, reason=fault.reason)
        yield from check_runs(store)
        yield from check_judgements(store)
        linked = LinkedWords(store)
        yield from linked.damaged
        for identity in store.capture_ids():
            tally["captures"] += 1
            yield from _check_capture(store, identity, linked, tally)
        yield from linked.left()
    except StoreError as error:
        yield Problem(table="(file)", row="", path=None, reason=f"can't be read on: {error}")


def _check_capture(
    store: Store, identity: str, linked: LinkedWords, tally: Counter[str]
) -> Iterator[Problem]:
    page: Page | None = None
    try:
        capture = store.capture(identity)
    except StoreError as error:
        yield Problem(table="captures", row=identity, path=None, reason=error.reason)
    else:
        activity = store.activity_of(identity)
        page = Page(capture, activity.version if activity else None)
        for reason in capture_reasons(capture):
            yield Problem(table="captures", row=identity, path=capture.path, reason=reason)
    try:
        for annotated in store.articles(capture=identity):
            article = annotated.article
            doubts = chain(
                check_article(article, page), check_marked(annotated, tally), linked.check(annotated)
            )
            for table, row, reason in doubts:
                yield Problem(table=table, row=row, path=article.path, reason=reason)
    except StoreError as error:
        yield Problem(table="articles", row=error.subject, path=None, reason=error.reason)
