"""Tables of plain text that hold a row on each line, with bars, tabs or drawn rules between their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import clean, marks
from ingest.cellgrid import Grid, GridCell

_BARS = str.maketrans("｜│┃║¦", "|||||")
_PARTED = re.compile("[|｜│┃║¦\t]")
_RULE = re.compile(r"[\s|+\-=_:~—－─━═┄┈┅┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]{3,2000}\Z")
_MARKER = re.compile(
    r"(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?|第[一二三四五六七八九十\d]{1,3}[章节条]|[①-⑳])\Z"
)
_PAGE = re.compile(r"[.…·\s]{0,80}\d{1,4}\Z")
_MOST_CELLS = 40
_LONGEST_LINE = 6_000
_LONGEST_HEAD = 24
_ALIKE = 0.7
"""Share of the rows that have as many cells as the table has columns."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines one after the other whose cells are parted in one way."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def find(raws: Sequence[str]) -> Iterator[Grid]:
    """The tables among the lines of a text as they are written, in order, without overlap."""
    at = 0
    while at < len(raws):
        grid, behind = None, at + 1
        for sign in ("|", "\t") if _PARTED.search(raws[at]) else ():
            run = _run(raws, at, sign)
            grid = _grid(run, sign) if run else None
            if run:
                behind = run.end
                break
        if grid:
            yield grid
        at = behind


def _run(raws: Sequence[str], start: int, sign: str) -> _Run | None:
    """The rows that stand from line `start` on."""
    rows: list[tuple[str, ...]] = []
    at = start
    while at < len(raws) and len(raws[at]) <= _LONGEST_LINE:
        if sign == "|" and _RULE.match(raws[at]):
            at += 1
            continue
        cells = _cells(raws[at], sign)
        if len(cells) < 2:
            break
        rows.append(cells)
        at += 1
    # Bars around a table leave an empty cell at the ends of every row; a row of them may open with one by itself.
    if sign == "|":
        rows = [row[1:] for row in rows] if all(not row[0] for row in rows) else rows
        rows = [row[:-1] for row in rows] if all(row and not row[-1] for row in rows) else rows
    return _Run(start, at, tuple(rows)) if len(rows) > 1 else None


def _cells(raw: str, sign: str) -> tuple[str, ...]:
    """The cells of a line; an empty one is empty."""
    if sign == "|":
        bare = raw.translate(_BARS).strip()
        if "|" not in bare or marks.is_noise(bare):
            return ()
    else:
        bare = raw.strip(" \u3000\n\r")
        # One tab in front of a line indents it.
        if "\t" not in bare.strip() and bare.count("\t") < 2:
            return ()
    cells = bare.split(sign, _MOST_CELLS)
    return tuple(clean.line(cell) for cell in cells) if len(cells) <= _MOST_CELLS else ()


def _grid(run: _Run, sign: str) -> Grid | None:
    """The rows as a table; None where they are lines of another kind (a contents page, numbered lines, a menu)."""
    rows = [_without_tail(row) for row in run.rows] if sign == "\t" else list(run.rows)
    lengths = Counter(len(row) for row in rows)
    width = max(lengths, key=lambda length: (lengths[length], length))
    full = lengths[width] + (sum(n for length, n in lengths.items() if length < width) if sign == "\t" else 0)
    head = [cell for cell in rows[0] if cell]
    if width < 2 or full < len(rows) * _ALIKE or len(head) < 2 or any(len(cell) > _LONGEST_HEAD for cell in head[:1]):
        return None
    if sign == "\t" and (width < 3 or len(rows) < 3) and not _carded(rows):
        return None
    if all(_MARKER.match(row[0]) for row in rows if row[0]) or all(_PAGE.match(row[-1]) for row in rows):
        return None
    cells = [
        # A row with more or fewer cells than the head stands beside the table: no column of it is certain.
        GridCell(at, column if len(row) == width or (sign == "\t" and len(row) < width) else width + column, text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    return Grid(run.start, run.end, tuple(cells))


def _without_tail(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells that a tab at the end of its line makes."""
    end = len(row)
    while end > 1 and not row[end - 1]:
        end -= 1
    return row[:end]


def _carded(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether lines of two cells are labels and values, or a table of two columns."""
    return len(rows) >= 3 and all(2 <= len(row[0]) <= 12 for row in rows)
