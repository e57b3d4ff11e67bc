"""Values of time expressions that name no calendar unit: now, recently, the past, the near future."""

from __future__ import annotations

from onrecord.annotate.timex_context import Context
from onrecord.annotate.timex_found import Found, Valued


def reference(found: Found, context: Context) -> Valued | None:
    """Value "now", "recently", "soon"; "as soon as" and "now that" are conjunctions."""
    before, after = context.previous(), context.following()
    if found.first.code == context.codes["future_word"] and any(
        token is not None and token.text.lower() in ("as", "after", "too", "enough")
        for token in (before, after)
    ):
        return None
    return "DATE", str(found.first.value)


def phrase(found: Found, _context: Context) -> Valued | None:
    """Value a fixed expression of several words."""
    return "DATE", str(found.first.value)


def nth_day(found: Found, context: Context) -> Valued | None:
    """Mark "the first day of the summit": which day that was, only the page's other dates can tell."""
    after = context.following()
    counted = str(found.token("unit").value) == "day" and after is not None
    return ("DATE", None) if counted and after is not None and after.code == context.codes["of"] else None


def past(_found: Found, _context: Context) -> Valued | None:
    """Value "recent years", "months ago"."""
    return "DATE", "PAST_REF"


def present(_found: Found, _context: Context) -> Valued | None:
    """Value "current"."""
    return "DATE", "PRESENT_REF"


def future(_found: Found, _context: Context) -> Valued | None:
    """Value "coming months", "the weeks ahead"."""
    return "DATE", "FUTURE_REF"


def the_past(found: Found, context: Context) -> Valued | None:
    """Value "the past", "the recent past"; "the last" and "the past week's" are others' matter."""
    if found.tokens[found.match.end() - 1].text.lower() != "past":
        return None
    after = context.following()
    return (
        None
        if after is not None and after.text[:1].isalpha() and not context.after_preposition()
        else past(found, context)
    )


def the_future(found: Found, context: Context) -> Valued | None:
    """Value "the future" after a preposition, "the near future"; a club's future is none."""
    before, after = context.previous(), context.following()
    if after is not None and after.code == context.codes["of"]:
        return None
    placed = before is not None and before.text.lower() in ("in", "into", "for")
    remote = any(
        t.code == context.codes["remote"] for t in found.tokens[found.match.start() : found.match.end()]
    )
    if found.first.code != context.codes["the"] or not (placed or remote):
        return None
    return future(found, context)
