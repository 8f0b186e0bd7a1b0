"""Tables that a text file holds one cell a line, or one row a line: what a page's table becomes when saved as text.

The head tells the columns, a running number (or the 约束性 / 预期性 that closes an indicator) tells the rows. Which
line belongs to which column is the cheapest way to lay the lines of a row over the columns in order; a row that can
be laid in two ways keeps its name and leaves its figures without a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import reduce
from statistics import median

from ingest import celltext, evenrows, grouprows
from ingest.cellgrid import Grid, GridCell
from ingest.columnfit import HAN, NATURE, NUMBER, Kind, is_chapter, kinds_of, opens_group, serial, subserial, way_of
from ingest.flathead import LONGEST, Reading, is_head, is_headlike, readings
from ingest.paragraphs import glue

_MOST_HEADS, _LONGEST_CELL = 14, 400
_FEWEST_ROWS = 2
_TRIED_ROWS = 12
"""Rows by which the ways to read a head are compared."""
_DEAREST_ROW = 1.35
"""Usual cost of a row above which the lines are taken for no table."""
_DEAREST_LAID = 2.6
"""Cost of a row above which only its name is laid under the head."""
_NAMING = frozenset({Kind.SERIAL, Kind.NAME})
_MOST_BROKEN = 4
"""Spaces inside the cells of one numbered row."""
_FEW = 4
_NEXT = 4
"""Lines with the next running number that are weighed as the start of the next row."""

_STOP = re.compile(
    r"注[:：\d]|附?[表图]\s?\d|附[件录表]|专栏|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节]"
    r"|资料来源|数据来源|序\s?号\Z"
)
_ENDS = re.compile(r"[。；，,：:]|\d")
"""What the name of a group of rows has none of."""
_SUM = re.compile(r"[小合总]\s{0,4}计\Z")


def opening(lines: Sequence[str]) -> Grid | None:
    """The flattened table that opens on the first line."""
    return _at(lines, 0)


def find(lines: Sequence[str], parted: bool = False) -> Iterator[Grid]:
    """The flattened tables among the lines of a text, in order, without overlap.

    `parted` says that signs showed the lines to be cells.
    """
    at = 0
    while at < len(lines):
        grid = _at(lines, at, parted)
        if grid is None:
            at += 1
        else:
            yield grid
            at = grid.end


_GAP = re.compile(r"[ \t\u3000]*[|｜][ \t\u3000]*|[ \t\u3000]+")


def _spaced(lines: Sequence[str], at: int) -> Grid | None:
    """A table with one row a line, its cells parted by white space.

    A row with fewer cells than the head has columns is laid under it where that can be done in one way only.
    """
    head = _parts(lines[at])
    if len(head) < 3 or not is_head(head):
        return None
    under = _parts(lines[at + 1]) if at + 1 < len(lines) else []
    both = [one for one in readings([*head, *under]) if one.rows == 2] if len(under) > 1 else []
    single = Reading(tuple(head), tuple(GridCell(0, place, text) for place, text in enumerate(head)), 1)
    for reading in (*both, single):
        body = at + reading.rows
        kinds = kinds_of(reading.columns)
        counted = kinds[0] is Kind.SERIAL
        rows: list[list[str]] = []
        while body + len(rows) < len(lines) and len(row := _parts(lines[body + len(rows)])) > 1:
            # Cells of a numbered row may hold spaces of their own.
            counted = counted and serial(row[0]) == len(rows) + 1
            if len(row) > len(kinds) + (_MOST_BROKEN if counted else 0):
                break
            rows.append(row)
        full = sum(len(row) == len(reading.columns) for row in rows)
        if len(rows) >= _FEWEST_ROWS and (counted or (full >= _FEWEST_ROWS and full * 2 >= len(rows))):
            cells = [cell for n, row in enumerate(rows) for cell in _put(row, kinds, reading.rows + n)]
            return Grid(at, body + len(rows), (*reading.cells, *cells))
    return None


def _put(row: Sequence[str], kinds: tuple[Kind, ...], number: int) -> Iterator[GridCell]:
    """The cells of one row that stood on one line."""
    if len(row) == len(kinds):
        yield from (GridCell(number, place, text) for place, text in enumerate(row))
        return
    way = way_of(row, kinds)
    whole = max(way.taken, default=0) == 1 or serial(row[0]) is not None
    if not (way.clear and way.cost <= _DEAREST_LAID and whole):
        yield from (GridCell(number, len(kinds) + place, text) for place, text in enumerate(row))
        return
    at = 0
    for place, count in enumerate(way.taken):
        if count:
            yield GridCell(number, place, reduce(glue, row[at : at + count]))
        at += count


def _parts(line: str) -> list[str]:
    return [part for part in _GAP.split(line.strip("|｜ \t\u3000")) if part]


def _at(lines: Sequence[str], at: int, parted: bool = False) -> Grid | None:
    spaced = _spaced(lines, at)
    if spaced is not None:
        return spaced
    if not is_headlike(lines[at]):
        return None
    if re.fullmatch(r"序\s?号|编号", lines[at]):
        window = range(at + 3, min(at + _MOST_HEADS + 2, len(lines)))
        body = next((i for i in window if serial(lines[i]) == 1), None)
        if body is None:
            body = next((i for i in window if _goes_on_counting(lines, i, parted)), None)
        return _grid(lines, at, body, _Rows.NUMBERED) if body is not None else None
    if re.fullmatch(r"(?:一级|主要)?指标(?:名称)?|类别|领域|分类|项目", lines[at]):
        last = next((i for i in range(at + 2, min(at + _MOST_HEADS, len(lines))) if lines[i].endswith("属性")), None)
        closed = _grid(lines, at, last + 1, _Rows.CLOSED) if last is not None else None
        if closed:
            return closed
    return grouprows.find(lines, at) or evenrows.find(lines, at, _end)


def _goes_on_counting(lines: Sequence[str], at: int, parted: bool) -> bool:
    """Whether a later part of a table opens at a line: its number is followed by the next two, each behind its row.

    Of lines that are cells by their signs (`parted`) the next one is enough.
    """
    number = serial(lines[at])
    for step in (1,) if parted else (1, 2):
        window = range(at + 2, min(at + 2 * _MOST_HEADS, len(lines)))
        found = next((i for i in window if number is not None and serial(lines[i]) == number + step), None)
        if found is None:
            return False
        at = found
    return True


class _Rows(Enum):
    """What tells one row from the next."""

    NUMBERED = "numbered"
    CLOSED = "closed"


def _grid(lines: Sequence[str], start: int, body: int, rows: _Rows) -> Grid | None:
    end = _end(lines, body)
    tried: list[tuple[float, Reading, tuple[str, ...]]] = []
    for opens in (0, 1, 2):
        head, over = lines[start : body - opens], tuple(lines[body - opens : body])
        if any(len(line) > LONGEST or "。" in line or serial(line) for line in head) or not all(map(_over, over)):
            continue
        for reading in readings(head):
            cost = _weigh(lines, body, end, kinds_of(reading.columns), rows, _TRIED_ROWS)
            if cost is not None:
                tried.append((cost, reading, over))
    if not tried:
        return None
    cost, reading, over = min(tried, key=lambda each: each[0])
    if cost > _DEAREST_ROW:
        return None
    kinds = kinds_of(reading.columns)
    cells = [*reading.cells, *(GridCell(reading.rows + n, 0, text, len(kinds)) for n, text in enumerate(over))]
    for first, last in _split(lines, body, end, kinds, rows):
        cells += _lay(lines[first:last], kinds, cells[-1].row + 1)
        end = last
    return Grid(start, end, tuple(cells)) if cells[-1].row >= _FEWEST_ROWS else None


def _end(lines: Sequence[str], body: int) -> int:
    """The first line behind `body` that can be no cell of the table."""
    for at in range(body, len(lines)):
        stops = len(lines[at]) > _LONGEST_CELL or (_STOP.match(lines[at]) and serial(lines[at]) is None)
        if stops and not _counted_through(lines, at):
            return at
    return len(lines)


def _counted_through(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a chapter of the table: the number of a row follows that does not count anew."""
    while at < len(lines) and is_chapter(lines[at]):
        at += 1
    number = serial(lines[at]) if at < len(lines) and is_chapter(lines[at - 1]) else None
    return number is not None and number > 1


