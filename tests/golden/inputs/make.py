"""Write the golden inputs, the same bytes each time: `python tests/golden/inputs/make.py [--expected]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from strategies.inputs.archives import saved_folder, tar_packed, zip_of_all  # noqa: E402
from strategies.inputs.documents import mhtml, pdf, saved_page  # noqa: E402
from strategies.inputs.exports import (  # noqa: E402
    csv_semicolons,
    gdelt_gkg,
    gdelt_gqg,
    media_cloud,
    newsapi,
    tsv_utf16,
)  # fmt: skip
from strategies.inputs.feeds import atom, json_feed, rss  # noqa: E402
from strategies.inputs.pages import BELLS, LOCK  # noqa: E402
from strategies.inputs.warcs import warc  # noqa: E402

#: Each input by its name.
INPUTS: dict[str, Callable[[], bytes]] = {
    "bells.html": lambda: BELLS.html.encode(),
    "bells-saved.html": saved_page,
    "lock.txt": lambda: LOCK.text.encode(),
    "lock.mhtml": mhtml,
    "lock.pdf": pdf,
    "news.rss": rss,
    "news.atom": atom,
    "news-feed.json": json_feed,
    "rows.csv": csv_semicolons,
    "rows.tsv": tsv_utf16,
    "newsapi.json": newsapi,
    "mediacloud.json": media_cloud,
    "quotations.jsonl": gdelt_gqg,
    "20310604073000.gkg.csv": gdelt_gkg,
    "crawl.warc.gz": warc,
    "pages.zip": zip_of_all,
    "pages.tar.xz": tar_packed,
    "saved.zip": saved_folder,
}


def read(path: Path) -> list[dict[str, object]]:
    """Read one input into what is kept of it in expected.json."""
    from onrecord.capture import read_inputs
    from onrecord.model import Drop
    from onrecord.settings import Settings

    told: list[dict[str, object]] = []
    for item in read_inputs([str(path)], settings=Settings()):
        if isinstance(item, Drop):
            told.append(
                {
                    "drop": _short(item.item, path),
                    "reason": item.reason,
                    "partial": item.partial,
                    "stage": item.stage,
                }
            )
            continue
        fields = {name: getattr(item, name) for name in ("url", "key", "media_type", "charset", "captured")}
        declared = {
            name: getattr(item.declared, name) for name in ("title", "publisher", "author", "published")
        }
        content = item.content.decode("utf-8", "backslashreplace")
        told.append({"path": _short(item.path, path), **fields, "declared": declared, "content": content})
    return told


def _short(name: str, path: Path) -> str:
    return name.replace(str(path.parent) + "/", "", 1)


def main() -> None:
    """Write the inputs, and with --expected what is read from them."""
    files = HERE / "files"
    files.mkdir(exist_ok=True)
    for name, make in INPUTS.items():
        (files / name).write_bytes(make())
    if "--expected" in sys.argv:
        expected = {name: read(files / name) for name in INPUTS}
        (HERE / "expected.json").write_text(
            json.dumps(expected, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
