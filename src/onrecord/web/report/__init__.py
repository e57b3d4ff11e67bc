"""Dossiers: one self-contained page about a person, a story or a claim, to print, send or publish.

They stand beside the pages and not with the exports because they are made of the same templates: Jinja2
serves one package, and a denial must look like one here as it does there.
"""
