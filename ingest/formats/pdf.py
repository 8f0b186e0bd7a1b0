"""PDF with a text layer: pdfplumber for glyphs, boxes and ruled tables, pdfium for pages that it misreads."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import Any

from ingest import clean, grid, layout, marks, quality, sniff
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.layout import Glyph, Page, Printed
from ingest.model import BlockKind, Problem
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job, reader

_STUMBLES = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    OSError,
    struct.error,
    zlib.error,
)
"""What PDF libraries raise over a broken page, beside their own errors; RecursionError is a RuntimeError."""

_MAX_EDGES = 3_000
"""Pages with more rules than this are drawings; looking for tables there takes minutes."""


def warm_up() -> None:
    """Load the libraries, so that a process that forks has them."""
    import pdfplumber  # noqa: F401
    import pypdfium2  # noqa: F401


@reader("pdf", suffixes=(".pdf",), magic=sniff.looks_pdf, rank=10, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Paragraphs, cells and furniture of a PDF.

    Raises:
        Unreadable: encrypted, or damaged so that no page can be read.
        Empty: no text layer (a scan), or no pages.
        LimitExceeded: more pages or characters than the limits allow.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with ExitStack() as stack:
        source = _Source(data, job, stack)
        pages, problems = _read_pages(source, job)
        if not any(page.lines for page in pages):
            raise _nothing(source, problems, job)
        metadata = source.metadata()
    lines = layout.assemble(layout.mark_contents(layout.mark_furniture(pages)))
    problems += _truncated(data)
    return RawDocument("pdf", tuple(_mark_noise(lines)), metadata, tuple(problems), pages=source.count)


def _nothing(source: _Source, problems: Sequence[Problem], job: Job) -> Exception:
    if source.count == 0:
        return Empty(job.source, "PDF 里没有页面", "请重新导出")
    if problems and len(problems[0].message) and source.failed == source.count:
        return Unreadable(job.source, "PDF 已损坏，所有页面都读不出", "请重新下载，或用阅读器打开后另存")
    return Empty(job.source, "PDF 没有文字层（可能是扫描件）", "请先做文字识别（OCR）再读")


class _Source:
    """One file in both libraries; either may fail to open it."""

    def __init__(self, data: bytes, job: Job, stack: ExitStack) -> None:
        import pypdfium2
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
        from pdfplumber import open as open_plumber
        from pdfplumber.utils.exceptions import PdfminerException

        self.stumbles = (*_STUMBLES, PSException, PdfminerException)
        self._pdfium: Any = None
        self._plumber: Any = None
        self.count = 0
        self.failed = 0
        locked = False
        try:
            self._pdfium = stack.enter_context(closing(pypdfium2.PdfDocument(data)))
            self.count = len(self._pdfium)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
        if locked:
            raise Unreadable(job.source, "PDF 已加密，需要密码", "请用密码打开后另存为不加密的 PDF")
        if self.count > job.limits.pages:
            raise LimitExceeded(job.source, f"页数 {self.count} 超过 {job.limits.pages} 页的上限", "请拆分 PDF 后再读")
        try:
            self._plumber = stack.enter_context(open_plumber(io.BytesIO(data)))
            self._pages: Sequence[Any] = self._plumber.pages
            self.count = max(self.count, len(self._pages))
        except PDFPasswordIncorrect:
            raise Unreadable(job.source, "PDF 已加密，需要密码", "请用密码打开后另存为不加密的 PDF") from None
        except self.stumbles as error:
            self._pages = ()
            if self._pdfium is None:
                raise Unreadable(
                    job.source, "PDF 已损坏，打不开", "请重新下载，或用阅读器打开后另存"
                ) from error

    def metadata(self) -> dict[str, str]:
        """The info dictionary, cleaned; keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        raw = dict(self._plumber.metadata or {}) if self._plumber is not None else {}
        out = {str(key): clean.line(value)[:500] for key, value in raw.items() if isinstance(value, str)}
        return {key: value for key, value in out.items() if value}

    def page(self, number: int, tables: int) -> tuple[Page, list[grid.Ruled]]:
        """Page `number` (from 1), read by whichever library reads it better; tables are numbered from `tables`."""
        first: _Sheet | None = None
        trouble: Exception | None = None
        if number <= len(self._pages):
            try:
                first = self._by_plumber(self._pages[number - 1])
            except self.stumbles as error:
                trouble = error
        if (first is None or first.doubtful) and self._pdfium is not None and number <= len(self._pdfium):
            try:
                second = self._by_pdfium(number - 1)
            except self.stumbles as error:
                trouble = trouble or error
            else:
                if first is None or second.merit > first.merit:
                    first = second if first is None else replace_boxes(second, first)
        if first is None:
            raise trouble or ValueError("no library knows this page")
        return _lay_out(first, number)

    def _by_plumber(self, page: Any) -> _Sheet:
        try:
            glyphs = [
                Glyph(
                    char["text"],
                    char["x0"],
                    char["top"],
                    char["x1"],
                    char["bottom"],
                    char["size"],
                    _is_bold(char["fontname"]),
                )
                for char in page.chars
                if char["upright"] or not char["text"].isascii()
            ]
            edges = len(page.lines) + len(page.curves) + 4 * len(page.rects)
            tables: list[list[grid.Box]] = []
            if 4 <= edges <= _MAX_EDGES:
                tables = [table.cells for table in page.find_tables()]
            return _Sheet(float(page.width), float(page.height), glyphs, tables)
        finally:
            page.close()

    def _by_pdfium(self, index: int) -> _Sheet:
        import pypdfium2.raw as pdfium

        with closing(self._pdfium[index]) as page, closing(page.get_textpage()) as text:
            width, height = page.get_size()
            glyphs = []
            for at in range(text.count_chars()):
                code = pdfium.FPDFText_GetUnicode(text.raw, at)
                if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                    continue
                x0, bottom, x1, top = text.get_charbox(at, loose=True)
                size = pdfium.FPDFText_GetFontSize(text.raw, at)
                glyphs.append(Glyph(chr(code), x0, height - top, x1, height - bottom, max(size, top - bottom)))
        return _Sheet(width, height, glyphs, [])


