"""Tables of plain text that hold a row on each line, with bars, tabs or drawn rules between their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import clean, marks
from ingest.cellgrid import Grid, GridCell
from ingest.columnfit import kinds_of, misfit

_BARS = str.maketrans("｜│┃║¦", "|||||")
_WRITTEN = frozenset("|｜│┃║¦")
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
    lines: tuple[int, ...]
    """Where each row stands."""
    bar: str
    """The sign as it is written; nothing for a tab."""


def find(raws: Sequence[str]) -> Iterator[Grid]:
    """The tables among the lines of a text as they are written, in order, without overlap."""
    at = 0
    while at < len(raws):
        grid, behind = None, at + 1
        for sign in ("|", "\t") if _PARTED.search(raws[at]) else ():
            run = _run(raws, at, sign)
            grid = (_grid(run, sign) or _behind(run, sign)) if run else None
            if run:
                behind = run.end
                break
        if grid:
            yield grid
        at = behind


def _run(raws: Sequence[str], start: int, sign: str) -> _Run | None:
    """The rows that stand from line `start` on."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    at = start
    while at < len(raws) and len(raws[at]) <= _LONGEST_LINE:
        if sign == "|" and _RULE.match(raws[at]):
            at += 1
            continue
        cells = _cells(raws[at], sign)
        if len(cells) < 2:
            break
        rows.append(cells)
        lines.append(at)
        at += 1
    # Bars around a table leave an empty cell at the ends of every row; a row of them may open with one by itself.
    if sign == "|":
        rows = [row[1:] for row in rows] if all(not row[0] for row in rows) else rows
        rows = [row[:-1] for row in rows] if all(row and not row[-1] for row in rows) else rows
    bar = next((char for char in raws[start] if char in _WRITTEN), "") if sign == "|" else ""
    return _Run(start, at, tuple(rows), tuple(lines), bar) if len(rows) > 1 else None


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
    cells: list[GridCell] = []
    for at, row in enumerate(rows):
        # A row with more or fewer cells than the head stands beside the table: no column of it is certain.
        beside = 0 if len(row) == width or (sign == "\t" and len(row) < width) else width
        last: int | None = None
        for column, text in enumerate(_moved(row, rows[0]) if at else row):
            if text:
                bars = run.bar * (column - last) if last is not None else ""
                cells.append(GridCell(at, beside + column, text, bars=bars))
                last = column
    return Grid(run.start, run.end, tuple(cells))


def _moved(row: tuple[str, ...], head: tuple[str, ...]) -> tuple[str, ...]:
    """A row that was moved to the left because a cell of the rows above reaches down into it, in its place.

    Pages that are saved as text put the cells of such a row first and leave the last ones empty.
    """
    held = len(_without_tail(row))
    empty = len(row) - held
    if not empty or len(row) != len(head) or not row[0] or not all(head):
        return row
    kinds = kinds_of(head)
    stays, moves = (
        sum(misfit(k, text) for k, text in zip(kinds[at:], row[:held], strict=False) if text) for at in (0, empty)
    )
    return ("",) * empty + row[:held] if moves < stays - _BETTER else row


_BETTER = 0.3
"""How much better a row has to fit the head where it is moved to."""


def _behind(run: _Run, sign: str) -> Grid | None:
    """The table that follows lines of another width (索引号, 发布单位 …) without a line between them."""
    lengths = [len(row) for row in run.rows]
    width = lengths[-1]
    first = len(lengths) - next((n for n, length in enumerate(reversed(lengths)) if length != width), len(lengths))
    if not 0 < first < len(lengths) - 1:
        return None
    return _grid(_Run(run.lines[first], run.end, run.rows[first:], run.lines[first:], run.bar), sign)


def _without_tail(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells that a tab at the end of its line makes."""
    end = len(row)
    while end > 1 and not row[end - 1]:
        end -= 1
    return row[:end]


def _carded(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether lines of two cells are labels and values, or a table of two columns."""
    return len(rows) >= 3 and all(2 <= len(row[0]) <= 12 for row in rows)
