"""Pages through pdfium: pieces of print with their boxes, the cells that rules enclose, nothing that is hidden."""

from __future__ import annotations

from contextlib import ExitStack, closing
from ctypes import c_void_p, cast
from dataclasses import replace

from ingest import layers, rules, strikes, turning
from ingest.drawings import Survey
from ingest.pdfiumcalls import calls
from ingest.pdfpieces import Frame, Reading
from ingest.plumber import Broken, Locked
from ingest.rules import Box
from ingest.sheets import Sheet, is_large, visible

_MOST = 0.6
"""Share of the characters of a page that run in one direction before the page is turned for them."""


class PdfiumFile:
    """One file in pdfium."""

    def __init__(self, data: bytes, stack: ExitStack) -> None:
        """
        Raises:
            Locked: it wants a password.
            Broken: it is no PDF that the library knows.
        """
        import pypdfium2

        try:
            self._file = stack.enter_context(closing(pypdfium2.PdfDocument(data)))
        except pypdfium2.PdfiumError as error:
            raise (Locked if "password" in str(error).lower() else Broken) from None
        self._handle = cast(self._file.raw, c_void_p).value or 0
        self._calls = calls()
        self._off = layers.switched_off(data)
        self._summed: dict[int, int | None] = {}

    @property
    def font_sums(self) -> frozenset[int]:
        """Adler-32 of the font programs that were met so far, as they were unpacked."""
        return frozenset(found for found in self._summed.values() if found is not None)

    def __len__(self) -> int:
        return len(self._file)

    def metadata(self) -> dict[str, str]:
        """The info dictionary, keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        return dict(self._file.get_metadata_dict(skip_empty=True))

    def page(self, at: int) -> Sheet:
        """Page `at`, from 0; raises what `ingest.plumber.STUMBLES` names."""
        calls = self._calls
        page = calls.load_page(self._handle, at)
        if not page:
            raise ValueError("pdfium cannot load the page")
        try:
            text = calls.load_text(page)
            if not text:
                raise ValueError("pdfium cannot read the text of the page")
            try:
                return self._sheet(page, text)
            finally:
                calls.close_text(text)
        finally:
            calls.close_page(page)

    def _sheet(self, page: int, text: int) -> Sheet:
        shown, turns = self._calls.shown(page), self._calls.quarters(page)
        sheet, turned = self._read(page, text, Frame(shown, turns))
        if turned:
            sheet, _ = self._read(page, text, Frame(shown, turns + turned))
            sheet = replace(sheet, turned=turned)
        return turning.upright(sheet)

    def _read(self, page: int, text: int, frame: Frame) -> tuple[Sheet, int]:
        """A page in a frame, and the quarter turns clockwise that would make most of its text stand upright."""
        width, height = frame.width, frame.height
        drawings = Survey(self._calls, frame.place).page(page)
        cells = rules.cells(drawings.rules)
        lines = strikes.candidates(drawings.rules, cells)
        areas = [*map(_around, cells), *strikes.areas(lines)]
        reading = Reading(self._calls, text, frame, drawings, areas, self._off)
        glyphs, struck = strikes.parted(visible(reading.glyphs(), width, height), lines)
        for font in reading.fonts:
            if font and font not in self._summed:
                self._summed[font] = self._calls.font_sum(font)
        aside = visible(reading.aside, width, height)
        pictured = any(is_large(box, width, height) for box in drawings.pictures)
        main = max(range(4), key=lambda quarters: reading.running[quarters])
        turned = main if reading.running[main] > _MOST * sum(reading.running) else 0
        return Sheet(width, height, glyphs, cells, pictured, reading.unknown, aside, struck=struck), turned


def _around(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
