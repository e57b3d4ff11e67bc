"""Find the outlet of a page in its own matter: the masthead, the copyright line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.plain_features import Traits
from onrecord.extract.plain_units import Unit
from onrecord.extract.plain_words import word_list
from onrecord.model import BlockKind

#: The masthead is among the first lines.
MASTHEAD_LINES = 4
#: Words that newspapers and broadcasters have in their names.
OUTLET_WORDS = word_list("outlets")
_MENU_WORDS = word_list("menus")
_CUT = re.compile(r"\s*(?:\s{3,}|\s::\s|\t|\s(?:[|·•/»›]|>{1,3})\s|\s[—–]\s|\|)\s*")
#: Of a line that may be a masthead so many characters are looked at.
_LONGEST_LINE = 300
#: A line of links, also one that parts them with stars or strokes.
_MENU_LINE = re.compile(r"\S(?:\s*[★☆●•·|/»›]+\s*\S[^★☆●•·|/»›\n]*){2,}")
_DOMAIN = re.compile(r"(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10})", re.IGNORECASE)
#: Call letters or a name with the number of a channel.
_CHANNEL = re.compile(r"(?:[A-Z]{3,5}(?:-TV|-FM)?|(?:Channel|Radio|TV|Kanal|Canal)) \d{1,3}")
#: What stands behind an outlet's name in its masthead: an archive, a section, an edition.
_EDITION = re.compile(
    r"(?:\s(?:archives?|online|digital|website|home ?page|edition|english|sports?|newsroom|international))+$",
    re.IGNORECASE,
)
#: A message of a channel that was exported: "[17.03.2025 21:47] NAME:".
_MESSAGE_HEAD = re.compile(r"\[\d[\d./: -]{6,20}(?:[AP]M)?\]\s(?P<name>[^:\n]{2,40}):\s*$")
#: A letter to subscribers: "Subject: NAME #12: …".
_ISSUE = re.compile(
    r"subject:\s*(?P<name>[^#:\n]{2,60}?),?\s(?:#|no\.?\s|issue\s|vol\.?\s)\s?\d+", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by )?"
    r"(?P<name>(?:The )?[A-Z\u00C0-\u00DE][\w&.’'-]*(?: (?:of|the|and|&|[A-Z\u00C0-\u00DE][\w&.’'-]*)){0,6})",
)
#: "A message from the editors of …:" names the outlet as its copyright line does.
_MESSAGE = re.compile(
    r"a (?:message|note|letter|word) from (?:the (?:team|editors?|staff|newsroom) (?:of|at) )?"
    r"(?P<name>(?-i:(?:The )?[A-Z]\w+(?: (?:of|the|and|[A-Z][\w’'-]*)){1,5}))\W*$",
    re.IGNORECASE,
)
#: What a release calls itself, and whom it says at its end that it is about: who issued it.
_RELEASE = re.compile(
    r"\W*(?:(?:press|news|media) (?:release|statement|notice|information|advisory)|for immediate release)\b",
    re.IGNORECASE,
)
_RELEASE_LINES = 6
_ABOUT = re.compile(r"(?i:about (?:the )?)(?P<name>[A-Z\u00C0-\u00DE][\w&.’' -]{2,60}?)\s*(?:[:–—\n]|$)")
_OUTLET_NOUN = (
    r"(?:newspaper|paper|website|broadcaster|blog|newsletter|magazine|journal|weekly|daily|monthly|outlet|"
    r"publication|podcast|newsroom|"
    r"(?:news|press|media|radio|tv|television|telegram|youtube|gossip|fan|satirical|sports?|independent)"
    r" (?:site|station|channel|network|agency|service|program(?:me)?))\b"
    r"(?![ -](?:editor|owner|publisher|reporter|journalist|columnist|writer|correspondent|presenter|host|"
    r"manager|director|founder|chief|boss)\b)"
)
#: "… is an independent, reader-funded newspaper": what a page says of itself and of no editor of one.
_AN_OUTLET = rf"(?:a|an|the) (?:(?!(?:of|at|for|from|with|who|in|by|to)\b)[\w’'-]+,? ){{0,6}}?{_OUTLET_NOUN}"
_TITLE = r"mr\.?|mrs\.?|ms\.?|dr\.?|sir|mayor|president|minister|captain|councillor|professor|judge|senator"
_SAYS = r"(?:said|says|told|added|asked|replied)"
_SMALL = frozenset(("THE", "OF", "AND"))
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")
_LEGAL = re.compile(
    r"[.,]? (?:Publishing (?=Co|Ltd|LLC|Inc|Group)|Ltd|LLC|Inc|"
    r"Limited|Group|GmbH|Corp|Corporation|Company|Co|PLC|All|Published|plc|L)\b.*$"
)


def find_publisher(
    units: Sequence[Unit], traits: Sequence[Traits], kinds: Sequence[BlockKind], headline: int | None
) -> str | None:
    """Give the page's outlet where its masthead or copyright line is clear, else None."""
    if channel := _channel(units) or _issuer(units):
        return channel
    copyright_name = _from_notices(units, kinds)
    stop = min(MASTHEAD_LINES, headline if headline is not None else 0)
    body = " ".join(u.text[:400] for u, k in zip(units[stop:], kinds[stop:], strict=True) if k != "related")
    lines = [
        i
        for i in range(stop)
        if traits[i].words <= 16 and not traits[i].is_prose and not (traits[i].rule and i)
    ]
    for place, i in enumerate(lines):
        for name in _parts(units[i].text):
            menu = len(_CUT.split(units[i].text[:_LONGEST_LINE])) > 2
            for form in dict.fromkeys((name, _EDITION.sub("", name))):
                if _is_outlet(form, body, copyright_name, place, menu):
                    return _of_address(form) or _cased(form, body)
    above = [i for i in lines if i == 0 and not traits[0].rule]
    laid_out = _by_layout(units, above, stop, body) if above else None
    if laid_out is not None:
        return laid_out
    return copyright_name


