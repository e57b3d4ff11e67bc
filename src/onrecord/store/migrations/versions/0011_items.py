"""Items of the corpus stages in a table with row numbers: their bodies are long.

SQLite keeps a row without a number in its index, and of one that is longer than a quarter of a page the most
on pages of its own: half of a store was such pages, mostly empty.
"""

from onrecord.store.migrations.items import remake_items
from onrecord.store.migrations.kinds import on_postgresql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table anew, with what is in it."""
    if not on_postgresql():
        remake_items()
