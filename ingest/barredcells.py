"""Tables whose cells stand on lines of their own between bars: what a page's table becomes in some saved texts.

Every cell but the first of a row opens with a bar (`| 76.7`), and a line with nothing but a bar ends the row; or every
cell closes with one (`76.7 |`), and the head has to tell the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import flattened
from ingest.cellgrid import Grid, GridCell

_BAR = re.compile(r"[|｜]")
_CLOSING = re.compile(r"[^|｜]{0,400}[|｜](?:[ \t\u3000]*[|｜]){0,10}\Z")
_FEWEST_CELLS, _FEWEST_ROWS, _FEWEST_LINES = 3, 3, 6
_LONGEST = 60
"""Characters of a cell."""


def find(lines: Sequence[str]) -> Iterator[Grid]:
    """The tables among the lines whose rows end with a bar alone, in order, without overlap."""
    at = 0
    while at < len(lines):
        if not _opens(lines[at]):
            at += 1
            continue
        # The first cell of the head stands in front of the first bar.
        begin = at - 1 if at and _plain(lines[at - 1]) and not _alone(lines[at]) else at + 1
        rows, end = _rows(lines, begin)
        grid = _grid(begin, end, rows)
        if grid:
            yield grid
        at = max(end, at + 1)


def closed(lines: Sequence[str]) -> Iterator[Grid]:
    """The tables among the lines whose cells close with a bar each, in order, without overlap; bars alone are blank."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _CLOSING.fullmatch(lines[end].strip()):
            end += 1
        if end - at >= _FEWEST_LINES:
            cells = [(place, text) for place in range(at, end) if (text := lines[place].strip(" |｜\t\u3000"))]
            places = [place for place, _ in cells]
            for grid in flattened.find([text for _, text in cells], parted=True):
                last = places[grid.end] if grid.end < len(places) else end
                yield replace(grid, start=places[grid.start], end=last)
        at = end + 1


def _opens(line: str) -> bool:
    return line.startswith(("|", "｜")) and len(_BAR.findall(line)) == 1


def _alone(line: str) -> bool:
    return line.strip() in ("|", "｜")


def _plain(line: str) -> bool:
    """Whether a line can be the first cell of a row."""
    return 0 < len(line) <= _LONGEST and not _BAR.search(line) and "。" not in line


def _rows(lines: Sequence[str], begin: int) -> tuple[list[list[str]], int]:
    """The rows from `begin` on and the line behind them; a bar alone in front of another bar is an empty cell."""
    rows: list[list[str]] = []
    row: list[str] = []
    at = end = begin
    while at < len(lines):
        line = lines[at]
        if _alone(line) and not (at + 1 < len(lines) and _opens(lines[at + 1]) and not _alone(lines[at + 1])):
            if row:
                rows.append(row)
            row, end = [], at + 1
        elif _opens(line):
            row.append(line[1:].strip())
        elif _plain(line) and not row:
            row.append(line)
        else:
            break
        at += 1
    return rows, end


def _grid(begin: int, end: int, rows: list[list[str]]) -> Grid | None:
    """The grid of rows of which those short of a cell stand under a cell of the row above, or under a wide one."""
    full = [len(row) for row in rows if len(row) >= _FEWEST_CELLS]
    if len(full) < _FEWEST_ROWS:
        return None
    width = max(full)
    if any(width - 1 > len(row) > 1 for row in rows) or Counter(full).most_common(1)[0][0] < _FEWEST_CELLS:
        return None
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        if len(row) == 1:
            cells.append(GridCell(number, 0, row[0], width))
            continue
        short = width - len(row)
        for place, text in enumerate(row):
            wide = short and number == 0 and place == 0
            column = 0 if wide else place + short
            cells.append(GridCell(number, column, text, short + 1 if wide else 1))
    return Grid(begin, end, tuple(cell for cell in cells if cell.text))
