"""Whether lines were cut at a fixed width, and what tells the paragraphs then: indentation, blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import marks
from ingest.clean import width


@dataclass(frozen=True, slots=True)
class Physical:
    """A line of a text file."""

    text: str
    """Cleaned, not blank."""
    indent: int
    """Columns of space before it."""
    gap: bool
    """A blank line stood before it."""
    noise: bool = False
    wall: bool = False
    """Stands for lines that are read apart: no paragraph goes on behind it."""
    raw: str = ""
    """As written, where that is not `text`; else empty."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was cut into lines."""

    lines: tuple[Physical, ...]
    """Without the margin that all lines share, and without blank lines where one stands before every line."""
    full: int
    """Columns at which lines were cut."""
    indented: bool
    """White space at the start of a line tells a new paragraph."""
    spaced: bool
    """A blank line tells a new paragraph: no two follow each other without one."""

    def divides(self, line: Physical) -> bool:
        """Whether the layout tells that `line` begins a paragraph."""
        return (self.indented and line.indent >= 2) or (self.spaced and line.gap)

    @property
    def tells(self) -> bool:
        """Whether the layout tells paragraphs at all."""
        return self.indented or self.spaced


_NARROWEST, _WIDEST = 40, 140
"""Columns that lines are cut at."""
_SLACK = 3
"""Columns by which lines that were cut at one width differ: a wide character that did not fit, a mark that hangs."""
_FIRST = 4
"""Columns of a usual indentation; deeper ones set a title or a signature apart."""


def wrap_of(lines: Sequence[Physical]) -> Wrap | None:
    """How the lines were cut; None for a text whose lines are its paragraphs."""
    level = _levelled(lines)
    if not (_many_near(level) or _at_one_column(level)):
        return None
    columns = [_columns(line) for line in level if not line.noise]
    return Wrap(tuple(level), _full_width(columns), _indents_paragraphs(level), _spaces_paragraphs(level))


def _levelled(lines: Sequence[Physical]) -> list[Physical]:
    """The lines without the margin that all of them share, and without gaps that stand before nearly every line."""
    body = [line for line in lines if not line.noise]
    margin = min((line.indent for line in body), default=0)
    gaps = sum(line.gap for line in body[1:])
    every = len(body) > 2 and gaps >= 0.95 * (len(body) - 1)
    return [
        replace(line, indent=max(0, line.indent - margin), gap=line.gap and (line.noise or not every)) for line in lines
    ]


def _columns(line: Physical) -> int:
    """Where the line ends, columns from the margin."""
    return width(line.text) + min(line.indent, _FIRST)


def _full_width(columns: Sequence[int]) -> int:
    """The width at which lines break: the 95th percentile, so that a few overlong lines do not count."""
    ordered = sorted(columns)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _many_near(lines: Sequence[Physical]) -> bool:
    """Whether many lines stand near the widest usual width and most of those end without a full stop."""
    widths = [width(line.text) for line in lines if not line.noise]
    if len(widths) < 6:
        return False
    full = _full_width(widths)
    if not _NARROWEST <= full <= _WIDEST:
        return False
    near = [line for line in lines if not line.noise and full * 0.88 <= width(line.text) <= full * 1.06]
    longer = sum(1 for value in widths if value > full * 1.06)
    if len(near) < 4 or longer > len(widths) * 0.03 + 1:
        return False
    broken = sum(1 for line in near if not marks.stops(line.text))
    return len(near) >= 0.2 * len(widths) and broken >= 0.6 * len(near)


def _at_one_column(lines: Sequence[Physical]) -> bool:
    """Whether no line passes one column and the lines that reach it break off inside a sentence that the next takes up.

    This holds for a text of a few lines, and for one whose tables make most of its lines short.
    """
    body = [line for line in lines if not line.noise]
    wall = max((_columns(line) for line in body), default=0)
    if not _NARROWEST <= wall <= _WIDEST:
        return False
    reach = [(line, after) for line, after in pairwise(body) if _columns(line) >= wall - _SLACK]
    broken = sum(_runs_on(line, after) for line, after in reach)
    return broken >= 2 and broken >= 0.6 * len(reach)


def _runs_on(line: Physical, after: Physical) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return (
        not marks.ends_block(line.text)
        and not after.gap
        and after.indent <= line.indent
        and any(mark in line.text + after.text for mark in "，。；、,;")
    )


def _indents_paragraphs(lines: Sequence[Physical]) -> bool:
    """Whether white space at the line's start tells paragraphs: some lines have it, most have not."""
    body = [line for line in lines if not line.noise]
    with_indent = sum(1 for line in body if line.indent >= 2)
    return 0.08 * len(body) <= with_indent <= 0.7 * len(body)


def _spaces_paragraphs(lines: Sequence[Physical]) -> bool:
    """Whether blank lines tell paragraphs: a line that ends one has no other behind it without a gap."""
    body = [line for line in lines if not line.noise]
    ends = [(line, after) for line, after in pairwise(body) if marks.stops(line.text) and marks.opens(after.text)]
    apart = sum(after.gap for _, after in ends)
    gaps = sum(line.gap for line in body)
    return 0.08 * len(body) <= gaps <= 0.7 * len(body) and apart >= 0.9 * len(ends)
