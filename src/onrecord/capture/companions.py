"""The folders that browsers save beside a page, with the pictures, styles and frames that it shows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import islice

#: So many folders deep is looked; no saved page stands deeper.
_DEEPEST_FOLDER = 40
#: A folder beside a saved page holds its pictures, styles and frames: "Quay_files", "Quay-Dateien".
#: The ending is the browser's word for "files" in its user's language.
_COMPANION_FOLDER = re.compile(
    r"(?P<page>.+?)(?:_files|_Files|[-_ ]?Dateien|_fichiers|_archivos|_ficheiros|_arquivos|_bestanden|_file"
    r"|-filer|_pliki|_fajlok|_soubory|_tiedostot|\.files|_elemei|_dosyalar|_файлы|_ملفات)"
)

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


def companion_folders(names: Iterable[str]) -> frozenset[str]:
    """Give the folders, each with "/" behind it, that lie beside saved pages and hold what these show."""
    names = list(names)
    pages = {name.rpartition(".")[0] for name in names if name.lower().endswith(_PAGE_SUFFIXES)}
    found = set()
    for name in names:
        *folders, _ = name.split("/", _DEEPEST_FOLDER)
        above = ""
        for folder in folders:
            saved = _COMPANION_FOLDER.fullmatch(folder)
            if saved and above + saved["page"] in pages:
                found.add(f"{above}{folder}/")
                break
            above += folder + "/"
    return frozenset(found)


def saved_page_beside(folder: str, names: Container[str]) -> bool:
    """Tell whether a folder holds what a page shows that stands beside it under one of `names`."""
    saved = _COMPANION_FOLDER.fullmatch(folder)
    return saved is not None and any(saved["page"] + ending in names for ending in _PAGE_SUFFIXES)


def is_inside(name: str, folders: frozenset[str]) -> bool:
    """Tell whether a file stands in one of `folders`."""
    return bool(folders) and any(
        name[: end.end()] in folders for end in islice(re.finditer("/", name), _DEEPEST_FOLDER)
    )


def is_companion_folder(name: str) -> bool:
    """Tell by its name alone whether a folder holds what a saved page shows."""
    return _COMPANION_FOLDER.fullmatch(name) is not None
