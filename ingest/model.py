"""What a reader gives back.

One coordinate runs through the whole program: every `Span` counts characters of `Document.text`.
A block is one line of that text: blocks are separated by line breaks and hold none, so a paragraph that
the source broke over lines or pages is whole here, and its place in the source is kept on the block.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of `Document.text`."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block is in its document."""

    TITLE = "title"
    """The document's own title."""
    HEADING = "heading"
    """A heading that stands alone on its line."""
    PARAGRAPH = "paragraph"
    """Running text; a run-in heading may open it (`Block.heading`)."""
    CELL = "cell"
    """One cell of a table (`Block.table`)."""
    META = "meta"
    """Document number, dates, addressee, 责任单位 / 完成时限 lines of a government page."""
    NOISE = "noise"
    """Navigation, adverts, page furniture: kept, never extracted from."""


UNCERTAIN = 0.85
"""Recognised lines with less confidence than this are named to people: on clean pages one in a hundred has less."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of `Document.text`."""

    span: Span
    kind: BlockKind
    section: int | None = None
    """Index into `Document.headings` of the innermost heading above this block (for a heading: itself)."""
    heading: int | None = None
    """Index of the heading that this block opens with (a run-in heading), or that it is."""
    page: int | None = None
    """Page the block starts on, counted from 1; None where the format has no pages."""
    box: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points on `page`."""
    table: int | None = None
    """Index into `Document.tables` for a cell."""
    row: int | None = None
    column: int | None = None
    breaks: tuple[int, ...] = ()
    """Offsets in the text at which the source holds page furniture, or the sign behind a cell; a quote across one is
    not contiguous there."""
    confidence: float | None = None
    """Where a picture was read (OCR): how certain its least certain line is, 0 to 1. None for text of the file."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One node of the outline."""

    level: int
    """1 for 一、 and 附件, 2 for (一), 3 for 1., 4 for 1) and deeper."""
    marker: str | None
    """As written (`一、`, `(一)`, `附件`), None for a heading without number."""
    title: str
    """Without marker and closing punctuation."""
    span: Span
    """Marker and title in the text."""
    parent: int | None = None
    """Index of the enclosing heading; the headings inside an annex have the annex above them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; merged cells carry their extent."""

    row: int
    column: int
    span: Span
    """The cell's text; empty span for an empty cell."""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source in reading order."""

    span: Span
    """From its first to its last character in the text."""
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    page: int | None = None


class Level(StrEnum):
    """Administrative level of the body that speaks."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Region:
    """A place of GB/T 2260."""

    name: str
    """As the document writes it (`云岭市青禾县`)."""
    code: str | None
    """Six digits; None for a name that the table does not hold (a new or an invented place)."""
    level: Level
    parents: tuple[str, ...] = ()
    """Names of the regions above it, province first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text refers to."""

    text: str
    """《title》 with the number behind it, as written."""
    number: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of itself; None where it does not say."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    region: Region | None = None
    level: Level | None = None
    issued: date | None = None
    """The date written under the document (成文日期)."""
    released: date | None = None
    """The date of publication (发布日期)."""
    period: tuple[int, int] | None = None
    """First and last year that the plan covers, from its title or its text."""
    cites: tuple[Citation, ...] = ()
    places: dict[str, Span] = field(default_factory=dict)
    """Field name -> where it was read."""


class Status(StrEnum):
    """How well a file could be read."""

    OK = "ok"
    PARTIAL = "partial"
    LOW_QUALITY = "low_quality"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about how the file was read."""

    code: str
    """Stable name, `lost_character`, `damaged_bytes`, `missing_pages` …"""
    message: str
    """One Chinese sentence."""
    span: Span | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A reading of damaged text; the text itself keeps its raw form."""

    span: Span
    raw: str
    """Equals `text[span.start:span.end]`."""
    reading: str
    """What it is taken for (`20233月` -> `2023年3月`)."""
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read."""

    source: str
    """File name without folders."""
    sha256: str
    """Of the bytes that were read."""
    format: str
    """Name of the reader: txt, html, pdf …"""
    text: str
    blocks: tuple[Block, ...]
    """In reading order, without overlap; every non-blank character lies in exactly one."""
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    header: Header = Header()
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()
    status: Status = Status.OK
    pages: int | None = None

    def quote(self, span: Span) -> str:
        """The characters of `span`."""
        return self.text[span.start : span.end]

    def path(self, section: int | None) -> tuple[int, ...]:
        """Indices of the headings from the root down to `section`; empty for None."""
        out: list[int] = []
        at = section
        while at is not None:
            out.append(at)
            at = self.headings[at].parent
        return tuple(reversed(out))

    def section_title(self, section: int | None) -> str:
        """The path as people read it: `四、主要任务 › (四)强化教师队伍`."""
        return " › ".join((self.headings[i].marker or "") + self.headings[i].title for i in self.path(section))


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that the reading side enforces on a file it does not trust."""

    bytes: int = 200 * 1024 * 1024
    """Largest file, bytes."""
    pages: int = 5_000
    characters: int = 20_000_000
    """Largest text, characters."""
    memory: int = 2 * 1024**3
    """Address space of the child that parses, bytes."""
    idle: float = 60.0
    """Seconds without progress after which the child is stopped."""
    isolate: bool = True
    """Parse in a child process."""
    unpacked: int = 256 * 1024 * 1024
    """Largest sum of the parts that are read from a packed document (DOCX, XLSX, OFD), bytes."""
    ratio: float = 200.0
    """Largest ratio of a part's size to the bytes it is packed in."""
    members: int = 1_000
    """Most files in an archive of documents."""
