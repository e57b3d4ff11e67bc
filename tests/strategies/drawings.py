"""Small pictures of each kind about invented people at a weir, with room for a hostile page's words."""

from __future__ import annotations

from onrecord.model import Copy, Hop, HopKind, Polarity
from onrecord.pictures.chain import Way, chain_picture
from onrecord.pictures.copying import Page, copies_picture
from onrecord.pictures.coverage import Covered, coverage_picture
from onrecord.pictures.over_time import Remark, statements_over_time
from onrecord.pictures.picture import Picture
from onrecord.pictures.positions import Answer, Position, positions_picture
from onrecord.pictures.versions import Wording, versions_picture

HOSTILE = '=cmd|"/C calc"!A0 <script>alert(1)</script> ]]> & \u202egnp.exe\x00'


def hop(name: str, kind: HopKind) -> Hop:
    return Hop(name=name, kind=kind)


def way(number: int, polarity: Polarity, *hops: Hop) -> Way:
    return Way(statement=f"st-{number}", polarity=polarity, day="2031-05-02", hops=hops)


def over_time(name: str = "Ines Arkwell") -> Picture:
    remarks = [
        Remark(day="2031-05-02", polarity="asserted", kind="direct"),
        Remark(day="2031-05-02", polarity="denied", kind="indirect"),
        Remark(day="2031-05-04", polarity="not_confirmed", kind="mixed"),
        Remark(day=None, polarity="asserted", kind="indirect"),
    ]
    found = statements_over_time(name, remarks)
    assert found is not None
    return found


def chain(name: str = "The Weir Gazette") -> Picture:
    ways = [
        way(
            1,
            "asserted",
            hop("a lock keeper", "unnamed"),
            hop("Radio Weir", "publisher"),
            hop(name, "publisher"),
        ),
        way(2, "denied", hop("Tom Quist", "speaker"), hop(name, "publisher")),
    ]
    found = chain_picture(name, ways, 2)
    assert found is not None
    return found


def copies(title: str = "Heron stays") -> Picture:
    pages = {
        it: Page(article=it, outlet=f"Outlet {it}", title=title, day="2031-05-02")
        for it in ("a1", "a2", "a3")
    }
    made = [
        Copy(original="a1", copy="a2", type="near", score=0.9, evidence=("credits it",)),
        Copy(original="a2", copy="a3", type="rewrite", score=0.7, evidence=(title,)),
    ]
    found = copies_picture(title, pages, made)
    assert found is not None
    return found


def coverage(outlet: str = "The Weir Gazette") -> Picture:
    articles = [
        Covered(
            lane=outlet, title="Heron stays", day="2031-05-02", url="https://weir.example/1", copied=None
        ),
        Covered(lane=outlet, title="Heron stays", day="2031-05-02", url=None, copied="near"),
        Covered(lane="Radio Weir", title=None, day=None, url=None, copied=None),
    ]
    found = coverage_picture("The heron", articles)
    assert found is not None
    return found


def positions(content: str = "The heron stays", number: int = 2) -> Picture:
    answer = Answer(how="denies", answered=True, speaker="Tom Quist", content=content)
    inferred = Answer(how=None, answered=False, speaker="Ada Moss", content="it was moved")
    remark = Position(
        day="2031-05-02", exact=False, polarity="asserted", act="claim", content=content,
        outlets=["The Weir Gazette"], answers=[answer, inferred],
    )  # fmt: skip
    denial = Position(
        day=None, exact=False, polarity="denied", act="say", content=content, outlets=["Radio Weir"]
    )
    found = positions_picture("Ines Arkwell", [remark, denial] * (number // 2), "heron")
    assert found is not None
    return found


def versions(text: str = "The heron stays at the weir") -> Picture:
    wordings = [
        Wording(day="2031-05-02", polarity="asserted", text=text, outlets=["Radio Weir"]),
        Wording(
            day=None, polarity="denied", text=text, outlets=["Weir Clicks"],
            changes=[("word_swapped", "stays", text), ("truncated", "at the weir", "")],
        ),
    ]  # fmt: skip
    found = versions_picture("Ines Arkwell", wordings)
    assert found is not None
    return found
