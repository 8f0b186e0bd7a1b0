"""What the columns of a table hold, read on its head, and on its cells where the head leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.components.deadline import PLANS
from extract.components.quantity import NUMBER
from extract.lexicon import load
from extract.view import view
from ingest.model import Cell, Document


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    means: str
    year: int | None


_UNKNOWN = Column("other", None)
_ROWS, _SENTENCE, _MOST = 3, 15, 0.8
"""A column holds sentences when, of so many rows at least, that share has so many characters."""


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    return [(r.compile(), r.means) for r in load("columns")]


def read_column(text: str) -> Column | None:
    """What the heading of a column says of it; None for one that no rule knows."""
    means = next((m for pattern, m in _rules() if pattern.search(text)), None)
    if means is None:
        return None
    return Column(means, year_of(text))


_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?(?:底|末)?[-~—至到]((?:19|20)[0-9]{2})年|((?:19|20)[0-9]{2})年")
PLAN = re.compile(r"(十[一二三四五六七])五[”\"]?(?!规划(?:纲要|中期))")


def year_of(text: str) -> int | None:
    """The year that a heading or a caption speaks of; of a period its last one (“十五五” is 2030)."""
    year = _YEAR.search(text)
    if year:
        return int(year.group(2) or year.group(3))
    plan = PLAN.search(text)
    return PLANS.get(plan.group(1)) if plan else None


def heads(document: Document, grid: dict[int, list[Cell]]) -> tuple[int, dict[int, Column]] | None:
    """The last row of the head and what its columns hold; None for a table whose head says nothing."""
    for index in sorted(grid)[:4]:
        columns = {
            place: found
            for c in grid[index]
            if (found := read_column(text_of(document, c)))
            for place in range(c.column, c.column + c.columns)
        }
        known = {c.means for c in columns.values()} - {"other", "aside"}
        if len(known) >= 2 and all(len(text_of(document, c)) <= 20 for c in grid[index]):
            return _below(document, grid, index, columns)
        if known and known <= {"lead", "responsible"}:
            told = _prose(document, grid, index, columns)
            if told is not None:
                return index, columns | {told: Column("task", None)}
    return None


_PARTS = frozenset({"lead", "support", "responsible"})


def _below(
    document: Document, grid: dict[int, list[Cell]], top: int, columns: dict[int, Column]
) -> tuple[int, dict[int, Column]]:
    """The head with the row below it, where that row says which part the organisations of a column have."""
    wide = {p for c in grid[top] if c.columns > 1 for p in range(c.column, c.column + c.columns)}
    under = [c for c in grid.get(top + 1, ()) if len(c.span)]
    parts = {c.column: found for c in under if c.column in wide and (found := _part(text_of(document, c)))}
    if not parts or any(len(text_of(document, c)) > 20 for c in under):
        return top, columns
    return top + 1, columns | parts


def _part(text: str) -> Column | None:
    found = read_column(text)
    return found if found and found.means in _PARTS else None


def aims(document: Document, grid: dict[int, list[Cell]], top: int, columns: dict[int, Column]) -> dict[int, Column]:
    """The columns with those of goals told apart: sentences (`改造管网32公里`) are tasks, numbers are targets."""
    out = dict(columns)
    for place, column in columns.items():
        if column.means != "target":
            continue
        texts = [text_of(document, c) for i in grid if i > top for c in grid[i] if c.column == place and len(c.span)]
        prose = sum(len(text) >= _AIM and not _NUMBER.match(text) for text in texts)
        if texts and prose * 10 >= len(texts) * 6:
            out[place] = Column("aim", column.year)
    return out


_NUMBER = re.compile(rf"[≥≤><约]?=?{NUMBER}\D{{0,6}}\Z")
_AIM = 6
"""Characters from which a goal in words is a sentence."""


def label_of(document: Document, cell: Cell) -> str | None:
    """What a label of a card means; None for a cell that holds none."""
    text = text_of(document, cell).rstrip(":")
    found = read_column(text) if 2 <= len(text) <= 10 else None
    return found.means if found and not re.search(r"[。,;0-9]", text) else None


def _prose(document: Document, grid: dict[int, list[Cell]], top: int, columns: dict[int, Column]) -> int | None:
    """The column beside the organisations that holds sentences, whatever its heading calls them."""
    headed = {c.column for c in grid[top] if columns.get(c.column, _UNKNOWN).means == "other" and len(c.span)}
    rows = [{c.column: len(text_of(document, c)) for c in grid[i]} for i in sorted(grid) if i > top]
    if len(rows) < _ROWS or any(len(text_of(document, c)) > 20 for c in grid[top]):
        return None
    shares = {place: sum(row.get(place, 0) >= _SENTENCE for row in rows) / len(rows) for place in sorted(headed)}
    best = max(shares, key=lambda place: shares[place], default=None)
    return best if best is not None and shares[best] >= _MOST else None


def is_head(document: Document, cells: list[Cell]) -> bool:
    """Whether a row is a head once more, as at the top of a page."""
    found = [read_column(text_of(document, c)) for c in cells if len(c.span)]
    return (
        len(found) > 1 and all(found) and not any(re.match(r"[≥≤><]?[0-9.]+%?\Z", text_of(document, c)) for c in cells)
    )


def text_of(document: Document, cell: Cell) -> str:
    """The text of a cell, folded and without white space."""
    return view(document, cell.span).text if len(cell.span) else ""
