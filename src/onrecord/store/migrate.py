"""Bring the schema of a store up to date, all of it or nothing, when it is opened."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

from onrecord.errors import StoreError
from onrecord.store.schema import HEAD


def revision(connection: Connection) -> str | None:
    """Read the schema revision of a store; None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, location: str, *, target: str = HEAD) -> None:
    """Run the revisions from the store's own up to `target`, in the transaction of `connection`.

    Raises:
        StoreError: the store was written by a newer version of onrecord.

    """
    # Not at the top: Alembic takes a while to import, and most openings need no migration.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    with as_file(files("onrecord.store") / "migrations") as folder:
        # No option goes through %-interpolation, which a folder's name could upset.
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        present = revision(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if present is not None and present not in known:
            raise StoreError(
                location,
                f"was written by a newer onrecord (its schema is {present}, this version knows up to "
                f"{HEAD}): upgrade onrecord to open it",
            )
        command.upgrade(config, target)
