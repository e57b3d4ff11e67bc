"""The errors of this package; each carries its subject (the input, the store, the span)."""

from __future__ import annotations


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
