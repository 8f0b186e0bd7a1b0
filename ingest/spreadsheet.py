"""The sheets of a workbook of untrusted bytes as lines: what the readers of XLSX and of converted spreadsheets share.

What a person set hidden (sheets, rows, columns) is not read and named; rows that a filter or an outline hides are read,
because filters are left on by mistake, and named too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest import celltext, clean
from ingest.errors import LimitExceeded
from ingest.model import BlockKind, Problem
from ingest.numberformats import show
from ingest.package import Package
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job
from ingest.workbook import Merge, Sheet, open_workbook

_UNNAMED = re.compile(r"(?:sheet|工作表|表|表格)\s?\d{0,4}$", re.IGNORECASE)
_MOST_CELLS = 500_000
"""Cells with text; a sheet with more is a database and no plan."""
_MOST_STEPS = 20_000_000
"""Cells that are looked at, empty ones too: one cell in the last corner of a sheet makes a row of thousands."""
_STEP = 2_000
_STUMBLES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, SyntaxError, OSError, AssertionError)


def warm_up() -> None:
    """Load the libraries, so that a process that forks has them."""
    import lxml.etree  # noqa: F401
    import openpyxl  # noqa: F401


def read_spreadsheet(data: bytes, job: Job, name: str) -> RawDocument:
    """Cells of a workbook as its sheets show them; `name` is the reader that answers for it.

    Raises:
        Unreadable: no workbook, damaged, encrypted, or with entities.
        LimitExceeded: larger unpacked, or with more cells or characters, than the limits allow.
    """
    package = Package(data, job, "XLSX 表格")
    book = open_workbook(package)
    # A workbook of hidden sheets alone is read all the same.
    shown = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    problems = [*book.problems]
    for sheet in book.sheets:
        if sheet not in shown:
            problems.append(Problem("hidden_sheet", f"工作表“{sheet.name}”是隐藏的，没有读入。"))
            continue
        problems += _hidden(sheet)
        if sheet.unsaved:
            message = f"工作表“{sheet.name}”有 {sheet.unsaved} 个公式没有保存结果，这些格是空的。"
            problems.append(Problem("missing_values", message))
    try:
        cells = _Cells(job, book.strikes)
        lines = cells.lines(book.stream, book.sheets, shown)
    except _STUMBLES as error:
        raise package.broken("单元格读不出") from error
    struck = book.struck + cells.struck
    if struck:
        problems.append(Problem("struck_text", f"文件里有 {struck} 字加了删除线，没有读入。"))
    return RawDocument(name, tuple(lines), problems=tuple(problems))


def _hidden(sheet: Sheet) -> Iterator[Problem]:
    """What of a sheet a person does not see."""
    rows, columns = len(sheet.hidden_rows), len(sheet.hidden_columns)
    if rows or columns:
        message = f"工作表“{sheet.name}”有 {rows} 行、{columns} 列设为隐藏，没有读入。"
        yield Problem("hidden_cells", message)
    if sheet.folded:
        yield Problem("folded_rows", f"工作表“{sheet.name}”有 {sheet.folded} 行被筛选或折叠，已照常读入，请核对。")


def _gone(sheet: Sheet, merge: Merge) -> bool:
    """Whether a merged cell lies in hidden rows or columns alone."""
    rows, columns = range(merge.top, merge.bottom + 1), range(merge.left, merge.right + 1)
    return all(row in sheet.hidden_rows for row in rows) or all(column in sheet.hidden_columns for column in columns)


_LABELLED = re.compile(
    r"(?:填报|填表|制表|编制|报送|统计|审核|责任|牵头)?(?:单位|部门|机关|人|日期|时间|年度)?(?:（盖章）|\(盖章\))?[:：]|"
    r"(?:单位|金额单位|计量单位)[:：]|表号[:：]|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$"
)
"""What stands between the title of a form and its table."""


class _Cells:
    """Reads the sheets of one workbook and counts what it reads."""

    def __init__(self, job: Job, strikes: bool) -> None:
        """`strikes`: some cell format strikes its text through."""
        self.struck = 0
        """Characters of the cells that are struck through."""
        self._strikes = strikes
        self._job = job
        self._steps = 0
        self._rows = 0
        self._cells = 0
        self._characters = 0
        self._tables = 0

    def lines(self, stream: Any, sheets: Sequence[Sheet], shown: Sequence[Sheet]) -> list[RawLine]:
        from openpyxl import load_workbook

        out: list[RawLine] = []
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        for sheet, opened in zip(sheets, book.worksheets, strict=True):
            if sheet not in shown:
                continue
            opened.reset_dimensions()
            made = self._sheet(sheet, opened.iter_rows())
            if made:
                titled = len(shown) == 1 and made[0].kind is None and made[0].centered
                out += [self._heading(sheet.name, titled), *made]
        return [line for line in out if line.text]

    @staticmethod
    def _heading(name: str, titled: bool) -> RawLine:
        text = clean.line(name)
        # A name that the program gave by itself says nothing of the sheet, and the only sheet has its title inside.
        kind = BlockKind.NOISE if titled or _UNNAMED.match(text) else None
        return RawLine(text, kind=kind, level=None if kind else 2, bold=kind is None, gap_before=True)

    def _sheet(self, sheet: Sheet, rows: Iterator[Sequence[Any]]) -> list[RawLine]:
        """Cells of a sheet; rows of one cell above and below the table are lines of text."""
        corners = {(merge.top, merge.left): merge for merge in sheet.merges}
        covered = _Covered(sheet)
        # A merged cell shows in the first of its rows and columns that is not hidden.
        kept = {at for at, merge in corners.items() if not _gone(sheet, merge)}
        grid: list[list[RawLine]] = []
        for at, row in enumerate(rows, 1):
            self._alive(len(row))
            held = []
            for column, cell in enumerate(row, 1):
                value = getattr(cell, "value", None)
                if value is None or covered.hides(at, column):
                    continue
                if (at in sheet.hidden_rows or column in sheet.hidden_columns) and (at, column) not in kept:
                    continue
                text = _text(value, cell)
                if text and self._strikes and cell.font.strike:
                    self.struck += len("".join(text.split()))
                    continue
                if text:
                    merge = corners.get((at, column))
                    tall = merge.bottom - merge.top + 1 if merge else 1
                    wide = merge.right - merge.left + 1 if merge else 1
                    held.append(RawLine(text, kind=BlockKind.CELL, row=at, column=column, rows=tall, columns=wide))
                    self._count(text)
            if held:
                grid.append(held)
        made = lay_out(grid, self._tables)
        self._tables += any(line.table is not None for line in made)
        return made

    def _alive(self, cells: int) -> None:
        self._rows += 1
        self._steps += cells + 1
        if self._rows % _STEP == 0:
            self._job.progress(self._rows // _STEP)
        if self._steps > _MOST_STEPS:
            raise LimitExceeded(self._job.source, "工作表的范围超过上限", "请删去表格外的空白行列，或拆分文件后再读")

    def _count(self, text: str) -> None:
        self._cells += 1
        self._characters += len(text)
        if self._cells > _MOST_CELLS:
            raise LimitExceeded(self._job.source, f"单元格超过 {_MOST_CELLS} 个的上限", "请拆分文件后再读")
        if self._characters > self._job.limits.characters:
            limit = self._job.limits.characters
            raise LimitExceeded(self._job.source, f"文字超过 {limit} 字的上限", "请把文件拆分后再读")


def lay_out(grid: Sequence[list[RawLine]], table: int) -> list[RawLine]:
    """The rows of a sheet as lines: its cells as table number `table`, rows of one cell around them as text.

    Places are counted from the table's first cell; empty rows and margins are left out.
    """
    first = next((at for at, row in enumerate(grid) if len(row) > 1 and not _is_filled_in(row)), None)
    if first is None:
        return _texts(grid)
    last = max(at for at, row in enumerate(grid) if len(row) > 1)
    # A single cell that goes on downwards or opens the last rows belongs to the table.
    while last + 1 < len(grid) and (grid[last + 1][0].row or 0) - (grid[last][0].row or 0) == 1:
        if _is_note(grid[last + 1][0]):
            break
        last += 1
    body = grid[first : last + 1]
    top = body[0][0].row or 0
    left = min(line.column or 0 for row in body for line in row)
    cells = [
        replace(line, table=table, row=(line.row or 0) - top, column=(line.column or 0) - left)
        for row in body
        for line in row
    ]
    return [*_texts(grid[:first]), *cells, *_texts(grid[last + 1 :])]


class _Covered:
    """Cells that a merged cell covers, asked row by row."""

    def __init__(self, sheet: Sheet) -> None:
        self._waiting = sorted(sheet.merges, key=lambda merge: merge.top, reverse=True)
        self._open: list[Any] = []
        self._row = 0

    def hides(self, row: int, column: int) -> bool:
        """Whether another cell shows in the place of this one. Rows must not go back."""
        if row != self._row:
            self._row = row
            while self._waiting and self._waiting[-1].top <= row:
                self._open.append(self._waiting.pop())
            self._open = [merge for merge in self._open if merge.bottom >= row]
        return any(
            merge.left <= column <= merge.right and (merge.top, merge.left) != (row, column) for merge in self._open
        )


def _text(value: object, cell: Any) -> str:
    """A cell's text on one line."""
    text = show(value, getattr(cell, "number_format", None))
    lines = (clean.line(clean.plain_radicals(line)) for line in clean.split(text))
    return celltext.join([line for line in lines if line])


def _texts(grid: Sequence[Sequence[RawLine]]) -> list[RawLine]:
    """Rows of one cell as lines of text: the title of a sheet, notes under its table; and who filled the form in."""
    out: list[RawLine] = []
    before = -1
    for row in grid:
        at, wide = row[0].row or 0, row[0].columns > 1
        gap = before < 0 or at - before > 1
        if _is_filled_in(row):
            out += [RawLine(cell.text, kind=BlockKind.META, gap_before=gap) for cell in row]
        else:
            out.append(RawLine(row[0].text, bold=wide, centered=wide, gap_before=gap))
        before = at
    return out


def _is_filled_in(row: Sequence[RawLine]) -> bool:
    """Whether a row above a table says who filled it in, when, in what unit: labels with their values in few cells."""
    return len(row) <= 4 and all(_LABELLED.match(cell.text) for cell in row)


def _is_note(line: RawLine) -> bool:
    """Whether a single cell under a table is a remark on it."""
    return bool(re.match(r"(?:备注|附注|注|说明|填表说明|填报人|审核人|联系人)[\s\d]{0,4}[:：.．]", line.text))
