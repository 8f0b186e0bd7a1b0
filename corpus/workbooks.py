"""Cells of a spreadsheet file that staff filled in, read within bounds; formulas count by their saved result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import BadWorkbook
from ingest.errors import IngestError
from ingest.model import Limits
from ingest.package import Package
from ingest.registry import Job
from ingest.workbook import Merge, open_workbook

MOST_CELLS = 2_000_000
MOST_COLUMNS = 200
_OLD = b"\xd0\xcf\x11\xe0"
"""How XLS files and encrypted XLSX files begin."""

_BROKEN = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)\Z")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet."""

    name: str
    hidden: bool
    rows: tuple[tuple[Value, ...], ...]
    """Row by row, all as long as the first; empty cells are None."""
    unsaved: frozenset[str] = frozenset()
    """Cells (`B7`) with a formula whose result the file does not hold: they read empty and are not."""


def grids(path: Path) -> list[Grid]:
    """All sheets of an XLSX file; raises BadWorkbook."""
    from openpyxl import load_workbook

    limits = Limits()
    try:
        if not path.is_file():
            raise BadWorkbook(str(path), "没有这个文件", "请检查路径")
        if path.stat().st_size > limits.bytes:
            raise BadWorkbook(str(path), "文件太大")
        data = path.read_bytes()
        if not data.startswith((b"PK", _OLD)):
            raise BadWorkbook(str(path), "这不是 XLSX 表格")
    except OSError as error:
        raise BadWorkbook(str(path), "读不了这个文件") from error
    try:
        book = open_workbook(Package(data, Job(path.name, limits=limits), "XLSX 表格"))
    except IngestError as error:
        raise BadWorkbook(str(path), error.reason) from error
    left = [MOST_CELLS]
    try:
        opened = load_workbook(book.stream, read_only=True, data_only=True, keep_links=False)
        out = []
        for sheet, page in zip(book.sheets, opened.worksheets, strict=True):
            page.reset_dimensions()
            rows = list(_rows(path, page.iter_rows(), left))
            for merge in sheet.merges:
                _spread(rows, merge)
            out.append(Grid(sheet.name, sheet.hidden, tuple(map(tuple, rows)), frozenset(sheet.empty)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, OverflowError) as error:
        # What openpyxl raises over cells that are not what the format allows.
        raise BadWorkbook(str(path), "表格里有读不出的单元格") from error
    return out


def _rows(path: Path, found: Iterator[tuple[Any, ...]], left: list[int]) -> Iterator[list[Value]]:
    for row in found:
        left[0] -= len(row) + 1
        if left[0] < 0:
            raise BadWorkbook(str(path), f"单元格超过 {MOST_CELLS} 个")
        yield [_value(cell.value, getattr(cell, "number_format", None)) for cell in row[:MOST_COLUMNS]]


def _spread(rows: list[list[Value]], merge: Merge) -> None:
    """What stands in a cell over several rows stands in each of them; over several columns in the first alone."""
    top, left = merge.top - 1, merge.left - 1
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top + 1 : merge.bottom]:
        row.extend([None] * (left + 1 - len(row)))
        row[left] = rows[top][left]


def _value(cell: Any, shown: str | None) -> Value:
    """What a cell holds; a percentage as people typed and see it (`85%`), not as its part of one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float) and shown and "%" in shown:
        return f"{round(cell * 100, 6):g}%"
    if cell is None or isinstance(cell, int | float | date):
        return cell
    return text(cell) or None


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def unusable(grid: Grid, row: int, column: int) -> str | None:
    """Why a cell (row from 1, column from 0) says nothing although something stands in it; one Chinese sentence."""
    name = f"{letters(column)}{row}"
    if name in grid.unsaved:
        return f"单元格 {name} 是公式，文件里没有存它的结果；请用 Excel 或 WPS 打开另存一次，或把公式粘贴成数值"
    cell = grid.rows[row - 1][column] if row <= len(grid.rows) and column < len(grid.rows[row - 1]) else None
    if isinstance(cell, str) and _BROKEN.match(cell):
        return f"单元格 {name} 的公式出错({cell})；请改好公式或直接填写"
    return None


def text(cell: object) -> str:
    """A cell as one clean line of text; numbers without a needless point."""
    from ingest.clean import line

    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    # An apostrophe before a formula sign is how spreadsheets keep it a text.
    return " ".join(filter(None, (line(part).strip() for part in str(cell).replace("\r", "\n").split("\n"))))


def day(cell: Value) -> date | None:
    """The day that a cell names, as a date or in words (`2026年6月底前`: the last of its days); None for none."""
    from extract.components.deadline import When, scan
    from ingest.dates import read_date

    if isinstance(cell, date):
        return cell
    words = "".join(text(cell).split())
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        exact = read_date(words)
    if exact is not None:
        return exact
    ends = (mention.value.end for mention in scan(words) if isinstance(mention.value, When))
    return max((end for end in ends if end is not None), default=None)