def _weigh(lines: Sequence[str], body: int, end: int, kinds: tuple[Kind, ...], rows: _Rows, most: int) -> float | None:
    """Usual cost of the first rows under a reading of the head; None where there are no rows."""
    costs = []
    for first, last in _split(lines, body, end, kinds, rows):
        if last - first > 1 and not _SUM.match(lines[first]):
            costs.append(way_of(lines[first:last], kinds).cost)
        if len(costs) == most:
            break
    return median(costs) if len(costs) >= _FEWEST_ROWS else None


def _split(
    lines: Sequence[str], body: int, end: int, kinds: tuple[Kind, ...], rows: _Rows
) -> Iterator[tuple[int, int]]:
    """First and last line (excluded) of each row."""
    return _closed(lines, body, end) if rows is _Rows.CLOSED else _numbered(lines, body, end, kinds)


def _closed(lines: Sequence[str], body: int, end: int) -> Iterator[tuple[int, int]]:
    first = body
    for at in range(body, end):
        if NATURE.match(lines[at]):
            yield first, at + 1
            first = at + 1
        elif at - first > 2 * _MOST_HEADS:
            return


def _numbered(lines: Sequence[str], body: int, end: int, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, int]]:
    at, number, part = body, serial(lines[body]) or 1, 0
    longest = 3 * len(kinds)
    while at < end:
        window = range(at + 2, min(at + longest, end))
        summed = next((each for each in window if _SUM.match(lines[each])), None)
        inside = window if summed is None else range(window.start, summed)
        parts = [each for each in inside if subserial(lines[each]) == part + 1][:1]
        following = [each for each in inside if serial(lines[each]) == number + 1][:_NEXT]
        again = [each for each in inside if serial(lines[each]) == 1 and _over(lines[each - 1])][:1]
        ends = [summed] if summed is not None else []
        starts = parts + following + again + ends
        if starts:
            chosen = min(starts, key=lambda each: _row_cost(lines, at, each, kinds))
            # The number that the next row would have may be a value of the last one.
            if (
                not ends
                and end - at <= longest
                and way_of(lines[at:end], kinds).cost < _row_cost(lines, at, chosen, kinds) - 1
            ):
                yield at, end
                return
            if chosen in ends:
                yield at, chosen
                behind = range(chosen + 1, min(chosen + longest, end))
                new = next((each for each in behind if serial(lines[each]) == 1 and _over(lines[each - 1])), None)
                if new is None:
                    return
                yield chosen, new - 1
                yield new - 1, new
                at, number, part = new, 1, 0
                continue
            last = chosen - 1 if chosen in again else chosen
            yield at, last
            if last < chosen:
                yield last, chosen
            if chosen in parts:
                at, part = chosen, part + 1
            else:
                at, number, part = chosen, 1 if chosen in again else number + 1, 0
            continue
        closing = [each for each in range(at + 2, min(at + longest, end) + 1) if not _prose(lines[at:each])]
        if closing:
            yield at, min(closing, key=lambda each: (way_of(lines[at:each], kinds).cost + _left(each, end), -each))
        return


