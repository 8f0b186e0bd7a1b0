"""Pages through pdfium: pieces of print with their boxes, the cells that rules enclose, nothing that is hidden.

Speed comes from asking little: one call gives all characters of a page, and a piece (what stands between two spaces
and belongs to one object of the file) is placed by its first and its last character. Only inside the frames of
tables, where a piece may run over a rule, each character is placed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from ctypes import c_void_p, cast
from math import hypot
from typing import Any

from ingest import rules
from ingest.drawings import Drawings, Survey, is_pale
from ingest.glyphs import Glyph
from ingest.pdfiumcalls import Calls, calls
from ingest.plumber import Broken, Locked, is_bold
from ingest.rules import Box
from ingest.sheets import Sheet, visible

_PIECE = re.compile("[^\\s\x00-\x1f]+")
_HYPHENS = {2: "-", 0xFFFE: "-"}
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE, _CLIP = 3, 7
"""Ways of drawing text that leave no ink."""
_SMALLEST = 1.0
"""Print lower than this cannot be read, points."""


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
        self._calls = calls()

    def __len__(self) -> int:
        return len(self._file)

    def metadata(self) -> dict[str, str]:
        """The info dictionary, keys as PDF names them (`Title`, `Author`, `CreationDate` …)."""
        return dict(self._file.get_metadata_dict(skip_empty=True))

    def page(self, at: int) -> Sheet:
        """Page `at`, from 0; raises what `ingest.plumber.STUMBLES` names."""
        with closing(self._file[at]) as page, closing(page.get_textpage()) as text:
            frame = Frame(page.get_cropbox(), page.get_rotation() // 90)
            drawings = Survey(self._calls, frame.place).page(cast(page.raw, c_void_p).value or 0)
            cells = rules.cells(drawings.rules)
            areas = [_around(boxes) for boxes in cells]
            reading = _Reading(self._calls, cast(text.raw, c_void_p).value or 0, frame, drawings)
            glyphs = list(reading.glyphs(areas))
            return Sheet(frame.width, frame.height, visible(glyphs, frame.width, frame.height), cells)


class Frame:
    """From a page's own coordinates to those of the page as it is shown, with the top left corner at 0."""

    def __init__(self, box: Any, quarters: int) -> None:
        self._left, self._bottom, self._right, self._top = (float(value) for value in box)
        self.quarters = quarters % 4
        wide, tall = self._right - self._left, self._top - self._bottom
        self.width, self.height = (tall, wide) if self.quarters % 2 else (wide, tall)

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """x0, top, x1, bottom of a box."""
        if self.quarters == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        if self.quarters == 1:
            return bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
        if self.quarters == 2:
            return self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
        return self._top - top, self._right - right, self._top - bottom, self._right - left


class _Style:
    """How one text object is drawn."""

    __slots__ = ("bold", "check", "hidden", "size", "upright")

    def __init__(self, size: float, bold: bool, upright: bool, hidden: bool, check: int) -> None:
        self.size = size
        self.bold = bold
        self.upright = upright
        self.hidden = hidden
        self.check = check
        """0: ink that shows; `_INVISIBLE`: shows nowhere, but a picture may hold what it says; else: pale."""


_PALE = 1


class _Reading:
    """The characters of one page."""

    def __init__(self, use: Calls, text: int, frame: Frame, drawings: Drawings) -> None:
        self._calls = use
        self._page = text
        self._frame = frame
        self._drawings = drawings
        self._fonts: dict[int, bool] = {}

    def glyphs(self, areas: list[Box]) -> Iterator[Glyph]:
        """Pieces of print in the order of the file; inside `areas` single characters."""
        object_of = self._calls.text_object
        page, text = self._page, self._text()
        held = 0
        style: _Style | None = None
        for found in _PIECE.finditer(text):
            start, end = found.span()
            item = object_of(page, start)
            one = end - start == 1 or object_of(page, end - 1) == item
            for first, last, of in ((start, end, item),) if one else self._runs(start, end, item):
                if not of:
                    continue
                if style is None or of != held:
                    held, style = of, self._style(of, first)
                if not style.hidden:
                    yield from self._piece(text, first, last, style, areas)

    def _text(self) -> str:
        """All characters, so that index and character agree."""
        count = self._calls.count_chars(self._page)
        text = self._calls.text(self._page, count)
        if len(text) == count:
            return text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text
        codes = (self._calls.unicode(self._page, at) for at in range(count))
        text = "".join(chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\0" for code in codes)
        return text.translate(_HYPHENS)

    def _runs(self, start: int, end: int, item: int | None) -> Iterator[tuple[int, int, int | None]]:
        """Stretches of a piece that belong to one object: from, to, object."""
        object_of = self._calls.text_object
        first = start
        for at in range(start + 1, end):
            following = object_of(self._page, at)
            if following != item:
                yield first, at, item
                first, item = at, following
        yield first, end, item

    def _style(self, item: int, index: int) -> _Style:
        use = self._calls
        a, b, c, d, _e, _f = use.char_matrix(self._page, index)
        size = float(use.font_size(self._page, index)) * hypot(c, d)
        mode = use.render_mode(item)
        font = use.font(item) or 0
        bold = self._fonts.get(font)
        if bold is None:
            bold = self._fonts[font] = is_bold(use.font_name(font)) if font else False
        check = 0
        if mode in (_INVISIBLE, _CLIP):
            check = _INVISIBLE
        elif mode == 0:
            colour = use.fill(item)
            check = _PALE if colour is not None and is_pale(colour) else 0
        if self._frame.quarters % 2:
            a, b = b, a
        return _Style(size, bold, abs(b) <= 0.1 * abs(a), size < _SMALLEST, check)

    def _piece(self, text: str, first: int, last: int, style: _Style, areas: list[Box]) -> Iterator[Glyph]:
        use, page, place = self._calls, self._page, self._frame.place
        left, bottom, right, top = use.box(page, first)
        if last - first > 1:
            box = use.box(page, last - 1)
            left, bottom = min(left, box[0]), min(bottom, box[1])
            right, top = max(right, box[2]), max(top, box[3])
        whole = place(left, bottom, right, top)
        if style.check and self._is_hidden(whole, style.check):
            return
        words = text[first:last]
        if last - first == 1:
            if style.upright or not words.isascii():
                yield _glyph(words, whole, style)
        elif style.upright and not (areas and any(_overlap(whole, area) for area in areas)):
            yield _glyph(words, whole, style)
        else:
            boxes = use.boxes(page, first, last)
            for at, char in enumerate(words):
                left, top, right, bottom = boxes[4 * at : 4 * at + 4]
                if style.upright or not char.isascii():
                    yield _glyph(char, place(left, bottom, right, top), style)

    def _is_hidden(self, box: Box, check: int) -> bool:
        """Whether print without ink, or with pale ink, cannot be seen here.

        Text without ink over a picture is what was recognised in it; pale text may stand on a dark ground.
        """
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return not (self._drawings.pictured(x, y) if check == _INVISIBLE else self._drawings.behind(x, y))


def _glyph(text: str, box: Box, style: _Style) -> Glyph:
    """A piece in the height of its type: the boxes of fonts are as high as the font claims."""
    x0, top, x1, bottom = box
    return Glyph(text, x0, bottom - style.size if style.upright else top, x1, bottom, style.size, style.bold)


def _around(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
