"""Four invented pages about one pier: one remark in two wordings, a garbled name, a denial, a namesake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from onrecord.model import AnnotatedArticle, Capture, CaptureResult, Pair, sha256
from onrecord.pipeline import link_waiting
from onrecord.store import Store
from strategies.reports import Telling, page

SALE = "the long pier at Little Sarn was sold to a dredging company for nine million crowns"
PLANK = "Nobody has sold a single plank of that pier, and nobody will while I hold the keys to it"
#: What the harbour master says, and what becomes of it.
DORN = "Ilmar Dorn"
NAMES = (DORN, "Little Sarn")


def pages() -> list[AnnotatedArticle]:
    """Give the pages, the earliest first."""
    claim = Telling(content=SALE, speaker="Vera Sund", kind="indirect", said="2031-05-01")
    quote = Telling(content=PLANK, speaker=DORN)
    denial = Telling(
        content="that the long pier at Little Sarn was sold to a dredging company",
        speaker=DORN,
        kind="indirect",
        cue="denied",
        polarity="denied",
    )
    swapped = replace(quote, content=PLANK.replace("keys", "cheese"), by_way_of=(("The Lamp", "publisher"),))
    garbled = replace(quote, speaker="Ilmar Dorne", by_way_of=(("The Lamp", "publisher"),))
    namesake = Telling(content="The herring will come back before the tourists do", speaker="Igor Dorn")
    return [
        page("lamp.txt", [claim, quote], publisher="The Lamp", published="2031-05-02",
             names=("Vera Sund", *NAMES)),
        page("herald.txt", [swapped, denial], publisher="The Quay Herald", published="2031-05-03",
             names=NAMES),
        page("click.txt", [garbled], publisher="Sarn Clicks", published="2031-05-04",
             names=("Ilmar Dorne", "Little Sarn")),
        page("fish.txt", [namesake], publisher="The Lamp", published="2031-05-09",
             names=("Igor Dorn", "Vess")),
    ]  # fmt: skip


#: What Vera Sund says on every reprint: long enough that a page of it can be told for a copy.
FERRY = (
    "The ferry to Orrin Sound will not sail again before the second week of April, since the mended "
    "shaft has cracked in the same place and the yard at Hollin has no other one to put in"
)


def reprints(many: int) -> list[AnnotatedArticle]:
    """Give one text as so many outlets print it, word for word."""
    told = [Telling(content=FERRY, speaker="Vera Sund")]
    return [
        page(f"{number}.txt", told, publisher=f"Sarn Gazette {number}", names=("Vera Sund", "Orrin Sound"))
        for number in range(many)
    ]


def claim() -> str:
    """Give the id of what Vera Sund says."""
    return statement_of(pages()[0])


def quote() -> str:
    """Give the id of what Ilmar Dorn says, in the first report."""
    return statement_of(pages()[0], 1)


def denial() -> str:
    """Give the id of Ilmar Dorn's denial."""
    return statement_of(pages()[1], 1)


def result_of(annotated: AnnotatedArticle) -> CaptureResult:
    """Wrap a page as what its capture became."""
    article = annotated.article
    content = article.text.encode()
    capture = Capture(
        id=article.capture,
        content=content,
        sha256=sha256(content),
        media_type="text/plain",
        path=article.path,
    )
    return CaptureResult(
        capture=capture, articles=(replace(annotated, article=replace(article, sha256=sha256(content))),)
    )


def fill(store: Store, found: Sequence[AnnotatedArticle] | None = None) -> None:
    """Add pages, all of them unless told which, and link them; then let the denial answer the claim.

    The links are put in by hand: what the stage of disputes finds is tested with it.
    """
    for annotated in pages() if found is None else found:
        store.add(result_of(annotated))
    for _ in link_waiting(store):
        pass
    if found is None:
        with store.linking() as linkage:
            linkage.put_pairs(
                "disputes",
                [
                    link_of("disputes", "denies", denial(), claim()),
                    link_of("may_conflict", None, quote(), claim()),
                ],
            )


def link_of(
    relation: str, how: str | None, by: str, of: str, found: Sequence[AnnotatedArticle] | None = None
) -> Pair:
    """Make the link of two statements of the pages, or of those `found`."""
    spans = {
        it.id: {"article": page.article.id, **asdict(it.content[0])}
        for page in found or pages()
        for it in page.annotations.statements
    }
    data = {"relation": relation, "how": how, "by": by, "of": of, "score": 0.8}
    return Pair(
        a=min(by, of),
        b=max(by, of),
        score=0.8,
        joins=False,
        data={**data, "evidence": [spans[by], spans[of]]},
    )


def statement_of(annotated: AnnotatedArticle, place: int = 0) -> str:
    """Give the id of a page's statement by its place."""
    return annotated.annotations.statements[place].id
