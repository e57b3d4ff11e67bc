"""Open a store by its location."""

from __future__ import annotations

from importlib.util import find_spec

from onrecord.errors import StoreError
from onrecord.store.protocol import Store

_SERVER = ("postgresql:", "postgresql+psycopg:", "postgres:")


def open_store(location: str, *, create: bool = True, backed_up: bool = False) -> Store:
    """Open the store at `location`; make or migrate it where that is needed.

    Args:
        location: path of a SQLite file, or `postgresql://user@host/database` for a server.
        create: False to refuse a place where no store is (for commands that only read).
        backed_up: whether somebody says that an older store on a server was copied: it is brought up to
            date only then. A file is copied here.

    Raises:
        StoreError: there is no store and none may be made, something else is there, it was written by a
            newer version, it is to be copied first, or it can't be read or written.

    """
    # Not at the top: SQLAlchemy takes a while to import, and `annotate` needs no store.
    if location.startswith(_SERVER):
        if find_spec("psycopg") is None:
            raise StoreError(
                "postgresql://…", "a store on a server needs more: pip install 'onrecord[postgresql]'"
            )
        from onrecord.store.postgresql import PostgresqlStore

        address = location.replace("postgres:", "postgresql:", 1)
        return PostgresqlStore(address, create=create, backed_up=backed_up)
    if "://" in location:
        scheme = location.partition("://")[0]
        reason = "is not a kind of store: give the path of a file, or postgresql://user@host/database"
        raise StoreError(f"{scheme}://…", reason)
    from onrecord.store.sqlite import SqliteStore

    return SqliteStore(location, create=create)