class _Sheet:
    """Glyphs of a page as one library gives them."""

    def __init__(self, width: float, height: float, glyphs: Sequence[Glyph], tables: list[list[grid.Box]]) -> None:
        self.width = width
        self.height = height
        # Text outside the page is not there for a person who looks at it.
        self.glyphs = layout.dedupe(
            glyph
            for glyph in glyphs
            if -1 <= (glyph.x0 + glyph.x1) / 2 <= width + 1 and -1 <= (glyph.top + glyph.bottom) / 2 <= height + 1
        )
        self.tables = tables
        self.quality = quality.measure("".join(glyph.text for glyph in self.glyphs))

    @property
    def doubtful(self) -> bool:
        """Whether the other library should be asked: nothing, bad characters, or hardly any Chinese."""
        measured = self.quality
        size = measured.han + measured.letters + measured.bad
        return size == 0 or measured.bad > 0 or measured.score < quality.LOW or measured.han < 0.35 * size

    @property
    def merit(self) -> float:
        """More sound Chinese is better; letters count a little, so that an English page is not lost."""
        measured = self.quality
        return measured.score * (measured.han + 0.2 * measured.letters) - measured.bad


def replace_boxes(better: _Sheet, ruled: _Sheet) -> _Sheet:
    """The better text with the tables that only the other library finds."""
    same = abs(better.width - ruled.width) < 2 and abs(better.height - ruled.height) < 2
    better.tables = ruled.tables if same else []
    return better


def _is_bold(font: str) -> bool:
    name = font.lower()
    return any(word in name for word in ("bold", "simhei", "heiti", "fzhei", "xbs", "xiaobiaosong", "黑体", "小标宋"))


