"""Pages whose text is a picture: recognised, laid out like printed ones, and named where they cannot be.

A page without text is read whole. On a page with text a large picture is read where no text of the page lies on it
and what is found there is running text: labels of a map or a chart are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from ingest import grid, ocr, quality, rules, runningtables
from ingest.glyphs import Glyph, Page
from ingest.grid import Box
from ingest.model import Problem
from ingest.ocr import Recognised
from ingest.recognition import area, problems, ranges, see, unread
from ingest.registry import Job
from ingest.sheets import PICTURE

DPI = 200
"""Resolution at which a page is recognised: less loses strokes, more finds nothing new."""
_MOST_PIXELS = 2_340 * 3_310
"""A page of A3; a larger sheet is recognised in less detail."""
_INK = 0.0005
"""Share of dark pixels below which a page is blank."""
_WHOLE = 0.6
"""Share of the page from which a picture is the page."""
_FEW = 30
"""Characters of the file's own text that may lie on a picture: a stamp, a page number."""
_RUNNING = 40
"""Han characters in lines of ten and more that make a picture on a page with text worth reading."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the pages."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def complete(pages: Sequence[Page], pictured: Collection[int], data: bytes, job: Job) -> Found:
    """The pages of a PDF, those that are pictures with the text that was recognised in them.

    `pictured` are the numbers of pages that hold a large picture, or no text.

    Raises:
        Empty: no page holds text and nothing is installed that reads pictures.
    """
    if not pictured:
        return Found(tuple(pages), ())
    if job.careful:
        # Nothing but the library that the file crashed can draw its pages.
        bare = [page.number for page in pages if not page.lines]
        message = f"第 {ranges(bare)} 页展开不了，只能读文字，没有读到，请对照原件。"
        return Found(tuple(pages), (Problem("missing_pages", message, page=bare[0]),) if bare else ())
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return Found(tuple(pages), ())
    with closing(document):
        return _Scans(document, job).complete(pages, pictured)


class _Scans:
    """One file."""

    def __init__(self, document: Any, job: Job) -> None:
        self._document = document
        self._job = job
        self._engine = ocr.engine()

    def complete(self, pages: Sequence[Page], pictured: Collection[int]) -> Found:
        looked = (page for page in pages if page.number in pictured)
        wanted = {page.number: box for page in looked if (box := self._box(page)) is not None}
        whole = [page.number for page in pages if page.number in wanted and not page.lines]
        if self._engine is None:
            if whole and not any(page.lines for page in pages):
                raise ocr.needed(self._job)
            return Found(tuple(pages), tuple(unread(whole)))
        out: list[Page] = []
        read: list[int] = []
        numbering = runningtables.Numbering()
        numbering.count = 1 + max((line.cell[0] for page in pages for line in page.lines if line.cell), default=-1)
        for page in pages:
            made = self._read(page, wanted[page.number], numbering) if page.number in wanted else page
            if made is not page:
                read.append(page.number)
            out.append(made)
        return Found(tuple(out), tuple(problems(out, read)))

    def _box(self, page: Page) -> Box | None:
        """The part of a page that is a picture of text, points; None where the text of the file says it all."""
        import pypdfium2
        import pypdfium2.raw as pdfium

        if page.number > len(self._document):
            return None
        with closing(self._document[page.number - 1]) as sheet:
            width, height = sheet.get_size()
            if not page.lines:
                return (0.0, 0.0, width, height) if _has_ink(sheet) else None
            boxes = []
            try:
                for picture in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                    left, bottom, right, top = picture.get_bounds()
                    boxes.append((max(left, 0), max(height - top, 0), min(right, width), min(height - bottom, height)))
            except pypdfium2.PdfiumError:
                return None
        large = [box for box in boxes if area(box) >= PICTURE * width * height]
        if not large:
            return None
        around = (
            min(b[0] for b in large),
            min(b[1] for b in large),
            max(b[2] for b in large),
            max(b[3] for b in large),
        )
        inside = sum(len(line.text) for line in page.lines if _holds(around, line.box))
        return around if inside < _FEW else None

    def _read(self, page: Page, box: Box, numbering: runningtables.Numbering) -> Page:
        """The page with the lines of the picture at `box` among its own."""
        assert self._engine is not None
        with closing(self._document[page.number - 1]) as sheet:
            width, height = sheet.get_size()
            scale = min(DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            whole = sheet.render(scale=scale).to_numpy()
        x0, top, x1, bottom = (round(value * scale) for value in box)
        picture = whole[top:bottom, x0:x1, :3].copy()
        seen = see(self._engine, picture, page.number, self._job, 1 / scale, (box[0], box[1]))
        part = area(box) < _WHOLE * width * height
        if page.lines and part and not _is_running(seen.lines):
            return page
        glyphs = [glyph for glyph in seen.glyphs if not any(_holds(line.box, _glyph_box(glyph)) for line in page.lines)]
        made, tables = grid.lay_out(rules.cells(seen.rules), glyphs, page.number, page.width, page.height)
        if not made.lines:
            return page
        made = numbering.number(made, tables)
        at = next((at for at, line in enumerate(page.lines) if line.top > box[1]), len(page.lines))
        return replace(page, lines=(*page.lines[:at], *made.lines, *page.lines[at:]))


def _is_running(lines: Sequence[Recognised]) -> bool:
    long = [quality.measure(line.text) for line in lines if len(line.text) >= 10]
    return sum(measured.han for measured in long) >= _RUNNING


def _has_ink(sheet: Any) -> bool:
    grey = sheet.render(scale=0.5, grayscale=True).to_numpy()
    return bool((grey < 160).mean() > _INK)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of `inner` lies in `outer`."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _glyph_box(glyph: Glyph) -> Box:
    return (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
