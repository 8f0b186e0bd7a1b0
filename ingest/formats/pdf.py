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

from ingest import clean, grid, layout, marks, quality, salvage, scans, sniff
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.glyphs import Glyph, Page, dedupe
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
        source = _open(data, job, stack)
        pages, problems = _read_pages(source, job)
        seen = scans.complete(pages, data, job)
        pages, problems = list(seen.pages), [*problems, *seen.problems]
        if not any(page.lines for page in pages):
            raise _nothing(source, job)
        metadata = source.metadata()
    lines = layout.assemble(layout.mark_contents(layout.mark_furniture(pages)))
    problems += _truncated(data, source.count)
    return RawDocument("pdf", tuple(_mark_noise(lines)), metadata, tuple(problems), pages=source.count)


def _open(data: bytes, job: Job, stack: ExitStack) -> _Source:
    """The file; where it was cut, what can be rebuilt of it."""
    try:
        return _Source(data, job, stack)
    except Unreadable:
        rebuilt = salvage.rebuild(data) if salvage.is_cut(data) else None
        if rebuilt is None:
            raise
        return _Source(rebuilt, job, stack)


def _nothing(source: _Source, job: Job) -> Exception:
    if source.count == 0:
        return Empty(job.source, "PDF 里没有页面", "请重新导出")
    if source.failed == source.count:
        return Unreadable(job.source, "PDF 已损坏，所有页面都读不出", "请重新下载，或用阅读器打开后另存")
    return Empty(job.source, "PDF 里没有文字，图像里也没有认出文字", "请确认文件内容，或换一份更清晰的扫描件")


def _open_pdfium(data: bytes, job: Job, stack: ExitStack) -> Any:
    """The file in pdfium; None where it cannot open it."""
    import pypdfium2

    try:
        return stack.enter_context(closing(pypdfium2.PdfDocument(data)))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _locked(job) from None
        return None


def _locked(job: Job) -> Unreadable:
    return Unreadable(job.source, "PDF 已加密，需要密码", "请用密码打开后另存为不加密的 PDF")


class _Source:
    """One file in both libraries; either may fail to open it."""

    def __init__(self, data: bytes, job: Job, stack: ExitStack) -> None:
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException

        self.stumbles = (*_STUMBLES, PSException, PdfminerException)
        self.count = 0
        self.failed = 0
        self._pages: Sequence[Any] = ()
        self._plumber: Any = None
        self._pdfium: Any = _open_pdfium(data, job, stack)
        if self._pdfium is not None:
            self.count = len(self._pdfium)
        if self.count > job.limits.pages:
            raise LimitExceeded(job.source, f"页数 {self.count} 超过 {job.limits.pages} 页的上限", "请拆分 PDF 后再读")
        try:
            self._open_plumber(data, stack)
        except PDFPasswordIncorrect:
            raise _locked(job) from None
        except self.stumbles as error:
            if self._pdfium is None:
                reason = "PDF 不完整（缺少结尾），打不开" if salvage.is_cut(data) else "PDF 已损坏，打不开"
                raise Unreadable(job.source, reason, "请重新下载，或用阅读器打开后另存") from error

    def _open_plumber(self, data: bytes, stack: ExitStack) -> None:
        from pdfplumber import open as open_plumber

        self._plumber = stack.enter_context(open_plumber(io.BytesIO(data)))
        pages = self._plumber.pages
        # A page that one library skips shifts the numbers of all that follow: then the fuller one reads alone.
        if len(pages) >= self.count:
            self._pages = pages
        if len(pages) > self.count:
            self.count = len(pages)
            self._pdfium = None

    def metadata(self) -> dict[str, str]:
        """The info dictionary, cleaned; keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        raw = dict(self._plumber.metadata or {}) if self._plumber is not None else {}
        out = {str(key): clean.line(value)[:500] for key, value in raw.items() if isinstance(value, str)}
        return {key: value for key, value in out.items() if value}

    def page(self, number: int) -> tuple[Page, list[grid.Ruled]]:
        """Page `number` (from 1) with its tables, read by whichever library reads it better."""
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
                    first = second if first is None else _with_tables(second, first)
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
        self.glyphs = dedupe(
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


def _with_tables(better: _Sheet, ruled: _Sheet) -> _Sheet:
    """The better text with the tables that only the other library finds."""
    same = abs(better.width - ruled.width) < 2 and abs(better.height - ruled.height) < 2
    better.tables = ruled.tables if same else []
    return better


def _is_bold(font: str) -> bool:
    name = font.lower()
    return any(word in name for word in ("bold", "simhei", "heiti", "fzhei", "xbs", "xiaobiaosong", "黑体", "小标宋"))


def _lay_out(sheet: _Sheet, number: int) -> tuple[Page, list[grid.Ruled]]:
    """Lines and cells of a page in reading order."""
    frames = sorted(sheet.tables, key=lambda cells: min((cell[1] for cell in cells), default=0.0))
    return grid.lay_out(frames, sheet.glyphs, number, sheet.width, sheet.height)


def _read_pages(source: _Source, job: Job) -> tuple[list[Page], list[Problem]]:
    """All pages that can be read, and which cannot."""
    pages: list[Page] = []
    missing: list[int] = []
    tables = grid.Numbering()
    characters = 0
    for number in range(1, source.count + 1):
        try:
            page, found = source.page(number)
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


def _ranges(numbers: Sequence[int]) -> str:
    """`3、5—8`."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in out)


def _truncated(data: bytes, count: int) -> list[Problem]:
    """A file that was cut may have lost pages without an error."""
    if not salvage.is_cut(data):
        return []
    promised = salvage.promised_pages(data) or 0
    lost = f"，原有 {promised} 页，只剩 {count} 页" if promised > count else "，可能少了内容"
    return [Problem("truncated", f"文件末尾缺失（下载或复制不完整）{lost}。")]


def _mark_noise(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Furniture by its words."""
    for line in lines:
        yield replace(line, kind=BlockKind.NOISE) if line.kind is None and marks.is_noise(line.text) else line
