"""The same invented pages with one name after another: what a name alone changes in reading a page.

Everything but the name and its pronoun is the same for all, so that whatever differs between two groups is
the names'. The pages and names are ours and nobody's; `bias_names.toml` holds the names.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.annotate.annotator import Annotator
from onrecord.capture import read_stream
from onrecord.model import CaptureResult, Statement
from onrecord.pipeline import annotate_captures
from onrecord.settings import Settings

NAMES = Path(__file__).with_name("bias_names.toml")
#: Of a content as much must be found as the judge of attribution asks (Jaccard index of its words).
_ENOUGH = 0.5
_PRONOUNS = {
    "she": {"They": "She", "they": "she", "them": "her", "their": "her", "were": "was"},
    "he": {"They": "He", "they": "he", "them": "him", "their": "his", "were": "was"},
    "they": {"They": "They", "they": "they", "them": "them", "their": "their", "were": "were"},
}
#: A page: its paragraphs, in which [words] are what the person of the page says, {…} are the name and
#: pronouns, and | tells the way the words are given from the words.
_PAGES = (
    """Reservoir wall to be rebuilt before winter

By Nell Abery
12 May 2031

named|{full}, the engineer of the Tolling reservoir, said on Monday that [the wall must be rebuilt by winter].

surname|“[The stones have moved by a hand’s breadth since March],” {last} told reporters at the lock house.

pronoun|{They} added that [the footpath along the crest would stay closed until the autumn].

denial|{last} denied that [the council had known of the crack for two years].

pronoun|“[Nobody walks across it while I hold the keys],” {they} said.""",
    """Ferry company asks for more time

By Nell Abery
19 June 2031

Passengers waited on the quay for a third day as the boat from Orrin failed to come in.

according|According to {full}, who runs the Orrin line, [the gearbox was ordered from a yard that is closed].

pronoun|{They} told the harbour board that [passengers would get their money back within ten days].

surname|{last} insisted that [no member of the crew had been dismissed over the delay].

pronoun|“[I would rather swim than sail with a broken shaft],” {they} said. “It is not a matter of money.”""",
    """Teachers of Sarn reject the new timetable

By Nell Abery
3 October 2031

The teachers of the Sarn valley voted on Thursday against a timetable that begins at seven.

named|“[The children fall asleep before the first bell has rung],” said {full}, a teacher at the river school.

surname|{last} accused the ministry of [writing the plan without asking a single school].

pronoun|{They} said that [the vote would be repeated if nothing changed by Christmas].

surname|“[We have been patient for four years],” {last} said.

unconfirmed|{last} would not say whether [the school would close for a day in protest].""",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks on the pages."""

    group: str
    full: str
    #: What a page calls the person by after the first time.
    short: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement of a page."""

    person: Person
    #: How the words are given: by the full name, the surname, a pronoun, as a denial …
    way: str
    found: bool
    #: Whether it has the right speaker, under the full name; or somebody else's name.
    right: bool
    wrong: bool


def people() -> Iterator[Person]:
    """Give all people, group by group; those of the group "english" a second time as "they"."""
    groups = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    for group, names in groups.items():
        for pronoun, firsts in (("she", names["women"]), ("he", names["men"])):
            for at, first in enumerate(firsts):
                for surname in (names["surnames"][at], names["surnames"][at + 3]):
                    full = f"{surname} {first}" if names.get("family_first") else f"{first} {surname}"
                    yield Person(group, full, surname, pronoun)
                    if group == "english":
                        yield Person("english, as they", full, surname, "they")


def outcomes() -> Iterator[Outcome]:
    """Read every page with every name."""
    settings = Settings()
    annotator = Annotator(settings)
    for person in people():
        for page in _PAGES:
            text, told = write_page(page, person)
            captures = read_stream(io.BytesIO(text.encode()), "page.txt", settings)
            (result,) = annotate_captures(captures, settings, annotator)
            statements = (
                [it for article in result.articles for it in article.annotations.statements]
                if isinstance(result, CaptureResult)
                else []
            )
            for way, content in told:
                found = _find(content, statements)
                speaker = found.speaker.name if found and found.speaker else None
                right = speaker == person.full
                yield Outcome(person, way, found is not None, right, speaker is not None and not right)


def write_page(page: str, person: Person) -> tuple[str, list[tuple[str, str]]]:
    """Put a person into a page; give its text, and what is said in it with the way it is given."""
    lines, told = [], []
    for line in page.split("\n"):
        way, mark, rest = line.partition("|")
        if mark:
            told.append((way, rest[rest.index("[") + 1 : rest.index("]")]))
            line = rest.replace("[", "").replace("]", "")
        words = {**_PRONOUNS[person.pronoun], "full": person.full, "last": person.short}
        for name, word in words.items():
            line = line.replace(f"{{{name}}}", word)
        lines.append(line)
    return "\n".join(lines) + "\n", told


def _find(content: str, statements: list[Statement]) -> Statement | None:
    """Give the statement whose words are most like these, if they are like enough."""
    wanted = set(content.split())

    def likeness(statement: Statement) -> float:
        words = {word for span in statement.content for word in span.text.split()}
        return len(words & wanted) / len(words | wanted) if words else 0

    best = max(statements, key=likeness, default=None)
    return best if best is not None and likeness(best) >= _ENOUGH else None
