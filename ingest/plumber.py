"""Pages through pdfplumber: slow and thorough, for those that pdfium cannot open or reads as rubbish."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from contextlib import ExitStack
from typing import Any

from ingest.glyphs import Glyph
from ingest.sheets import Sheet, is_large, visible

STUMBLES = (
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
_BOLD = ("bold", "simhei", "heiti", "fzhei", "xbs", "xiaobiaosong", "黑体", "小标宋")


class Locked(Exception):
    """The file wants a password."""


class Broken(Exception):
    """The library cannot open the file."""


def stumbles() -> tuple[type[Exception], ...]:
    """Everything that the library raises over a broken page."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (*STUMBLES, PSException, PdfminerException, MalformedPDFException)


def is_bold(font: str) -> bool:
    """Whether the name of a font says that it is heavy."""
    name = font.lower()
    return any(word in name for word in _BOLD)


class PlumberFile:
    """One file in pdfplumber."""

    def __init__(self, data: bytes, stack: ExitStack) -> None:
        """
        Raises:
            Locked: it wants a password.
            Broken: it is no PDF that the library knows.
        """
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber import open as open_plumber

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            self._file: Any = open_plumber(io.BytesIO(data))
            self._pages = self._file.pages
            # Closing lists the pages again: a file whose pages cannot be listed is left to the garbage collector.
            stack.enter_context(self._file)
        except PDFPasswordIncorrect:
            raise Locked from None
        except stumbles() as error:
            if isinstance(error.__cause__ or error.__context__, PDFPasswordIncorrect) or (
                error.args and isinstance(error.args[0], PDFPasswordIncorrect)
            ):
                raise Locked from None
            raise Broken from error

    def __len__(self) -> int:
        return len(self._pages)

    def metadata(self) -> dict[str, str]:
        """The info dictionary, keys as PDF names them."""
        raw = self._file.metadata or {}
        return {str(key): value for key, value in raw.items() if isinstance(value, str)}

    def page(self, at: int) -> Sheet:
        """Page `at`, from 0; raises what `stumbles` names."""
        page = self._pages[at]
        try:
            glyphs = [
                Glyph(
                    char["text"],
                    char["x0"],
                    char["top"],
                    char["x1"],
                    char["bottom"],
                    char["size"],
                    is_bold(char["fontname"]),
                )
                for char in page.chars
                if char["upright"] or not char["text"].isascii()
            ]
            edges = len(page.lines) + len(page.curves) + 4 * len(page.rects)
            frames = [table.cells for table in page.find_tables()] if 4 <= edges <= _MAX_EDGES else []
            frames.sort(key=lambda cells: min((cell[1] for cell in cells), default=0.0))
            width, height = float(page.width), float(page.height)
            pictured = any(is_large((i["x0"], i["top"], i["x1"], i["bottom"]), width, height) for i in page.images)
            return Sheet(width, height, visible(glyphs, width, height), frames, pictured)
        finally:
            page.close()
