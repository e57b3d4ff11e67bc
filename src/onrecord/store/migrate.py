"""Bring the schema of a store up to date, all of it or nothing, when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from onrecord.errors import StoreError
from onrecord.store.schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config


def revision(connection: Connection) -> str | None:
    """Read the schema revision of a store; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def refuse_newer(location: str, present: str | None) -> None:
    """Raise StoreError where the revision of a store is of a newer onrecord than this."""
    if present is not None and present not in _known():
        raise StoreError(
            location,
            f"was written by a newer onrecord (its schema is {present}, this version knows up to "
            f"{HEAD}): upgrade onrecord to open it",
        )


def upgrade(connection: Connection, location: str, *, target: str = HEAD) -> None:
    """Run the revisions from the store's own up to `target`, in the transaction of `connection`.

    Raises:
        StoreError: the store was written by a newer version of onrecord.

    """
    # Not at the top: Alembic takes a while to import, and most openings need no migration.
    from alembic import command

    refuse_newer(location, revision(connection))
    with _config() as config:
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    with _config() as config:
        return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


@contextmanager
def _config() -> Iterator[Config]:
    """Give what Alembic is told of the revisions."""
    from alembic.config import Config

    with as_file(files("onrecord.store") / "migrations") as folder:
        config = Config()
        # No option goes through %-interpolation, which a folder's name could upset.
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        yield config
