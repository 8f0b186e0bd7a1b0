"""Tables of plain text whose columns are set with spaces: what stands below each other on the page is one column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import clean
from ingest.cellgrid import Grid, GridCell
from ingest.flathead import is_head

_TOKEN = re.compile(r"\S+(?:[ \u00a0](?=\S)\S+)*")
_GAP = re.compile("[ \u00a0]{2}|\u3000")
_FEWEST_ROWS, _FEWEST_COLUMNS, _MOST_COLUMNS = 3, 3, 30
_LONGEST_LINE = 2_000
_MOST_ROWS, _MOST_LEFT = 300, 12


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two gaps of a line, from column `left` to `right` (excluded) of the page."""

    left: int
    right: int
    text: str


def find(raws: Sequence[str]) -> Iterator[Grid]:
    """The tables among the lines of a text as they are written, in order, without overlap."""
    at = 0
    while at < len(raws):
        grid = _at(raws, at) if _GAP.search(raws[at].strip()) else None
        if grid is None:
            at += 1
        else:
            yield grid
            at = grid.end


def _at(raws: Sequence[str], start: int) -> Grid | None:
    head = _pieces(raws[start])
    if len(head) < 2 or not is_head([piece.text for piece in head]):
        return None
    rows = [head]
    end = start + 1
    while (
        end < min(len(raws), start + _MOST_ROWS)
        and (row := _pieces(raws[end]))
        and (len(row) > 1 or row[0].left > head[0].left)
    ):
        rows.append(row)
        end += 1
    # Lines of the text behind a table may look like rows of it: a few are tried to be left out.
    for _ in range(min(_MOST_LEFT, len(rows) - _FEWEST_ROWS + 1)):
        columns = _columns(rows)
        if columns:
            return Grid(start, start + len(rows), tuple(_cells(rows, columns)))
        rows.pop()
    return None


def _pieces(raw: str) -> list[_Piece]:
    """The pieces of a line; none for one that is too long for a page."""
    if len(raw) > _LONGEST_LINE or "\t" in raw:
        return []
    wide = raw.replace("\u3000", "  ")
    out: list[_Piece] = []
    width, seen = 0, 0
    for match in _TOKEN.finditer(wide):
        width += clean.width(wide[seen : match.start()])
        right = width + clean.width(match.group())
        out.append(_Piece(width, right, clean.line(match.group())))
        width, seen = right, match.end()
    return out


def _columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """The stretches of the page that hold print in some row; empty where a row has two pieces in one of them."""
    taken: list[tuple[int, int]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row):
        if taken and left <= taken[-1][1]:
            taken[-1] = (taken[-1][0], max(taken[-1][1], right))
        else:
            taken.append((left, right))
    if not _FEWEST_COLUMNS <= len(taken) <= _MOST_COLUMNS:
        return []
    for row in rows:
        places = [_place(taken, piece) for piece in row]
        if len(set(places)) != len(places):
            return []
    return taken


def _place(columns: Sequence[tuple[int, int]], piece: _Piece) -> int:
    return next(at for at, (left, right) in enumerate(columns) if left <= piece.left and piece.right <= right)


def _cells(rows: Sequence[Sequence[_Piece]], columns: Sequence[tuple[int, int]]) -> Iterator[GridCell]:
    for at, row in enumerate(rows):
        for piece in row:
            yield GridCell(at, _place(columns, piece), piece.text)
