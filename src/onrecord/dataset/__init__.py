"""A record in Parquet, made in portions: what the item stages gave, for any reader of Parquet and for `load`.

A folder, on disk or in an object store, with one folder a table; each portion of pages is a file in each:

    captures    the bytes of pages, with their addresses
    articles, statements, mentions, timexes, events    the fields of the export, less what linking finds
    drops       what was refused and why
    activities  what ran
    _done       which inputs are done, and which portions hold them: one JSON file a portion

Only portions that `_done` names are whole. Nothing here is linked; `onrecord load` brings it into a store.
"""
