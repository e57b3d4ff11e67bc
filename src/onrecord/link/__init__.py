"""Corpus stages: what only many articles together show (block → score → judge → group)."""
