"""The words by which an article says why it does not name a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Up to the next mark.
_ON = r"[^,;:.!?—–\"“”()\n]*"
_WHO = r"(?:whom?\s+)?(?:(?:has|have|had|is|are|was|were)\s+)?(?:(?:all|both|also|each)\s+)?"
_THEIR_NAME = r"(?:his|her|their|the|its)\s+(?:full\s+|last\s+|real\s+)?(?:names?|identity|identities)"
_NOT_NAMED = (
    r"(?:not\s+to\s+be\s+(?:named|identified|quoted\s+by\s+name|mentioned)"
    r"|to\s+(?:remain|stay|be\s+kept)\s+(?:anonymous|unnamed|unidentified)"
    rf"|(?:that\s+)?{_THEIR_NAME}\b|anonymity)"
)
_FEAR = r"(?:reprisals?|retaliation|retribution|arrest|dismissal|losing|being|for\s+(?:his|her|their))"
_TO_SPEAK = r"to\s+(?:speak|talk|comment|discuss|brief|be\s+quoted|disclose|make|give)"
_OUTLET = (
    r"(?:it|he|she|they|we|the\s+(?:paper|newspaper|agency|outlet|station|broadcaster|magazine|report|site))"
)

#: Words one of which stands in every reason: a cheap look first.
_SIGNS = (
    "nam",
    "anonym",
    "identi",
    "authori",
    "permission",
    "clearance",
    "leave",
    "fear",
    "afraid",
    "scared",
    "mention",
)

REASON = re.compile(
    "|".join(
        (
            rf"{_WHO}(?:spoke|speaks?|speaking|talk(?:ed|ing)|agreed\s+to\s+(?:speak|talk)|comment(?:ed|ing)|quoted)\s+"
            rf"(?:\S+\s+){{0,5}}?(?:anonymity|anonymously)\b{_ON}",
            rf"(?:up)?on\s+(?:the\s+)?condition\s+(?:of\s+(?:strict\s+)?anonymity\b|(?:that\s+)?{_THEIR_NAME}\b){_ON}",
            rf"{_WHO}(?:ask(?:ed|ing)|request(?:ed|ing)|wish(?:ed|ing)|want(?:ed|ing)|prefer(?:red|ring)|begged|insist(?:ed|ing)"
            rf"\s+on|demand(?:ed|ing)|sought|granted|given)\s+(?:for\s+)?{_NOT_NAMED}{_ON}",
            rf"{_WHO}(?:declined|refused|(?:did\s+not|didn[’']t)\s+(?:want|wish)|unwilling)\s+to\s+(?:be\s+(?:named|identified|"
            rf"quoted\s+by\s+name)|(?:give|reveal|disclose)\s+{_THEIR_NAME}){_ON}",
            rf"{_WHO}(?:would|could|can|cannot|may|must|will|should)(?:\s+not|n[’']t)?\s+be\s+(?:named|identified)\b{_ON}",
            rf"{_WHO}(?:not|n[’']t)\s+(?:being\s+)?(?:named|identified)\b{_ON}",
            rf"(?:(?:who|because\s+(?:he|she|they)|as\s+(?:he|she|they))\s+)?(?:(?:is|are|was|were)(?:\s+|(?=n[’']t)))?"
            rf"(?:not\s+|n[’']t\s+|un)(?:officially\s+|publicly\s+)?authori[sz]ed\s+{_TO_SPEAK}\b{_ON}",
            rf"(?:who\s+)?(?:(?:had|has|have)\s+no|lack(?:ed|s|ing)?|without)\s+(?:the\s+)?(?:permission|authority|"
            rf"authori[sz]ation|clearance|leave)\s+{_TO_SPEAK}\b{_ON}",
            rf"(?:who\s+)?(?:(?:is|was|were)\s+)?(?:fear(?:ed|s|ing)|afraid|scared)\s+(?:of\s+|that\s+)?(?:{_FEAR}|to\s+(?:be|lose))"
            rf"\b{_ON}",
            rf"for\s+fear\s+of\s+{_FEAR}\b{_ON}",
            rf"(?:whom?\s+|which\s+)?{_OUTLET}\s+(?:(?:did|would|could|does|do)(?:\s+not|n[’']t)|declined\s+to|refused\s+to|"
            rf"chose\s+not\s+to|agreed\s+not\s+to|(?:is|are)\s+not)\s+(?:name|naming|identify|identifying)\b{_ON}",
            rf"whose\s+(?:names?|identity|identities)\s+(?:(?:is|are|was|were|has|have|had|been|being|not)\s+){{1,3}}"
            rf"(?:withheld|changed|given|disclosed|revealed|published|known)\b{_ON}",
            rf"who\s+(?:gave|gives|would\s+give|wished\s+to\s+give)\s+only\s+(?:his|her|their|a)\s+(?:first|given)\s+names?{_ON}",
            rf"identif(?:ied|ying)\s+(?:himself\s+|herself\s+|themselves\s+)?only\s+(?:as|by)\b{_ON}",
        )
    ),
    re.IGNORECASE,
)


def reasons_in(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Find the reasons that stand in `[low, high)` of `text`."""
    folded = text[low:high].lower()
    return REASON.finditer(text, low, high) if any(sign in folded for sign in _SIGNS) else iter(())
