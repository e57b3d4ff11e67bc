"""Archives, honest and built to harm."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

from strategies.inputs.documents import saved_page
from strategies.inputs.feeds import rss
from strategies.inputs.pages import BELLS, LOCK, REEF

_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip archive; the same members give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 6, 7, 0, 0, 0)), content, method)
    return made.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """Make a tar archive."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def zip_of_all() -> bytes:
    """A zip of a page, a text, a feed, a packed page, another archive, and what is none of these."""
    inner = tarred({"deep/reef.txt": REEF.text.encode()})
    return zipped(
        {
            "news/lock.html": LOCK.html.encode(),
            "news/bells.txt": BELLS.text.encode(),
            "news/feed.xml": rss(),
            "reef.html.gz": gzip.compress(REEF.html.encode(), mtime=0),
            "inner.tar.gz": gzip.compress(inner, mtime=0),
            "../../etc/escape.html": LOCK.html.encode(),
            "empty.html": b"",
            "picture.png": _PICTURE,
            "__MACOSX/news/._lock.html": b"\x00\x05\x16\x07",
            "README.md": b"# Pages\n",
        }
    )


def tar_packed() -> bytes:
    """A tar in xz."""
    return lzma.compress(
        tarred({"./lock.html": LOCK.html.encode(), "logo.png": _PICTURE, "reef.txt": REEF.text.encode()})
    )


def saved_folder() -> bytes:
    """A page with its folder, as a browser's "save page" leaves it, zipped."""
    return zipped(
        {
            "Bells.html": saved_page(),
            "Bells_files/frame.html": b"<html><body><p>An advertisement.</p></body></html>",
            "Bells_files/style.css": b"p { margin: 0 }",
        }
    )
