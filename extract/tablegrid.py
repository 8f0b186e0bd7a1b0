"""The cells of a table row by row, as a person reads them: merged cells reach down, 同上 repeats what stands above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.headrows import Rows, Shown
from extract.tableheads import text_of
from ingest.model import Cell, Document, Table

_DITTO = re.compile(r"同上|同前|〃|″|”|“|\"|''|,,")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, its empty cells left out; column -> cell."""

    index: int
    own: Mapping[int, Cell]
    """Cells that open in this row; of `同上` the cell that it repeats."""
    all: Mapping[int, Cell]
    """With the cells of earlier rows that are merged down into it."""


def texts_of(document: Document, table: Table) -> dict[Cell, str]:
    """The texts of the cells that hold any, folded and without white space."""
    return {cell: text for cell in table.cells if (text := text_of(document, cell))}


def lines(texts: Mapping[Cell, str], table: Table) -> tuple[Rows, list[Line]]:
    """The rows of a table as its head is looked for in them, and as they are read."""
    shown: dict[int, dict[int, Shown]] = {}
    grid: dict[int, dict[int, Cell]] = {}
    reaching: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        grid.setdefault(cell.row, {})
        shown.setdefault(cell.row, {})
        if cell not in texts:
            continue
        grid[cell.row][cell.column] = cell
        shown[cell.row][cell.column] = Shown(texts[cell], cell.columns, cell.rows)
        for row in range(cell.row + 1, min(cell.row + cell.rows, table.rows)):
            reaching.setdefault(row, {})[cell.column] = cell
    out: list[Line] = []
    last: dict[int, Cell] = {}
    for index in sorted(grid):
        own = {
            place: last[place] if place in last and _DITTO.fullmatch(texts[cell]) else cell
            for place, cell in grid[index].items()
        }
        last.update(own)
        out.append(Line(index, own, {**reaching.get(index, {}), **own}))
    return shown, out
