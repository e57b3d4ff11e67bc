"""Write the files of an export so that each is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnrecordError


@contextmanager
def new_files(folder: Path, names: list[str]) -> Iterator[dict[str, Path]]:
    """Give where to write each of the files (or folders) `names`; they move to `folder` when all is written.

    The folder is made where it is missing. What else lies in it stays. An older file or folder of the same
    name is replaced; after an error, nothing has changed.

    Raises:
        OnrecordError: the folder can't be made or written to.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Inside the folder, because a file can be renamed in one step only within one file system.
        draft = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    except OSError as error:
        raise OnrecordError(str(folder), f"can't be written to as a folder: {error.strerror}") from error
    try:
        yield {name: draft / name for name in names}
        for name in names:
            if (draft / name).is_dir() and (folder / name).is_dir():
                shutil.rmtree(folder / name)
            os.replace(draft / name, folder / name)
    except OSError as error:
        raise OnrecordError(str(folder), f"can't be written: {error.strerror}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def text_files(folder: Path, names: list[str]) -> Iterator[dict[str, TextIO]]:
    """Open new files of `folder` (`new_files`) for writing text in UTF-8."""
    with new_files(folder, names) as drafts, ExitStack() as opened:
        yield {
            name: opened.enter_context(path.open("w", encoding="utf-8", newline=""))
            for name, path in drafts.items()
        }
