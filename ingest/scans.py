"""Pages whose text is a picture: recognised, laid out like printed ones, and named where they cannot be.

A page without text is read whole. On a page with text a large picture is read where no text of the page lies on it
and what is found there is running text: labels of a map or a chart are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from ingest import grid, ocr, quality, rules, runningtables
from ingest.glyphs import Glyph, Page
from ingest.grid import Box
from ingest.model import Problem
from ingest.ocr import Engine, Recognised
from ingest.registry import Job
from ingest.rules import Rule
from ingest.sheets import PICTURE

if TYPE_CHECKING:
    from ingest.ocr import Picture

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
_DASH = re.compile("(?<=[0-9])一(?=[0-9])")
"""A dash between two figures looks like the figure one in Chinese, which never stands there."""


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
            return Found(tuple(pages), tuple(_unread(whole)))
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
        large = [box for box in boxes if _area(box) >= PICTURE * width * height]
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
        part = _area(box) < _WHOLE * width * height
        if page.lines and part and not _is_running(seen.lines):
            return page
        glyphs = [glyph for glyph in seen.glyphs if not any(_holds(line.box, _glyph_box(glyph)) for line in page.lines)]
        made, tables = grid.lay_out(rules.cells(seen.rules), glyphs, page.number, page.width, page.height)
        if not made.lines:
            return page
        made = numbering.number(made, tables)
        at = next((at for at, line in enumerate(page.lines) if line.top > box[1]), len(page.lines))
        return replace(page, lines=(*page.lines[:at], *made.lines, *page.lines[at:]))


@dataclass(frozen=True, slots=True)
class Seen:
    """What was recognised in a picture; lengths are points of its page."""

    lines: tuple[Recognised, ...]
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def see(
    engine: Engine, picture: Picture, number: int, job: Job, scale: float, origin: tuple[float, float] = (0.0, 0.0)
) -> Seen:
    """The text and the rules of a picture on page `number`; `scale` is points a pixel, `origin` its corner."""
    read = ocr.recognise(engine, picture, number, job)
    lines = tuple(replace(line, text=_DASH.sub("—", line.text)) for line in read)
    job.progress(number)
    usual = _Usual.of(lines)
    left, top = origin
    glyphs = tuple(
        glyph._replace(
            x0=left + glyph.x0 * scale,
            top=top + glyph.top * scale,
            x1=left + glyph.x1 * scale,
            bottom=top + glyph.bottom * scale,
            size=glyph.size * scale,
        )
        for line in lines
        for glyph in _spread(line, usual)
    )
    found = tuple(
        Rule(left + r.x0 * scale, top + r.top * scale, left + r.x1 * scale, top + r.bottom * scale)
        for r in engine.rules(picture)
    )
    return Seen(lines, glyphs, found)


@dataclass(frozen=True, slots=True)
class _Usual:
    """The running text of a picture, pixels."""

    tall: float
    """Height of a line."""
    step: float
    """Width of a Han character."""

    @classmethod
    def of(cls, lines: Sequence[Recognised]) -> _Usual:
        long = [line for line in lines if len(line.text) >= 10] or lines
        tall = median([line.bottom - line.top for line in long] or [1.0])
        return cls(tall, median([_step(line) for line in long] or [1.0]))

    def size(self, line: Recognised) -> float:
        """The type size of a line: heights tremble, those of short lines most; what has the usual step has that."""
        tall = line.bottom - line.top
        alike = abs(_step(line) / max(self.step, 0.1) - 1) < 0.2 and tall < 1.6 * self.tall
        return self.tall if alike or 0.75 * self.tall <= tall <= 1.3 * self.tall else tall


def _step(line: Recognised) -> float:
    return (line.x1 - line.x0) / max(sum(map(_share, line.text)), 0.5)


def _share(char: str) -> float:
    """Width of a character as a part of a Han character's."""
    return 1.0 if char >= "\u2e80" or char in "“”‘’—…·" else 0.55


def _spread(line: Recognised, usual: _Usual) -> Iterable[Glyph]:
    """The characters of a line side by side, each as wide as its kind is."""
    size, step, at = usual.size(line), _step(line), line.x0
    for char in line.text:
        wide = _share(char) * step
        if not char.isspace():
            yield Glyph(char, at, line.top, at + wide, line.bottom, size, confidence=line.confidence)
        at += wide


def problems(pages: Iterable[Page], read: Sequence[int]) -> list[Problem]:
    """What a person should know of pages whose text was recognised."""
    if not read:
        return []
    out = [Problem("recognised", f"第 {ranges(read)} 页是图像，文字由 OCR 识别，请与原件核对。", page=read[0])]
    doubtful = [
        line.page
        for page in pages
        for line in page.lines
        if line.confidence is not None and line.confidence < ocr.UNCERTAIN
    ]
    if doubtful:
        where = ranges(sorted(set(doubtful)))
        message = f"第 {where} 页有 {len(doubtful)} 行文字识别把握不大，可能有错字。"
        out.append(Problem("uncertain_text", message, page=doubtful[0]))
    return out


def ranges(numbers: Sequence[int]) -> str:
    """`3、5—8`."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in out)


def _unread(numbers: Sequence[int]) -> Iterable[Problem]:
    if numbers:
        message = f"第 {ranges(numbers)} 页是扫描页，需要 OCR，没有读入；安装后可以再读：{ocr.INSTALL}。"
        yield Problem("needs_ocr", message, page=numbers[0])


def _is_running(lines: Sequence[Recognised]) -> bool:
    long = [quality.measure(line.text) for line in lines if len(line.text) >= 10]
    return sum(measured.han for measured in long) >= _RUNNING


def _has_ink(sheet: Any) -> bool:
    grey = sheet.render(scale=0.5, grayscale=True).to_numpy()
    return bool((grey < 160).mean() > _INK)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of `inner` lies in `outer`."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _glyph_box(glyph: Glyph) -> Box:
    return (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
