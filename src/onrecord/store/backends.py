"""Open a store by its location."""

from __future__ import annotations

from onrecord.errors import StoreError
from onrecord.store.protocol import Store


def open_store(location: str, *, create: bool = True) -> Store:
    """Open the store at `location`; make or migrate it where that is needed.

    Args:
        location: path of a SQLite file. `postgresql://…` is reserved for a server, which this
            version does not know yet.
        create: False to refuse a path where no store is (for commands that only read).

    Raises:
        StoreError: there is no store and none may be made, the file is something else, it was
            written by a newer version, or it can't be read or written.

    """
    if location.startswith(("postgresql:", "postgresql+", "postgres:")):
        raise StoreError(
            "postgresql", "a server as store is not there yet: give the path of a file, such as record.db"
        )
    if "://" in location:
        raise StoreError(location, "not a kind of store: give the path of a file, such as record.db")
    # Not at the top: SQLAlchemy takes a while to import, and `annotate` needs no store.
    from onrecord.store.sqlite import SqliteStore

    return SqliteStore(location, create=create)
