"""A PDF in two libraries: pdfium reads it, pdfplumber what pdfium cannot read or reads as rubbish."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

from ingest import clean, grid, salvage, textgate, turning
from ingest.errors import LimitExceeded, Unreadable
from ingest.glyphs import Page, Printed
from ingest.pdfium import PdfiumFile
from ingest.plumber import Broken, Locked, PlumberFile, stumbles
from ingest.raw import RawLine
from ingest.registry import Job
from ingest.sheets import Sheet

_MOST_GLYPHS = 20_000
"""A page with more pieces of print is a drawing; the second library would take a minute over it."""
_TRIED = 3
"""Pages after which a file without text is believed to have none."""


class PdfSource:
    """One file in both libraries; either may fail to open it. pdfplumber opens it only when it is needed."""

    def __init__(self, data: bytes, job: Job, stack: ExitStack) -> None:
        self._data = data
        self._stack = stack
        self._plumber: PlumberFile | None = None
        self._asked = False
        self._locked = False
        self.failed = 0
        self.pictured: set[int] = set()
        """Numbers of pages with a large picture, or without text."""
        self._turned: dict[int, Sheet] = {}
        self.struck: dict[int, int] = {}
        """Page -> its characters that are struck through."""
        self.bad: list[int] = []
        """Numbers of pages that neither library reads well."""
        self._pdfium: PdfiumFile | None = None
        try:
            self._pdfium = None if job.careful else PdfiumFile(data, stack)
        except Locked:
            raise _locked(job) from None
        except Broken:
            self._pdfium = None
        self.count = len(self._pdfium) if self._pdfium else 0
        if self.count <= job.limits.pages and (self.count == 0 or salvage.is_cut(data)):
            self._compare(job)
        if self.count > job.limits.pages:
            raise LimitExceeded(job.source, f"页数 {self.count} 超过 {job.limits.pages} 页的上限", "请拆分 PDF 后再读")

    def _compare(self, job: Job) -> None:
        """Take the library that finds more pages of a broken file: one that skips a page shifts all that follow."""
        plumber = self._second()
        if self._locked:
            raise _locked(job)
        if plumber is None and self._pdfium is None:
            promised = salvage.promised_pages(self._data)
            pages = f"，原有 {promised} 页" if promised else ""
            cut = salvage.is_cut(self._data)
            reason = f"PDF 不完整（缺少结尾{pages}），打不开" if cut else "PDF 已损坏，打不开"
            raise Unreadable(job.source, reason, "请重新下载，或用阅读器打开后另存")
        if plumber is not None and len(plumber) > self.count:
            self.count = len(plumber)
            self._pdfium = None

    def _second(self) -> PlumberFile | None:
        """The file in pdfplumber; None where it cannot open it or finds fewer pages."""
        if not self._asked:
            self._asked = True
            try:
                self._plumber = PlumberFile(self._data, self._stack)
            except Broken:
                self._plumber = None
            except Locked:
                self._locked = True
        if self._plumber is not None and len(self._plumber) < self.count:
            return None
        return self._plumber

    def switch(self) -> bool:
        """Leave the file to pdfplumber, if that finds text at its beginning; for files in which pdfium finds none."""
        plumber = self._second() if self._pdfium is not None else None
        for at in range(min(_TRIED, self.count) if plumber is not None else 0):
            try:
                found = plumber is not None and bool(plumber.page(at).glyphs)
            except stumbles():
                continue
            if found:
                self._pdfium = None
                self.pictured.clear()
                self.bad.clear()
                self.struck.clear()
                return True
        return False

    def metadata(self) -> dict[str, str]:
        """The info dictionary, cleaned; keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        file = self._pdfium or self._plumber
        raw = file.metadata() if file is not None else {}
        out = {str(key): clean.line(value)[:500] for key, value in raw.items() if isinstance(value, str)}
        return {key: value for key, value in out.items() if value}

    def font_sums(self) -> frozenset[int]:
        """See `ingest.pdfium`; empty where the other library reads the file."""
        return self._pdfium.font_sums if self._pdfium is not None else frozenset()

    def page(self, number: int) -> tuple[Page, list[grid.Ruled]]:
        """Page `number` (from 1) with its tables, read by whichever library reads it better."""
        sheet = self.sheet(number)
        if sheet.struck:
            self.struck[number] = sheet.struck
        if sheet.pictured or not sheet.glyphs:
            self.pictured.add(number)
        page, tables = grid.lay_out(sheet.frames, sheet.glyphs, number, sheet.width, sheet.height)
        if sheet.turned:
            self._turned[number] = sheet
        if sheet.aside:
            aside = (Printed(g.text, number, *g[1:5], g.size, g.bold, noise=True) for g in sheet.aside)
            page = replace(page, lines=(*page.lines, *aside))
        return page, tables

    def shown(self, line: RawLine) -> RawLine:
        """The line with its box on the page as it is shown, where the page was turned to be read."""
        sheet = self._turned.get(line.page or 0)
        if sheet is None or line.box is None:
            return line
        x0, top, x1, bottom = turning.turn(line.box, 4 - sheet.turned, sheet.width, sheet.height)
        return replace(line, box=(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)))

    def sheet(self, number: int) -> Sheet:
        """Page `number` (from 1) by pdfium; by pdfplumber where that fails or is in doubt and pdfplumber does better.

        Raises what `stumbles` names when both fail.
        """
        first: Sheet | None = None
        trouble: Exception | None = None
        if self._pdfium is not None:
            try:
                first = self._pdfium.page(number - 1)
            except stumbles() as error:
                trouble = error
        if first is not None and (len(first.glyphs) > _MOST_GLYPHS or not textgate.signs(first).doubtful):
            return first
        try:
            plumber = self._second()
            second = plumber.page(number - 1) if plumber is not None else None
        except stumbles() as error:
            trouble, second = trouble or error, None
        if first is not None and second is not None:
            chosen = textgate.better(first, second)
        else:
            found = first or second
            if found is None:
                raise trouble or ValueError("no library knows this page")
            chosen = found
        if textgate.is_bad(chosen):
            self.bad.append(number)
        return chosen


def _locked(job: Job) -> Unreadable:
    return Unreadable(job.source, "PDF 已加密，需要密码", "请用密码打开后另存为不加密的 PDF")
