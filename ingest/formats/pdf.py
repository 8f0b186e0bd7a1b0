"""PDF with a text layer: pdfium reads it; pages that it cannot read, or reads as rubbish, go to pdfplumber as well."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from ingest import clean, grid, layout, marked, quality, salvage, scans, sniff
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.glyphs import Page
from ingest.model import Problem
from ingest.pdfium import PdfiumFile
from ingest.plumber import Broken, Locked, PlumberFile, stumbles
from ingest.raw import RawDocument
from ingest.registry import Job, reader
from ingest.sheets import Sheet


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
    return RawDocument("pdf", tuple(marked.by_words(lines)), metadata, tuple(problems), pages=source.count)


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


class _Source:
    """One file in both libraries; either may fail to open it. pdfplumber opens it only when it is needed."""

    def __init__(self, data: bytes, job: Job, stack: ExitStack) -> None:
        self._data = data
        self._stack = stack
        self._plumber: PlumberFile | None = None
        self._asked = False
        self._locked = False
        self.failed = 0
        self._pdfium: PdfiumFile | None = None
        try:
            self._pdfium = PdfiumFile(data, stack)
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
            reason = "PDF 不完整（缺少结尾），打不开" if salvage.is_cut(self._data) else "PDF 已损坏，打不开"
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

    def metadata(self) -> dict[str, str]:
        """The info dictionary, cleaned; keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        file = self._pdfium or self._plumber
        raw = file.metadata() if file is not None else {}
        out = {str(key): clean.line(value)[:500] for key, value in raw.items() if isinstance(value, str)}
        return {key: value for key, value in out.items() if value}

    def page(self, number: int) -> tuple[Page, list[grid.Ruled]]:
        """Page `number` (from 1) with its tables, read by whichever library reads it better."""
        sheet = self.sheet(number)
        return grid.lay_out(sheet.frames, sheet.glyphs, number, sheet.width, sheet.height)

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
        if first is not None and not _doubtful(first):
            return first
        try:
            plumber = self._second()
            second = plumber.page(number - 1) if plumber is not None else None
        except stumbles() as error:
            trouble, second = trouble or error, None
        if second is not None and (first is None or _merit(second) > _merit(first)):
            return second
        if first is None:
            raise trouble or ValueError("no library knows this page")
        return first


def _doubtful(sheet: Sheet) -> bool:
    """Whether the other library should be asked: nothing, bad characters, or hardly any Chinese."""
    measured = sheet.quality
    size = measured.han + measured.letters + measured.bad
    return size == 0 or measured.bad > 0 or measured.score < quality.LOW or measured.han < 0.35 * size


def _merit(sheet: Sheet) -> float:
    """More sound Chinese is better; letters count a little, so that an English page is not lost."""
    measured = sheet.quality
    return measured.score * (measured.han + 0.2 * measured.letters) - measured.bad


def _locked(job: Job) -> Unreadable:
    return Unreadable(job.source, "PDF 已加密，需要密码", "请用密码打开后另存为不加密的 PDF")


def _read_pages(source: _Source, job: Job) -> tuple[list[Page], list[Problem]]:
    """All pages that can be read, and which cannot."""
    pages: list[Page] = []
    missing: list[int] = []
    tables = grid.Numbering()
    characters = 0
    for number in range(1, source.count + 1):
        try:
            page, found = source.page(number)
        except stumbles():
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
