"""The seam between readers and structure: what a format reader knows before the outline is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Block, BlockKind, Heading, Problem, Table


@dataclass(frozen=True, slots=True)
class RawLine:
    """One block of text as a reader gives it."""

    text: str
    """Cleaned, without line breaks. Not blank, except that a `CELL` may be empty."""
    page: int | None = None
    """Page the text starts on, counted from 1."""
    box: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points on `page`."""
    kind: BlockKind | None = None
    """What the reader is certain of (NOISE, CELL, HEADING, TITLE, META); None where it is not."""
    level: int | None = None
    """1 to 6 where the format marks headings (h1 … h6)."""
    bold: bool = False
    size: float | None = None
    """Font size in points."""
    centered: bool = False
    table: int | None = None
    """Number of the table in reading order, from 0, for a cell."""
    row: int | None = None
    column: int | None = None
    rows: int = 1
    columns: int = 1
    gap_before: bool = False
    """A blank line or a larger space stood before it."""
    breaks: tuple[int, ...] = ()
    """Offsets in `text` at which the source holds page furniture that follows this line instead; the end of a cell
    behind which it holds a sign."""
    confidence: float | None = None
    """Least confidence of its characters where a picture was read, 0 to 1; None for text of the file."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as its reader gives it: lines in reading order, no outline yet."""

    format: str
    """Name of the reader."""
    lines: tuple[RawLine, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    """Label -> value pairs that the format itself carries (HTML meta, 索引号 table, PDF info)."""
    problems: tuple[Problem, ...] = ()
    """Spans are None here: the text has no coordinate yet."""
    pages: int | None = None
    hard_wrapped: bool = False
    """The lines of the source were physical lines, not paragraphs, before they were joined."""


@dataclass(frozen=True, slots=True)
class Structured:
    """What `ingest.outline.structure` makes of a `RawDocument`."""

    text: str
    """Blocks joined by line breaks."""
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
