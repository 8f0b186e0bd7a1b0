"""Pages whose text stands in columns from right to left, turned so that each column lies as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.glyphs import Glyph
from ingest.quality import is_han
from ingest.rules import Box
from ingest.sheets import Sheet

_DOWN = 3
"""A column turned by three quarters clockwise lies as a line, and the columns from right to left as lines downwards."""
_ENOUGH = 30
"""Steps downwards from which a page may be set in columns."""
_CLEAR = 3
"""So many times more steps go down than to the right."""


def turn(box: Box, quarters: int, width: float, height: float) -> Box:
    """A box on a page of this size after quarter turns clockwise of the page."""
    x0, top, x1, bottom = box
    if quarters % 4 == 1:
        return height - bottom, x0, height - top, x1
    if quarters % 4 == 2:
        return width - x1, height - bottom, width - x0, height - top
    if quarters % 4 == 3:
        return top, width - x1, bottom, width - x0
    return box


def upright(sheet: Sheet) -> Sheet:
    """The sheet as it is, or turned so that its columns lie as lines; the characters themselves are not turned."""
    if not _runs_down(sheet.glyphs):
        return sheet
    width, height = sheet.width, sheet.height

    def turned(glyphs: Sequence[Glyph]) -> list[Glyph]:
        out = []
        for glyph in glyphs:
            x0, top, x1, bottom = turn(glyph[1:5], _DOWN, width, height)
            out.append(glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom))
        return out

    return replace(
        sheet,
        width=height,
        height=width,
        glyphs=turned(sheet.glyphs),
        aside=turned(sheet.aside),
        frames=[[turn(box, _DOWN, width, height) for box in boxes] for boxes in sheet.frames],
        turned=(sheet.turned + _DOWN) % 4,
    )


def _runs_down(glyphs: Sequence[Glyph]) -> bool:
    """Whether most characters stand right below the one before them."""
    down = 0
    right = sum(len(glyph.text) - 1 for glyph in glyphs)
    if right > len(glyphs):
        return False
    for first, second in pairwise(glyphs):
        if not (is_han(first.text[-1]) and is_han(second.text[0])):
            continue
        size = max(first.size, 1.0)
        across, along = second.x0 - first.x0, second.top - first.top
        if abs(across) < 0.3 * size and 0.5 * size < along < 2.2 * size:
            down += 1
        elif abs(along) < 0.3 * size and 0.5 * size < across < 2.2 * size:
            right += 1
    return down >= _ENOUGH and down > _CLEAR * right
