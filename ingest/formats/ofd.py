"""OFD: text, ruled tables and furniture of its pages, laid out like those of a PDF."""

from __future__ import annotations

from ingest import clean, containers, grid, layout, marked, ocr, recognition, rules, runningtables
from ingest.errors import Empty, IngestError, LimitExceeded, Unreadable
from ingest.glyphs import Page, dedupe
from ingest.model import Problem
from ingest.ofd import OfdFile, Sheet
from ingest.package import Package
from ingest.raw import RawDocument
from ingest.registry import Job, reader


def warm_up() -> None:
    """Load the libraries, so that a process that forks has them."""
    import lxml.etree  # noqa: F401


def _takes(data: bytes, _suffix: str) -> bool:
    return containers.kind(data) == containers.OFD


@reader("ofd", suffixes=(".ofd",), magic=_takes, rank=11, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Paragraphs, cells and furniture of an OFD file.

    Raises:
        Unreadable: encrypted, or damaged so that no page can be read.
        Empty: no pages, or no text in them (a scan).
        LimitExceeded: more pages, characters or unpacked bytes than the limits allow.
    """
    file = OfdFile(Package(data, job, "OFD 文档"))
    if len(file) > job.limits.pages:
        raise LimitExceeded(job.source, f"页数 {len(file)} 超过 {job.limits.pages} 页的上限", "请拆分文件后再读")
    if not len(file):
        raise Empty(job.source, "OFD 里没有页面", "请重新导出")
    pages, missing, scanned = _read_pages(file, job)
    if len(missing) == len(file):
        raise Unreadable(job.source, "OFD 已损坏，所有页面都读不出", "请重新下载，或用阅读器打开后另存")
    engine = ocr.engine()
    if not any(page.lines for page in pages) and not missing:
        if scanned and engine is None:
            raise ocr.needed(job)
        raise Empty(job.source, "OFD 里没有文字，图像里也没有认出文字", "请确认文件内容，或换一份更清晰的扫描件")
    lines = layout.assemble(layout.mark_contents(layout.mark_furniture(pages)))
    problems = [Problem("missing_pages", f"第 {number} 页读不出。", page=number) for number in missing[:20]]
    if len(missing) > 20:
        problems.append(Problem("missing_pages", f"共有 {len(missing)} 页读不出。"))
    problems += recognition.unread(scanned) if engine is None else recognition.problems(pages, scanned)
    title = clean.line(file.title)[:500]
    metadata = {"Title": title} if title else {}
    return RawDocument("ofd", tuple(marked.by_words(lines)), metadata, tuple(problems), pages=len(file))


def _read_pages(file: OfdFile, job: Job) -> tuple[list[Page], list[int], list[int]]:
    """All pages that can be read, the numbers of those that cannot, and of those that are pictures."""
    engine = ocr.engine()
    pages: list[Page] = []
    missing: list[int] = []
    scanned: list[int] = []
    tables = runningtables.Numbering()
    characters = 0
    for number in range(1, len(file) + 1):
        job.progress(number)
        try:
            sheet = file.page(number - 1)
        except LimitExceeded:
            raise
        except IngestError:
            missing.append(number)
            continue
        characters += len(sheet.glyphs)
        if characters > job.limits.characters:
            raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请拆分文件后再读")
        page, found = _lay_out(sheet, number)
        if not page.lines and sheet.pictures:
            scanned.append(number)
            if engine is not None:
                shown = [(box, data) for box, part in sheet.pictures if (data := file.picture(part)) is not None]
                page, found = recognition.page_of(engine, shown, number, (sheet.width, sheet.height), job)
        pages.append(tables.number(page, found))
    return tables.finish(pages), missing, scanned


def _lay_out(sheet: Sheet, number: int) -> tuple[Page, list[grid.Ruled]]:
    """Lines and cells of a page in reading order."""
    glyphs = dedupe(
        glyph
        for glyph in sheet.glyphs
        if -1 <= (glyph.x0 + glyph.x1) / 2 <= sheet.width + 1
        and -1 <= (glyph.top + glyph.bottom) / 2 <= sheet.height + 1
    )
    return grid.lay_out(rules.cells(sheet.rules), glyphs, number, sheet.width, sheet.height)
