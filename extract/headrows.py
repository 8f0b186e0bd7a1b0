"""Which rows of a table are its head, one or several, and what that makes of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract import tableheads
from extract.components.quantity import NUMBER
from extract.tableheads import Column, read_column
from extract.tablevalues import is_unit

Rows = Mapping[int, Mapping[int, "Shown"]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as a head sees it."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table."""

    last: int
    """Its last row."""
    columns: dict[int, Column]
    lines: frozenset[tuple[str, ...]]
    """The texts of its rows, which a page may open with again."""


_FIRST_ROWS = 4
_LONGEST = 24
"""Characters of a head."""
_ROWS, _SENTENCE, _MOST = 3, 15, 0.8
"""A column holds sentences when, of so many rows at least, that share has so many characters."""
_MEANINGLESS = frozenset({"other", "aside"})
_VALUES = frozenset({"target", "baseline", "estimate", "year"})
_NAMING = frozenset({"name", "task", "project"})
_OWNERS = frozenset({"lead", "responsible"})
_SHARES = _OWNERS | {"support", "deadline"}
"""What columns beside a task say of it."""


def head_of(rows: Rows, width: int) -> Head | None:
    """The head of a table of `width` columns; None for one whose head says nothing."""
    for index in sorted(rows)[:_FIRST_ROWS]:
        last = _last(rows, index, width)
        span = [i for i in sorted(rows) if index <= i <= last]
        if any(len(cell.text) > _LONGEST for i in span for cell in rows[i].values()):
            continue
        columns = _columns(rows, span)
        found = Head(last, columns, frozenset(tuple(c.text for c in rows[i].values()) for i in span))
        known = {c.means for c in columns.values()} - _MEANINGLESS
        if len(known) >= 2:
            told = _told(rows, found) if known <= _SHARES and known & _OWNERS else None
            if told is not None:
                return replace(found, columns=columns | {told: Column("task", None)})
            return replace(found, columns=_named(rows, found))
        if known and known <= _OWNERS:
            told = _prose(rows, found)
            if told is not None:
                return replace(found, columns=columns | {told: Column("task", None)})
        if known & _VALUES:
            named = _named(rows, found)
            if len({c.means for c in named.values()} - _MEANINGLESS) >= 2:
                return replace(found, columns=named)
    return None


def _columns(rows: Rows, span: Sequence[int]) -> dict[int, Column]:
    """What the columns hold, by the heads that stand over each other."""
    chains: dict[int, list[str]] = {}
    for index in span:
        for place, cell in rows[index].items():
            wide = _reach(rows, index, place) if index != span[-1] else cell.columns
            for column in range(place, place + wide):
                chain = chains.setdefault(column, [])
                if cell.text and cell.text not in chain[-1:]:
                    chain.append(cell.text)
    return {place: found for place, chain in chains.items() if (found := tableheads.joined(chain))}


def _last(rows: Rows, index: int, width: int) -> int:
    """The last row of a head that opens with row `index`."""
    last = index
    for below in (index + 1, index + 2):
        if below not in rows or below != last + 1 or not _goes_on(rows, last, below, width):
            break
        last = below
    return last


def _reach(rows: Rows, index: int, place: int) -> int:
    """Columns over which a cell of a head stands: its own, and where none is merged the empty ones behind it."""
    cell = rows[index][place]
    if cell.columns > 1 or any(c.columns > 1 or c.rows > 1 for c in rows[index].values()) or index + 1 not in rows:
        return cell.columns
    wide = 1
    while place + wide in rows[index + 1] and place + wide not in rows[index]:
        wide += 1
    return wide if wide > 1 and place in rows[index + 1] else 1


