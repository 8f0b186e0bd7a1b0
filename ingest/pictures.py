"""Pictures as arrays of pixels, upright, on white, of bearable size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.errors import LimitExceeded, Unreadable
from ingest.registry import Job

if TYPE_CHECKING:
    from ingest.ocr import Picture

_MOST_PIXELS = 120_000_000
"""A page of A2 at 400 dpi."""
_LONG = 3_000
"""Longer sides are made this long before recognition, pixels: 250 dpi of A4."""


def frames(data: bytes, what: str, job: Job) -> Iterator[Picture]:
    """The frames of a picture; `what` names its kind for messages.

    Raises:
        Unreadable: damaged.
        LimitExceeded: more frames or pixels than the limits allow.
    """
    from PIL import Image

    # The bound is our own and named; the library only warns at its own.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data))
        count = getattr(image, "n_frames", 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged(what, job) from error
    if count > job.limits.pages:
        raise LimitExceeded(job.source, f"页数 {count} 超过 {job.limits.pages} 页的上限", "请拆分后再读")
    for frame in range(count):
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
