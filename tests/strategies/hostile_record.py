"""A record whose every foreign word would do harm if a page took it for markup, a script or an address."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.capture.build import make_capture
from onrecord.model import (
    AnnotatedArticle,
    Annotations,
    Article,
    Block,
    CaptureResult,
    Date,
    Drop,
    Evidence,
    Hop,
    Mention,
    Polarity,
    Span,
    Speaker,
    Statement,
    Timex,
    article_id,
    sha256,
    statement_id,
)
from onrecord.pipeline import link_waiting
from onrecord.store import Store, open_store

SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"><img src=x onerror=alert(2)>'"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
#: Turns round all that follows, unless it is kept apart.
OVERRIDE = "\u202edekcah\u2066"
HANDLER = "<b onmouseover=alert(3) style=color:red>Dorn</b>"
ADDRESS = "javascript:alert(4)//http://lamp.example/"
DATA = "data:text/html,<script>alert(5)</script>"
ENDING = "</textarea></title></style><svg onload=alert(6)>\x00\x08"

_SAID = f"the {IMAGE} quay {SCRIPT} stays shut {OVERRIDE} for nine long weeks of {TEMPLATE} winter"
_NAMES = (f"Ilmar {HANDLER}", f"Vera {OVERRIDE} Sund{SCRIPT}")


def hostile_store(path: Path) -> Store:
    """Make the record at `path` and give it open."""
    store = open_store(str(path))
    for number, address in enumerate((ADDRESS, DATA, 'http://lamp.example/?q="><script>alert(7)</script>')):
        store.add(_result(number, address))
    store.add_drop(Drop(stage="capture", item=f"news/{SCRIPT}.zip", reason=f"it is {IMAGE} {OVERRIDE}"))
    for _ in link_waiting(store):
        pass
    return store


def hostile_lines() -> str:
    """Give input lines that try the same by way of the reading of pages."""
    body = (
        f"“The quay {IMAGE} stays shut,” said {_NAMES[0]} on Monday. {_NAMES[1]} denied that the pier had "
        f"moved {SCRIPT}. The harbour office said in a letter {ENDING} that tests would begin in May."
    )
    page = (
        "<html><head><title>Quay &lt;script&gt;alert(8)&lt;/script&gt;</title>"
        "<meta name=author content='&lt;img src=x onerror=alert(9)&gt;'></head><body><article>"
        f"<h1>Quay stays shut &lt;svg onload=alert(10)&gt;</h1><p>{'The boats wait. ' * 30}</p>"
        "<p>“Nobody sails &lt;script&gt;alert(11)&lt;/script&gt; before May,” said Olla Brandt.</p>"
        "</article></body></html>"
    )
    lines = [
        {
            "text": body * 3,
            "title": SCRIPT,
            "publisher": f"The {IMAGE} Lamp",
            "author": HANDLER,
            "url": ADDRESS,
        },
        {"html": page, "url": DATA, "key": f"{OVERRIDE}{SCRIPT}", "publisher": ".."},
    ]
    return "\n".join(json.dumps(line) for line in lines) + "\n"


def _result(number: int, address: str) -> CaptureResult:
    polarity: Polarity = "denied" if number == 1 else "asserted"
    who = _NAMES[number % 2]
    said = f"{who} said on Friday {OVERRIDE} to {HANDLER} that {_SAID}."
    text = f"{SCRIPT} title {ENDING}\n\n{said}\n\nmenu {IMAGE}"
    capture = make_capture(
        text.encode("utf-8"), media_type="text/plain", path=f"news/{number}{SCRIPT}.txt", url=address
    )
    identity = article_id(capture.id, 0)

    def span(words: str) -> Span:
        start = text.index(words, text.index("\n\n"))
        return Span.of(text, start, start + len(words))

    source, cue, content = span(who), span("said"), span(_SAID)
    to, friday = span(HANDLER), span("Friday")
    statement = Statement(
        id=statement_id(identity, (source,), (cue,), (content,)),
        kind="indirect",
        act="say",
        polarity=polarity,
        score=0.9,
        parent=None,
        source=(source,),
        cue=(cue,),
        content=(content,),
        addressee=(to,),
        venue=friday,
        speaker=Speaker(name=who, kind="person", as_printed=f"Mr {OVERRIDE}{SCRIPT}"),
        said=Date(
            value="2031-05-02",
            precision="day",
            method="timex",
            evidence=(Evidence(text="Friday", start=friday.start, end=friday.end),),
        ),
        chain=(
            Hop(name=who, kind="speaker", start=source.start, end=source.end, text=who),
            Hop(name=f"Agency {IMAGE}", kind="agency", inferred=True),
            Hop(name=f"The {SCRIPT} Lamp", kind="publisher", inferred=True),
        ),
    )
    breaks = [text.index("\n\n"), text.rindex("\n\n")]
    article = Article(
        id=identity,
        capture=capture.id,
        path=capture.path,
        key=f"{number}{OVERRIDE}{IMAGE}",
        item=0,
        kind="article",
        url=address,
        publisher=f"The {SCRIPT} Lamp",
        title=f"{SCRIPT} {OVERRIDE} title {ENDING}",
        authors=(HANDLER, f"{IMAGE}{OVERRIDE}"),
        language="en",
        published=Date(
            value="2031-05-03",
            precision="day",
            method="metadata",
            evidence=(Evidence(text=SCRIPT, where="meta", name=IMAGE),),
        ),
        updated=None,
        text=text,
        sha256=sha256(text.encode("utf-8", "surrogatepass")),
        truncated=False,
        blocks=(
            Block(start=0, end=breaks[0], kind="headline"),
            Block(start=breaks[0] + 2, end=breaks[1], kind="body"),
            Block(start=breaks[1] + 2, end=len(text), kind="boilerplate"),
        ),
    )
    annotations = Annotations(
        statements=(statement,),
        mentions=(
            Mention(start=source.start, end=source.end, text=who, type="PERSON", form="name", entity=who),
        ),
        timexes=(
            Timex(start=friday.start, end=friday.end, text="Friday", type="DATE", value=f"2031-05-02{IMAGE}"),
        ),
        drops=(Drop(stage="annotate", item=capture.path, reason=f"one {SCRIPT} quote", partial=True),),
    )
    return CaptureResult(
        capture=capture, articles=(AnnotatedArticle(article=article, annotations=annotations),)
    )
