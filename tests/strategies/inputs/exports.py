"""Tables, and the exports of Media Cloud, GDELT and NewsAPI, by their field names."""

from __future__ import annotations

import csv
import io
import json

from strategies.inputs.pages import BELLS, LOCK, PAGES, REEF, Page


def csv_semicolons() -> bytes:
    """A spreadsheet of a Western European office: semicolons, windows-1252, "sep=", line breaks in cells."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(("ID", "Outlet", "Headline", "Byline", "Pub Date", "URL", "Full Text"))
    for number, page in enumerate(PAGES, 1):
        writer.writerow(
            (
                number,
                page.publisher,
                page.title,
                page.author,
                page.published[:10],
                page.url,
                "\n\n".join(page.paragraphs),
            )
        )
    writer.writerow((4, "Harbour Post", "Nothing in it", "", "", "", ""))
    return b"sep=;\r\n" + made.getvalue().encode("cp1252")


def tsv_utf16() -> bytes:
    """Tabs in UTF-16, as spreadsheets write "Unicode text"; the column of the text is called content."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\r\n")
    writer.writerow(("link", "title", "content"))
    for page in (LOCK, REEF):
        writer.writerow((page.url, page.title, " ".join(page.paragraphs)))
    return b"\xff\xfe" + made.getvalue().encode("utf-16-le")


def newsapi() -> bytes:
    """An answer of NewsAPI's /v2/everything: texts are cut behind 200 characters."""
    return _json({"status": "ok", "totalResults": 3, "articles": [_newsapi(page) for page in PAGES]})


def _newsapi(page: Page) -> dict[str, object]:
    whole = "\r\n".join(page.paragraphs)
    return {
        "source": {"id": None, "name": page.publisher},
        "author": page.author,
        "title": page.title,
        "description": page.paragraphs[0],
        "url": page.url,
        "urlToImage": None,
        "publishedAt": page.published,
        "content": f"{whole[:200]}… [+{len(whole) - 200} chars]" if page is not BELLS else None,
    }


def media_cloud() -> bytes:
    """Stories of Media Cloud: with text, with sentences, and with an address alone."""
    stories = [
        {"stories_id": 90210771, "media_id": 12, "media_name": LOCK.publisher, "media_url": "https://lantern.example/",
         "title": LOCK.title, "url": LOCK.url, "publish_date": "2031-06-04 07:30:00", "language": "en",
         "story_text": LOCK.text},
        {"stories_id": 90210772, "media_id": 13, "media_name": REEF.publisher, "title": REEF.title,
         "url": REEF.url, "publish_date": "2031-06-06",
         "story_sentences": [{"sentence_number": n, "sentence": t} for n, t in enumerate(REEF.paragraphs)]},
        {"id": "f0c1", "media_name": "valley-echo.example", "media_url": "valley-echo.example",
         "title": BELLS.title, "url": BELLS.url, "publish_date": "2031-06-05",
         "indexed_date": "2031-06-07", "language": "en"},
    ]  # fmt: skip
    return _json(stories)


def gdelt_gqg() -> bytes:
    """GDELT's Global Quotation Graph: JSON lines with quotations and some words around them."""
    records = [
        {"date": "2031-06-04T07:30:00Z", "url": LOCK.url, "title": LOCK.title, "lang": "ENGLISH", "quotes": [
            {"pre": "", "quote": "We found cracks in both gates, and nobody can promise that they hold,",
             "post": " said Henrik Sallow, who runs the board."},
            {"pre": "Boat owners were not pleased. ",
             "quote": "A crane is no lock, and forty crowns is no small sum,",
             "post": " said Mabel Trice, who moors two barges"}]},
        {"date": "2031-06-06T09:00:00Z", "url": REEF.url, "title": REEF.title, "lang": "ENGLISH",
         "quotes": []},
    ]  # fmt: skip
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def gdelt_gkg() -> bytes:
    """GDELT's Global Knowledge Graph 2.1: 27 columns without names."""
    rows = []
    for number, page in enumerate((LOCK, REEF)):
        cells = [""] * 27
        cells[0] = f"20310604073000-{number}"
        cells[1] = "20310604073000"
        cells[2] = "1"
        cells[3] = page.url.split("/")[2]
        cells[4] = page.url
        cells[15] = "-1.2,2.0,3.2,5.2,21.1,0.0,143"
        cells[26] = f"<PAGE_LINKS></PAGE_LINKS><PAGE_TITLE>{page.title}</PAGE_TITLE>"
        rows.append(cells)
    quotes = ("A crane is no lock, and forty crowns is no small sum", "We found cracks in both gates")
    rows[0][22] = "#".join(f"{120 * n}|{len(quote)}||{quote}" for n, quote in enumerate(quotes, 1))
    rows.append(["20310604073000-2", "broken"])
    return "".join("\t".join(cells) + "\n" for cells in rows).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
