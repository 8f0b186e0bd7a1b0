"""Text of pictures by rapidocr: offline, with the models inside its package, nothing is ever fetched.

The library is an extra. Nothing here loads it before a picture has to be read.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ingest import strokes
from ingest.errors import Empty
from ingest.registry import Job
from ingest.rules import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    """Rows × columns × blue, green, red."""

INSTALL = 'pip install "taizhang[ocr]"'
"""What brings the library."""
_DROPPED = 0.3
"""What is recognised with less confidence is a speck, a seal or a drawing."""
_THREADS = 4
_TICK = 2.0
"""Seconds between two signs of life."""
_LONGEST = 300.0
"""Seconds that one picture may take; it takes six to nine on one core."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line of text in a picture; lengths are pixels, `top` grows downwards."""

    text: str
    confidence: float
    """0 to 1."""
    x0: float
    top: float
    x1: float
    bottom: float


class Engine(Protocol):
    """What reads pictures."""

    def lines(self, picture: Picture) -> Sequence[Recognised]:
        """Lines of text, in any order."""

    def rules(self, picture: Picture) -> Sequence[Rule]:
        """Straight lines of tables, pixels."""


@lru_cache(maxsize=1)
def engine() -> Engine | None:
    """The engine of this process; None where the extra is not installed."""
    if any(find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2")):
        return None
    return _Rapid()


def needed(job: Job, what: str = "扫描件") -> Empty:
    """The refusal of a file whose text is a picture, where nothing can read pictures."""
    return Empty(job.source, f"是{what}，需要 OCR（文字识别），这里没有安装", f"请安装：{INSTALL}，然后再读")


def recognise(reader: Engine, picture: Picture, number: int, job: Job) -> Sequence[Recognised]:
    """Lines of a picture on page `number`; the caller is told all the while that work goes on."""
    with _signs_of_life(number, job):
        return reader.lines(picture)


@contextmanager
def _signs_of_life(number: int, job: Job) -> Iterator[None]:
    """Progress while the library is busy with one picture, which is bounded in size; not for ever."""
    done = threading.Event()

    def tick() -> None:
        for _ in range(int(_LONGEST / _TICK)):
            if done.wait(_TICK):
                return
            job.progress(number)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


class _Rapid:
    """rapidocr with its packaged models."""

    def __init__(self) -> None:
        self._run: Any = None

    def lines(self, picture: Picture) -> list[Recognised]:
        if self._run is None:
            self._run = _load()
        found = self._run(picture)
        if found.boxes is None or found.txts is None or found.scores is None:
            return []
        out = []
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            if text.strip() and score >= _DROPPED:
                out.append(Recognised(text, float(score), min(xs), min(ys), max(xs), max(ys)))
        return out

    def rules(self, picture: Picture) -> list[Rule]:
        return strokes.rules(picture)


def _load() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    # Named files are opened; without a name the library would fetch what it does not find.
    detection, recognition = (sorted(models.glob(f"*_{kind}_*.onnx"))[-1] for kind in ("det", "rec"))
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,  # it turns lines that stand upright, and loses them
            "Global.log_level": "critical",
            "Global.text_score": _DROPPED,
            "Global.max_side_len": 2400,
            "Det.model_path": str(detection),
            "Rec.model_path": str(recognition),
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_THREADS, os.cpu_count() or 1),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
