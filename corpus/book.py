"""Workbooks and files that are written whole or not at all. No text of a cell can start a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.sheet import FORMULA

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a row of another sheet."""

    text: str
    page: str
    """Name of that sheet, without characters that names of sheets may not hold."""
    row: int
    """Of its table, from 0; the sheet has no lines above the table."""


Value = str | int | float | Decimal | date | Link | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()
    """Characters of each column."""
    notes: Sequence[str] = ()
    """Lines above the table."""


def harmless(text: str) -> str:
    """A text as a cell may hold it: no formula for any program that reads it, no character that XML forbids."""
    text = _CONTROL.sub("\ufffd", text)[: _LONGEST_CELL - 1]
    return "'" + text if text.startswith(FORMULA) else text


def workbook(pages: Sequence[Page]) -> bytes:
    """An XLSX file: days are days, numbers are numbers, every text is text."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#E7E6E6", "bottom": 1, "text_wrap": True})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top"})
        link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0563C1", "underline": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        for page in pages:
            sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", page.name)[:_LONGEST_NAME])
            for column, width in enumerate(page.widths):
                sheet.set_column(column, column, width)
            for line, remark in enumerate(page.notes):
                sheet.write_string(line, 0, harmless(remark), plain)
            head = len(page.notes)
            for column, heading in enumerate(page.headings):
                sheet.write_string(head, column, harmless(heading), bold)
            sheet.freeze_panes(head + 1, 0)
            last = head
            for last, row in enumerate(page.rows, start=head + 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(last, column, cell, day)
                    elif isinstance(cell, Link):
                        place = f"internal:'{cell.page}'!A{cell.row + 2}"
                        sheet.write_url(last, column, place, link, harmless(cell.text))
                    elif isinstance(cell, str):
                        sheet.write_string(last, column, harmless(cell), text)
                    elif cell is not None:
                        sheet.write_number(last, column, float(cell), plain)
            if page.headings:
                sheet.autofilter(head, 0, last, len(page.headings) - 1)
    return out.getvalue()