def _row_cost(lines: Sequence[str], first: int, following: int, kinds: tuple[Kind, ...]) -> float:
    """What the row from `first` costs if the next one starts at `following`, or a new count starts there."""
    new = serial(lines[following]) == 1
    return way_of(lines[first : following - 1 if new else following], kinds).cost


def _over(line: str) -> bool:
    """Whether `line` can stand over a new count of rows: words, no figure, no nature."""
    words = len(line) > 4 and bool(HAN.search(line)) and not NATURE.match(line) and not NUMBER.match(line)
    return words or is_chapter(line)


def _left(last: int, end: int) -> float:
    """What it costs to leave the few lines between the last row and the end of the table outside."""
    return 0.6 * (end - last) if end - last <= _FEW else 0.0


def _prose(lines: Sequence[str]) -> bool:
    """Whether running text of the next paragraph stands among the last lines of a table."""
    return len(lines[-1]) > 60 and "。" in lines[-1]


def _lay(lines: Sequence[str], kinds: tuple[Kind, ...], row: int) -> Iterator[GridCell]:
    """The cells of one row; a line that opens the next group of rows is a row of its own."""
    own = list(lines)
    if len(own) == 1:
        yield GridCell(row, 0, own[0], len(kinds))
        return
    opens: list[str] = []
    while len(own) > 1 and opens_group(own[-1]):
        opens.insert(0, own.pop())
    way = way_of(own, kinds)
    if not opens and _over(own[-1]) and not (way.clear and way.cost <= _DEAREST_LAID):
        # What does not fit may stand over the next rows, as the merged cell that opens a group of them does.
        shorter = way_of(own[:-1], kinds)
        if shorter.clear and shorter.cost <= _DEAREST_ROW and not _ENDS.search(own[-1]):
            opens, way = [own.pop()], shorter
    at, aside = 0, len(kinds)
    sure = way.cost <= _DEAREST_LAID
    for column, (kind, count) in enumerate(zip(kinds, way.taken or (0,) * len(kinds), strict=True)):
        if count and (kind in _NAMING or (sure and (way.clear or kind is not Kind.NUMBER))):
            held = own[at : at + count]
            yield GridCell(row, column, celltext.join(held) if kind is Kind.WORD else reduce(glue, held))
        else:
            for line in own[at : at + count]:
                yield GridCell(row, aside, line)
                aside += 1
        at += count
    for line in own[at:]:
        yield GridCell(row, aside, line)
        aside += 1
    for place, line in enumerate(opens, row + 1):
        yield GridCell(place, 0, line, len(kinds))
