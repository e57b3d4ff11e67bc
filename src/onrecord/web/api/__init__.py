"""The record as JSON under /api: the reads of the pages with the fields of the export, and decisions.

An application of its own inside the web application, so that every answer of it, failures included, is
JSON, and so that its description (`/api/openapi.json`) is of nothing else.
"""