def _channel(units: Sequence[Unit]) -> str | None:
    """Give the name of an exported channel, or of a letter to subscribers."""
    heads = [found["name"] for unit in units[:200] if (found := _MESSAGE_HEAD.match(unit.text[:80]))]
    if len(heads) > 1 and len(set(heads)) == 1:
        return _cased(re.sub(r"[^\w.’'&)!-]+$", "", heads[0]), "")
    subject = next((found for unit in units[:8] if (found := _ISSUE.match(unit.text[:200]))), None)
    mail = any(unit.text.lower().startswith("from:") for unit in units[:8])
    return subject["name"].strip() if subject and mail else None


def _issuer(units: Sequence[Unit]) -> str | None:
    """Give who issued a press release: whom its last lines are about, named in the release as well."""
    if not any(_RELEASE.match(unit.text[:100]) for unit in units[:_RELEASE_LINES]):
        return None
    for i in reversed(range(len(units))):
        found = _ABOUT.match(units[i].text[:120])
        if found and any(found["name"] in unit.text for unit in units[:i]):
            return found["name"]
    return None


def _by_layout(units: Sequence[Unit], above: Sequence[int], stop: int, body: str) -> str | None:
    """Take the first line for a masthead where a line of links follows it and the story does not name it."""
    first = _parts(units[above[0]].text)
    name = first[0] if first else ""
    if address := _of_address(name):
        return address
    tokens = [token.strip(".,'’").lower() for token in _EDITION.sub("", name).split()]
    if (
        not 1 <= len(tokens) <= 5
        or not re.fullmatch(r"[\w\s.’'&!+-]+", name)
        or all(token in word_list("function") for token in tokens)
        or any(token in _MENU_WORDS for token in tokens)
        or re.search(r"[.?!:]$", name)
    ):
        return None
    for form in dict.fromkeys((name, _EDITION.sub("", name))):
        if _speaks_of_itself(form, body) and (not re.search(r"\d", name) or _CHANNEL.fullmatch(name)):
            return _cased(form, body)
    links = any(_MENU_LINE.search(unit.text[:300]) for unit in units[1 : min(stop, 3)])
    named = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.IGNORECASE)
    return _cased(name, body) if links and named is None and not re.search(r"\d", name) else None


def _of_address(name: str) -> str | None:
    """Give the name that an address stands for: "TideWatch.example" is TideWatch, others are the address."""
    domain = _DOMAIN.fullmatch(name)
    if domain is None:
        return None
    label = domain["name"].split(".")[0]
    return label if re.search(r"[a-z][A-Z]", label) else domain["name"]


def _speaks_of_itself(name: str, body: str) -> bool:
    """Tell whether the page calls itself so: somebody told it, it is paid for, follow it."""
    called = re.escape(name)
    return not _is_person(name, body) and bool(
        re.search(
            rf"\b(?:told|©|copyright|follow|contact|support|join) (?:the )?{called}\b|"
            rf"\b{called} (?:is|are|has been) "
            rf"(?:(?:paid|funded|owned|published|printed|run|free)\b|{_AN_OUTLET})",
            body,
            re.IGNORECASE,
        )
    )


