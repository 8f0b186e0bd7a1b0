"""Lights and paces as words and cells. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.model import CommitmentRow
from tui import phrases, present
from tui.histories import reached
from tui.language import named
from tui.tables import NONE, Cell, Column, Row, Tone

if TYPE_CHECKING:
    from corpus.lights import Board, Pace, Reason

_LIGHTS = ("red", "yellow", "blue", "green", "grey")
_TONES = {"red": Tone.LATE, "yellow": Tone.WARN, "blue": Tone.SOON, "green": Tone.DONE, "grey": Tone.DIM}

BOARDS = (
    Column("organisation", 16, share=3, most=40),
    *(Column(name, 6, right=True) for name in _LIGHTS),
    Column("total", 6, right=True, rank=1),
)
LIT = (
    Column("key", present.SHORT),
    Column("reason", 10, words="reason."),
    Column("due", 10),
    Column("subject", 24, share=5),
    Column("owner", 12, share=2, most=26, rank=1),
    Column("reached", 8, most=14, rank=2),
)
PACES = (
    Column("key", present.SHORT),
    Column("subject", 24, share=5),
    Column("value", 11, share=1, most=18),
    Column("reached", 8, most=14),
    Column("share", 6, right=True),
    Column("passed", 6, right=True),
    Column("due", 10),
    Column("owner", 12, share=2, most=26, rank=1),
)


def board_row(board: Board) -> Row:
    """Cells of `BOARDS`."""
    counts = {light.value: count for light, count in board.counts.items()}
    return (
        Cell(phrases.organisation(board.organisation)),
        *(Cell(str(counts[name]), _TONES[name] if counts[name] else Tone.DIM) for name in _LIGHTS),
        Cell(str(board.total)),
    )


def lit_row(row: CommitmentRow, why: Reason, on: date) -> Row:
    """Cells of `LIT`."""
    from corpus.deadlines import due_on
    from corpus.lights import COLOUR

    said = row.verified or row.declared
    return (
        Cell(row.key[: present.SHORT]),
        Cell(named("reason", why.value), _TONES[COLOUR[why].value]),
        Cell(phrases.iso(due_on(row, on))),
        Cell(row.commitment.subject),
        Cell(phrases.owners(row.commitment.responsible)),
        Cell(reached(said) if said else NONE),
    )


def pace_row(row: CommitmentRow, pace: Pace, on: date) -> Row:
    """Cells of `PACES`."""
    from corpus.deadlines import due_on

    said = row.verified or row.declared
    return (
        Cell(row.key[: present.SHORT]),
        Cell(row.commitment.subject),
        Cell(phrases.amounts(row.commitment.measures), Tone.STRONG),
        Cell(reached(said) if said else NONE),
        Cell(f"{pace.reached:.0%}", Tone.WARN),
        Cell(f"{pace.passed:.0%}"),
        Cell(phrases.iso(due_on(row, on))),
        Cell(phrases.owners(row.commitment.responsible)),
    )
