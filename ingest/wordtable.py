"""Tables of Word documents: rows, merged cells, and which of them only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.wordnumbers import W, number, value

_MAX_SPAN = 1000
_RUNNING = 30
"""Characters of a cell that is running text."""
_LAYOUT = 400
"""Characters of a cell that may be the page itself."""


@dataclass(slots=True)
class Row:
    """One row as it is written."""

    before: int
    """Grid columns left empty before its first cell."""
    cells: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and what it covers."""

    element: Any
    row: int
    column: int
    rows: int
    columns: int


def rows_of(table: Any) -> list[Row]:
    """Rows of a table, those that a person deleted left out."""
    out = []
    for element in _inner(table, f"{W}tr"):
        properties = element.find(f"{W}trPr")
        before = 0
        if properties is not None:
            if properties.find(f"{W}del") is not None:
                continue
            before = min(number(value(properties, "gridBefore"), 0), _MAX_SPAN)
        out.append(Row(before, list(_inner(element, f"{W}tc"))))
    return out


def _inner(parent: Any, tag: str) -> Iterator[Any]:
    """Elements `tag` below `parent`, through content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _inner(child, tag)


def is_layout(rows: Sequence[Row], whole: int) -> bool:
    """Whether the table is a frame around running text: one cell in each row, or one that holds most of the document.

    `whole` is the number of characters of the document.
    """
    lengths = [[_length(cell) for cell in row.cells] for row in rows]
    longest = max((size for row in lengths for size in row), default=0)
    if all(sum(size > 0 for size in row) <= 1 for row in lengths):
        return longest >= _RUNNING
    return longest > _LAYOUT and longest * 2 > whole


def _length(cell: Any) -> int:
    return sum(len(text.text or "") for text in cell.iter(f"{W}t"))


def cells_of(rows: Sequence[Row]) -> list[Place]:
    """Cells with their place in the grid; what is merged into another cell is part of that one."""
    out: list[Place] = []
    open_cells: dict[int, int] = {}
    """Column -> index in `out` of the cell that goes on downwards there."""
    for at, row in enumerate(rows):
        column = row.before
        going_on: dict[int, int] = {}
        for cell in row.cells:
            properties = cell.find(f"{W}tcPr")
            wide, merged, beside = 1, None, None
            if properties is not None:
                wide = max(1, min(number(value(properties, "gridSpan"), 1), _MAX_SPAN))
                merged, beside = _merge(properties, "vMerge"), _merge(properties, "hMerge")
            if beside == "continue" and out and out[-1].row == at:
                last = out[-1]
                out[-1] = Place(last.element, at, last.column, last.rows, last.columns + wide)
            elif merged == "continue" and column in open_cells:
                above = open_cells[column]
                held = out[above]
                out[above] = Place(held.element, held.row, held.column, at - held.row + 1, held.columns)
                going_on[column] = above
            else:
                if merged is not None:
                    going_on[column] = len(out)
                out.append(Place(cell, at, column, 1, wide))
            column += wide
        open_cells = going_on
    return sorted(out, key=lambda place: (place.row, place.column))


def _merge(properties: Any, name: str) -> str | None:
    """`restart` or `continue`; None for a cell that is not merged in this direction."""
    said = value(properties, name)
    return None if said is None else ("restart" if said == "restart" else "continue")
