"""The history of a commitment as words and cells. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import LedgerEvent
from tui.language import named, t
from tui.tables import NONE, Cell, Column, Row, Tone

EVENTS = (
    Column("at", 10),
    Column("standing", 8, words="standing."),
    Column("progress", 6, words="progress."),
    Column("reached", 8, most=14),
    Column("author", 10, share=1, most=20, rank=1),
    Column("period", 8, rank=3),
    Column("note", 16, share=4, rank=2),
)


def event_rows(events: Sequence[LedgerEvent]) -> list[Row]:
    """Cells of `EVENTS`, oldest first; what was taken back says so."""
    undone = {event.undoes for event in events if event.undoes}
    rows = []
    for event in events:
        back = event.uid in undone
        progress = named("progress", event.progress.value)
        if event.undoes:
            progress = t("event.undo")
        elif back:
            progress = t("event.taken_back")
        tone = Tone.DIM if back or event.undoes else Tone.PLAIN
        cells = (
            *(event.at[:10], named("standing", event.standing.value), progress),
            *(reached(event), event.author, event.period or NONE),
            " · ".join(part for part in (event.note, event.evidence) if part) or NONE,
        )
        rows.append(tuple(Cell(text, tone) for text in cells))
    return rows


def reached(event: LedgerEvent) -> str:
    """The value that was reported, with its unit."""
    return f"{event.value}{event.unit or ''}" if event.value else NONE


def event_line(event: LedgerEvent) -> str:
    """One line of a history."""
    progress = t("event.undo") if event.undoes else named("progress", event.progress.value)
    value = reached(event) if event.value else None
    parts = [event.at[:10], event.period, progress, value, event.author, event.note]
    return " · ".join(part for part in parts if part)
