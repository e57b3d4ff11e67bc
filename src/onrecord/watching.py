"""Watch feeds: poll each when it is due, and bring what is new into the store.

All that has to outlive a run stands in the store: the captures, and when each address was visited. A
run that is broken off loses nothing, and the next polls nothing early.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord import pipeline
from onrecord.capture.behind import Behind
from onrecord.capture.web import Web
from onrecord.capture.web.addresses import FetchError, checked_url
from onrecord.engine import Engine
from onrecord.keeping import Added
from onrecord.model import Drop
from onrecord.store import Store

#: So many lines of a list are feeds; more is another kind of file.
_MOST_FEEDS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """A list of feeds to watch."""

    #: Each once, in the order of the list.
    addresses: tuple[str, ...]
    #: Lines that are none.
    drops: tuple[Drop, ...]


def read_feeds(text: str, name: str) -> Feeds:
    """Read a list of feeds: an address a line; empty lines, and what stands behind `#`, count for nothing.

    Args:
        text: of the list.
        name: of its file, for the drops.

    """
    addresses: dict[str, None] = {}
    drops: list[Drop] = []
    for number, line in enumerate(text.splitlines(), 1):
        # A fragment is no part of what is fetched; so "#" begins a remark wherever it stands.
        address = line.partition("#")[0].strip()
        if not address:
            continue
        try:
            addresses[str(checked_url(address))] = None
        except FetchError as error:
            drops.append(Drop(stage="capture", item=f"{name}:{number}", reason=str(error)))
        if len(addresses) == _MOST_FEEDS:
            reason = f"more than {_MOST_FEEDS:,} feeds, the rest is not read: is it a list of feeds?"
            drops.append(Drop(stage="capture", item=name, reason=reason))
            break
    return Feeds(addresses=tuple(addresses), drops=tuple(drops))


def poll(
    feeds: Feeds, store: Store, web: Web, visits: Behind, engine: Engine, *, every: float
) -> Iterator[Added | Drop]:
    """Poll the feeds that are due, one after the other, and add what they hold or point to.

    Args:
        feeds: what to watch.
        store: where it goes, and where visits are remembered.
        web: fetches.
        visits: that `web` makes.
        engine: marks the pages.
        every: seconds between two polls of a feed, unless its server wants more.

    """
    for address in feeds.addresses:
        if web.is_due(address, every):
            yield from pipeline.add(visits.stream(web.read(address)), store, engine)
