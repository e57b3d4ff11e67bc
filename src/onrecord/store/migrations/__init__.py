"""Alembic's scripts; they run in-process when a store is opened (see `onrecord.store.migrate`)."""
