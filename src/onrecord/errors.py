"""The errors of this package; each carries its subject (the input, the store, the span)."""

from __future__ import annotations

import traceback
from pathlib import Path


class OnrecordError(Exception):
    """Base of all errors raised on purpose; `subject` names what it is about."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"{subject}: {reason}")
        self.subject = subject
        self.reason = reason


class ModelError(OnrecordError):
    """The weights are missing or are not those this version expects."""


class StoreError(OnrecordError):
    """A store can't be opened, read or written."""


class SettingsError(OnrecordError):
    """A file that a setting names can't be used."""


def fault_of(error: Exception) -> str:
    """Tell what went wrong where the fault is in the program itself, for the reason of a drop."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} ({error}) at {Path(place.filename).name}:{place.lineno}"
    return f"failed with {where}: a fault of onrecord, please report it with the page"
