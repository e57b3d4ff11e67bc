"""The record in a browser: server-rendered pages and a JSON interface over one store."""
