"""Tables of text: columns that share a width, cells that know their tone. Pure; used by commands and screens alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tui.cells import fit, width
from tui.language import t, words

NONE = "—"
"""What a cell says that has nothing to say."""
GAP = 1
"""Cells between two columns."""


class Tone(StrEnum):
    """What a cell means; a screen gives it a colour, the words carry it without one."""

    PLAIN = "plain"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    DIM = "dim"
    STRONG = "strong"
    WARN = "warn"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of several pieces, as long as its column is wide."""

    pieces: tuple[tuple[str, int, Tone], ...]
    """(character that it is made of, count, tone) of each."""
    most: int
    """The sum of counts that fills the column."""

    def drawn(self, cells: int) -> list[tuple[str, Tone]]:
        """The pieces in at most `cells` cells; every one above zero shows where there is a cell for each."""
        if self.most <= 0:
            return []
        lengths = [max(1, round(cells * count / self.most)) if count > 0 else 0 for _, count, _ in self.pieces]
        while sum(lengths) > cells:
            lengths[lengths.index(max(lengths))] -= 1
        return [(sign * length, tone) for (sign, _, tone), length in zip(self.pieces, lengths, strict=True) if length]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row."""

    text: str
    tone: Tone = Tone.PLAIN
    bar: Bar | None = None
    """Drawn instead of `text` where there is one."""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how it shares the width."""

    id: str
    """Its title is the sentence `column.<id>`."""
    least: int
    """Cells it needs to be of use; a language of longer words may need more, see `need`."""
    share: int = 0
    """Part of the width that is left over; 0 keeps `least`."""
    most: int = 200
    """Cells it never passes."""
    rank: int = 0
    """The highest ranks are left out first where the width does not suffice; 0 stays."""
    right: bool = False
    """Numbers stand on the right."""
    whole: bool = False
    """Its cells are names that a person types again: as wide as the longest of them, none is cut."""
    words: str = ""
    """Group of sentences (`force.`) that its cells are made of: none of them is cut."""

    @property
    def need(self) -> int:
        """Cells that it needs in the language that is spoken: `least`, its title, its longest word."""
        return max(self.least, *map(width, (self.title, *(words(self.words) if self.words else ()))))

    @property
    def title(self) -> str:
        """What stands over it."""
        return t(f"column.{self.id}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that is shown: which cell of the row, in how many cells."""

    index: int
    column: Column
    cells: int


def layout(columns: Sequence[Column], cells: int) -> tuple[Slot, ...]:
    """Columns that fit in `cells`, each with its width; the least important are left out where they do not."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _need(columns, kept) > cells:
        rank = max(columns[index].rank for index in kept)
        if rank == 0:
            break
        kept.remove(next(index for index in reversed(kept) if columns[index].rank == rank))
    given = {index: columns[index].need for index in kept}
    spare = cells - _need(columns, kept)
    growing = [index for index in kept if columns[index].share]
    while spare > 0 and growing:
        total = sum(columns[index].share for index in growing)
        parts = {index: max(1, spare * columns[index].share // total) for index in growing}
        for index in growing:
            part = min(parts[index], spare, columns[index].most - given[index])
            given[index] += part
            spare -= part
        growing = [index for index in growing if given[index] < columns[index].most]
    return tuple(Slot(index, columns[index], given[index]) for index in kept)


def _widened(column: Column, texts: Sequence[str]) -> Column:
    return replace(column, least=max(column.least, *map(width, texts))) if column.whole and texts else column


def _need(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return sum(columns[index].need for index in kept) + GAP * (len(kept) - 1)


def heading(slots: Sequence[Slot]) -> str:
    """The line of titles."""
    return (" " * GAP).join(fit(slot.column.title, slot.cells, right=slot.column.right) for slot in slots)


def line(slots: Sequence[Slot], row: Row) -> str:
    """One row as text, exactly as wide as the slots."""
    return (" " * GAP).join(fit(row[slot.index].text, slot.cells, right=slot.column.right) for slot in slots)


def render(columns: Sequence[Column], rows: Iterable[Row], cells: int) -> Iterator[str]:
    """Title line, rule and rows for a terminal of `cells` cells; one row at a time, trailing blanks removed.

    With a column whose cells stay whole all rows are looked at first.
    """
    if any(column.whole for column in columns):
        rows = list(rows)
        columns = [_widened(column, [row[index].text for row in rows]) for index, column in enumerate(columns)]
    slots = layout(columns, cells)
    title = heading(slots)
    yield title.rstrip()
    yield "─" * width(title)
    for row in rows:
        yield line(slots, row).rstrip()
