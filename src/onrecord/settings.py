"""All settings in one object, passed in; nothing reads the environment behind your back."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Limits and choices with their defaults; sizes in bytes, times in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_page_bytes: int = Field(default=20_000_000, description="a larger page is dropped, unread")
    max_text_characters: int = Field(default=2_000_000, description="a longer extracted text is dropped")
    max_html_depth: int = Field(default=2_000, description="deeper nesting of tags is dropped")
    max_line_bytes: int = Field(default=50_000_000, description="a longer line of a .jsonl file is dropped")
    max_unpacked_bytes: int = Field(
        default=50_000_000_000, description="what an input may unpack to, archives inside it included"
    )
    max_unpacked_ratio: int = Field(
        default=200, description="… beyond the first 50 MB, as a multiple of the size of the input"
    )
    max_archive_depth: int = Field(default=3, description="so many archives may stand in one another")
    max_pdf_pages: int = Field(default=200, description="of a longer PDF no more is read")
    max_pdf_seconds: int = Field(default=60, description="a PDF that takes longer to read is dropped")
    max_pdf_memory_bytes: int = Field(
        default=2_000_000_000, description="a PDF that takes more memory to read is dropped"
    )
    max_page_seconds: float = Field(
        default=600, description="a page that takes a worker longer is tried once more, and then dropped"
    )
    fetch_connect_seconds: float = Field(default=10, description="a server that takes longer is given up")
    fetch_read_seconds: float = Field(default=20, description="… or that is silent for longer")
    fetch_total_seconds: float = Field(default=120, description="one answer from the web may take so long")
    fetch_pause_seconds: float = Field(default=1, description="between two requests to one host")
    fetch_wait_seconds: float = Field(
        default=60, description="a host that wants a longer pause is left alone for this run"
    )
    fetch_revisit_seconds: float = Field(
        default=86_400, description="a page that a feed points to is not fetched again before"
    )
    fetch_contact: str = Field(default="", description="told to servers, so that they can write to you")
    max_fetched_bytes: int = Field(default=200_000_000, description="a larger answer is not fetched")
    max_redirects: int = Field(default=10, description="an address that leads on more often is dropped")
    max_followed_pages: int = Field(
        default=500, description="of one input no more pages are fetched that it points to"
    )
    languages: tuple[str, ...] = Field(default=("en",), description="languages that are read for statements")
    calendar: Path | None = Field(
        default=None, description="a table of one's own dated events; docs/inputs.md has its columns"
    )
