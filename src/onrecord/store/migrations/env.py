"""Alembic's entry: run the revisions on the connection that `migrate` hands over, in its transaction."""

from alembic import context

from onrecord.store.schema import metadata

# SQLite can undo DDL; Alembic takes it for unable unless told otherwise.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
