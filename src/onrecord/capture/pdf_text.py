"""The text of a PDF document: a program of its own, so that its time and memory can be limited.

`python -m onrecord.capture.pdf_text PAGES SECONDS BYTES` reads the document from standard input and
writes one JSON object: `{"text", "pages"}`, or `{"reason"}` where there is no text to read.
"""

from __future__ import annotations

import io
import json
import logging
import statistics
import sys
from itertools import pairwise
from typing import Any, Final

#: A gap between two lines that is so many times the usual one begins a paragraph.
_PARAGRAPH_GAP: Final = 1.5
#: Gaps within a paragraph differ by so many points.
_SLACK_POINTS: Final = 1.0
_ENDS_OF_SENTENCES: Final = tuple(".!?…:\"'”’»)]")


def limit_self(seconds: int, memory: int) -> None:
    """Limit the processor time and the memory of this process, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows; the one who started this ends it by the clock
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read(data: bytes, most_pages: int) -> dict[str, Any]:
    """Read the text of up to `most_pages` pages, or say why there is none."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages: list[list[dict[str, Any]]] = []
            for page in document.pages[:most_pages]:
                pages.append(page.extract_text_lines(return_chars=False))
                # Else all that stands on a page is kept until the document is closed.
                page.close()
            count = len(document.pages)
    except MemoryError:
        raise
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if "password" in type(cause).__name__.lower():
            return {"reason": "locked with a password: save it without one"}
        return {"reason": f"a broken PDF ({type(cause).__name__}): get it again, or give its text"}
    except Exception as error:  # the parser gets whatever a hostile document makes it do
        return {"reason": f"a broken PDF ({type(error).__name__}): get it again, or give its text"}
    usual = usual_gap(pages)
    text = join_pages([page_text(lines, usual) for lines in pages])
    if not text.strip():
        return {"reason": "a PDF without text, as scanners make them: give the text (OCR)"}
    return {"text": text, "pages": count}


def gaps_of(lines: list[dict[str, Any]]) -> list[float]:
    """Give the gap between each line and the next one, in points."""
    return [below["top"] - above["bottom"] for above, below in pairwise(lines)]


def usual_gap(pages: list[list[dict[str, Any]]]) -> float:
    """Give the gap that most lines of a document have above them, in points; none is negative."""
    gaps = [gap for lines in pages for gap in gaps_of(lines)]
    return max(0.0, statistics.median_low(gaps)) if gaps else 0.0


def page_text(lines: list[dict[str, Any]], usual: float) -> str:
    """Join the lines of a page, with an empty line where the gap above one is wider than usual."""
    gaps = gaps_of(lines)
    parts: list[str] = []
    for place, line in enumerate(lines):
        wide = place and gaps[place - 1] > usual * _PARAGRAPH_GAP + _SLACK_POINTS
        parts.append(("\n" if wide else "") + line["text"].strip())
    return "\n".join(parts)


def join_pages(pages: list[str]) -> str:
    """Join pages; a sentence that runs over two of them is not torn into two paragraphs."""
    text = ""
    for page in pages:
        if text and page:
            text += "\n\n" if text.endswith(_ENDS_OF_SENTENCES) else "\n"
        text += page
    return text + "\n" if text else ""


def main() -> None:
    """Read the document from standard input and write its text."""
    most_pages, seconds, memory = map(int, sys.argv[1:4])
    limit_self(seconds, memory)
    logging.disable()
    # Warnings of the parser would only be noise: what is lost is told by the reason.
    json.dump(read(sys.stdin.buffer.read(), most_pages), sys.stdout)


if __name__ == "__main__":
    main()
