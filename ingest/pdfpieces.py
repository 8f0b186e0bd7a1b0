"""The characters of a page in pdfium as pieces of print.

Speed comes from asking little: one call gives all characters of a page, and a piece (what stands between two spaces
and is drawn alike) is placed by its first and its last character. Only inside the frames of tables, where a piece may
run over a rule, each character is placed by itself.
"""

from __future__ import annotations

import re
from itertools import compress
from math import hypot, inf
from operator import ne, sub
from typing import Any, NamedTuple

from ingest.drawings import Drawings, is_pale
from ingest.glyphs import Glyph
from ingest.pdfiumcalls import NO_FILL, Calls, Drawn, Ink, Inks, Sides
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
_ROUNDS = 4
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


class _Runs(NamedTuple):
    """Characters of one piece that one object draws, one entry for each such run."""

    starts: list[int]
    ends: list[int]
    items: list[int | None]
    opens: bytearray
    """1 where a piece begins."""
    heads: Sides
    """Left, bottom, right, top of the first character."""
    tails: Sides
    """The same of the last one."""
    gaps: list[float]
    """From the right of the run before."""
    rises: list[float]
    """Between the lower edges of a run and the one before."""
    level: bool
    """Lines of this page run to the right."""


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
        self.fonts: dict[int, bool] = {}
        """Fonts that were met on the page, and whether they are bold."""
        self._styles: dict[tuple[Ink, Drawn], _Style] = {}
        self.unknown = 0
        """Characters that the library has no code for."""
        self.running = [0] * 5
        """Characters by the direction of their style."""
        self.aside: list[Glyph] = []
        """What runs across the direction of the page, outside its frames: marks in the margin, watermarks."""

    def glyphs(self) -> list[Glyph]:
        """Pieces of print in the order of the file; inside `areas` single characters."""
        text = self._text()
        self.unknown = text.count("\0")
        runs = self._runs(text)
        out: list[Glyph] = []
        if not runs.starts:
            return out
        inks = self._calls.inks(runs.items)
        style: _Style | None = None
        first, room = 0, 0.0
        for at, following in self._styles_of(runs, inks):
            touch = runs.level and not runs.opens[at] and -0.5 * room < runs.gaps[at] < _GAP * room
            if touch and style is not None and following is not None:
                rise = runs.rises[at]
                # What stands beside the one before in the same ink and on its level is of its size as well.
                like = rise < _LEVEL and not self._off and inks.at(at) == inks.at(first)
                if rise <= 0.3 * room and (like or following is style):
                    continue
            if style is not None:
                self._place(text, runs, first, at, style, out)
            first, style = at, following
            room = following.size if following else 0.0
        if style is not None:
            self._place(text, runs, first, len(runs.starts), style, out)
        return out

    def _runs(self, text: str) -> _Runs:
        """What one object draws of a piece, in the order of the text."""
        use, page = self._calls, self._page
        spans = [found.span() for found in _PIECE.finditer(text)]
        firsts = use.text_objects(page, [start for start, _ in spans])
        lasts = use.text_objects(page, [end - 1 for _, end in spans])
        mixed = [span for span, item, last in zip(spans, firsts, lasts, strict=True) if item != last]
        within = use.text_objects(page, [at for start, end in mixed for at in range(start, end)])
        starts: list[int] = []
        ends: list[int] = []
        items: list[int | None] = []
        pieces: list[int] = []
        done = 0
        for (start, end), item, last in zip(spans, firsts, lasts, strict=True):
            pieces.append(len(starts))
            starts.append(start)
            items.append(item)
            if item != last:
                held = within[done : done + end - start]
                new = list(map(ne, held[1:], held))
                cuts = list(compress(range(start + 1, end), new))
                starts += cuts
                ends += cuts
                items += compress(held[1:], new)
                done += end - start
            ends.append(end)
        opens = bytearray(len(starts))
        for at in pieces:
            opens[at] = 1
        heads = lefts, bottoms, rights, tops = use.sides(page, starts)
        long = [at for at, (start, end) in enumerate(zip(starts, ends, strict=True)) if end - start > 1]
        tails = lefts.copy(), bottoms.copy(), rights.copy(), tops.copy()
        for tail, side in zip(tails, use.sides(page, [ends[at] - 1 for at in long]), strict=True):
            for at, value in zip(long, side, strict=True):
                tail[at] = value
        gaps = [0.0, *map(sub, lefts[1:], tails[2])]
        rises = [0.0, *map(abs, map(sub, bottoms[1:], tails[1]))]
        # Only on a page that is not turned a line runs to the right.
        return _Runs(starts, ends, items, opens, heads, tails, gaps, rises, self._frame.quarters == 0)

    def _styles_of(self, runs: _Runs, inks: Inks) -> list[tuple[int, _Style | None]]:
        """The runs that may be drawn otherwise than the one before, or stand apart from it, with their styles.

        Every other run stands beside the one before, on its level and in its ink.
        """
        use, items = self._calls, runs.items
        every = range(len(items))
        looked: dict[int, _Style | None] = {}
        wanted: list[int] = list(every)
        if runs.level and not self._off:
            some = {*compress(every, runs.opens), *compress(every, map(_LEVEL.__le__, runs.rises)), *inks.changes()}
            if None in items:
                some.update(at for at, item in enumerate(items) if item is None)
            wanted = list(some)
        least = inf
        for left in reversed(range(_ROUNDS)):
            for at, drawn in zip(wanted, use.drawn(self._page, [runs.starts[at] for at in wanted]), strict=True):
                item = items[at]
                style = self._style(item, inks.at(at), drawn) if item else None
                looked[at] = style
                least = min(least, style.size if style else inf)
            # How far apart runs may stand depends on the smallest print, and that may be found among them.
            low, high = (-0.5 * least, _GAP * least) if left > 1 and least >= _SMALLEST else (0.0, 0.0)
            wanted = [at for at, gap in enumerate(runs.gaps) if not low < gap < high and at not in looked]
            if not wanted:
                break
        return sorted(looked.items())

    def _text(self) -> str:
        """All characters, so that index and character agree."""
        count = self._calls.count_chars(self._page)
        text = self._calls.text(self._page, count)
        if len(text) == count:
            return text.translate(_HYPHENS) if "\x02" in text or "\ufffe" in text else text
        codes = (self._calls.unicode(self._page, at) for at in range(count))
        text = "".join(chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\0" for code in codes)
        return text.translate(_HYPHENS)

    def _style(self, item: int, ink: Ink, drawn: Drawn) -> _Style:
        """How a character of the text object `item` is drawn; one style for all that are drawn alike."""
        if self._off and not self._off.isdisjoint(self._calls.layers(item)):
            return _UNSEEN
        style = self._styles.get((ink, drawn))
        if style is None:
            style = self._styles[ink, drawn] = self._new_style(ink, drawn)
        return style

    def _new_style(self, ink: Ink, drawn: Drawn) -> _Style:
        font, mode, *colour = ink
        a, b, c, d, size = drawn
        bold = self.fonts.get(font)
        if bold is None:
            bold = self.fonts[font] = is_bold(self._calls.font_name(font)) if font else False
        check = _INVISIBLE if mode == _INVISIBLE else 0
        if mode == _CLIP or (mode == 0 and NO_FILL not in colour and is_pale(colour)):
            check = _PALE
        sign = -1 if size < 0 else 1
        direction = _direction(sign * a, sign * b, self._frame.quarters)
        return _Style(round(abs(size) * hypot(c, d), 3), bold, direction, check)

    def _place(self, text: str, runs: _Runs, since: int, until: int, style: _Style, out: list[Glyph]) -> None:
        """Adds the glyph of the runs from `since` to `until`."""
        size, bold, direction, check = style
        if size < _SMALLEST:
            return
        first, last = runs.starts[since], runs.ends[until - 1]
        heads, tails, end = runs.heads, runs.tails, until - 1
        left, bottom = min(heads[0][since], tails[0][end]), min(heads[1][since], tails[1][end])
        right, top = max(heads[2][since], tails[2][end]), max(heads[3][since], tails[3][end])
        box = self._frame.place(left, bottom, right, top)
        if check and self._is_hidden(box, check):
            return
        x0, upper, x1, lower = box
        self.running[direction] += last - first
        if direction:
            if self._areas and self._in_area(box):
                # Words that run up or down in a cell are read as one line of it.
                middle = (upper + lower) / 2
                out.append(Glyph(text[first:last], x0, middle - size / 2, x1, middle + size / 2, size, bold))
            else:
                self.aside.append(Glyph(text[first:last], x0, upper, x1, lower, size, bold))
        elif last - first > 1 and ((self._areas and self._in_area(box)) or lower - upper > _TALL * size):
            lefts, bottoms, rights, tops = self._calls.sides(self._page, range(first, last))
            for char, *place in zip(text[first:last], lefts, bottoms, rights, tops, strict=True):
                x0, _, x1, lower = self._frame.place(*place)
                out.append(Glyph(char, x0, lower - size, x1, lower, size, bold))
        else:
            # The boxes of fonts are as high as the font claims; the type stands on their lower edge.
            out.append(Glyph(text[first:last], x0, lower - size, x1, lower, size, bold))

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
