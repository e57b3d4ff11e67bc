"""A few short pages about an invented harbour, so that one run of a real command takes half a second.

Two of them share most of their words, one denies what another reports, one is HTML, one file holds
records, one gives no article at all: every table of the record gets rows.
"""

from __future__ import annotations

import json
from pathlib import Path

_TEXTS = {
    "a-lamp.txt": (
        "Harbour gate stays shut, says warden\nBy Ines Calder\n12 May 2031\n\n"
        "The gate of Velm harbour will stay shut until June, warden Tobin Arkwell said on Monday.\n\n"
        "“We found cracks in both hinges,” Arkwell told reporters. “Nobody will sail before June.”\n\n"
        "He denied that the dredger had struck the gate.\n"
    ),
    "b-gazette.txt": (
        "Velm gate to stay shut until June\nVelm Gazette, 13 May 2031\n\n"
        "The gate of Velm harbour will stay shut until June, warden Tobin Arkwell said on Monday.\n\n"
        "“We found cracks in both hinges,” Arkwell told reporters.\n\n"
        "The skippers' guild said it would ask for damages.\n"
    ),
    "c-tide.txt": (
        "Guild: dredger struck the gate\nThe Tide, 14 May 2031\n\n"
        "The dredger Oriel struck the gate on Saturday night, guild leader Maud Pettifer said.\n\n"
        "“I saw it from the mole,” Pettifer said. “The whole quay shook.”\n\n"
        "Warden Tobin Arkwell said the dredger had never touched the gate.\n"
    ),
    "d-council.txt": (
        "Council will pay for hinges\nVelm Gazette, 20 May 2031\n\n"
        "Velm council agreed on Tuesday to pay for new hinges, its chair Rosa Imhoff announced.\n\n"
        "“The harbour feeds this town,” Imhoff said. “We can't leave it shut.”\n\n"
        "Pettifer welcomed the decision but demanded that the dredger's owner should pay.\n"
    ),
}
_HTML = (
    "<!doctype html><html lang=en><head><title>Gate of Velm opens | The Tide</title>"
    '<meta property="article:published_time" content="2031-06-03"></head><body><article>'
    "<h1>Gate of Velm opens again</h1><p class=byline>By Ola Renn</p>"
    "<p>The gate of Velm harbour was opened on Tuesday, three weeks after it was shut.</p>"
    "<p>“The hinges hold,” said warden Tobin Arkwell. “I apologise to every skipper.”</p>"
    "<p>Maud Pettifer of the guild said that the guild would still go to court over the lost weeks.</p>"
    "</article></body></html>\n"
)
_RECORDS = [
    {
        "key": f"wire-{number}",
        "publisher": "Strandwire",
        "published": f"2031-05-1{number}",
        "title": f"Velm notes {number}",
        "text": f"Velm notes {number}\n\n{words}\n",
    }
    for number, words in enumerate(
        (
            "Council chair Rosa Imhoff said on Wednesday that the fish market of Velm would move "
            "to the north quay for as long as the gate of the harbour is shut. The "
            "fishermen, she said, had asked for it.",
            "“There is no money for a second gate,” Rosa Imhoff said in an interview on Wednesday. "
            "She denied that the council had known of the cracks in the hinges of the "
            "harbour gate since the winter.",
        )
    )
]


def write_pages(folder: Path) -> Path:
    """Write the pages into a new folder, and give it."""
    folder.mkdir(parents=True)
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "e-opens.html").write_text(_HTML, encoding="utf-8")
    lines = "".join(json.dumps(record) + "\n" for record in _RECORDS)
    (folder / "f-wire.jsonl").write_text(lines, encoding="utf-8")
    (folder / "g-empty.txt").write_text("", encoding="utf-8")
    return folder
