"""Tables that were found among the lines of a text: their cells and the lines that they take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell and the lines it was written on."""

    row: int
    column: int
    text: str
    columns: int = 1
    bars: str = ""
    """The signs that the source has between this cell and the one before it in its row."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that stands on the lines `start` to `end` (excluded)."""

    start: int
    end: int
    cells: tuple[GridCell, ...]
