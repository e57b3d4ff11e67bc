"""Single documents that hold one page: MHTML, a page that a browser saved, PDF."""

from __future__ import annotations

import base64
import quopri
import textwrap
import zlib

from strategies.inputs.pages import BELLS, LOCK


def mhtml() -> bytes:
    """An archive as Chromium saves it: quoted-printable, the page first, then a frame and a picture."""
    page = quopri.encodestring(LOCK.html.encode()).replace(b"\n", b"\r\n")
    frame = base64.encodebytes(b"<html><body><p>An advertisement.</p></body></html>")
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {LOCK.url}\r\nSubject: {LOCK.title}\r\n"
        "Date: Wed, 4 Jun 2031 09:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x1----"\r\n\r\n\r\n'
    )
    parts = (
        "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {LOCK.url}\r\n\r\n".encode()
        + page,
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://ads.example/1\r\n\r\n"
        + frame,
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n",
    )
    boundary = b"------MultipartBoundary--x1----"
    return (
        head.encode() + b"".join(boundary + b"\r\n" + part + b"\r\n" for part in parts) + boundary + b"--\r\n"
    )


def saved_page() -> bytes:
    """A page with the comment in which a browser notes where it was."""
    comment = f"<!-- saved from url=({len(BELLS.url):04}){BELLS.url} -->"
    return BELLS.html.replace("<html", f"{comment}\n<html", 1).encode()


def pdf(paragraphs: tuple[str, ...] = (LOCK.title, *LOCK.paragraphs), *, per_page: int = 14) -> bytes:
    """A PDF of plain lines in Helvetica, with a gap between paragraphs."""
    lines: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        for number, line in enumerate(textwrap.wrap(paragraph, 80)):
            lines.append((line, 26 if number == 0 and lines else 14))
    pages = [lines[low : low + per_page] for low in range(0, len(lines), per_page)]
    return _document([_drawn(page) for page in pages])


def _drawn(lines: list[tuple[str, int]]) -> bytes:
    """Draw lines of text from the top of a page downwards."""
    marks = {"“": r"\223", "”": r"\224", "’": r"\222"}
    drawn = ["BT /F1 11 Tf 60 780 Td"]
    for line, gap in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(f"0 -{gap} Td ({''.join(marks.get(letter, letter) for letter in escaped)}) Tj")
    return "\n".join([*drawn, "ET"]).encode("ascii")


def _document(pages: list[bytes]) -> bytes:
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, drawn in enumerate(pages):
        packed = zlib.compress(drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
    return written(objects)


def written(objects: list[bytes]) -> bytes:
    """Write PDF objects with their table; the first is the catalog."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(out))
    )
