"""What a comparison of regions gives back: rows of metrics, a cell for each region, what compares and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.standard import Demand, Indicator, SchoolLevel
from corpus.verdicts import Note
from extract.model import Comparator, Force, Range
from ingest.model import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A column: a place with all its plans, or a plan that names no place."""

    name: str
    code: str | None
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One promised value of a region."""

    document: int
    source: str
    key: str
    """Of the commitment."""
    quote: str
    span: Span
    subject: str
    scope: str | None
    levels: frozenset[SchoolLevel]
    comparator: Comparator
    value: Decimal | Range
    unit: str | None
    per: str | None
    deadline: date | None
    force: Force
    issued: date | None
    """Of its plan."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One region in one row."""

    region: Region
    value: Value | None
    """What the region's plans come to in the end; None for one that is silent."""
    converted: Decimal | None = None
    """On the row's basis and in its unit; None where it cannot be compared."""
    reasons: tuple[Note, ...] = ()
    """Why it does not compare (unit, basis, level, a change only), or what to mind (another year, several values)."""
    others: tuple[Value, ...] = ()
    """Further values of the region for the same row."""
    rank: int | None = None
    """1 for the strictest; equal values share a rank."""

    @property
    def comparable(self) -> bool:
        """It can be held against the others."""
        return self.converted is not None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the comparable values of a row lie."""

    count: int
    least: Decimal
    lower: Decimal
    """First quartile."""
    median: Decimal
    upper: Decimal
    most: Decimal
    met: int | None
    """Regions that reach the national line; None without one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One metric at one level of school."""

    name: str
    level: SchoolLevel
    unit: str | None
    per: str | None
    rising: bool
    """More is stricter."""
    cells: tuple[Cell, ...]
    """In the order of the matrix's regions."""
    indicator: Indicator | None = None
    demand: Demand | None = None
    line: Decimal | None = None
    """The national line."""
    year: int | None = None
    """By which most regions promise."""
    spread: Spread | None = None

    @property
    def strictest(self) -> tuple[Region, ...]:
        """Regions of the first rank."""
        return tuple(one.region for one in self.cells if one.rank == 1)

    @property
    def earliest(self) -> tuple[Region, ...]:
        """Regions with the first deadline."""
        days = [one.value.deadline for one in self.cells if one.value and one.value.deadline]
        first = min(days, default=None)
        return tuple(
            one.region for one in self.cells if one.value and first is not None and one.value.deadline == first
        )

    @property
    def silent(self) -> tuple[Region, ...]:
        """Regions without a value."""
        return tuple(one.region for one in self.cells if one.value is None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions × metrics."""

    regions: tuple[Region, ...]
    rows: tuple[Row, ...]
