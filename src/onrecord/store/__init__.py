"""The record on disk: open a store, add captures to it, read it back in one fixed order.

A store holds, per table (the columns stand in `schema.py`):

    contents     the bytes of pages, compressed, once per SHA-256
    captures     those bytes at an address (path, key, URL), as they came; never changed
    articles     what was read off a capture: one article, or a listing's page and its items
    blocks       the kind of each stretch of an article's text
    statements   who is said to have said what; spans and hops (the reporting chain) hang on them
    mentions, timexes            what else is marked in the text
    events       who did what to whom; recipients hang on them
    article_evidence, statement_evidence, event_evidence    what proves a date
    drops        what could not be used, and why
    activities   which software, settings and model made it

The view `who_said_what` joins them into one readable line a statement; `articles_search` and
`statements_search` are full-text indexes. A store in SQLite is one file and opens in Datasette.
"""

from onrecord.store.backends import open_store
from onrecord.store.protocol import EventFilter, EventRow, Fault, StatementFilter, StatementRow, Store

__all__ = ["EventFilter", "EventRow", "Fault", "StatementFilter", "StatementRow", "Store", "open_store"]
