"""The invented pages that the golden inputs are made of."""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page of an invented outlet."""

    name: str
    title: str
    url: str
    publisher: str
    author: str
    #: ISO 8601.
    published: str
    paragraphs: tuple[str, ...]

    @property
    def html(self) -> str:
        body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in self.paragraphs)
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            f"<title>{html.escape(self.title)}</title>\n"
            f'<meta property="og:site_name" content="{self.publisher}">\n'
            f'<meta property="article:published_time" content="{self.published}">\n'
            f"</head><body><article>\n<h1>{html.escape(self.title, quote=False)}</h1>\n{body}\n"
            "</article></body></html>\n"
        )

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, f"By {self.author}", *self.paragraphs)) + "\n"


LOCK = Page(
    name="lock",
    title="Canal lock at Ostermere stays shut until autumn",
    url="https://lantern.example/2031/canal-lock",
    publisher="The Ostermere Lantern",
    author="Petra Quell",
    published="2031-06-04T07:30:00Z",
    paragraphs=(
        "The upper lock of the Ostermere canal will stay shut until the autumn, the waterways board "
        "said on Wednesday.",
        "“We found cracks in both gates, and nobody can promise that they hold,” said Henrik Sallow, "
        "who runs the board. He added that boats would be lifted round the lock by crane for a fee of "
        "40 crowns.",
        "Boat owners were not pleased. “A crane is no lock, and forty crowns is no small sum,” said "
        "Mabel Trice, who moors two barges above the town. She said that most of her guests had "
        "already cancelled their trips.",
        "The board denied that it had known of the cracks since last year. A survey made in March had "
        "shown nothing, according to Mr Sallow.",
    ),
)
BELLS = Page(
    name="bells",
    title="Bells of Saint Orrin to ring an hour later",
    url="https://valley-echo.example/news/bells-later",
    publisher="Valley Echo",
    author="Tomas Wick",
    published="2031-06-05T16:05:00Z",
    paragraphs=(
        "The bells of Saint Orrin will ring at seven and no longer at six, the parish council decided "
        "on Thursday evening.",
        "“People who work nights have asked us for years,” the council’s chair, Ines Godbold, said "
        "after the vote. Two of nine members voted against the change.",
        "The bell ringer, Odo Farrant, told the meeting that he would keep to the new hour. “I am up "
        "at five anyway, and the bells will not mind,” he said.",
        "A petition for the change had 412 names on it, Ms Godbold said. The council will look at the "
        "matter again after one year.",
    ),
)
REEF = Page(
    name="reef",
    title="Divers count fewer urchins on Calder reef",
    url="https://harbour-post.example/reef/urchins",
    publisher="Harbour Post",
    author="Lina Osk",
    published="2031-06-06T09:00:00Z",
    paragraphs=(
        "Divers counted a third fewer sea urchins on Calder reef this spring than a year ago, the "
        "marine station reported on Friday.",
        "“The kelp is coming back, and with it the fish,” said Dr Rufus Amdahl, who led the count. He "
        "warned that one warm summer could undo it.",
        "Fishermen see it in their own way. “We have said for years that you need only leave the "
        "lobsters in the water,” said Jory Penhale of the harbour association.",
        "The station asked the ministry to keep the reef closed to pots for two more years. The "
        "ministry has not answered yet, Dr Amdahl said.",
    ),
)
PAGES = (LOCK, BELLS, REEF)
