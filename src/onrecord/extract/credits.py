"""Read bylines, datelines, captions' credits and authors' biographies off lines of text."""

from __future__ import annotations

import re

from onrecord.extract.plain_words import word_list

#: A byline is at most so many words long.
LONGEST_BYLINE = 30

_BY = re.compile(
    r"\W{0,3}(?:(?:written|reported|story|text|words|analysis|opinion|report|posted|published|"
    r"reviewed|column|"
    r"interview|commentary|exclusive|contributed|compiled|updated) )?"
    r"(?:(?:from|by) our (?:own )?(?:\w+ )?(?:reporters?|correspondents?|writers?)|"
    r"by|author|authors|reporter|byline)"
    r"(?: ?[:|] ?| +|$)",
    re.IGNORECASE,
)
_LATE_BY = re.compile(
    r"(?:(?:\d|(?i:posted|published|updated|written|story|words)|[|·•])[^|·•]{0,40}[\s|·,•]|^)"
    r"(?:[Bb]y|BY|[Aa]uthor:|[Rr]eporter:) +(?=[A-Z\u00C0-\u00DE])"
)
_REPORTS = re.compile(
    r"(?P<name>(?:\S{1,40} ){2,4}?)(?:reports|reporting|writes|writing)"
    r"(?: (?:from|in|for|at) [\w'’ -]{2,40})?$"
)
_PARTICLES = word_list("particles")
_ROLES = word_list("no_names")
_DESKS = word_list("desks")
OUTLETS = word_list("outlets")
_PLACE_OR_ROLE = re.compile(
    r"(?:,|\s+[-–—|•·/]+|\s+(?=in |at |for |on |from )|\(|\||<|;\s|@|\bis (?:a|an|the)\b|"
    r"\bwith(?= the )|\d|https?:)"
)
_CONNECTOR = re.compile(
    r"\s*(?:,\s*(?:(?:and|with)\s+)?|\s+and\s+|\s*&\s*|\s+with\s+|;\s*)\s*", re.IGNORECASE
)
_OUTLET = re.compile(r"\s[|]\s+((?:The )?[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4})\s*(?:[|\n]|$)")
_TOKEN = re.compile(r"[^\W\d_](?:[\w.'’-])*")

_CAPITAL = r"[A-Z\u00C0-\u00DE]"
_DATELINE = re.compile(
    rf"(?P<place>{_CAPITAL}[A-Z\u00C0-\u00DE.'’\- ]{{2,40}}{_CAPITAL}(?:,? ?\([A-Z][\w .]{{1,30}}\))?)"
    r"(?P<rest>(?:, [A-Z][\w.'’ -]{1,30}){0,3}"
    r"(?:,? (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?)"
    r"(?P<agency>\.? ?[(/][A-Z][\w .&-]{1,40}(?:/[A-Z][\w .&-]{1,40})?[)/])?"
    r"(?: ?[—–]+ ?| - | -- ?|: (?=[A-Z\"“‘])|(?<=/)\. )"
)
_MIXED_DATELINE = re.compile(
    r"[A-Z\u00C0-\u00DE][\w.'’\-]+(?: [A-Z\u00C0-\u00DE][\w.'’\-]+){0,3}(?:, [A-Z][\w.'’\- ]{1,30}){0,2}"
    r"(?:, (?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?"
    r" ?(?:\([A-Z][\w /.&-]{1,40}\) ?)?(?:—|–|--?)| ?\((?:AP|AFP|Reuters|REUTERS|UPI|PA|dpa|TASS|ANI|"
    r"PTI|IANS|Xinhua)\)"
    r" ?(?:—|–|--?)) "
)


def byline_names(text: str) -> tuple[str, ...]:
    """Give the people named in a byline, in order; desks, agencies, places and outlets are left out.

    "By A B and C D | Outlet", "A B, at Place", "Desk, with A B in Place", "Published … by A B".
    """
    line = " ".join(text.split())
    found = _BY.match(line)
    rest = line[found.end() :] if found else line
    if not found and (reports := _REPORTS.match(line)):
        rest = reports["name"]
    if not found and (late := _LATE_BY.search(line)):
        rest = line[late.end() :]
    names: list[str] = []
    for piece in _CONNECTOR.split(rest.split("|")[0].split(" • ")[0].split(" · ")[0]):
        cut = _PLACE_OR_ROLE.search(piece)
        name = (piece[: cut.start()] if cut else piece).strip(" .,:()[]-–—*")
        if is_person(name) and name not in names:
            names.append(name)
    return tuple(names)


def given_authors(declared: str) -> tuple[str, ...]:
    """Give the authors that an input record declares; what does not read as names is kept as it is."""
    return byline_names(declared) or (declared,)


def byline_outlet(text: str) -> str | None:
    """Give the outlet that a byline names after a bar ("By A B | Outlet"), or None."""
    found = _OUTLET.search(text) if byline_names(text) else None
    return found[1].strip() if found and not _is_button(found[1]) else None


def _is_button(name: str) -> bool:
    """Tell whether what stands after a bar is a reading time, a date or a share button, and no outlet."""
    tokens = [t.lower().strip(".") for t in name.split()]
    return all(t in _ROLES and t not in OUTLETS for t in tokens)


def is_person(name: str) -> bool:
    """Tell whether words can be a person's name: two to five, capitalised, none of them of a desk or date."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or any(not _TOKEN.fullmatch(t) for t in tokens):
        return False
    if any(t.lower().strip(".") in _ROLES for t in tokens):
        return False
    capital = [t for t in tokens if t[0].isupper() or t[:2] in ("d'", "d’")]
    return len(capital) >= 2 and tokens[0][0].isupper() and all(
        t in capital or t.lower() in _PARTICLES for t in tokens
    )  # fmt: skip


def is_byline(text: str, words: int, near_headline: bool) -> bool:
    """Tell whether a line credits the page's authors; a bare name counts only next to the headline."""
    if words > LONGEST_BYLINE or not words:
        return False
    found = _BY.match(text)
    if found and (byline_names(text) or words <= 8):
        return True
    if near_headline and is_reporting(text):
        return True
    if (
        _LATE_BY.search(text)
        and byline_names(text)
        and words <= 20
        and not text.rstrip().endswith((".", "”", '"'))
    ):
        return True
    if not near_headline or words > 12 or text.rstrip().endswith((".", "!", "?", ":", "”", '"')):
        return False
    names = byline_names(text)
    outlet = any(token.lower() in OUTLETS for name in names for token in name.split())
    return (bool(names) and not outlet) or _is_desk(text)


def is_reporting(text: str) -> bool:
    """Tell whether a line is "A B reports from C"."""
    found = _REPORTS.match(text[:120])
    return found is not None and is_person(found["name"].strip())


def _is_desk(text: str) -> bool:
    tokens = [t.lower().strip(",.") for t in text.split()]
    return len(tokens) <= 7 and bool(_DESKS & set(tokens[-3:])) and text[:1].isupper()


def dateline_end(text: str) -> int:
    """Give the length of the dateline before a lead ("CITY, Country, Feb. 9 (ABC) - "), or 0 without one."""
    head = text[:200]
    found = _DATELINE.match(head) or _MIXED_DATELINE.match(head)
    if not found or len(text) - found.end() < 40:
        return 0
    place = found.groupdict().get("place") or ""
    bare = place and not found["rest"] and not found["agency"]
    # "NAME: words" is a line of a transcript, and "WASHINGTON: " would be one too often.
    if bare and head[found.end() - 2 : found.end()].strip() == ":":
        return 0
    return found.end()
