"""Pictures of pages, and an engine that reads what a test wrote into them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from ingest.ocr import Recognised
from ingest.rules import Rule
from tests.ingest.samples import new_canvas

WIDE, TALL = 1654, 2339
"""A4 at 200 dpi."""
LINE = 34
"""Height of a line of text, pixels."""
LEFT, RIGHT, TOP, LEADING = 250.0, 1400.0, 300.0, 62.0
COLUMNS = int((RIGHT - LEFT) / LINE)


def recognised(paragraphs: Sequence[str], confidence: float = 0.99, top: float = TOP) -> list[Recognised]:
    """Paragraphs as lines of a printed page, the first of each set in by two characters."""
    out: list[Recognised] = []
    for paragraph in paragraphs:
        x0, rest = LEFT + 2 * LINE, paragraph
        while rest:
            room = int((RIGHT - x0) / LINE)
            piece, rest = rest[:room], rest[room:]
            out.append(Recognised(piece, confidence, x0, top, x0 + LINE * len(piece), top + LINE))
            x0, top = LEFT, top + LEADING
    return out


class Told:
    """An engine that gives what it was told, picture after picture."""

    def __init__(self, *pictures: Sequence[Recognised], rules: Sequence[Rule] = ()) -> None:
        self._pictures = list(pictures)
        self._rules = rules
        self.shapes: list[tuple[int, ...]] = []
        """Rows and columns of each picture that was shown."""

    def lines(self, picture: Any) -> Sequence[Recognised]:
        self.shapes.append(picture.shape[:2])
        return self._pictures[len(self.shapes) - 1]

    def rules(self, picture: Any) -> Sequence[Rule]:
        return self._rules


def picture_of(lines: Sequence[str], kind: str = "PNG") -> bytes:
    """A picture of A4 that holds the lines as numbers in its first rows, for `Decoding` to find."""
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    plain = np.full((TALL, WIDE, 3), 255, dtype=np.uint8)
    flat = plain.reshape(-1)
    flat[:4] = list(len(data).to_bytes(4, "big"))
    flat[4 : 4 + len(data)] = np.frombuffer(data, dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(plain).save(out, format=kind)
    return out.getvalue()


class Decoding:
    """An engine that reads what `picture_of` wrote."""

    def lines(self, picture: Any) -> Sequence[Recognised]:
        flat = np.ascontiguousarray(picture[:, :, ::-1]).reshape(-1)
        size = int.from_bytes(bytes(flat[:4]), "big")
        text = bytes(flat[4 : 4 + size]).decode("utf-8", "surrogatepass")
        return recognised([line for line in text.split("\n") if line])

    def rules(self, picture: Any) -> Sequence[Rule]:
        return ()


def scanned_pdf(*pages: Sequence[str] | None, box: tuple[float, float, float, float] | None = None) -> bytes:
    """A PDF with a grey picture on each page, and lines of its own text on pages that are given some.

    None leaves a page blank; `box` is x, y (from below), width, height of the picture, else it fills the page.
    """
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    shade = ImageReader(Image.new("L", (400, 560), 120))
    for lines in pages:
        if lines is not None:
            canvas.drawImage(shade, *(box or (0, 0, *A4)))
            canvas.setFont("STSong-Light", 14)
            for at, text in enumerate(lines):
                canvas.drawString(90, 780 - 26 * at, text)
        else:
            canvas.drawString(0, 0, "")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan_of(data: bytes, dpi: int = 200) -> bytes:
    """A PDF as a scanner makes it of the printed pages: one grey picture a page, no text."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    out = io.BytesIO()
    pages[0].save(out, format="PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=80)
    return out.getvalue()
