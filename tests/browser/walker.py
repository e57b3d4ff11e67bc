"""Walk the pages of a record in chromium: no console error, no other host, nothing axe-core calls serious.

As a script it walks a record that is there, at any size, and takes the pictures of README and of the docs:

    onrecord demo --store demo.db
    python tests/browser/walker.py --store demo.db --pictures docs/images
    python tests/browser/walker.py --store record.db --of-each-kind 40 --checked 3
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import socket
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Request, Response, sync_playwright

from onrecord.reading.listed import ArticlesWanted
from onrecord.reading.lists import list_articles, list_disputes, list_stories, list_utterances
from onrecord.reading.paging import Turn
from onrecord.reading.record import open_record
from onrecord.store import Store, open_store
from onrecord.web import links
from onrecord.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_ASKED = "-asked"
_SERIOUS = ("serious", "critical")
_WIDE, _NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
#: Where a walk begins; the questions are about the sample pages.
_STARTS = ("/", "/about", "/search?q=bridge", "/claims?text=The+bridge+report+was+backdated")
#: What is no page: read by programs, or part of one.
_NO_PAGES = ("/api", "/feeds", "/pictures", "/static")


@contextlib.contextmanager
def served(store: Store, token: str | None = None) -> Iterator[str]:
    """Serve a store on a free port of this machine while the block runs, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(store, token=token), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def kind_of(address: str) -> str:
    """Name the kind of a page by its path: what comes after the first part does not count."""
    parts = urlsplit(address)
    first, _, rest = parts.path.strip("/").partition("/")
    return f"{first or 'home'}{'-one' if rest else ''}{_ASKED if parts.query else ''}"


@dataclass
class Walk:
    """One walk, and what was found wrong on it."""

    browser: Browser
    base: str
    #: Pages of each kind that are opened, and of those how many axe-core looks at.
    of_each_kind: int
    checked: int = 1
    problems: list[str] = field(default_factory=list)
    #: Addresses of the pages that were opened, by kind.
    pages: dict[str, list[str]] = field(default_factory=dict)

    def walk(self, *starts: str) -> None:
        """Open pages breadth first."""
        context = self.browser.new_context(viewport=_WIDE)
        page = self._page(context.new_page())
        waiting, seen = deque(starts), set(starts)
        opened: Counter[str] = Counter()
        checked: Counter[str] = Counter()
        while waiting:
            address = waiting.popleft()
            if opened[kind_of(address)] == self.of_each_kind:
                continue
            opened[kind_of(address)] += 1
            links = self._open(page, address)
            made_alike = kind_of(page.url.removeprefix(self.base)).removesuffix(_ASKED)
            checked[made_alike] += 1
            if checked[made_alike] <= self.checked:
                self._check(page)
            waiting.extend(link for link in links if link not in seen)
            seen.update(links)
        context.close()

    def picture(self, address: str, path: Path, *, scheme: str = "light", narrow: bool = False) -> None:
        """Take a picture of what a page shows first."""
        context = self.browser.new_context(viewport=_NARROW if narrow else _WIDE, color_scheme=scheme)
        page = self._page(context.new_page())
        page.goto(self.base + address)
        page.screenshot(path=path)
        context.close()

    def _page(self, page: Page) -> Page:
        """Have a page tell whatever goes wrong in it."""

        def told(what: str) -> None:
            self.problems.append(f"{page.url}: {what}")

        def on_request(request: Request) -> None:
            if not request.url.startswith((self.base, "data:")):
                told(f"asks for {request.url}")

        def on_response(response: Response) -> None:
            if response.status >= 400:
                told(f"{response.status} for {response.url}")

        def on_dialog(dialog: Dialog) -> None:
            told(f"a dialog: {dialog.message}")
            dialog.dismiss()

        page.on("console", lambda it: told(it.text) if it.type in ("error", "warning") else None)
        page.on("pageerror", lambda it: told(str(it)))
        page.on("request", on_request)
        page.on("response", on_response)
        page.on("dialog", on_dialog)
        return page

    def _open(self, page: Page, address: str) -> list[str]:
        """Open a page and give where it leads."""
        page.goto(self.base + address)
        self.pages.setdefault(kind_of(address), []).append(address)
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        return list(dict.fromkeys(self._paths(page.url, hrefs)))

    def _check(self, page: Page) -> None:
        """Have axe-core look at a page, in the dark too, and see whether a phone can show it."""
        self._axe(page, {})
        page.emulate_media(color_scheme="dark")
        self._axe(page, {"runOnly": ["color-contrast"]})
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(_NARROW)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > _NARROW["width"]:
            self.problems.append(f"{page.url}: {width} wide on a screen of {_NARROW['width']}")
        page.set_viewport_size(_WIDE)

    def _axe(self, page: Page, options: dict[str, Any]) -> None:
        for violation in Axe().run(page, options=options).response["violations"]:
            if violation["impact"] in _SERIOUS:
                where = "; ".join(node["html"][:160] for node in violation["nodes"][:2])
                self.problems.append(f"{page.url}: {violation['id']}, {violation['help']}: {where}")

    def _paths(self, here: str, hrefs: list[str]) -> Iterator[str]:
        for href in hrefs:
            parts = urlsplit(urldefrag(urljoin(here, href)).url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if f"{parts.scheme}://{parts.netloc}" == self.base and not path.startswith(_NO_PAGES):
                yield path


def main() -> int:
    """Walk a record as the arguments say; give 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--store", required=True)
    parser.add_argument("--of-each-kind", type=int, default=10)
    parser.add_argument("--checked", type=int, default=2)
    parser.add_argument("--start", nargs="*", default=list(_STARTS))
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    with open_store(asked.store, create=False) as store, served(store) as base, chromium() as browser:
        walk = Walk(browser, base, asked.of_each_kind, asked.checked)
        walk.walk(*asked.start)
        if asked.pictures:
            _take_pictures(walk, store, asked.pictures)
    for kind, pages in sorted(walk.pages.items()):
        sys.stdout.write(f"{kind}: {len(pages)}\n")
    sys.stdout.write("\n".join(walk.problems) + f"\n{len(walk.problems)} problems\n")
    return 1 if walk.problems else 0


def _take_pictures(walk: Walk, store: Store, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, address in _subjects(store).items():
        walk.picture(address, folder / f"{name}.png")
        if name == "article":
            walk.picture(address, folder / "article-dark.png", scheme="dark")
            walk.picture(address, folder / "article-narrow.png", narrow=True)


def _subjects(store: Store) -> dict[str, str]:
    """Choose what shows most: the article that says most, the remark that most report, and so on."""
    with open_record(store) as record:
        articles = list_articles(record, ArticlesWanted(), Turn(limit=100)).items
        article = max(articles, key=lambda it: it.statements).head.id
        remark = list_utterances(store, record, Turn(limit=1), order="most_reported").items[0].utterance
        stories = list_stories(record, Turn(limit=100)).items
        disputes = list_disputes(store, record, Turn(limit=100), relation="disputes").items
        answers = Counter(it.by.linked.entity for it in disputes if it.by.linked.entity)
        person = answers.most_common(1)[0][0]
    return {
        "home": links.HOME,
        "search": _STARTS[2],
        "article": f"{links.article(article)}#statements",
        "person": links.entity(person),
        "remark": links.utterance(remark.id),
        "story": links.story(max(stories, key=lambda it: len(it.story.articles)).story.id),
        "dispute": links.dispute(disputes[0].link.by, disputes[0].link.of),
    }


if __name__ == "__main__":
    sys.exit(main())
