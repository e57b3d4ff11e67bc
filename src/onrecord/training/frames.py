"""Sentences of our own with places for coined names, for what a corpus of election news hardly has.

Ships, products and buildings that bear people's names; roles and kin right before a name ("board chair");
couples that share a surname; lists; headlines and datelines. Each frame is filled anew in every epoch.
"""

from __future__ import annotations

import random
import re

from onrecord.annotate.labels import NAME_TYPES
from onrecord.training.coining import BODIES, FACILITIES, PRODUCTS, WATERS, Coiner
from onrecord.training.corpus import Paragraph

#: `{P}` a person's name, `{S}` the surname of the last `{P}`, `{F}` a first name, `{O}` an organisation,
#: `{G}` a town or country, `{L}` a river or mountains, `{B}` a building, `{V}` a vessel or another thing.
FRAMES = """
Board chair {P} told members in {G} that the accounts would be late.
The trawler {V} left {G} before dawn with nine people on board, harbour master {P} said.
The {V} had been repaired twice this year, and {S} blamed its owner, {O}.
Rescuers reached the ferry {V} off {L} on Sunday; her captain, {P}, was the last to leave.
The cargo ship {V}, owned by {O}, ran aground near {L}, the coast guard said.
“The {V} was never insured,” said {P}, whose brother worked on her.
{O} said the yacht {V} would sail from {G} to {G} without a crew.
The {V} and the {V} collided in thick fog in {L}.
Divers found the {V} at a depth of forty metres.
{F} and {P}, who run a bakery in {G}, said they heard nothing.
{P} and {P} were elected; {P} was not.
{P}, {P} and {P} signed the letter, which was addressed to {O}.
Neither {P} nor {P} would say who had paid for the trip to {G}.
{P} of {O} and {P} of {O} disagreed in public.
{P}, a spokeswoman for {O}, declined to comment.
Spokesman {P} said {O} would appeal.
Deputy minister {P} met {P}, the ambassador of {G}, at {B}.
Interior Minister {P} and his deputy, {P}, flew to {G} on Monday.
Fisheries minister {P} said on {O} that quotas would be cut.
Prof. {P} of {O} called the figures “a guess dressed up as a table”.
Dr {P}, who led the inquiry, said {S} and {P} had been warned.
Captain {P} radioed {G} at noon.
Ms. {S} said Mr. {S} had not been invited by Judge {P}.
{G} ({O}) — The mayor of {G}, {P}, resigned on Friday.
{G}, March 3 ({O}) - {P} won a second term in {G}.
{P} to {P}: pay back the grant
{G} rejects offer from {G} over {L}
{P} denies {O} report on {V}
{O} sues {O} over name of {V}
In {G}, a town of 4,000 on {L}, opposition to {O} runs deep.
The road from {G} to {G} crosses {L} at {B}.
Police closed {B} after a caller named {F} rang {O}.
The award went to {P} ({G}), ahead of {P} ({G}) and {P} ({G}).
Farmer {P}, 61, lost forty sheep when {L} rose.
Her daughter {F} and her son {F} study in {G}.
“{F} told me to wait,” recalls {P}, a neighbour.
According to {P}, chief executive of {O}, sales of the {V} doubled.
{O} bought {O} for an undisclosed sum, {O} reported, citing {P}.
The new model, the {V}, will be built in {G} by {O}.
{P}’s lawyer, {P}, told {O} that the talks in {G} had failed.
{O}’s editor, {P}, stood by the story.
Lawmakers from {G} and {G} met near {L} under the eye of {O}.
{P} (left) and {P} at {B} in {G}.
Photo: {P} / {O}
By {P} and {P}
Union leader {P} called {P} “a guest in {G}”.
Coach {P} brought on {P} for {P} after an hour.
Villagers of {G} said that {O} had promised {P} a school.
President {P} of {G} will visit {G}, his office said.
The {G} government accused {G} of moving troops towards {L}.
{G}’s foreign ministry summoned the envoy of {G}, {P}.
Asked about {P}, {S} laughed and pointed at {B}.
Former treasurer {P} told {O} the money went to {O}.
Sister {F} and Brother {F} run the clinic next to {B}.
{O}, {O} and {O} asked {P} for the minutes.
Novelist {P} grew up between {G} and {G}.
Chief Constable {P} thanked the crew of the {V}.
Witnesses {P} and {P} were heard at {B} in {G}.
Radio presenter {P} asked {P}: who owns the {V}?
The bell of the {V} hangs in {B}.
""".strip().split("\n")
_SLOT = re.compile(r"\{([PSFOGLBV])\}")
_TYPES = {
    "P": "PERSON",
    "S": "PERSON",
    "F": "PERSON",
    "O": "ORG",
    "G": "GPE",
    "L": "LOC",
    "B": "FAC",
    "V": "PRODUCT",
}


def filled_frames(count: int, rng: random.Random) -> list[Paragraph]:
    """Give `count` paragraphs of one to three frames each; their names are known, their roles are not."""
    return [_fill(rng.sample(FRAMES, rng.choice((1, 1, 2, 3))), rng) for _ in range(count)]


def _fill(frames: list[str], rng: random.Random) -> Paragraph:
    coiner = Coiner(rng)
    surname = coiner.surname()
    text, names = "", []
    for frame in frames:
        text += " " if text else ""
        at = 0
        for slot in _SLOT.finditer(frame):
            text += frame[at : slot.start()]
            at = slot.end()
            letter = slot.group(1)
            if letter == "P":
                surname = coiner.surname()
            name = _name(letter, surname, coiner)
            bare = name.removeprefix("the ").removeprefix("The ")
            names.append(
                (NAME_TYPES.index(_TYPES[letter]), len(text) + len(name) - len(bare), len(text) + len(name))
            )
            text += name
        text += frame[at:]
    return Paragraph(document="frames", text=text, spans=(), links=(), names=tuple(names), roles_known=False)


def _name(letter: str, surname: str, coiner: Coiner) -> str:
    match letter:
        case "P":
            return f"{coiner.given()} {surname}"
        case "S":
            return surname
        case "F":
            return coiner.given()
        case "G":
            return coiner.place()
    return coiner.from_pattern({"O": BODIES, "L": WATERS, "B": FACILITIES, "V": PRODUCTS}[letter])