def _is_person(name: str, body: str) -> bool:
    """Tell whether the body treats `name` as a person's: by title, age, office or bare surname."""
    tokens = name.split()
    if len(tokens) > 3 or tokens[0].lower() == "the" or OUTLET_WORDS & {token.lower() for token in tokens}:
        return False
    called, last = re.escape(name), re.escape(tokens[-1])
    described = re.search(
        rf"\b{called}(?:, \d\d,|,? who\b| (?:is|was) (?!{_AN_OUTLET})(?:a|an|the)\b)|"
        rf"\b(?:{_TITLE}) (?:{called}|{last})\b",
        body,
        re.IGNORECASE,
    )
    if described or len(tokens) == 1:
        # A kicker may also be the surname alone, of somebody whom the body names in full and has speak.
        full = rf"(?<![.!?:”\"] )\b[A-ZÀ-Þ][a-zà-ÿ]+ {re.escape(tokens[-1].capitalize())} {_SAYS}\b"
        return bool(described or re.search(full, body))
    # Whoever goes by the last word of the name alone has a surname.
    first = re.escape(tokens[-2])
    return bool(re.search(rf"(?<!\b{first} )\b{last}(?:[’']s\b| {_SAYS}\b)", body, re.IGNORECASE))


def _parts(line: str) -> list[str]:
    """Give the pieces of a masthead line that can be its name, a written-out name before its initials."""
    cut = _CUT.split(line[:_LONGEST_LINE])
    pieces = [re.sub(r"^[^\w]+|\s*\([A-Z]{2,6}\)$|[^\w.)]+$", "", p) for p in cut]
    pieces = [re.sub(r"\s*[:;]-?[)(DP]$", "", p) for p in pieces if p][:2]
    if len(pieces) == 2 and len(pieces[0]) <= 6 and pieces[0].isupper():
        initials = "".join(w[0] for w in pieces[1].split()).upper()
        if initials.startswith(pieces[0][:2]):
            return [pieces[1], pieces[0]]
    return pieces[:1]


def _is_outlet(name: str, body: str, copyright_name: str | None, line: int, menu: bool) -> bool:
    tokens = [t.strip(".,'’").lower() for t in name.split()]
    if not 1 <= len(tokens) <= 6 or not name[0].isalpha() or re.search(r"\d", name) or _RELEASE.match(name):
        return False
    if all(t in _MENU_WORDS or t in ("and", "&") for t in tokens):
        return False
    if copyright_name and _letters(name) == _letters(copyright_name):
        return True
    if any(
        not t[0].isupper()
        for t in name.split()
        if t.lower() not in ("of", "the", "and", "&", "de", "la", "el")
    ):
        return False
    named_like_one = bool(OUTLET_WORDS & set(tokens)) and len(tokens) >= 2
    joined = len(tokens) == 1 and bool(re.search(r"[a-z][A-Z]|\.(?:com|org|net|[a-z]{2})$", name))
    repeated = len(tokens) >= 2 and _letters(name) in _letters(body)
    called_so = (
        len(tokens) >= 2 and re.search(rf"\bthe {re.escape(tokens[-1])}\b", body, re.IGNORECASE) is not None
    )
    return named_like_one or (line == 0 and (joined or called_so or (repeated and menu)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower().removeprefix("the")


def _cased(name: str, body: str) -> str:
    """Give a name in capitals as the page writes it elsewhere, else with capital initials."""
    if not any(len(t) > 3 and t.isupper() for t in name.split()):
        return name
    elsewhere = [m for m in re.findall(re.escape(name), body, re.IGNORECASE) if not m.isupper()]
    if elsewhere:
        return str(elsewhere[0])
    # Call letters ("WKLD") have no vowels.
    return " ".join(
        t.capitalize() if t.isupper() and (t in _SMALL or (len(t) > 3 and _VOWEL.search(t))) else t
        for t in name.split()
    )


def _from_notices(units: Sequence[Unit], kinds: Sequence[BlockKind]) -> str | None:
    for unit, kind in zip(reversed(units), reversed(kinds), strict=True):
        if kind == "boilerplate" and (
            found := _COPYRIGHT.search(unit.text[:300]) or _MESSAGE.match(unit.text[:120])
        ):
            name = _LEGAL.sub("", re.sub(r"\s\d{4}.*$", "", found["name"])).strip(" .")
            if name and len(name) > 2:
                return name
    return None
