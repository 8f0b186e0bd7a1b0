"""The overview as figures, cells and bars. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from corpus.model import DocumentRow, Filters
from tui import phrases, present, reviewing
from tui.language import named, t
from tui.tables import Bar, Cell, Column, Row, Tone

if TYPE_CHECKING:
    from corpus.lights import Board
    from corpus.months import Month
    from corpus.waiting import Doubt

LIGHTS = ("red", "yellow", "blue", "green", "grey")
TONES = {"red": Tone.LATE, "yellow": Tone.WARN, "blue": Tone.NEAR, "green": Tone.DONE, "grey": Tone.DIM}
SIGNS = {"red": "█", "yellow": "▓", "blue": "▒", "green": "░", "grey": "·"}
"""What the bar of a light is made of: told apart without colours."""

BOARDS = (
    Column("organisation", 14, share=4, most=40),
    Column("red", 4, right=True),
    Column("yellow", 4, right=True, rank=1),
    Column("blue", 4, right=True, rank=2),
    Column("green", 4, right=True, rank=3),
    Column("grey", 4, right=True, rank=4),
    Column("lights", 8, share=2, most=24),
)
NEWEST = (
    Column("title", 16, share=6),
    Column("commitments", 4, right=True),
    Column("reading", 8),
)
DOUBTS = (
    Column("sentence", 16, share=6),
    Column("value", 8, most=14, share=1, rank=1),
    Column("deadline", 10, rank=2),
)


def board_row(board: Board, most: int) -> Row:
    """Cells of `BOARDS`; `most` commitments fill the bar."""
    counts = {light.value: count for light, count in board.counts.items()}
    return (
        Cell(phrases.organisation(board.organisation)),
        *(Cell(str(counts[name]), TONES[name] if counts[name] else Tone.DIM) for name in LIGHTS),
        Cell("", bar=Bar(tuple((SIGNS[name], counts[name], TONES[name]) for name in LIGHTS), most)),
    )


def newest(rows: Sequence[DocumentRow]) -> list[DocumentRow]:
    """The documents that came last, first."""
    return sorted(rows, key=lambda row: (row.added, row.id), reverse=True)


def newest_row(row: DocumentRow) -> Row:
    """Cells of `NEWEST`."""
    return (
        Cell(phrases.marked(row.title or row.source, row.copies)),
        Cell(str(row.commitments), Tone.PLAIN if row.commitments else Tone.WARN),
        present.reading_cell(row),
    )


def doubt_row(doubt: Doubt) -> Row:
    """Cells of `DOUBTS`."""
    value, deadline, _ = reviewing.values(doubt.row)
    return (Cell(reviewing.quote(doubt.row)), Cell(value), Cell(deadline))


def near(on: date) -> Filters:
    """What is due within the next days."""
    return Filters(owed_on=on, owed_from=on, owed_to=on + timedelta(days=present.SOON))


def month_title(month: Month) -> str:
    """What a month's column says."""
    kinds = [(kind, getattr(month, kind)) for kind in ("past", "near", "later")]
    parts = t("list.comma").join(f"{named('month', kind)} {count}" for kind, count in kinds if count)
    return t("overview.month", year=month.year, month=month.number, parts=parts)
