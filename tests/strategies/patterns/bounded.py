"""Expressions that would be slow on long texts and never get one: why not, for each.

What stands here was looked at by a person: the code that uses the expression cuts its text first, or the
text is no page's. Everything else must take linear time on any text.
"""

_FOLDED = "its white space is folded: there are no runs of it"

BOUNDED: dict[str, str] = {
    "onrecord.annotate.addressee._SUBJECT": "reads the 120 characters before a word",
    "onrecord.annotate.credits._DAY": "reads a line of a credit, which is no longer than _LINE",
    "onrecord.annotate.relay._HAVE": "reads the REACH characters before a span",
    "onrecord.annotate.sentences._WORD_BEFORE": "reads the 40 characters before a stop",
    "onrecord.annotate.timex_grammar": "reads the package's own rules",
    "onrecord.capture.sniff._HTML_START": "reads the first 8,192 bytes, and its comments are atomic",
    "onrecord.extract.authors._AFTER": _FOLDED,
    "onrecord.extract.authors._AND": "reads the 2,000 characters of a value",
    "onrecord.extract.authors._BARS": "reads the 2,000 characters of a value",
    "onrecord.extract.authors._MAIL": "reads the 2,000 characters of a value",
    "onrecord.extract.authors": _FOLDED,
    "onrecord.extract.charset._META": "reads the first 4,096 bytes",
    "onrecord.extract.credits._CONNECTOR": _FOLDED,
    "onrecord.extract.credits._PLACE_OR_ROLE": _FOLDED,
    "onrecord.extract.dates": _FOLDED,
    "onrecord.extract.html_zones._WORD": "gives one letter back at most",
    "onrecord.extract.letters._AFTER_NAME": "reads a line of no more than _LONGEST characters",
    "onrecord.extract.metadata._SUFFIX": _FOLDED,
    "onrecord.extract.plain_lines._CAPTION_START": "reads the first 200 characters of a line",
    "onrecord.extract.plain_lines._CONTACT": "reads the first 700 characters of a line",
    "onrecord.extract.plain_lines._CREDIT_IN_PARENTHESES": "reads the last 260 characters of a line",
    "onrecord.extract.plain_lines._MAIL": "reads the first 700 characters of a line",
    "onrecord.extract.plain_publisher._COPYRIGHT": "reads the first 300 characters of a line",
    "onrecord.extract.plain_publisher._CUT": "reads the first 300 characters of a line",
    "onrecord.extract.plain_publisher._EDITION": "reads a name out of the first 300 characters of a line",
    "onrecord.extract.plain_publisher._MENU_LINE": "reads the first 300 characters of a line",
    "onrecord.extract.plain_publisher._MESSAGE": "reads the first 120 characters of a line",
    "onrecord.extract.plain_publisher": "reads a name out of the first 300 characters of a line",
    "onrecord.extract.printed_date._FOREIGN": "reads the 60 characters before a day",
    "onrecord.extract.turns._ALONE": "reads the first 250 characters of a line",
    "onrecord.extract.turns._INSIDE": "reads the first 250 characters of a line",
    "onrecord.link.claims.features._SENTENCE": "has matched before its loop, which never gives back",
    "onrecord.link.copies.text._TOKEN": "matches all of what it repeats, and goes on behind it",
    "onrecord.link.dates._STOP": "matches all of what it repeats, and goes on behind it",
    "onrecord.link.disputes.pointer._ABOUT": "reads 400 characters at most",
    "onrecord.link.disputes.reading._SLIP": "reads the first words of a content",
    "onrecord.link.disputes.reading": "reads the 80 characters before a place",
    "onrecord.link.stories.words._WORD": "matches all of what it repeats, and goes on behind it",
}
