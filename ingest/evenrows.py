"""Tables whose cells stand on lines of their own and whose rows nothing numbers: every row has all its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.cellgrid import Grid, GridCell
from ingest.columnfit import Kind, kinds_of, misfit
from ingest.flathead import Reading, is_head, is_headlike, readings

Rows = Sequence[Sequence[str]]
_MOST_HEADS = 14
_FEWEST_HEADS, _FEWEST_ROWS = 3, 2
_DEAREST_CELL = 0.35
"""Usual cost of a cell above which the lines are taken for no table."""
_DEAREST_ROW = 1.6
"""Cost of a row: one cell may be odd (完成上级下达任务 among numbers)."""
_CLEARER = 0.1
"""By so much a cell must the best way to read the lines be better than any other one."""
_TELLING = frozenset({Kind.NUMBER, Kind.TIME, Kind.NATURE})
"""Columns whose cells look like nothing else."""
_OFFICES = re.compile(r"责任|牵头|配合|主办|协办|参[加与]|单位|部门")
_OFFICE = re.compile(r"(?:局|委|办|部门?|政府|乡镇|街道|中心|公司|单位|科|处|室|院|会|厅|队|[)）]|同上|[/—-])\Z|^各")
_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)\S")
_PROSE = 24
"""Characters of a line that may stand behind a table."""


def find(lines: Sequence[str], at: int, end_of: Callable[[Sequence[str], int], int]) -> Grid | None:
    """The table that opens on line `at`; None where its columns are not certain.

    `end_of` tells the first line from another one on that can be no cell of a table.
    """
    heads = 0
    while heads < _MOST_HEADS and at + heads < len(lines) and is_headlike(lines[at + heads]):
        heads += 1
    if heads < _FEWEST_HEADS or not any(is_head(lines[at : at + count]) for count in range(_FEWEST_HEADS, heads + 1)):
        return None
    end = end_of(lines, at)
    tried: list[tuple[float, int, Reading, Rows]] = []
    for count in range(_FEWEST_HEADS, min(heads, end - at) + 1):
        head = lines[at : at + count]
        if not is_head(head):
            continue
        for reading in readings(head):
            found = _rows(lines, at + count, end, reading)
            if found:
                tried.append((found[0], count, reading, found[1]))
    if not tried:
        return None
    tried.sort(key=lambda one: one[0])
    cost, count, reading, rows = tried[0]
    if len(tried) > 1 and tried[1][0] - cost < _CLEARER:
        return None
    width = len(reading.columns)
    cells = tuple(
        GridCell(reading.rows + n, width - len(row) + place, text)
        for n, row in enumerate(rows)
        for place, text in enumerate(row)
    )
    return Grid(at, at + count + sum(map(len, rows)), (*reading.cells, *cells))


def _rows(lines: Sequence[str], body: int, end: int, reading: Reading) -> tuple[float, Rows] | None:
    """Usual cost of a cell and the rows under a reading of the head; None where it fits no rows.

    A row may lack its first cell, a group over several rows, where its tasks are numbered (`1.新建水厂`).
    """
    kinds = kinds_of(reading.columns)
    width = len(kinds)
    numbered = body + 1 < end and any(_NUMBERED.match(lines[at]) for at in (body, body + 1))
    total, at = 0.0, body
    rows: list[Sequence[str]] = []
    while at < end:
        short = numbered and bool(_NUMBERED.match(lines[at]))
        row = lines[at : at + width - short]
        if (
            at + len(row) > end
            or len(row) < width - short
            or (numbered and not _NUMBERED.match(row[0 if short else 1]))
        ):
            break
        cost = sum(misfit(kind, text) for kind, text in zip(kinds[short:], row, strict=True))
        if cost > _DEAREST_ROW + 0.1 * width:
            break
        total, at = total + cost, at + len(row)
        rows.append(row)
    if len(rows) < _FEWEST_ROWS or total > _DEAREST_CELL * len(rows) * width or not _ends(lines, at, end):
        return None
    columns = [[row[place - width] for row in rows] for place in range(1, width)]
    told = any(_tells(k, head, held) for k, head, held in zip(kinds[1:], reading.columns[1:], columns, strict=True))
    return (total / (len(rows) * width), rows) if told else None


def _ends(lines: Sequence[str], at: int, end: int) -> bool:
    """Whether no cell of the table is left: it ends with the lines, or running text follows."""
    return at >= end or len(lines[at]) > _PROSE or "。" in lines[at]


def _tells(kind: Kind, head: str, held: Sequence[str]) -> bool:
    """Whether all cells of a column are what its head says, so that no row can be shifted."""
    if kind in _TELLING:
        return all(misfit(kind, text) == 0 for text in held)
    return (
        kind in (Kind.WORD, Kind.OTHER) and bool(_OFFICES.search(head)) and all(_OFFICE.search(text) for text in held)
    )
