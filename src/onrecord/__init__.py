"""onrecord: from raw news pages to a record of who said what, with every word anchored in its page.

The public names are loaded when they are first used, so that importing the package is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

#: Public name to the module that has it.
_WHERE = {
    "Annotator": "onrecord.annotate.annotator",
    "Settings": "onrecord.settings",
    "annotate_captures": "onrecord.pipeline",
    "extract": "onrecord.extract",
    "open_store": "onrecord.store",
    "read_inputs": "onrecord.capture",
}
__all__ = ["Annotator", "Settings", "annotate_captures", "extract", "open_store", "read_inputs"]

if TYPE_CHECKING:
    from onrecord.annotate.annotator import Annotator
    from onrecord.capture import read_inputs
    from onrecord.extract import extract
    from onrecord.pipeline import annotate_captures
    from onrecord.settings import Settings
    from onrecord.store import open_store


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_WHERE[name]), name)
