"""Notices as XLSX, from a template that anybody can change; no cell can start a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from corpus.errors import BadTemplate
from corpus.notice import Kind, Notice
from corpus.office_sheet import height
from corpus.output import from_memory
from corpus.placeholders import check, fill, heading, names, place, row_of
from corpus.tongue import ZH, Tongue

_LONGEST = 32_767
_TASKS = {
    Kind.REMINDER: ("序号", "任务", "目标值", "分工", "完成时限", "逾期天数", "灯", "进展", "达到数值", "来源", "原文",
                    "编号"),
    Kind.BULLETIN: ("序号", "单位", "任务", "目标值", "分工", "完成时限", "逾期天数", "灯", "进展", "来源", "编号"),
}  # fmt: skip
_WIDTHS = {
    "序号": 6,
    "单位": 22,
    "任务": 34,
    "目标值": 26,
    "进展": 26,
    "来源": 30,
    "原文": 50,
    "编号": 18,
    "单位名称": 28,
}


def template(kind: Kind, tongue: Tongue = ZH) -> Any:
    """The template that is used when nobody gives another: an openpyxl workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = tongue.say("sheet.tasks")
    fields = _TASKS[kind]
    edge = Border(*[Side(style="thin", color="BFBFBF")] * 4)
    page.append([place("标题", tongue)])
    page["A1"].font = Font(bold=True, size=18)
    page["A1"].alignment = Alignment(horizontal="center")
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(fields))
    page.append([tongue.say("paper.line")])
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(fields))
    sheets = [(page, fields, 3)]
    if kind is Kind.BULLETIN:
        sheets.append(
            (book.create_sheet(tongue.say("sheet.offices")), ("单位名称", "红", "黄", "蓝", "绿", "灰", "总数"), 1)
        )
    for sheet, columns, top in sheets:
        for at, field in enumerate(columns, 1):
            head, cell = sheet.cell(top, at, heading(field, tongue)), sheet.cell(top + 1, at, place(field, tongue))
            head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
            head.border = cell.border = edge
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(field, 10)
        sheet.freeze_panes = sheet.cell(top + 1, 1)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{top}:{top}"
    return book


def save_template(kind: Kind, path: Path, tongue: Tongue = ZH) -> None:
    """Write the default template, to be changed."""
    from_memory(path, template(kind, tongue).save)


def write(notice: Notice, path: Path, given: Path | None = None, tongue: Tongue = ZH) -> None:
    """Write a notice into `path`, in the form of the template `given`; raises BadTemplate."""
    book = _open(given) if given else template(notice.kind, tongue)
    check(str(given or path), (cell.value for page in book.worksheets for cell in _texts(page)))
    for page in book.worksheets:
        rows = {number: kind for number in range(1, page.max_row + 1) if (kind := _kind(page, number))}
        for cell in list(_cells(page)):
            # What is put into a row is never looked at again: a place in a plan's own words stays as it is.
            if cell.row not in rows:
                _put(cell, cell.value, notice.head)
        for number in sorted(rows, reverse=True):
            _repeat(page, number, notice.head, notice.tasks if rows[number] == "tasks" else notice.offices)
    from_memory(path, book.save)


def _open(path: Path) -> Any:
    import zipfile
    import zlib

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        TypeError,
        SyntaxError,
        OSError,
    )
    try:
        return load_workbook(str(path))
    except broken as error:
        raise BadTemplate(str(path), "打不开这个模板", "请用 XLSX 文件，可先用 --save-template 存一份来改") from error


def _texts(page: Any) -> Iterator[Any]:
    """Cells with text."""
    return (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str))


def _cells(page: Any) -> Iterator[Any]:
    """Cells with places to fill."""
    return (cell for cell in _texts(page) if names(cell.value))


def _kind(page: Any, number: int) -> str:
    """What a row with fields of a task or an office stands for."""
    return row_of(name for cell in page[number] if isinstance(cell.value, str) for name in names(cell.value))


def _repeat(page: Any, number: int, head: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> None:
    """The row once for each of the lines; rows below move down."""
    from openpyxl.utils import get_column_letter

    texts = {cell.column: cell.value for cell in page[number] if isinstance(cell.value, str)}
    styles = {cell.column: copy(cell._style) for cell in page[number]}
    if len(lines) > 1:
        _make_room(page, number, len(lines) - 1)
    for at, values in enumerate(lines or ({},)):
        for column, style in styles.items():
            cell = page.cell(number + at, column)
            cell._style = copy(style)
            if column in texts:
                _put(cell, texts[column] if lines else "", {**head, **values})
        # Without a height of its own a row is as tall as one line in some programs.
        wide = {column: page.column_dimensions[get_column_letter(column)].width or 8 for column in texts}
        said = ((str(page.cell(number + at, column).value or ""), width) for column, width in wide.items())
        page.row_dimensions[number + at].height = height(said)


def _make_room(page: Any, number: int, count: int) -> None:
    """Empty rows below a row; what stands below moves down with its joined cells and its heights."""
    below = [joined for joined in page.merged_cells.ranges if joined.min_row > number]
    heights = {at: page.row_dimensions[at].height for at in range(number + 1, page.max_row + 1)}
    for joined in below:
        page.unmerge_cells(str(joined))
    page.insert_rows(number + 1, count)
    for joined in below:
        joined.shift(row_shift=count)
        page.merge_cells(str(joined))
    for at, tall in heights.items():
        page.row_dimensions[at + count].height = tall


def _put(cell: Any, text: str, values: Mapping[str, str]) -> None:
    """Text, whatever it looks like: never a formula; an empty text is an empty cell."""
    said = fill(text, values)[:_LONGEST]
    cell.value = said or None
    if said:
        cell.data_type = "s"
        # Kept as a text when somebody edits it.
        cell.quotePrefix = said.startswith(("=", "+", "-", "@"))
