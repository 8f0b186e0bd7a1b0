"""The characters of a page in pdfium as pieces of print.

Speed comes from asking little: one call gives all characters of a page, and a piece (what stands between two spaces
and is drawn alike) is placed by its first and its last character. Only inside the frames of tables, where a piece may
run over a rule, each character is placed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import hypot
from typing import Any, NamedTuple

from ingest.drawings import Drawings, is_pale
from ingest.glyphs import Glyph
from ingest.pdfiumcalls import Calls
from ingest.plumber import is_bold
from ingest.rules import Box

_PIECE = re.compile("[^\\s\x00-\x1f]+")
_HYPHENS = {2: "-", 0xFFFE: "-"}
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE, _CLIP = 3, 7
"""Ways of drawing text that leave no ink; through the second one what is drawn behind the text is seen."""
_PALE = 1
_GAP = 0.15
"""Ems between two characters from which a space may stand there."""
_LEVEL = 0.01
"""Characters of one font whose lower edges are as close as this are of one size, points."""
_TALL = 2.0
"""Ems from which a piece is set downwards."""
_OBLIQUE = 4
_SLANT = 0.1
_SMALLEST = 1.0
"""Print lower than this cannot be read, points."""


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


class _Style(NamedTuple):
    """How one text object is drawn."""

    size: float
    bold: bool
    direction: int
    """Quarter turns clockwise after which it stands upright; `_OBLIQUE` for none."""
    check: int
    """0: ink that shows; `_INVISIBLE`: shows nowhere, but a picture may hold what it says; `_PALE`: see the ground."""


_UNSEEN = _Style(0.0, False, 0, 0)


class Reading:
    """The characters of one page."""

    def __init__(
        self,
        use: Calls,
        text: int,
        frame: Frame,
        drawings: Drawings,
        areas: list[Box],
        off: frozenset[str] = frozenset(),
    ) -> None:
        self._calls = use
        self._page = text
        self._frame = frame
        self._drawings = drawings
        self._areas = areas
        self._off = off
        self._fonts: dict[int, bool] = {}
        self._drawn: object = None
        self._ink: object = None
        self._same = _UNSEEN
        self.unknown = 0
        """Characters that the library has no code for."""
        self.running = [0] * 5
        """Characters by the direction of their style."""
        self.aside: list[Glyph] = []
        """What runs across the direction of the page, outside its frames: marks in the margin, watermarks."""

    def glyphs(self) -> Iterator[Glyph]:
        """Pieces of print in the order of the file; inside `areas` single characters."""
        object_of, box_of = self._calls.text_object, self._calls.box
        page, text = self._page, self._text()
        self.unknown = text.count("\0")
        held = 0
        style: _Style | None = None
        for found in _PIECE.finditer(text):
            start, end = found.span()
            item = object_of(page, start)
            if end - start > 1 and object_of(page, end - 1) != item:
                yield from self._several(text, start, end)
            elif item:
                if style is None or item != held:
                    held, style = item, self._style(item, start)
                first = box_of(page, start)
                yield from self._placed(
                    text, start, end, style, first, first if end - start == 1 else box_of(page, end - 1)
                )

    def _text(self) -> str:
        """All characters, so that index and character agree."""
        count = self._calls.count_chars(self._page)
        text = self._calls.text(self._page, count)
        if len(text) == count:
            return text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text
        codes = (self._calls.unicode(self._page, at) for at in range(count))
        text = "".join(chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\0" for code in codes)
        return text.translate(_HYPHENS)

    def _style(self, item: int, index: int, like: bool = False) -> _Style:
        """How the character `index` is drawn, by the text object `item`; most are drawn like the one before.

        `like` says that it follows the one before on its line without a gap: then its size is the same as well.
        """
        use = self._calls
        if self._off and not self._off.isdisjoint(use.layers(item)):
            return _UNSEEN
        ink = (use.font(item) or 0, use.render_mode(item), use.fill(item))
        if like and ink == self._ink:
            return self._same
        matrix, size = use.char_matrix(self._page, index), use.font_size(self._page, index)
        drawn = (matrix[:4], size)
        if drawn == self._drawn and ink == self._ink:
            return self._same
        self._drawn, self._ink = drawn, ink
        font, mode, colour = ink
        a, b, c, d = matrix[:4]
        bold = self._fonts.get(font)
        if bold is None:
            bold = self._fonts[font] = is_bold(use.font_name(font)) if font else False
        check = _INVISIBLE if mode == _INVISIBLE else 0
        if mode == _CLIP or (mode == 0 and is_pale(colour)):
            check = _PALE
        sign = -1 if size < 0 else 1
        direction = _direction(sign * a, sign * b, self._frame.quarters)
        self._same = _Style(round(abs(size) * hypot(c, d), 3), bold, direction, check)
        return self._same

    def _several(self, text: str, start: int, end: int) -> Iterator[Glyph]:
        """A piece that several objects draw, perhaps one for each character: what they set without a gap is one."""
        page, object_of, style_of = self._page, self._calls.text_object, self._style
        boxes = self._calls.boxes(page, start, end)
        first, style, item = start, None, None
        room = 0.0
        before = boxes[0]
        for at, box in zip(range(start, end), boxes, strict=True):
            following = object_of(page, at)
            if following != item or at == start:
                item = following
                # Only on a page that is not turned a line runs to the right.
                touch = -0.5 * room < box[0] - before[2] < _GAP * room and self._frame.quarters == 0
                drawn = style_of(item, at, touch and abs(box[1] - before[1]) < _LEVEL) if item else None
                if drawn is not style or drawn is None or not touch or abs(box[1] - before[1]) > 0.3 * room:
                    if style is not None:
                        yield from self._placed(text, first, at, style, boxes[first - start], before)
                    first, style = at, drawn
                    room = drawn.size if drawn else 0.0
            before = box
        if style is not None:
            yield from self._placed(text, first, end, style, boxes[first - start], before)

    def _placed(self, text: str, first: int, last: int, style: _Style, one: Box, other: Box) -> Iterator[Glyph]:
        """The glyph of a piece whose first and last character take the boxes `one` and `other`."""
        size, bold, direction, check = style
        if size < _SMALLEST:
            return
        if one is other:
            left, bottom, right, top = one
        else:
            left, bottom = min(one[0], other[0]), min(one[1], other[1])
            right, top = max(one[2], other[2]), max(one[3], other[3])
        box = self._frame.place(left, bottom, right, top)
        if check and self._is_hidden(box, check):
            return
        x0, upper, x1, lower = box
        self.running[direction] += last - first
        if direction:
            if self._areas and self._in_area(box):
                # Words that run up or down in a cell are read as one line of it.
                middle = (upper + lower) / 2
                yield Glyph(text[first:last], x0, middle - size / 2, x1, middle + size / 2, size, bold)
            else:
                self.aside.append(Glyph(text[first:last], x0, upper, x1, lower, size, bold))
        elif last - first > 1 and ((self._areas and self._in_area(box)) or lower - upper > _TALL * size):
            for char, place in zip(text[first:last], self._calls.boxes(self._page, first, last), strict=True):
                x0, _, x1, lower = self._frame.place(*place)
                yield Glyph(char, x0, lower - size, x1, lower, size, bold)
        else:
            # The boxes of fonts are as high as the font claims; the type stands on their lower edge.
            yield Glyph(text[first:last], x0, lower - size, x1, lower, size, bold)

    def _in_area(self, box: Box) -> bool:
        return any(
            box[0] < area[2] and area[0] < box[2] and box[1] < area[3] and area[1] < box[3] for area in self._areas
        )

    def _is_hidden(self, box: Box, check: int) -> bool:
        """Whether print without ink, or with pale ink, cannot be seen here.

        Text without ink over a picture is what was recognised in it; pale text may stand on a dark ground.
        """
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return not (self._drawings.pictured(x, y) if check == _INVISIBLE else self._drawings.behind(x, y))


def _direction(a: float, b: float, quarters: int) -> int:
    """The direction of text that runs along (a, b) on a page that is shown turned by `quarters`."""
    if abs(b) <= _SLANT * abs(a):
        runs = 0 if a > 0 else 2
    elif abs(a) <= _SLANT * abs(b):
        runs = 1 if b > 0 else 3
    else:
        return _OBLIQUE
    return (runs - quarters) % 4
