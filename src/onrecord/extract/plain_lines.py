"""Tell captions, biographies and link lines from body text, one unit at a time."""

from __future__ import annotations

import re

from onrecord.extract.plain_features import Traits

#: A caption or a biography is no longer than this, in words.
LONGEST_CAPTION, LONGEST_BIOGRAPHY = 75, 90

_CAPTION_START = re.compile(
    r"[\[(<]?\s*(?:file|press|stock|handout|representative|representational|pool|archive)?[ -]*"
    r"(?:photo|photos|photograph|image|images|picture|pictured|pic|map|graphic|graphics|chart|"
    r"infographic|illustration|"
    r"video|caption|screenshot|screengrab|file|watch|slideshow|gallery|cartoon)"
    r"(?: (?:source|caption|credit|credits|courtesy|shows|taken|by|from|of|above|below|left|"
    r"right))*\s?[:,|/–—-]",
    re.IGNORECASE,
)
_CREDIT_WORDS = (
    r"photos?|photograph(?:er|s|y)?|images?|pictures?|pool|via|courtesy|credit|graphics?|handout|"
    r"screenshot|screengrab|"
    r"illustration|AP|AFP|EPA|EFE|dpa|DPA|PA|TASS|ANI|PTI|Reuters|REUTERS|Getty|Shutterstock|Alamy|"
    r"iStock|Xinhua|"
    r"Bloomberg|Sputnik|Wikimedia|Unsplash|Flickr"
)
#: A credit in parentheses or brackets at the end: words of agencies and pictures, or "Name / Agency".
_CREDIT_IN_PARENTHESES = re.compile(
    rf"[(\[](?P<credit>[^()\[\]]{{0,100}}(?:\b(?:{_CREDIT_WORDS})\b|[A-Z][\w.’'-]* ?/ ?[A-Z]|"
    rf"©)[^()\[\]]{{0,80}})[)\]]\W*$"
)
_WHOLE_IN_PARENTHESES = re.compile(r"[(\[].{0,400}[)\]]\W*$", re.DOTALL)
_CREDIT_AT_END = re.compile(
    r"(?:[.!?…]['\"”’]?|\s[|–—-]|[)\]])\s*"
    r"(?:(?:photo|photograph|image|picture|credit|illustration|video|"
    r"graphic)s?(?: credit)?(?: by)? ?[:/] ?\S.{0,60}"
    r"|(?-i:[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )?/ ?)(?-i:[A-Z])[\w .’'-]{1,40}"
    r"|(?:[\w ./’'-]{0,40}[/ ])?(?-i:Getty Images(?:/\w+)?|AFP|REUTERS|AP Photo|AP Images|"
    r"EPA(?:-EFE)?|Shutterstock(?:\.com)?|"
    r"iStock|Alamy(?: Stock Photo)?|Wikimedia Commons|Unsplash))[\s)\]]*$|"
    r"^[^.!?]{0,160}[ /](?-i:Getty Images(?:/\w+)?|REUTERS|AP Photo|AP Images|Shutterstock|"
    r"Alamy Stock Photo)[\s)\]]*$",
    re.IGNORECASE,
)
_DOMAIN_AT_END = re.compile(r"[.!?][\"”’']?\s+(?:[\w-]+\.){1,3}[a-z]{2,7}(?:/\S{0,60})?$")

_ROLE = (
    r"(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|fellow|professor|"
    r"lecturer|author|producer|"
    r"staff|freelance\w*|host|anchor|bureau chief|blogger|photographer|critic|researcher|analyst|"
    r"intern|presenter|"
    r"co-?founder|founder|director|novelist|historian)"
)
_BIOGRAPHY = re.compile(
    rf"(?:[A-Z\u00C0-\u00DE][\w.’'-]+,? ){{1,5}}(?:is|was|are|has been|works|covers|writes|reports|"
    rf"joined|edits|hosts|leads)\b"
    rf".{{0,120}}?\b{_ROLE}\b|(?:[A-Z\u00C0-\u00DE][\w.’'-]+ ){{2,5}}(?:covers|writes about|reports on|"
    rf"reports from|writes for|has (?:reported|covered|written))\b"
)
_CONTACT = re.compile(
    r"\bfollow (?:him|her|them|me|us|the author)\b|\bcan be (?:reached|contacted|followed|"
    r"found) (?:at|on|via)\b"
    r"|\b(?:reach|contact|e-?mail) (?:him|her|them|me|the (?:author|writer|reporter))\b|"
    r"\bon (?:twitter|x|bluesky)[ ,:]+(?:at )?@"
    r"|\b(?:twitter|email|e-mail|x): ?\S*@|\btweets? (?:at|as|from) @|^follow (?:@\w+|"
    r"(?:[A-Z]\S+ ){1,4}(?:on|at) )"
    r"|^(?:tips|send tips)\b|\[at\]|\bis the author of\b|\bhis (?:latest )?book\b|\bher (?:latest )?book\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S@\S+\.\w|(?:^|\s)@\w{3,}")


def is_caption(text: str, traits: Traits) -> bool:
    """Tell whether a unit describes a picture: it begins like a caption or ends with a credit."""
    if traits.words > LONGEST_CAPTION:
        return False
    head, tail = text[:200], text[-260:]
    credit = _CREDIT_IN_PARENTHESES.search(tail)
    return bool(
        _CAPTION_START.match(head)
        or (credit and _is_picture_credit(credit["credit"], traits))
        or (_CREDIT_AT_END.search(tail) and not traits.quoted and not traits.separators)
        or _DOMAIN_AT_END.search(tail)
    )


def _is_picture_credit(credit: str, traits: Traits) -> bool:
    """Tell a credit from an aside in parentheses, and from the bare name of an agency after its report."""
    words = credit.split()
    if traits.words < 4 and traits.separators:
        return False
    if len(words) > 14 or (credit.rstrip().endswith((".", "!", "?")) and len(words) > 4):
        return False
    bare_agency = len(words) == 1 and "/" not in credit
    return not bare_agency or (traits.words <= 35 and not traits.quoted)


def is_in_brackets(text: str) -> bool:
    """Tell whether the whole unit stands in parentheses or brackets: the page speaks, not the story."""
    return text[:1] in "([" and bool(_WHOLE_IN_PARENTHESES.match(text[:500]))


def biography_evidence(text: str, traits: Traits, authors: tuple[str, ...]) -> int:
    """Weigh the signs that a unit introduces an author; 2 and more are a biography at the end of a page.

    Args:
        text: the unit.
        traits: its measures.
        authors: names in the byline.

    """
    if traits.words > LONGEST_BIOGRAPHY or text[:1] in "\"“‘'«":
        return 0
    head = text[:400]
    told = sum(2 for name in authors if name in head or _surname_first(name, head))
    role = bool(_BIOGRAPHY.match(head.lstrip("—–- *_")))
    contact = bool(_CONTACT.search(text[:700]))
    mail = bool(_MAIL.search(text[:700]))
    return (min(told, 2) if role or contact or mail else 0) + 2 * contact + role + mail


def _surname_first(name: str, head: str) -> bool:
    surname = name.split()[-1]
    return bool(re.match(rf"\W{{0,3}}(?:\w[\w.’'-]* )?{re.escape(surname)}\b", head))


def is_link_line(text: str, traits: Traits) -> bool:
    """Tell whether a unit is in capitals like the links to other stories that stand between paragraphs."""
    return traits.is_capitals and 3 <= traits.words <= 30 and not traits.transcript and text[-1:] != "."
