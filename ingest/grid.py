"""Ruled tables of a printed page: which frames are tables, and which glyphs stand in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from ingest.glyphs import COLUMNS, Glyph, Page, Printed, columns, least, lines_of
from ingest.paragraphs import glue

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

_NEAR = 3.0
MAX_CELLS = 20_000
"""A grid of more cells is no table that a person reads."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page."""

    box: Box
    edges: tuple[float, ...]
    """Left edges of its columns."""
    rows: int
    cells: tuple[Printed, ...]
    """With text, row by row; `Printed.cell` holds table number 0 until tables are numbered."""
    blank: tuple[tuple[int, int, int, int], ...] = ()
    """Row, column, rows, columns of the cells without text."""


def read_table(boxes: Sequence[Box], glyphs: Sequence[Glyph], page: int) -> tuple[Ruled, list[Glyph]] | None:
    """The table that the cells `boxes` form, and the glyphs that stand in none of them.

    None where it is no table: a frame, shading behind text, or one cell that holds the running text of a page.
    """
    if len(boxes) < 4 or len(boxes) > MAX_CELLS:
        return None
    lefts = _cluster([box[0] for box in boxes])
    tops = _cluster([box[1] for box in boxes])
    if len(lefts) < 2 or len(tops) < 2:
        return None
    inside, outside = _assign(boxes, glyphs)
    cells: list[Printed] = []
    blank: list[tuple[int, int, int, int]] = []
    for at, box in enumerate(boxes):
        lines = lines_of(inside.get(at, ()), page)
        text = reduce(glue, (line.text for line in lines), "")
        row, column = _index(tops, box[1]), _index(lefts, box[0])
        extent = (_extent(tops, box[1], box[3]), _extent(lefts, box[0], box[2]))
        if not text:
            blank.append((row, column, *extent))
            continue
        if len(lines) > 14 and len(text) > 350:
            return None
        place = (0, row, column, *extent)
        first = lines[0]
        bold, sure = all(line.bold for line in lines), least(line.confidence for line in lines)
        cells.append(Printed(text, page, *box, first.size, bold, cell=place, confidence=sure))
    if not _is_table(cells):
        return None
    cells.sort(key=_place)
    whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Ruled(whole, tuple(lefts), len(tops), tuple(cells), tuple(blank)), outside


def lay_out(
    frames: Iterable[Sequence[Box]], glyphs: list[Glyph], page: int, width: float, height: float
) -> tuple[Page, list[Ruled]]:
    """The lines and cells of a page in reading order, and its tables.

    `frames` are the cells of each frame, from top to bottom; a frame that is no table leaves its glyphs to the text.
    """
    tables: list[Ruled] = []
    for boxes in frames:
        found = read_table(boxes, glyphs, page)
        if found is not None:
            table, glyphs = found
            tables.append(table)
    parts = columns(glyphs, width) if not tables else [glyphs]
    lines = [
        line
        for column, part in zip(COLUMNS[len(parts)], parts, strict=True)
        for line in lines_of(part, page, column)
        if line.text
    ]
    for table in reversed(tables):
        at = next((at for at, line in enumerate(lines) if line.top > table.box[1]), len(lines))
        lines[at:at] = table.cells
    return Page(page, width, height, tuple(lines)), tables


def _is_table(cells: Sequence[Printed]) -> bool:
    """Whether text stands side by side in at least two rows, and in a third of all rows that hold text.

    Shading behind lines of running text forms boxes too, but one above the other.
    """
    columns: defaultdict[int, set[int]] = defaultdict(set)
    for cell in cells:
        assert cell.cell is not None
        _, row, column, rows, _wide = cell.cell
        for covered in range(row, row + rows):
            columns[covered].add(column)
    beside = sum(1 for filled in columns.values() if len(filled) >= 2)
    return beside >= 2 and beside * 3 >= len(columns)


def _place(cell: Printed) -> tuple[int, int]:
    assert cell.cell is not None
    return cell.cell[1], cell.cell[2]


def _assign(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Each glyph to the one cell its middle lies in."""
    order = sorted(range(len(boxes)), key=lambda at: boxes[at][1])
    tops = [boxes[at][1] for at in order]
    tallest = max(box[3] - box[1] for box in boxes)
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        found = None
        for near in range(bisect_right(tops, y) - 1, -1, -1):
            box = boxes[order[near]]
            if box[1] < y - tallest:
                break
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                found = order[near]
                break
        if found is None:
            outside.append(glyph)
        else:
            inside.setdefault(found, []).append(glyph)
    return inside, outside


def _cluster(values: Sequence[float]) -> list[float]:
    """Distinct places: values closer than three points count as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _index(places: Sequence[float], value: float) -> int:
    return max(0, bisect_right(places, value + _NEAR / 2) - 1)


def _extent(places: Sequence[float], start: float, end: float) -> int:
    """How many rows or columns a cell covers."""
    return max(1, sum(1 for place in places if start - _NEAR < place < end - _NEAR))
