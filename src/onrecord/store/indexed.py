"""Which columns of which tables are searched by their words, as revisions 0002 and 0005 index them."""

from __future__ import annotations

#: Indexed columns of each table, in the order of the index.
INDEXED = {"articles": ("title", "text"), "statements": ("content", "speaker"), "name_totals": ("text",)}
#: Articles that are ranked: what is told in them is on record.
RANKED_KINDS = {"articles": ("article", "teaser")}
