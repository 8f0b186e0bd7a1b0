"""Print that a rule runs through: it was deleted and left to be seen. Lengths are points; `top` grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.glyphs import Glyph
from ingest.rules import Box, Rule

_MOST = 200
"""A page with more rules outside its tables is a drawing."""
_HIGHEST, _LOWEST = 0.68, 0.28
"""Ems above the lower edge of a character between which a rule strikes it; one that underlines it lies deeper."""
_COVERED = 0.7
"""Share of a strike over which there is print; a rule that runs on beside the text parts something."""
_EDGE = 1.0


def candidates(rules: Iterable[Rule], frames: Iterable[Sequence[Box]]) -> list[Rule]:
    """Rules across the page that are no edge of a cell; none where there are too many."""
    tables = [_Edges(cells) for cells in frames if cells]
    found: list[Rule] = []
    for rule in rules:
        if rule.top == rule.bottom and not any(table.holds(rule) for table in tables):
            found.append(rule)
            if len(found) > _MOST:
                return []
    return found


class _Edges:
    """Where the cells of a table have their upper and lower edges."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self._left, self._right = min(cell[0] for cell in cells), max(cell[2] for cell in cells)
        # A point above and below each, so that one look-up tells.
        self._places = {round(y) + near for cell in cells for y in (cell[1], cell[3]) for near in (-1, 0, 1)}

    def holds(self, rule: Rule) -> bool:
        """Whether a rule across lies on such an edge."""
        return rule.x0 < self._right and self._left < rule.x1 and round(rule.top) in self._places


def areas(found: Sequence[Rule]) -> list[Box]:
    """Where characters must be placed one by one, so that a strike takes those that it covers."""
    return [(rule.x0, rule.top - _EDGE / 2, rule.x1, rule.top + _EDGE / 2) for rule in found]


def parted(glyphs: Sequence[Glyph], found: Sequence[Rule]) -> tuple[list[Glyph], int]:
    """The glyphs that no rule runs through, and how many characters the others hold.

    Where most of a page would be struck, the rules are something else, and all of it stays.
    """
    gone: set[int] = set()
    for rule in found:
        under = [
            at
            for at, glyph in enumerate(glyphs)
            if rule.x0 - _EDGE <= (glyph.x0 + glyph.x1) / 2 <= rule.x1 + _EDGE
            and _LOWEST * glyph.size <= glyph.bottom - rule.top <= _HIGHEST * glyph.size
        ]
        if under and sum(glyphs[at].x1 - glyphs[at].x0 for at in under) >= _COVERED * (rule.x1 - rule.x0):
            gone.update(under)
    struck = sum(len(glyphs[at].text.strip()) for at in gone)
    if not struck or 2 * struck >= sum(len(glyph.text.strip()) for glyph in glyphs):
        return list(glyphs), 0
    return [glyph for at, glyph in enumerate(glyphs) if at not in gone], struck
