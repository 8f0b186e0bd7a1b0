"""Tables that hold one task as a card: labels beside their values (`牵头单位 | 县教育局`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ingest.model import Cell, Table

_DUTIES = frozenset({"lead", "responsible"})
_TASKS = ("task", "name", "aim")
_LEAST = 3
"""Labels that make a table a card."""


def cards(table: Table, meaning: Callable[[Cell], str | None]) -> Iterator[Mapping[str, list[Cell]]]:
    """The tasks of a table whose cells are labels and values in turn, as column meaning -> cells.

    `meaning` says what a label means, None for a cell that is none. Nothing for a table of another form.
    """
    pairs = list(_pairs(table, meaning))
    found: list[dict[str, list[Cell]]] = []
    for means, value in pairs:
        opens = means in _TASKS and (not found or (means in found[-1] and not _DUTIES.isdisjoint(found[-1])))
        if opens or not found:
            found.append({})
        found[-1].setdefault(means, []).append(value)
    if len({means for means, _ in pairs}) >= _LEAST:
        yield from (one for one in found if not _DUTIES.isdisjoint(one) and any(task in one for task in _TASKS))


def _pairs(table: Table, meaning: Callable[[Cell], str | None]) -> Iterator[tuple[str, Cell]]:
    """Label and value, where every row is made of such pairs; a label may reach over several rows."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if len(cell.span):
            rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda c: c.column)
        if len(cells) % 2 or len(cells) > 4:
            continue
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            means = meaning(label)
            if means and meaning(value) is None:
                yield means, value
