"""The columns that a list of commitments can have, and the cells of those that a person chose. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from corpus.deadlines import due_on
from corpus.model import CommitmentRow
from tui import phrases, present
from tui.language import named
from tui.tables import NONE, Cell, Column, Row, Tone

_USUAL = {column.id: column for column in present.COMMITMENTS}

Maker = Callable[[CommitmentRow, date], Cell]
_MADE: dict[str, tuple[Column, Maker]] = {
    "region": (_USUAL["region"], lambda row, on: Cell(row.region or NONE)),
    "subject": (_USUAL["subject"], lambda row, on: Cell(phrases.marked(row.commitment.subject, row.copies))),
    "value": (_USUAL["value"], lambda row, on: _values(row)),
    "due": (_USUAL["due"], lambda row, on: _due(row, on)),
    "owner": (_USUAL["owner"], lambda row, on: _plain(phrases.owners(row.commitment.responsible))),
    "force": (_USUAL["force"], lambda row, on: Cell(named("force", row.commitment.force.value))),
    "state": (_USUAL["state"], lambda row, on: present.state_cell(row, on)),
    "declared": (
        Column("declared", 8, share=1, most=12, rank=5, words="progress."),
        lambda row, on: _plain(named("progress", row.declared.progress.value) if row.declared else NONE),
    ),
    "verified": (
        Column("verified", 8, share=1, most=12, rank=5, words="progress."),
        lambda row, on: _plain(named("progress", row.verified.progress.value) if row.verified else NONE),
    ),
    "indicator": (Column("indicator", 12, share=2, most=24, rank=6), lambda row, on: _plain(_indicators(row))),
    "sentence": (Column("sentence", 20, share=6, rank=7), lambda row, on: Cell(row.commitment.quote)),
    "source": (Column("source", 12, share=2, most=32, rank=8), lambda row, on: Cell(row.title or row.source, Tone.DIM)),
    "section": (Column("section", 12, share=2, most=32, rank=9), lambda row, on: _plain(row.section or NONE)),
    "page": (Column("page", 4, right=True, rank=10), lambda row, on: _plain(str(row.page) if row.page else NONE)),
    "doubts": (
        Column("doubts", 8, share=1, most=24, rank=11),
        lambda row, on: Cell(" ".join(row.commitment.doubts) or NONE, Tone.WARN if row.commitment.doubts else Tone.DIM),
    ),
    "key": (Column("key", present.SHORT, rank=12), lambda row, on: Cell(row.key[: present.SHORT], Tone.DIM)),
}

EVERY: tuple[str, ...] = tuple(_MADE)
"""Ids of all columns, in the order in which they stand."""
USUAL: tuple[str, ...] = tuple(_USUAL)
"""Those that are shown until a person chooses."""


def columns(ids: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these ids, in the order of `EVERY`; other names are left out, none at all means `USUAL`."""
    return tuple(_MADE[name][0] for name in EVERY if name in ids) or columns(USUAL)


def cells(row: CommitmentRow, shown: Sequence[Column], on: date) -> Row:
    """A row's cells in the order of the columns."""
    return tuple(_MADE[column.id][1](row, on) for column in shown)


def _plain(text: str) -> Cell:
    return Cell(text, Tone.DIM if text == NONE else Tone.PLAIN)


def _values(row: CommitmentRow) -> Cell:
    measures = row.commitment.measures
    return Cell(phrases.amounts(measures), Tone.STRONG if measures else Tone.DIM)


def _due(row: CommitmentRow, on: date) -> Cell:
    return _plain(phrases.iso(due_on(row, on)))


def _indicators(row: CommitmentRow) -> str:
    names = dict.fromkeys(one.indicator for one in row.commitment.measures if one.indicator)
    return "、".join(map(phrases.indicator, names)) or NONE
