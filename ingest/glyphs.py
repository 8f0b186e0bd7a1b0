"""Glyphs of a printed page to lines: what stands at one height, spaces where the setting leaves none, two columns.

All lengths are points; `top` grows downwards. Nothing here knows a PDF library.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from ingest.clean import printed
from ingest.quality import is_han


class Glyph(NamedTuple):
    """One printed character, or several that a file sets in one piece without a gap.

    A named tuple, because a page makes hundreds of them.
    """

    text: str
    """Without spaces inside, except where a file draws a space itself."""
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    confidence: float | None = None
    """Of the recognition, 0 to 1; None for a character that the file itself holds."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line, or one cell of a table."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    noise: bool = False
    cell: tuple[int, int, int, int, int] | None = None
    """Table number, row, column, rows, columns."""
    confidence: float | None = None
    """The least of its characters, where a picture was read; None for text of the file."""
    column: int = 0
    """1 or 2 on a page set in two columns, 0 for what takes the whole width."""
    breaks: tuple[int, ...] = ()
    """Offsets in `text` at which a page break stands."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom, to a tenth of a point."""
        return (round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1))


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, in reading order."""

    number: int
    """From 1."""
    width: float
    height: float
    lines: tuple[Printed, ...]


_SAME = 1.5
"""The same character closer than this is printed twice, points."""
_BAND = 8.0


def dedupe(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs without those printed again at the same place, as false bold type does."""
    seen: dict[tuple[str, int], list[tuple[float, float]]] = {}
    out: list[Glyph] = []
    for glyph in glyphs:
        text, x, y = glyph[0], glyph[1], glyph[2]
        band = int(y // _BAND)
        offset = y - band * _BAND
        places = seen.get((text, band))
        if offset < _SAME or offset > _BAND - _SAME:
            beside = seen.get((text, band - 1 if offset < _SAME else band + 1))
            if beside is not None and _near(x, y, beside) and text.strip():
                continue
        if places is None:
            seen[text, band] = [(x, y)]
        elif _near(x, y, places) and text.strip():
            continue
        else:
            places.append((x, y))
        out.append(glyph)
    return out


def _near(x: float, y: float, places: Sequence[tuple[float, float]]) -> bool:
    return any(abs(x - px) < _SAME and abs(y - py) < _SAME for px, py in places)


def lines_of(glyphs: Sequence[Glyph], page: int, column: int = 0) -> list[Printed]:
    """Lines from top to bottom: glyphs whose middles lie at one height, from left to right."""
    rows: list[list[Glyph]] = []
    middle = reach = 0.0
    for glyph in sorted(glyphs, key=_heights):
        text, _, top, _, bottom, *_ = glyph
        if not text.strip():
            continue
        centre = (top + bottom) / 2
        tall = max(bottom - top, 1.0)
        if rows and centre - middle < 0.5 * max(min(reach, tall), 0.5 * max(reach, tall)):
            rows[-1].append(glyph)
            count = len(rows[-1])
            middle += (centre - middle) / count
            reach = max(reach, tall)
        else:
            rows.append([glyph])
            middle, reach = centre, tall
    return [_line(row, page, column) for row in rows]


def _line(row: list[Glyph], page: int, column: int) -> Printed:
    if len(row) == 1:
        text, x0, top, x1, bottom, size, bold, confidence = row[0]
        return Printed(
            printed(text), page, x0, top, x1, bottom, round(size, 1), bold, confidence=confidence, column=column
        )
    row.sort(key=_left)
    _, lefts, tops, rights, bottoms, sizes, bolds, sure = zip(*row, strict=True)
    size = sizes[0] if len(set(sizes)) == 1 else median([glyph.size for glyph in row for _ in glyph.text])
    heavy = sum(len(glyph.text) for glyph in row if glyph.bold) if any(bolds) else 0
    return Printed(
        printed(_spell(row)),
        page,
        lefts[0],
        min(tops),
        max(rights),
        max(bottoms),
        round(size, 1),
        heavy > 0 and heavy * 2 > sum(len(glyph.text) for glyph in row),
        confidence=least(sure),
        column=column,
    )


_left = itemgetter(1)


def _heights(glyph: Glyph) -> float:
    return glyph[2] + glyph[4]


def least(confidences: Iterable[float | None]) -> float | None:
    """The least of those that are known; None for none."""
    return min((one for one in confidences if one is not None), default=None)


def _spell(row: Sequence[Glyph]) -> str:
    """Characters of a line; a space stands for a gap that is wider than the setting of mixed text makes it."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            gap = glyph.x0 - before.x1
            em = max(1.0, min(before.size, glyph.size) or 1.0)
            if gap > 2.2 * em:
                parts.append("  ")
            elif gap > _usual_gap(before.text[-1:], glyph.text[:1]) * em:
                parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def _usual_gap(first: str, second: str) -> float:
    """Ems that typesetting itself puts between two characters: most where Chinese meets Latin, after punctuation."""
    latin = _is_latin(first), _is_latin(second)
    if all(latin):
        return 0.15
    return 0.42 if not any(latin) and is_han(first) and is_han(second) else 0.8


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def columns(glyphs: Sequence[Glyph], width: float) -> list[list[Glyph]]:
    """The glyphs of a page in reading order: of the page, of its two columns, or of what stands above them, of the
    columns, and of what stands below.

    Two columns show as an empty strip down the middle with long lines of text on both sides of it.
    """
    inked = [glyph for glyph in glyphs if glyph.text.strip()]
    if sum(len(glyph.text) for glyph in inked) < 200:
        return [list(glyphs)]
    left, right = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    halves = _halves(inked, left, right, width)
    if halves is not None:
        return halves
    middle = (left + right) / 2
    across = [glyph for glyph in inked if glyph.x0 - 1 <= middle <= glyph.x1 + 1]
    if not across or len(across) > _MOST_ACROSS * sum(len(glyph.text) for glyph in inked):
        return [list(glyphs)]
    first, last = min(glyph.top for glyph in inked) - 1, max(glyph.bottom for glyph in inked) + 1
    ends = [first, *sorted(glyph.top for glyph in across), last]
    top, bottom = max(pairwise(ends), key=lambda pair: pair[1] - pair[0])
    upper = max((glyph.bottom for glyph in across if glyph.top <= top), default=top)
    above = [glyph for glyph in inked if (glyph.top + glyph.bottom) / 2 < upper]
    below = [glyph for glyph in inked if (glyph.top + glyph.bottom) / 2 >= upper and glyph.top >= bottom - 1]
    between = [glyph for glyph in inked if (glyph.top + glyph.bottom) / 2 >= upper and glyph.top < bottom - 1]
    halves = _halves(between, left, right, width) if between else None
    return [above, *halves, below] if halves is not None else [list(glyphs)]


_MOST_ACROSS = 0.02
"""Pieces over the middle of a page, as a share of its characters, above which it is no page of two columns."""
COLUMNS = {1: (0,), 2: (1, 2), 4: (0, 1, 2, 0)}
"""Number of parts that `columns` gives -> the column of each, 0 for the whole width."""


def _halves(inked: Sequence[Glyph], left: float, right: float, width: float) -> list[list[Glyph]] | None:
    """The two columns that an empty strip divides."""
    low, high = int(left + 0.4 * (right - left)), int(left + 0.6 * (right - left))
    filled = bytearray(int(width) + 2)
    for glyph in inked:
        if glyph.x1 >= low and glyph.x0 <= high:
            start, end = max(0, int(glyph.x0)), min(len(filled), int(glyph.x1) + 1)
            filled[start:end] = b"\1" * (end - start)
    best = _widest_gap(filled, low, high)
    if best is None:
        return None
    halves = [[g for g in inked if g.x1 <= best + 1], [g for g in inked if g.x1 > best + 1]]
    for half, edge in zip(halves, (best - left, right - best), strict=True):
        lines = lines_of(half, 0)
        long = sum(1 for line in lines if line.x1 - line.x0 > 0.8 * edge)
        if len(lines) < 8 or long < 0.5 * len(lines):
            return None
    return halves


def _widest_gap(filled: bytearray, low: int, high: int) -> int | None:
    """Middle of the widest empty strip between two positions, if it is at least 8 points wide."""
    best: tuple[int, int] | None = None
    start = None
    for x in range(low, min(high, len(filled) - 1) + 1):
        if filled[x] == 0:
            start = x if start is None else start
            if best is None or x - start > best[1] - best[0]:
                best = (start, x)
        else:
            start = None
    return (best[0] + best[1]) // 2 if best is not None and best[1] - best[0] >= 8 else None
