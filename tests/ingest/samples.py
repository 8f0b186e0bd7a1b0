"""Small documents in every format, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "到2027年，全县村卫生室标准化建设达标率不低于92.5%，由县卫生健康局牵头负责。"
PLAN = (
    "青禾县基层卫生服务能力提升实施方案",
    "一、总体目标",
    SENTENCE,
    "二、重点任务",
    "（一）改善服务条件。各乡镇要加强村卫生室建设，配齐基本设备，完善运行管理制度。",
)

FONT = "STSong-Light"
SIZE = 14
LEFT, RIGHT, TOP, LEADING = 90.0, 510.0, 760.0, 26.0
COLUMNS = int((RIGHT - LEFT) / SIZE)
"""Characters of a full line."""


def new_canvas(buffer: io.BytesIO, **options: object) -> Canvas:
    """An A4 canvas with a Chinese font that needs no font file."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, pagesize=A4, **options)
    canvas.setFont(FONT, SIZE)
    return canvas


def set_lines(paragraph: str) -> list[tuple[float, str]]:
    """Lines of a paragraph as a typesetter breaks them: place and text; the first is set in by two characters."""
    out: list[tuple[float, str]] = []
    inset, used, start = 2, 2.0, 0
    for at, char in enumerate(paragraph):
        used += 0.5 if char.isascii() else 1.0
        if used > COLUMNS and char not in "，。、；：）》%":
            out.append((LEFT + inset * SIZE, paragraph[start:at]))
            inset, used, start = 0, 0.5 if char.isascii() else 1.0, at
    return [*out, (LEFT + inset * SIZE, paragraph[start:])]


def pdf_of(pages: Sequence[Sequence[tuple[float, float, str]]], header: str = "", numbers: bool = False) -> bytes:
    """A PDF: for each page its lines as x, y (from below), text."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    for number, lines in enumerate(pages, 1):
        canvas.setFont(FONT, SIZE)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.setFont(FONT, 9)
        if header:
            canvas.drawCentredString(A4[0] / 2, 810, header)
        if numbers:
            canvas.drawCentredString(A4[0] / 2, 40, f"— {number} —")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def flowing_pdf(paragraphs: Sequence[str], lines_on_page: int = 24, **options: object) -> bytes:
    """A PDF with paragraphs that run over lines and pages."""
    rows = [row for paragraph in paragraphs for row in set_lines(paragraph)]
    pages = [rows[at : at + lines_on_page] for at in range(0, len(rows), lines_on_page)]
    placed = [[(x, TOP - LEADING * i, text) for i, (x, text) in enumerate(page)] for page in pages]
    return pdf_of(placed, **options)  # type: ignore[arg-type]


def html_of(body: str, head: str = '<meta charset="utf-8"><title>青禾县实施方案</title>') -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
