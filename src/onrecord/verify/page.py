"""Hold a capture against its SHA-256 and its id, and articles against the capture, decoded anew."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.decode import decode
from onrecord.extract.visible import fold, visible_text
from onrecord.model import Article, Capture, capture_id, sha256

#: Table, row and reason of what could not be proved.
Doubt = tuple[str, str, str]


def capture_reasons(capture: Capture) -> Iterator[str]:
    """Say what is wrong with the bytes or the id of a capture."""
    digest = sha256(capture.content)
    if digest != capture.sha256:
        yield f"its bytes have the SHA-256 {digest}, but {capture.sha256} was stored: they were changed"
    said = capture.declared.values
    if capture_id(capture.sha256, capture.path, capture.url, capture.key, said) != capture.id:
        yield "its id is not that of its SHA-256, address and declared values: one of them was changed"


class Page:
    """A capture, decoded anew, to hold articles against."""

    def __init__(self, capture: Capture, version: str | None) -> None:
        self._capture = capture
        self._is_html = capture.media_type == "text/html"
        decoded = decode(capture).text
        #: What must be found: of HTML the visible text, folded once for all blocks.
        self._text = fold(visible_text(decoded)) if self._is_html else decoded
        self._version = f" (extracted by onrecord {version})" if version else ""

    def check(self, article: Article) -> Iterator[Doubt]:
        """Give what of an article is not in the page."""
        for name in ("path", "key"):
            here, there = getattr(article, name), getattr(self._capture, name)
            if here != there:
                yield "articles", article.id, f"its {name} is {here!r}, but that of its capture is {there!r}"
        if self._is_html:
            yield from self._check_blocks(article)
        elif article.text != self._text and not (article.kind == "refused" and not article.text):
            at = _first_difference(article.text, self._text)
            reason = f"its text differs from the decoded capture from character {at} on{self._version}"
            yield "articles", article.id, reason

    def _check_blocks(self, article: Article) -> Iterator[Doubt]:
        text, done = article.text, 0
        for number, block in enumerate(article.blocks):
            # The items of a listing share its text; what is between their blocks is the listing's to prove.
            if article.item == 0 and fold(text[done : block.start]) not in self._text:
                yield "articles", article.id, self._unseen(done, block.start)
            if fold(text[block.start : block.end]) not in self._text:
                yield "blocks", f"{article.id}/{number}", self._unseen(block.start, block.end)
            done = max(done, block.end)
        if article.item == 0 and fold(text[done:]) not in self._text:
            yield "articles", article.id, self._unseen(done, len(text))

    def _unseen(self, start: int, end: int) -> str:
        return f"[{start}, {end}) of its text does not occur in the visible text of the page{self._version}"


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