def _goes_on(rows: Rows, above: int, below: int, width: int) -> bool:
    """Whether row `below` parts the wide cells of row `above`, or ends its only short ones, and nothing else."""
    if _beside_merged(rows[above], rows[below]):
        return True
    wide = {
        column
        for place, cell in rows[above].items()
        if 1 < (reach := _reach(rows, above, place)) < width
        for column in range(place, place + reach)
    }
    under = rows[below]
    if not wide or not under.keys() <= wide or len(under) < 2:
        return False
    texts = [cell.text for cell in under.values()]
    plain = [text for text in texts if not _NUMBER.match(text) or tableheads.year_of(text)]
    known = [text for text in plain if read_column(text) or is_unit(text.strip("()"))]
    return len(plain) == len(texts) and (bool(known) or all(len(text) <= _LABEL for text in texts))


def _beside_merged(above: Mapping[int, Shown], under: Mapping[int, Shown]) -> bool:
    """Whether all cells of a row but those above `under` are merged down beside it (指标 over 属性)."""
    short = {place for place, cell in above.items() if cell.rows == 1}
    return len(short) < len(above) and under.keys() == short and not any(_NUMBER.match(c.text) for c in under.values())


_LABEL = 10
_NUMBER = re.compile(rf"[≥≤><约]?=?\[?{NUMBER}\D{{0,6}}\Z")


def _named(rows: Rows, head: Head) -> dict[int, Column]:
    """The columns with the one that names the rows, where no head says which it is: all its words differ."""
    known = {c.means for c in head.columns.values()}
    if known & (_NAMING | {"lead", "responsible", "aim", "place"}) or not known & _VALUES:
        return head.columns
    below = [rows[i] for i in sorted(rows) if i > head.last]
    for place in sorted({p for row in below for p in row}):
        held = [row[place].text for row in below if place in row]
        words = [text for text in held if len(text) >= 2 and re.search("[\u4e00-\u9fff]{2}", text)]
        means = head.columns[place].means if place in head.columns else "other"
        if means == "other" and len(below) == len(held) == len(words) == len(set(words)) > 1:
            return head.columns | {place: Column("name", None)}
    return head.columns


def aims(rows: Rows, head: Head) -> dict[int, Column]:
    """The columns with those of goals told apart: sentences (`改造管网32公里`) are tasks, numbers are targets."""
    out = dict(head.columns)
    for place, column in head.columns.items():
        if column.means not in ("target", "year"):
            continue
        texts = [rows[i][place].text for i in rows if i > head.last and place in rows[i]]
        prose = sum(len(text) >= _AIM and not _NUMBER.match(text) for text in texts)
        if texts and prose * 10 >= len(texts) * 6:
            out[place] = replace(column, means="aim")
    return out


_AIM = 6
"""Characters from which a goal in words is a sentence."""


def _told(rows: Rows, head: Head) -> int | None:
    """The column beside organisations and time limits that says what they are for, whatever its heading calls it: the
    one that holds sentences, else the only one whose cells are words that differ."""
    told = _prose(rows, head)
    if told is not None:
        return told
    below = [rows[i] for i in sorted(rows) if i > head.last]
    found = []
    for place in rows[head.last]:
        if place in head.columns and head.columns[place].means != "other":
            continue
        held = [row[place].text for row in below if place in row]
        if len(held) >= _ROWS and len(set(held)) == len(held) and all(_WORDS.search(text) for text in held):
            found.append(place)
    return found[0] if len(found) == 1 else None


_WORDS = re.compile("[\u4e00-\u9fff]{3}")


def _prose(rows: Rows, head: Head) -> int | None:
    """The column beside the organisations that holds sentences, whatever its heading calls them."""
    headed = {p for p in rows[head.last] if p not in head.columns or head.columns[p].means == "other"}
    below = [{p: len(c.text) for p, c in rows[i].items()} for i in sorted(rows) if i > head.last]
    if len(below) < _ROWS:
        return None
    shares = {place: sum(row.get(place, 0) >= _SENTENCE for row in below) / len(below) for place in sorted(headed)}
    best = max(shares, key=lambda place: shares[place], default=None)
    return best if best is not None and shares[best] >= _MOST else None
