"""All settings in one object, passed in; nothing reads the environment behind your back."""

from __future__ import annotations

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
    languages: tuple[str, ...] = Field(default=("en",), description="languages that are read for statements")
