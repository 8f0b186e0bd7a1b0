"""PDF with a text layer: pdfium reads it; pages that it cannot read, or reads as rubbish, go to pdfplumber as well."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from ingest import layout, marked, ocr, pdfdamage, recognition, runningtables, salvage, scans, sniff
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.glyphs import Page
from ingest.grid import Ruled
from ingest.model import Problem
from ingest.pdfsource import PdfSource
from ingest.plumber import stumbles
from ingest.raw import RawDocument
from ingest.registry import Job, reader


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
        if not any(page.lines for page in pages) and source.switch():
            pages, problems = _read_pages(source, job)
        pages, seen = _looked_at(pages, source, data, job)
        problems += seen
        if not any(page.lines for page in pages):
            raise _nothing(source, data, job)
        metadata, sums = source.metadata(), source.font_sums()
    if source.struck:
        message = f"文件里有 {sum(source.struck.values())} 字加了删除线，没有读入。"
        problems.append(Problem("struck_text", message, page=min(source.struck)))
    lines = map(source.shown, layout.assemble(layout.mark_contents(layout.mark_furniture(pages))))
    problems += _truncated(data, source.count) or _damaged(data, source.count, sums)
    return RawDocument("pdf", tuple(marked.by_words(list(lines))), metadata, tuple(problems), pages=source.count)


def _looked_at(pages: Sequence[Page], source: PdfSource, data: bytes, job: Job) -> tuple[list[Page], list[Problem]]:
    """The pages with what is read in their pictures; pages of rubbish are looked at like pictures."""
    bad = set(source.bad) if source.bad and ocr.engine() is not None else set()
    given = [replace(page, lines=()) if page.number in bad else page for page in pages]
    seen = scans.complete(given, source.pictured | bad, data, job)
    # Rubbish in which nothing is recognised stays what it is.
    made = [old if old.number in bad and not new.lines else new for old, new in zip(pages, seen.pages, strict=True)]
    problems = list(seen.problems)
    recognised = {page.number for page in seen.pages if page.lines} & bad
    unread = [number for number in source.bad if number not in recognised]
    if unread:
        message = f"第 {recognition.ranges(unread)} 页的文字大多不可读（字体编码损坏或顺序错乱），请对照原件。"
        problems.append(Problem("low_quality", message, page=unread[0]))
    return made, problems


def _open(data: bytes, job: Job, stack: ExitStack) -> PdfSource:
    """The file; where it was cut, what can be rebuilt of it."""
    try:
        return PdfSource(data, job, stack)
    except Unreadable:
        rebuilt = salvage.rebuild(data) if salvage.is_cut(data) else None
        if rebuilt is None:
            raise
        return PdfSource(rebuilt, job, stack)


def _nothing(source: PdfSource, data: bytes, job: Job) -> Exception:
    if source.count == 0:
        return Empty(job.source, "PDF 里没有页面", "请重新导出")
    if source.failed == source.count or job.careful:
        return Unreadable(job.source, "PDF 已损坏，所有页面都读不出", "请重新下载，或用阅读器打开后另存")
    if salvage.is_cut(data):
        return Unreadable(job.source, "PDF 不完整（缺少结尾），剩下的部分没有文字", "请重新下载")
    return Empty(job.source, "PDF 里没有文字，图像里也没有认出文字", "请确认文件内容，或换一份更清晰的扫描件")


def _read_page(source: PdfSource, number: int) -> tuple[Page, list[Ruled]] | None:
    """One page with its tables; None if it is damaged."""
    try:
        return source.page(number)
    except stumbles():
        return None


def _read_pages(source: PdfSource, job: Job) -> tuple[list[Page], list[Problem]]:
    """All pages that can be read, and which cannot."""
    pages: list[Page] = []
    missing: list[int] = []
    tables = runningtables.Numbering()
    characters = 0
    for number in range(1, source.count + 1):
        read = _read_page(source, number)
        job.progress(number)
        if read is None:
            missing.append(number)
            continue
        page, found = read
        characters += sum(len(line.text) for line in page.lines)
        if characters > job.limits.characters:
            raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请拆分 PDF 后再读")
        pages.append(tables.number(page, found))
    source.failed = len(missing)
    problems = (
        [Problem("missing_pages", f"第 {recognition.ranges(missing)} 页读不出。", page=missing[0])] if missing else []
    )
    return tables.finish(pages), problems


def _truncated(data: bytes, count: int) -> list[Problem]:
    """A file that was cut may have lost pages without an error."""
    if not salvage.is_cut(data):
        return []
    promised = salvage.promised_pages(data) or 0
    lost = f"，原有 {promised} 页，只剩 {count} 页" if promised > count else "，可能少了内容"
    return [Problem("truncated", f"文件末尾缺失（下载或复制不完整）{lost}。")]


def _damaged(data: bytes, count: int, sums: frozenset[int]) -> list[Problem]:
    """What is damaged inside the file is shown as far as it can be read, without a word from the libraries."""
    problems = []
    damaged = pdfdamage.streams(data, sums)
    parts = damaged.text + pdfdamage.gone(data)
    if parts:
        message = f"PDF 里有 {parts} 处内容已损坏或缺失，可能少了文字，请对照原件。"
        problems.append(Problem("damaged_bytes", message))
    elif damaged.fonts:
        message = f"PDF 里有 {damaged.fonts} 个字体已损坏，可能少了文字，请对照原件。"
        problems.append(Problem("damaged_bytes", message))
    pages = pdfdamage.lost_pages(data, count)
    if pages:
        problems.append(Problem("missing_pages", f"PDF 的页面目录已损坏，有 {pages} 页找不到。"))
    return problems
