"""What a PostgreSQL server and its driver say went wrong, with what to do about it."""

from __future__ import annotations

_GONE = "its server went away; run it again when it is back, what is added is safe"
_SILENT = "no server answers there: see that it runs, and that host and port are right"
_UNKNOWN_HOST = "its host is not known: see that the name is right"

#: By what the server says in English, or libpq; the first that fits counts.
_ADVICE = (
    ("Connection refused", _SILENT),
    ("No such file or directory", _SILENT),
    ("failed to resolve host", _UNKNOWN_HOST),
    ("could not translate host name", _UNKNOWN_HOST),
    ("timeout expired", "its server does not answer: see that it runs and that the network lets you through"),
    ("no password supplied", "its server asks for a password: put it into ~/.pgpass or PGPASSWORD"),
    ("password authentication failed", "its server does not take this user name and password"),
    ("no pg_hba.conf entry", "its server does not let this user in from here: ask who runs it"),
    ("permission denied", "this user may not do that there: ask who runs the server"),
    ("read-only transaction", "may not be written to: the server is a copy that is only read"),
    ("lock timeout", "others have been writing to it all the while; try again when they have ended"),
    ("statement timeout", "what was asked for takes longer to find than this server may look: ask for less"),
    ("too many clients", "its server has no connection left: close some, or raise max_connections"),
    ("No space left", "its disk is full; free some space and run it again, what is added is safe"),
    ("terminating connection", _GONE),
    ("server closed the connection", _GONE),
    ("connection is lost", _GONE),
    ("connection is closed", _GONE),
)


def explain(reason: str) -> str:
    """Say what to do about a reason, with the reason itself."""
    if "does not exist" in reason and "database" in reason:
        return f"there is no such database: make it with `createdb --encoding=UTF8 NAME` ({reason})"
    if "does not exist" in reason and "role" in reason:
        return f"its server does not know this user: ask who runs it ({reason})"
    advice = next((told for sign, told in _ADVICE if sign in reason), None)
    return f"{advice} ({reason})" if advice else reason
