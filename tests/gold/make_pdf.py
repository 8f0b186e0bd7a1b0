"""Sets `city_plan.txt` as a PDF of the kind that offices publish: hard-wrapped lines, page numbers, a ruled table.

    python tests/gold/make_pdf.py corpus/samples/yunting-city-plan-2024.pdf

The first character of a line says what it is: `#` title, `@` document number, `=` heading, `^` caption of the
table that follows, `|` table row, `>` signature, `*` note; everything else is a paragraph.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 14.0
LEADING = 26.0
LEFT, RIGHT, TOP, BOTTOM = 82.0, 82.0, 92.0, 88.0
NO_LINE_START = "，。、；：？！）》”%"
COLUMNS = (0.46, 0.2, 0.2, 0.14)
"""Widths of the table's columns, as shares of the text width."""
TABLE_ROOM = 180.0
"""Points that a caption wants below it, so that it stays with its table."""


class Sheet:
    """A growing document with a cursor that moves down the page."""

    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.width, self.height = A4
        self.page = 1
        self.y = self.height - TOP

    def room(self, needed: float) -> None:
        """Begin a new page where less than `needed` points are left."""
        if self.y - needed < BOTTOM:
            self.finish_page()
            self.page += 1
            self.y = self.height - TOP

    def finish_page(self) -> None:
        """Write the page number and close the page."""
        self.canvas.setFont(FONT, 10.5)
        self.canvas.drawCentredString(self.width / 2, 48, f"— {self.page} —")
        self.canvas.showPage()

    def line(self, text: str, *, size: float = SIZE, align: str = "left") -> None:
        """One line of text."""
        self.room(LEADING)
        self.canvas.setFont(FONT, size)
        if align == "centre":
            self.canvas.drawCentredString(self.width / 2, self.y, text)
        elif align == "right":
            self.canvas.drawRightString(self.width - RIGHT - 2 * SIZE, self.y, text)
        else:
            self.canvas.drawString(LEFT, self.y, text)
        self.y -= LEADING

    def paragraph(self, text: str) -> None:
        """Text with an indented first line, broken by character."""
        for line in wrap("　　" + text, self.width - LEFT - RIGHT):
            self.line(line)

    def table(self, rows: list[list[str]]) -> None:
        """A ruled table that stays on one page."""
        height = 22.0
        self.room(height * len(rows) + 10)
        full = self.width - LEFT - RIGHT
        edges = [LEFT + full * sum(COLUMNS[:n]) for n in range(len(COLUMNS) + 1)]
        top = self.y + 16
        self.canvas.setFont(FONT, 12)
        for number, row in enumerate(rows):
            for left, cell in zip(edges, row, strict=False):
                self.canvas.drawString(left + 5, top - height * number - 15, cell)
        self.canvas.setLineWidth(0.6)
        for number in range(len(rows) + 1):
            self.canvas.line(LEFT, top - height * number, LEFT + full, top - height * number)
        for edge in edges:
            self.canvas.line(edge, top, edge, top - height * len(rows))
        self.y = top - height * len(rows) - LEADING

    def save(self) -> None:
        """Close the last page and write the file."""
        self.finish_page()
        self.canvas.save()


def wrap(text: str, width: float, size: float = SIZE) -> list[str]:
    """Lines no wider than `width` points (closing punctuation may hang over)."""
    lines, line = [], ""
    for char in text:
        if pdfmetrics.stringWidth(line + char, FONT, size) > width and char not in NO_LINE_START:
            word = len(line) - len(line.rstrip("0123456789.〔")) if char.isdigit() or char == "." else 0
            lines.append(line[: len(line) - word])
            line = line[len(line) - word :]
        line += char
    return [*lines, line] if line else lines


def make(source: str, path: Path) -> None:
    """Set the marked text `source` as a PDF at `path`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    sheet = Sheet(path)
    rows: list[list[str]] = []
    for raw in source.splitlines():
        mark, text = (raw[0], raw[1:].strip()) if raw[:1] in "#@=^|>*" else ("", raw.strip())
        if rows and mark != "|":
            sheet.table(rows)
            rows = []
        if mark == "#":
            for part in wrap(text, sheet.width - LEFT - RIGHT, 20):
                sheet.line(part, size=20, align="centre")
        elif mark == "^":
            sheet.room(LEADING + TABLE_ROOM)
            sheet.line(text, align="centre")
        elif mark == "@":
            sheet.line(text, align="centre")
        elif mark == "|":
            rows.append([cell.strip() for cell in text.strip("| ").split("|")])
        elif mark == ">":
            sheet.line(text, align="right")
        else:
            sheet.paragraph(text)
    sheet.save()


if __name__ == "__main__":
    make(Path(__file__).with_name("city_plan.txt").read_text("utf-8"), Path(sys.argv[1]))
