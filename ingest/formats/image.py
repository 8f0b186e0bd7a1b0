"""Pictures of pages, PNG, JPEG, TIFF, BMP or WEBP: their text is recognised, each frame is a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest import grid, layout, marked, ocr, rules, runningtables, scans, sniff
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.glyphs import Page
from ingest.raw import RawDocument
from ingest.registry import Job, reader

if TYPE_CHECKING:
    from ingest.ocr import Picture

_KINDS = frozenset({"PNG 图片", "JPEG 图片", "TIFF 图片", "BMP 图片", "WEBP 图片"})
_MOST_PIXELS = 120_000_000
"""A page of A2 at 400 dpi."""
_LONG = 3_000
"""Longer sides are made this long before recognition, pixels: 250 dpi of A4."""
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
    for number, picture in enumerate(_pictures(data, what, job), 1):
        tall, wide = picture.shape[:2]
        width, height = _A4 if tall >= wide else (_A4[1], _A4[0])
        seen = scans.see(engine, picture, number, job, width / wide)
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
    problems = scans.problems(pages, [page.number for page in pages if page.lines])
    return RawDocument("image", tuple(marked.by_words(lines)), problems=tuple(problems), pages=len(pages))


def _pictures(data: bytes, what: str, job: Job) -> Iterator[Picture]:
    """The frames of a picture, upright, on white."""
    from PIL import Image

    # The bound is our own and named; the library only warns at its own.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data))
        frames = getattr(image, "n_frames", 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged(what, job) from error
    if frames > job.limits.pages:
        raise LimitExceeded(job.source, f"页数 {frames} 超过 {job.limits.pages} 页的上限", "请拆分后再读")
    for frame in range(frames):
        try:
            image.seek(frame)
            if image.width * image.height > _MOST_PIXELS:
                raise LimitExceeded(job.source, "图片的像素超过上限", "请缩小到 300 dpi 后再读")
            yield _array(image)
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise _damaged(what, job) from error


def _array(image: Any) -> Picture:
    import numpy as np
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
    plain = upright.convert("RGB")
    longest = max(plain.size)
    if longest > _LONG:
        wide, tall = (max(1, round(side * _LONG / longest)) for side in plain.size)
        plain = plain.resize((wide, tall))
    return np.ascontiguousarray(np.asarray(plain, dtype=np.uint8)[:, :, ::-1])


def _damaged(what: str, job: Job) -> Unreadable:
    return Unreadable(job.source, f"{what}已损坏，打不开", "请重新下载或重新扫描")
