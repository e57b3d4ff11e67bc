"""One file a revision, never changed after its release: each says the schema in its own words."""
