"""What hostile bytes may do to each door of the package: a target a parser, with its seeds and its promise.

`trust/fuzz.py` runs them guided by coverage, for as long as it is told; the tests run each on its seeds and
on some mutations of them.
"""

from __future__ import annotations

from strategies.fuzzing.inputs import INPUTS
from strategies.fuzzing.pages import PAGES
from strategies.fuzzing.questions import QUESTIONS
from strategies.fuzzing.readings import READINGS
from strategies.fuzzing.target import BrokenPromiseError, Target

__all__ = ["TARGETS", "BrokenPromiseError", "Target"]

#: Every parser entry, by its name.
TARGETS: dict[str, Target] = {target.name: target for target in (*INPUTS, *PAGES, *READINGS, *QUESTIONS)}
