"""Read the visible text of a page as lines: the reference against which every block is proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from onrecord.extract.html_tree import Element, TooDeepError, parse_html
from onrecord.extract.html_words import tokens

_UNSEEN = (
    "script style template noscript head title iframe object embed svg canvas audio video map select "
    "datalist textarea applet frameset noframes"
)
#: Never shown, or not as text of the page. <noscript> repeats what scripts show; a <template>, a
#: closed <dialog> and the text inside a drawing, a form's choices or an embedded frame are no lines.
UNSEEN = frozenset(_UNSEEN.split())
_BLOCKS = (
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol "
    "optgroup option p pre section summary table tbody td tfoot th thead tr ul caption search amp- "
    "accordion amp-carousel"
)
#: Elements that begin and end a line. Inline and unknown ones join without a space, as in a browser.
BLOCKS = frozenset(_BLOCKS.split())
_CELLS = frozenset(("td", "th"))
_BOLD = frozenset(("b", "strong"))
#: Elements that tell something of the text in them.
_TELLING = _BOLD | {"a", "tr"}
#: The few elements that can hide themselves, found at once: to ask each takes a fifth of the walk, and to
#: look for elements by a condition takes longer still.
_MAY_HIDE = etree.XPath("//@hidden/..|//@style/..|//dialog")
#: A row of cells that are all shorter than this, in characters, is read as one line.
LONGEST_CELL = 100
#: `visible_text` reads deeper pages than any setting of extract allows: what was extracted can be proved.
DEEPEST = 2_000


@dataclass(slots=True)
class Line:
    """One line of visible text: what stands between two beginnings or ends of block elements."""

    #: White space folded to single spaces.
    text: str
    #: The block element that holds it.
    element: Element
    #: Characters of `text` inside links, in [0, len(text)].
    linked: int
    #: Characters inside bold, strong or similar elements.
    bold: int
    #: It stands in an element that hides itself until a script shows it.
    hidden: bool
    #: Innermost elements of its pieces of text, in order, each once.
    inner: list[Element] = field(default_factory=list)
    _words: list[str] | None = field(default=None, repr=False, compare=False)

    @property
    def words(self) -> list[str]:
        """Its words, as `tokens` gives them; cut once, however often they are asked for."""
        if self._words is None:
            self._words = tokens(self.text)
        return self._words


def is_hidden(element: Element) -> bool:
    """Tell whether an element says of itself that it is not shown (`hidden`, `display:none`)."""
    if element.get("hidden", "until-found") != "until-found":
        return True
    if style := element.get("style"):
        folded = style[:2_000].lower().replace(" ", "")
        if "display:none" in folded or "visibility:hidden" in folded:
            return True
    return element.tag == "dialog" and element.get("open") is None


@dataclass(frozen=True, slots=True)
class _State:
    """What the text is where the walk stands; most elements change nothing of it."""

    in_link: bool = False
    in_bold: bool = False
    hidden: bool = False
    #: In a row of a table of short cells, which is one line.
    in_row: bool = False


class _Reader:
    """Collects pieces of text into lines while the tree is walked."""

    def __init__(self, root: Element) -> None:
        self.lines: list[Line] = []
        #: The block element that the walk is in.
        self.block = root
        #: From the first that is more than white space; what stands before it is no part of the line.
        self.pieces: list[tuple[str, Element, _State]] = []
        #: `<br>` since the last word.
        self.breaks = 0

    def add(self, text: str, element: Element, state: _State) -> None:
        """Put a piece of text to the line."""
        if not text.isspace():
            self.breaks = 0
            self.pieces.append((text, element, state))
        elif self.pieces:
            self.pieces.append((text, element, state))

    def add_break(self, element: Element, state: _State) -> None:
        """Read a `<br>`: two in a row end the line."""
        self.breaks += 1
        if self.breaks == 2:
            self.end()
        else:
            self.add(" ", element, state)

    def end(self) -> None:
        """End the line."""
        if self.pieces:
            self.lines.append(self._line())
            self.pieces = []
        self.breaks = 0

    def _line(self) -> Line:
        text, element, state = self.pieces[0]
        inner = [element]
        if len(self.pieces) == 1:
            text = " ".join(text.split())
            size = len(text)
            linked, bold = size * state.in_link, size * state.in_bold
        else:
            text = " ".join("".join([piece for piece, _, _ in self.pieces]).split())
            linked = bold = 0
            for piece, element, inside in self.pieces:
                if piece.isspace():
                    continue
                if inside.in_link or inside.in_bold:
                    size = len(" ".join(piece.split()))
                    linked += size * inside.in_link
                    bold += size * inside.in_bold
                if inner[-1] is not element:
                    inner.append(element)
            linked, bold = min(linked, len(text)), min(bold, len(text))
        return Line(text, self.block, linked, bold, state.hidden, inner)


def _is_short_row(row: Element) -> bool:
    """Tell whether a row of a table is a line of data: cells without blocks in them, none of them long."""
    size = 0
    for element in row.iterdescendants():
        if element.tag in _CELLS:
            size = 0
        elif element.tag in BLOCKS:
            return False
        size += len(element.text or "") + len(element.tail or "")
        if size > LONGEST_CELL:
            return False
    return True


def page_lines(root: Element) -> list[Line]:
    """Give the lines of a parsed page in document order; no recursion, linear in its size."""
    reader = _Reader(root)
    suspects = set(_MAY_HIDE(root))
    state = _State()
    children: Iterator[Element] = iter((root,))
    #: The elements that the walk is inside of: what follows behind each, and where the walk stood before it.
    stack: list[tuple[Element, Element, _State, Iterator[Element]]] = []
    while True:
        element = next(children, None)
        if element is None:
            if not stack:
                break
            element, block, state, children = stack.pop()
            if block is not reader.block:
                reader.end()
                reader.block = block
        else:
            tag = element.tag
            if tag == "br":
                reader.add_break(element, state)
            elif isinstance(tag, str) and tag not in UNSEEN:
                block = reader.block
                is_block = tag in BLOCKS and not (state.in_row and tag in _CELLS)
                if is_block:
                    reader.end()
                    reader.block = element
                elif tag in _CELLS:
                    reader.add(" ", element, state)
                inside = (
                    _inside(element, tag, state, suspects)
                    if tag in _TELLING or element in suspects
                    else state
                )
                if text := element.text:
                    reader.add(text, element, inside)
                if len(element):
                    stack.append((element, block, state, children))
                    children, state = iter(element), inside
                    continue
                if is_block:
                    reader.end()
                    reader.block = block
        if (tail := element.tail) and element is not root:
            reader.add(tail, element, state)
    reader.end()
    return reader.lines


def _inside(element: Element, tag: str, state: _State, suspects: set[Element]) -> _State:
    """Give what the text inside an element is that can change it."""
    return _State(
        in_link=state.in_link or tag == "a",
        in_bold=state.in_bold or tag in _BOLD,
        hidden=state.hidden or (element in suspects and is_hidden(element)),
        in_row=state.in_row or (tag == "tr" and _is_short_row(element)),
    )


def fold(text: str) -> str:
    """Fold every run of white space to one space."""
    return " ".join(text.split())


def visible_text(html: str) -> str:
    """Give the text that a reader of the page `html` sees, one line a block element; "" for none.

    Left out: scripts, styles, templates, the head, `noscript`, embedded frames and drawings and the
    choices of forms. What an element hides until a script shows it ("read more", a paywall) is in
    the page and counts; style sheets are not read. Two `<br>` in a row end a line, one is a space.
    """
    try:
        root = parse_html(html, DEEPEST)
    except TooDeepError:
        return ""
    return "" if root is None else "\n".join(line.text for line in page_lines(root))


def block_is_visible(block_text: str, visible: str) -> bool:
    """Tell whether a block's text, white space folded, occurs in a page's visible text, folded likewise.

    Args:
        block_text: words of a block.
        visible: as `visible_text` gives it.

    """
    folded = fold(block_text)
    # Blocks of this package lie within a line; folding all lines into one costs more and is rarely needed.
    return bool(folded) and (folded in visible or folded in fold(visible))
