"""`onrecord stories`: articles of one happening, across publishers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_STORE, Format, Publisher, StorePath, check_day
from onrecord.cli.picture import Png, Svg, draw
from onrecord.cli.reading import open_linked, write

if TYPE_CHECKING:
    from onrecord.model import Story
    from onrecord.pictures.picture import Picture
    from onrecord.reading.record import Record
    from onrecord.store.lookups import ArticleHead

About = Annotated[
    str | None, typer.Option("--about", metavar="TEXT", help="Words of the title of one of its articles.")
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", callback=check_day, help="It has an article of then or later."),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", callback=check_day, help="It has an article of then or earlier."),
]


def stories(
    about: About = None,
    publisher: Publisher = None,
    from_day: From = None,
    to_day: To = None,
    form: Format = "table",
    svg: Svg = None,
    png: Png = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List the stories: which articles tell of one happening, and who published them."""
    from onrecord.export.corpus_lines import story_line

    with open_linked(store) as (_, record):
        all_stories = list(record.stories())
        heads = record.lookups.heads({article for story in all_stories for article in story.articles})
        found = [
            story
            for story in all_stories
            if _is_asked([heads[it] for it in story.articles if it in heads], about, publisher)
            and _is_within(story, from_day, to_day)
        ]
        if svg or png:
            draw(_picture(record, found), svg, png)
        write(form, "stories", map(story_line, found), lambda: _show(found, heads), "no story on record fits")


def _picture(record: Record, found: list[Story]) -> Picture | None:
    """Draw one story by its outlets, several by their articles."""
    from onrecord.pictures.of_record import coverage_of, stories_of

    return coverage_of(record, found[0]) if len(found) == 1 else stories_of(record, found)


def _is_asked(heads: list[ArticleHead], about: str | None, publisher: str | None) -> bool:
    from onrecord.reading.finding import has_words

    wanted = (publisher or "").casefold()
    return any(not about or has_words(about, head.title or "") for head in heads) and any(
        wanted in (head.publisher or "").casefold() for head in heads
    )


def _is_within(story: Story, from_day: str | None, to_day: str | None) -> bool:
    from onrecord.store.days import day_range

    first, last = (day_range(day) if day else None for day in (story.first_day, story.last_day))
    wanted_first, wanted_last = (day_range(day) if day else None for day in (from_day, to_day))
    return (not wanted_first or (last is not None and last[1] >= wanted_first[0])) and (
        not wanted_last or (first is not None and first[0] <= wanted_last[1])
    )


def _show(found: list[Story], heads: dict[str, ArticleHead]) -> int:
    from rich.text import Text

    from onrecord.cli.table import lines, new_table, print_table, short, words

    table = new_table(lines=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("days", no_wrap=True)
    table.add_column("story", ratio=5)
    table.add_column("articles", ratio=9, overflow="fold")
    for story in sorted(found, key=lambda story: (story.first_day or "9999", story.id)):
        days = dict.fromkeys(day for day in (story.first_day, story.last_day) if day)
        told = [
            f"{head.day or '–'} {head.publisher or head.path}: {head.title or '(no title)'}"
            for head in (heads[it] for it in story.articles if it in heads)
        ]
        table.add_row(
            Text(short(story.id)),
            Text(" to\n".join(days) or "–"),
            words(story.title or "(no title)", "bold"),
            lines(told),
        )
    return print_table(table, len(found))
