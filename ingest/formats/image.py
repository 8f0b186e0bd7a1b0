"""Pictures of pages, PNG, JPEG, TIFF, BMP or WEBP: their text is recognised, each frame is a page."""

from __future__ import annotations

from ingest import grid, layout, marked, ocr, pictures, recognition, rules, runningtables, sniff
from ingest.errors import Empty, LimitExceeded
from ingest.glyphs import Page
from ingest.raw import RawDocument
from ingest.registry import Job, reader

_KINDS = frozenset({"PNG 图片", "JPEG 图片", "TIFF 图片", "BMP 图片", "WEBP 图片"})
_A4 = (595.3, 841.9)


def _takes(data: bytes, _suffix: str) -> bool:
    return sniff.foreign(data) in _KINDS


@reader(
    "image", suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), magic=_takes, rank=15, isolate=True
)
def parse(data: bytes, job: Job) -> RawDocument:
    """Paragraphs, cells and furniture of the pages that the pictures show; boxes as on paper of A4's width.

    Raises:
        Empty: no text in the picture, or nothing is installed that reads pictures.
        Unreadable: damaged.
        LimitExceeded: more pages, pixels or characters than the limits allow.
    """
    what = sniff.foreign(data) or "图片"
    engine = ocr.engine()
    if engine is None:
        raise ocr.needed(job, f"扫描件（{what}）")
    pages: list[Page] = []
    tables = runningtables.Numbering()
    characters = 0
    for number, picture in enumerate(pictures.frames(data, what, job), 1):
        tall, wide = picture.shape[:2]
        width, height = _A4 if tall >= wide else (_A4[1], _A4[0])
        seen = recognition.see(engine, picture, number, job, width / wide)
        page, found = grid.lay_out(
            rules.cells(seen.rules), list(seen.glyphs), number, width, max(height, tall * width / wide)
        )
        characters += len(seen.glyphs)
        if characters > job.limits.characters:
            raise LimitExceeded(job.source, f"文字超过 {job.limits.characters} 字的上限", "请拆分后再读")
        pages.append(tables.number(page, found))
    if not any(page.lines for page in pages):
        raise Empty(job.source, "图片里没有认出文字", "请确认图片是清晰、端正的文件页面（200 dpi 以上）")
    pages = tables.finish(pages)
    lines = layout.assemble(layout.mark_contents(layout.mark_furniture(pages)))
    problems = recognition.problems(pages, [page.number for page in pages if page.lines])
    return RawDocument("image", tuple(marked.by_words(lines)), problems=tuple(problems), pages=len(pages))
