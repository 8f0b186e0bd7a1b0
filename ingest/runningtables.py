"""Tables over several pages: one number, rows counted through, repeated headers and cut cells recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import marks
from ingest.glyphs import Page, Printed
from ingest.grid import Ruled
from ingest.paragraphs import glue

_NEAR = 6.0
_EDGE = 0.13
_MOST_HEADER_ROWS = 3
_CONTINUED = re.compile(r"续\s?表|[（(]\s?续\s?[一二三四五六七八九十\d]{0,3}\s?[)）]")

Row = dict[int, str]
"""Column -> text."""
Place = tuple[int, int, int]
"""Table, row, column."""


def goes_on(before: Ruled, after: Ruled) -> bool:
    """Whether a table has the columns of one on the page before; it may stand further in or out as a whole."""
    if len(before.edges) != len(after.edges):
        return False
    shift = after.edges[0] - before.edges[0]
    return all(abs(first + shift - second) < _NEAR for first, second in zip(before.edges, after.edges, strict=True))


class Numbering:
    """Numbers tables over pages; one that goes on at the top of the next page keeps its number.

    The header that is printed again at the top of a page becomes furniture. A cell that a page break cut in two, so
    that its rest on the next page is blank, covers the rows of both; of a row that was cut, the rest goes back to its
    cells. `finish` tells the earlier pages.
    """

    def __init__(self) -> None:
        self.count = 0
        """Tables so far."""
        self._open: Ruled | None = None
        self._rows = 0
        self._head: list[Row] = []
        self._reach: dict[int, tuple[Place, int]] = {}
        """Column -> the cell that reaches the bottom of the open table, and the rows it covers."""
        self._longer: dict[Place, int] = {}
        self._last: dict[int, tuple[Place, str]] = {}
        """Column -> place and text of the cells in the last row of the open table."""
        self._rests: dict[Place, list[str]] = {}
        """Cell -> what stands of it on the pages that follow."""

    def number(self, page: Page, tables: Sequence[Ruled]) -> Page:
        """The page with its cells numbered."""
        numbers: dict[tuple[float, float], tuple[int, int, int]] = {}
        cut: set[tuple[float, float]] = set()
        for at, table in enumerate(tables):
            offset, repeated = 0, 0
            rest: dict[int, str] = {}
            if at == 0 and self._open is not None and self._is_first(page, table) and goes_on(self._open, table):
                repeated = _repeated(self._head, table)
                rest = self._rest(table, repeated)
                offset = self._rows - repeated - bool(rest)
                self._lengthen(table, repeated, bool(rest))
            else:
                self.count += 1
                self._head = _rows(table)[:_MOST_HEADER_ROWS]
                self._reach = {}
            self._rows = offset + table.rows
            self._open = table
            self._note_reach(table, offset)
            for cell in table.cells:
                assert cell.cell is not None
                if rest and cell.cell[1] == repeated and cell.cell[2] in rest:
                    cut.add((cell.x0, cell.top))
                numbers[(cell.x0, cell.top)] = (self.count - 1, offset, repeated)
            self._note_last(table, offset, rest)
        if self._open is not None and not (tables and self._is_last(page, tables[-1])):
            self._open = None
        lines = tuple(
            _numbered(line, *numbers[(line.x0, line.top)]) if line.cell else line
            for line in page.lines
            if not line.cell or (line.x0, line.top) not in cut
        )
        return replace(page, lines=lines)

    def finish(self, pages: Sequence[Page]) -> list[Page]:
        """The pages with the cells that go on over a page break at their full height."""
        if not self._longer and not self._rests:
            return list(pages)
        return [replace(page, lines=tuple(self._stretched(line) for line in page.lines)) for page in pages]

    def _stretched(self, line: Printed) -> Printed:
        if line.cell is None:
            return line
        table, row, column, rows, wide = line.cell
        more = self._longer.get((table, row, column), 0)
        text, breaks = line.text, line.breaks
        for rest in self._rests.get((table, row, column), ()):
            breaks = (*breaks, len(text))
            text = glue(text, rest)
        return replace(line, text=text, breaks=breaks, cell=(table, row, column, rows + more, wide))

    def _rest(self, table: Ruled, first: int) -> dict[int, str]:
        """Column -> text of row `first` where that is the rest of the last row before the page break, else empty.

        Then the running number stands before the break, few cells go on, and the longest was not at its end.
        """
        row = _rows(table)[first]
        counted = [column for column, (_, text) in self._last.items() if text.isdigit()]
        if not row or len(row) * 2 > len(self._last) or not counted or any(column in row for column in counted):
            return {}
        tall = {column for _, column, rows, _ in table.blank if rows > 1}
        tall |= {cell.cell[2] for cell in table.cells if cell.cell and cell.cell[1] == first and cell.cell[3] > 1}
        held = [self._last[column][1] for column in row if column in self._last]
        if len(held) < len(row) or any(column in tall for column in (*row, *counted)):
            return {}
        return {} if marks.stops(max(held, key=len)) else row

    def _note_last(self, table: Ruled, offset: int, rest: Row) -> None:
        for column, text in rest.items():
            self._rests.setdefault(self._last[column][0], []).append(text)
        last: dict[int, tuple[Place, str]] = {}
        for cell in table.cells:
            assert cell.cell is not None
            _, row, column, rows, _wide = cell.cell
            if rows == 1 and row == table.rows - 1:
                last[column] = ((self.count - 1, row + offset, column), cell.text)
        if rest and offset + table.rows == self._rows and last.keys() == rest.keys():
            # Nothing but the rest stands on the page: the same row may go on over the next one.
            last = {column: (place, rest.get(column, text)) for column, (place, text) in self._last.items()}
        self._last = last

    def _lengthen(self, table: Ruled, first: int, cut: bool) -> None:
        """Give the blank cells in row `first`, the first that is no header, to the cells that a page break cut.

        `cut` says that this row is the rest of the one before, which they cover already.
        """
        for row, column, rows, _wide in table.blank:
            owner = self._reach.get(column)
            if row == first and owner is not None and (rows > 1 or owner[1] > 1):
                self._longer[owner[0]] = self._longer.get(owner[0], 0) + rows - cut
                if row + rows >= table.rows:
                    # The cell reaches through the whole page: the next page may go on with it.
                    self._reach[column] = (owner[0], owner[1] + rows)
                    continue
            self._reach.pop(column, None)

    def _note_reach(self, table: Ruled, offset: int) -> None:
        blank = {column for row, column, rows, _ in table.blank if row + rows >= table.rows}
        kept = {column: reach for column, reach in self._reach.items() if column in blank}
        for cell in table.cells:
            assert cell.cell is not None
            _, row, column, rows, _wide = cell.cell
            if row + rows >= table.rows:
                kept[column] = ((self.count - 1, row + offset, column), rows)
        self._reach = kept

    @staticmethod
    def _is_first(page: Page, table: Ruled) -> bool:
        above = [line for line in page.lines if line.cell is None and line.bottom <= table.box[1] + 2]
        return all(line.bottom < page.height * _EDGE or _CONTINUED.search(line.text) for line in above)

    @staticmethod
    def _is_last(page: Page, table: Ruled) -> bool:
        below = [line for line in page.lines if line.cell is None and line.top >= table.box[3] - 2]
        return all(line.top > page.height * (1 - _EDGE) for line in below)


def _rows(table: Ruled) -> list[Row]:
    """The texts of each row."""
    out: list[Row] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        assert cell.cell is not None
        out[cell.cell[1]][cell.cell[2]] = cell.text
    return out


def _repeated(head: Sequence[Row], table: Ruled) -> int:
    """Rows of the header that the table repeats at its top; never all of its rows."""
    count = 0
    for first, second in zip(head, _rows(table)[:-1], strict=False):
        if len(second) < 2 or first != second:
            break
        count += 1
    return count


def _numbered(line: Printed, table: int, offset: int, repeated: int) -> Printed:
    assert line.cell is not None
    _, row, column, rows, wide = line.cell
    if row < repeated:
        return replace(line, cell=None, noise=True)
    return replace(line, cell=(table, row + offset, column, rows, wide))
