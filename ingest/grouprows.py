"""Tables of figures whose cells stand on lines of their own, under lines that name the group of the next rows.

The column of the groups has a head (类别) and no cells: a group is a line of its own, and the rows under it are short
by one cell. Figures look like nothing else, so no row can be shifted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.cellgrid import Grid, GridCell
from ingest.columnfit import HAN, NATURE, Kind, kinds_of, misfit
from ingest.flathead import LONGEST, is_head

_FEWEST_HEADS, _MOST_HEADS, _FEWEST_ROWS = 3, 8, 3
_CLASS = re.compile(r"(?:类别|类型|分类|领域|方面|一级指标|指标类别)\Z")
_FIGURE = re.compile(
    r"[≥≤><＞＜≧≦～~约\[(（〔【]{0,2}-?\d[\d.,，]{0,14}(?:[-—~～–:：]\d[\d.]{0,8})?[%％]?(?:左右|以上|以下|以内)?[\])）〕】]?|[-—–―/／]{1,4}"
)
_STRICT = frozenset({Kind.NAME, Kind.UNIT, Kind.NUMBER, Kind.NATURE})


def find(lines: Sequence[str], at: int) -> Grid | None:
    """The table that opens on line `at`; None where its lines are not certain."""
    if not _CLASS.match(lines[at]):
        return None
    for count in range(_FEWEST_HEADS, min(_MOST_HEADS, len(lines) - at) + 1):
        head = lines[at : at + count]
        if not is_head(head):
            continue
        kinds = kinds_of(head)[1:]
        if kinds[0] is not Kind.NAME or Kind.NUMBER not in kinds or not _STRICT.issuperset(kinds):
            continue
        rows = list(_rows(lines, at + count, kinds))
        named = sum(len(row) == 1 for row in rows)
        if named and len(rows) - named >= _FEWEST_ROWS and len(rows[0]) == 1:
            cells = [GridCell(0, place, text) for place, text in enumerate(head)]
            for number, row in enumerate(rows, 1):
                if len(row) == 1:
                    cells.append(GridCell(number, 0, row[0], count))
                else:
                    cells += [GridCell(number, place, text) for place, text in enumerate(row, 1)]
            return Grid(at, at + count + sum(map(len, rows)), tuple(cells))
    return None


def _rows(lines: Sequence[str], body: int, kinds: tuple[Kind, ...]) -> Iterator[Sequence[str]]:
    """Rows and, of one cell each, the lines that name the group of those behind them."""
    at, width = body, len(kinds)
    while at < len(lines):
        if _fits(lines[at : at + width], kinds):
            yield lines[at : at + width]
            at += width
        elif _names(lines[at]) and _fits(lines[at + 1 : at + 1 + width], kinds):
            yield lines[at : at + 1]
            at += 1
        else:
            return


def _fits(row: Sequence[str], kinds: tuple[Kind, ...]) -> bool:
    """Whether every line is what its column holds."""
    if len(row) < len(kinds) or _FIGURE.fullmatch(row[0]):
        return False
    return all(
        bool(_FIGURE.fullmatch(line)) if kind is Kind.NUMBER else misfit(kind, line) == 0
        for kind, line in zip(kinds, row, strict=True)
    )


def _names(line: str) -> bool:
    """Whether a line can name a group: short words without a figure."""
    return (
        len(line) <= LONGEST and bool(HAN.search(line)) and not NATURE.match(line) and not re.search(r"[。；\d]", line)
    )
