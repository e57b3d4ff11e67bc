"""The words before an outlet's name that say which part it played: told, cited, or reporting."""

from __future__ import annotations

import re

from onrecord.annotate.telling import LEAD

#: How near the origin of the words a hop is: told by it, cited by another, reporting.
TOLD, CITED, REPORTING = range(3)

#: Patterns that end right before the name, each with the part that it gives; the first that fits decides.
BEFORE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        REPORTING,
        re.compile(
            r"\b(?:quoted|cited|interviewed|published|reported|carried|broadcast|aired|obtained|seen|reviewed|viewed|"
            r"heard|released|printed|relayed|distributed|circulated|posted|shared|verified|conducted|recorded|run)\b"
            rf"(?:\s+[\w-]+){{0,3}}?\s+(?:by|with)\s+{LEAD}",
            re.I,
        ),
    ),
    (
        TOLD,
        re.compile(
            r"\b(?:(?:interview\w*|appear\w*|article|op-ed|column|essay|piece|opinion|commentary|programme|program|show)\b"
            r"(?:\s+[\w’'-]+){0,4}?\s+(?:in|on|for|via|by)|(?:wrote|writing|writes|published|aired|live|broadcast|letter|"
            r"said|says|speaking|spoke|phone-in|comments?|remarks|appearance|asked|quoted|carried|printed)\b"
            rf"(?:\s+[\w’'-]+){{0,4}}?\s+(?:in|on|via|by))\s+{LEAD}",
            re.I,
        ),
    ),
    (
        CITED,
        re.compile(
            r"\b(?:citing|cites|cited|quoting|quotes|quoted|referring\s+to|with\s+reference\s+to|in\s+reference\s+to|"
            r"crediting|credited|attributing\s+\S+\s+to|attributed\s+to|relying\s+on|based\s+on)\s+(?:(?:an?|the|its)\s+)?"
            r"(?:\w+\s+)?(?:(?:reports?|article|story|interview|account|sources?|information|coverage|reporting|"
            rf"dispatch|post)\s+(?:in|by|from|of|on|with|at)\s+)?{LEAD}",
            re.I,
        ),
    ),
    # "via NAME in the other NAME"
    (
        REPORTING,
        re.compile(rf"\b(?:via|from|by)\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){{0,4}},?\s+(?:in|on)\s+{LEAD}"),
    ),
    (
        REPORTING,
        re.compile(
            r"\b(?:according\s+to|as\s+per|per)\s+(?:the|an?|this|that)\s+(?:\w+\s+){0,3}?(?:report|article|story|account|"
            rf"dispatch|interview|post)\s+(?:in|by|on|from|of)\s+{LEAD}",
            re.I,
        ),
    ),
    (REPORTING, re.compile(rf"\b(?:according\s+to|as\s+per|per|via)\s+{LEAD}", re.I)),
    (
        REPORTING,
        re.compile(
            rf"(?:^|[,\"”’–—-])\s*(?:as\s+)?(?:reports?|writes|wrote|reported|said|says|adds?|added|notes?|noted|claims?|"
            rf"claimed|announced|informs?|stated?s?|tells)\s+{LEAD}",
            re.I,
        ),
    ),
)  # fmt: skip
