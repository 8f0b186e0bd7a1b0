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
    edges = [(cell[0], cell[2], y) for cells in frames for cell in cells for y in (cell[1], cell[3])]
    found: list[Rule] = []
    for rule in rules:
        if rule.top == rule.bottom and not any(
            abs(rule.top - y) <= 2 * _EDGE and rule.x0 < right - _EDGE and left + _EDGE < rule.x1
            for left, right, y in edges
        ):
            found.append(rule)
            if len(found) > _MOST:
                return []
    return found


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
