"""What a handler reads from: the store of the app, and one state of its record for one request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request

from onrecord.reading.record import Record, open_record
from onrecord.store import Store


@dataclass(frozen=True, slots=True)
class Reading:
    """A store and one state of its linked record."""

    store: Store
    record: Record


def store_of(request: Request) -> Store:
    """Give the store that the app serves."""
    store: Store = request.app.state.store
    return store


def open_reading(request: Request) -> Iterator[Reading]:
    """Open one state of the record until the answer is made."""
    store = store_of(request)
    with open_record(store) as record:
        yield Reading(store, record)


#: Parameter of a handler: `def article(read: Read, …)`.
#: It is closed when the answer is made: a client that is slow to take it holds nothing open.
Read = Annotated[Reading, Depends(open_reading, scope="function")]

#: A search has so many characters at most: the time it takes grows with its words, and what is longer is
#: a text, for /claims.
MOST_WORDS = 300
#: Parameter of a handler: words that somebody typed into a form, "" where there are none.
Typed = Annotated[str, Query(max_length=MOST_WORDS)]
