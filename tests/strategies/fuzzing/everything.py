"""All targets of fuzzing, by their names."""

from __future__ import annotations

from strategies.fuzzing.inputs import INPUTS
from strategies.fuzzing.pages import PAGES
from strategies.fuzzing.questions import QUESTIONS
from strategies.fuzzing.readings import READINGS
from strategies.fuzzing.target import BrokenPromiseError, Target

__all__ = ["TARGETS", "BrokenPromiseError", "Target"]

#: Every parser entry, by its name.
TARGETS: dict[str, Target] = {target.name: target for target in (*INPUTS, *PAGES, *READINGS, *QUESTIONS)}