def _lay_out(sheet: _Sheet, number: int) -> tuple[Page, list[grid.Ruled]]:
    """Lines and cells of a page in reading order."""
    glyphs: list[Glyph] = sheet.glyphs
    tables: list[grid.Ruled] = []
    for boxes in sorted(sheet.tables, key=lambda cells: min((cell[1] for cell in cells), default=0.0)):
        found = grid.read_table(boxes, glyphs, number)
        if found is not None:
            table, glyphs = found
            tables.append(table)
    lines: list[Printed] = []
    for column in layout.columns(glyphs, sheet.width) if not tables else [glyphs]:
        lines += layout.lines_of(column, number)
    lines = [line for line in lines if line.text]
    for table in reversed(tables):
        at = next((at for at, line in enumerate(lines) if line.top > table.box[1]), len(lines))
        lines[at:at] = table.cells
    return Page(number, sheet.width, sheet.height, tuple(lines)), tables


def _read_pages(source: _Source, job: Job) -> tuple[list[Page], list[Problem]]:
    """All pages that can be read, and which cannot."""
    pages: list[Page] = []
    missing: list[int] = []
    tables = _Tables()
    characters = 0
    for number in range(1, source.count + 1):
        try:
            page, found = source.page(number, tables.count)
        except source.stumbles:
            missing.append(number)
            continue
        finally:
            job.progress(number)
        characters += sum(len(line.text) for line in page.lines)
        if characters > job.limits.characters:
            raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请拆分 PDF 后再读")
        pages.append(tables.number(page, found))
    source.failed = len(missing)
    problems = [Problem("missing_pages", f"第 {_ranges(missing)} 页读不出。", page=missing[0])] if missing else []
    return pages, problems


class _Tables:
    """Numbers tables over pages; one that goes on at the top of the next page keeps its number."""

    def __init__(self) -> None:
        self.count = 0
        self._open: grid.Ruled | None = None
        self._rows = 0

    def number(self, page: Page, tables: Sequence[grid.Ruled]) -> Page:
        """The page with its cells numbered."""
        numbers: dict[tuple[float, float], tuple[int, int]] = {}
        for at, table in enumerate(tables):
            offset = 0
            if at == 0 and self._open is not None and self._is_first(page, table) and grid.goes_on(self._open, table):
                offset = self._rows
            else:
                self.count += 1
            self._rows = offset + table.rows
            self._open = table
            for cell in table.cells:
                numbers[(cell.x0, cell.top)] = (self.count - 1, offset)
        if self._open is not None and not (tables and self._is_last(page, tables[-1])):
            self._open = None
        lines = tuple(_numbered(line, *numbers[(line.x0, line.top)]) if line.cell else line for line in page.lines)
        return replace(page, lines=lines)

    @staticmethod
    def _is_first(page: Page, table: grid.Ruled) -> bool:
        above = [line for line in page.lines if line.cell is None and line.bottom <= table.box[1] + 2]
        return all(line.bottom < page.height * 0.13 for line in above)

    @staticmethod
    def _is_last(page: Page, table: grid.Ruled) -> bool:
        below = [line for line in page.lines if line.cell is None and line.top >= table.box[3] - 2]
        return all(line.top > page.height * 0.87 for line in below)


def _numbered(line: Printed, table: int, offset: int) -> Printed:
    assert line.cell is not None
    _, row, column, rows, wide = line.cell
    return replace(line, cell=(table, row + offset, column, rows, wide))


def _ranges(numbers: Sequence[int]) -> str:
    """`3、5—8`."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in out)


def _truncated(data: bytes) -> list[Problem]:
    """A file that does not end as PDFs do was cut, and pages may have vanished without an error."""
    end = data.rfind(b"%%EOF")
    if end >= 0 and b" obj" not in data[end:]:
        return []
    return [Problem("truncated", "文件末尾缺失（下载或复制不完整），可能少了内容。")]


def _mark_noise(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Furniture by its words."""
    for line in lines:
        yield replace(line, kind=BlockKind.NOISE) if line.kind is None and marks.is_noise(line.text) else line
