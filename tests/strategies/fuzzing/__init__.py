"""What hostile bytes may do to each door of the package: a target a parser, with its seeds and its promise.

`trust/fuzz.py` runs them guided by coverage, for as long as it is told; the tests run each on its seeds and
on some mutations of them. `everything.py` has all of them.
"""
