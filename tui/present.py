"""Ledger rows as the cells of every table, and as the lines of one record. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.deadlines import SOON as SOON
from corpus.deadlines import closed_on, due_on
from corpus.model import CommitmentRow, DocumentRow, Entry, FileRow, Progress, Tally
from extract.recognised import DOUBT
from tui import phrases
from tui.histories import event_line
from tui.language import named, t
from tui.said import told
from tui.tables import NONE, Cell, Column, Row, Tone


class State(StrEnum):
    """How a commitment stands on a day."""

    DONE = "done"
    CANCELLED = "cancelled"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    UNDATED = "undated"


TIMELESS = frozenset({State.DONE, State.CANCELLED, State.UNDATED})
"""States that no number of days belongs to."""

_TONES = {
    State.DONE: Tone.DONE,
    State.CANCELLED: Tone.DIM,
    State.LATE: Tone.LATE,
    State.SOON: Tone.SOON,
    State.OPEN: Tone.PLAIN,
    State.UNDATED: Tone.DIM,
}


def state(row: CommitmentRow, on: date) -> State:
    """How `row` stands on the day `on`."""
    if closed_on(row, on):
        return State.CANCELLED if row.progress is Progress.CANCELLED else State.DONE
    day = due_on(row, on)
    return State.UNDATED if day is None else _timed((day - on).days)


def _timed(left: int) -> State:
    """The state of what is due in `left` days."""
    if left < 0:
        return State.LATE
    return State.SOON if left <= SOON else State.OPEN


def state_cell(row: CommitmentRow, on: date, meant: date | None = None) -> Cell:
    """State in words, with the days that it is late or has left; those of the date `meant` where one of several is."""
    how = state(row, on)
    day = meant or due_on(row, on)
    if how in TIMELESS or day is None:
        return Cell(t(f"state.{how.value}"), _TONES[how])
    return _timed_cell((day - on).days)


def _timed_cell(left: int) -> Cell:
    how = _timed(left)
    return Cell(t(f"state.{how.value}.days", days=abs(left)), _TONES[how])


COMMITMENTS = (
    Column("region", 8, share=1, most=16, rank=3),
    Column("subject", 20, share=6),
    Column("value", 11, share=1, most=18, rank=1),
    Column("due", 10),
    Column("owner", 12, share=2, most=26, rank=2),
    Column("force", 4, rank=4, words="force."),
    Column("state", 12),
)
SHORT = 10
"""Characters of a key that lists show: enough to name a commitment."""

KEYED = (Column("key", SHORT), *COMMITMENTS)


def commitment_row(row: CommitmentRow, on: date) -> Row:
    """Cells of `COMMITMENTS`; the deadline is the one that its state speaks of."""
    kept = row.commitment
    day = due_on(row, on)
    return (
        Cell(row.region or NONE),
        Cell(phrases.marked(kept.subject, row.copies)),
        Cell(phrases.amounts(kept.measures), Tone.STRONG if kept.measures else Tone.DIM),
        Cell(phrases.iso(day), Tone.PLAIN if day else Tone.DIM),
        Cell(phrases.owners(kept.responsible), Tone.PLAIN if kept.responsible else Tone.DIM),
        Cell(named("force", kept.force.value)),
        state_cell(row, on),
    )


def keyed_row(row: CommitmentRow, on: date) -> Row:
    """Cells of `KEYED`."""
    return (Cell(row.key[:SHORT]), *commitment_row(row, on))


DOCUMENTS = (
    Column("id", 4, right=True, rank=4),
    Column("title", 24, share=6),
    Column("region", 8, share=1, most=16, rank=2),
    Column("number", 16, share=1, most=24, rank=5),
    Column("version", 4, right=True, rank=7),
    Column("issued", 10, rank=3),
    Column("format", 4, rank=6),
    Column("commitments", 6, right=True),
    Column("measures", 6, right=True, rank=1),
    Column("reading", 10),
)


def document_row(row: DocumentRow) -> Row:
    """Cells of `DOCUMENTS`."""
    return (
        Cell(str(row.id), Tone.DIM),
        Cell(phrases.marked(row.title or row.source, row.copies), Tone.PLAIN if row.title else Tone.DIM),
        Cell(row.region or NONE),
        Cell(row.doc_number or NONE, Tone.PLAIN if row.doc_number else Tone.DIM),
        Cell(str(row.version), Tone.DIM if row.version == 1 else Tone.STRONG),
        Cell(phrases.iso(row.issued or row.released)),
        Cell(row.format),
        Cell(str(row.commitments), Tone.PLAIN if row.commitments else Tone.WARN),
        Cell(str(row.measures)),
        reading_cell(row),
    )


def reading_cell(row: DocumentRow) -> Cell:
    """How well the file could be read, with the number of problems; a plan that promises nothing needs a look."""
    if not row.commitments:
        return Cell(t("status.nothing"), Tone.WARN)
    text = named("status", row.status)
    if row.problems:
        text = t("status.problems", status=text, count=row.problems)
    return Cell(text, Tone.DONE if row.status == "ok" else Tone.WARN)


FILES = (
    Column("reading", 10, words="reading."),
    Column("id", 4, right=True),
    Column("commitments", 6, right=True, rank=1),
    Column("path", 24, share=4),
    Column("reason", 16, share=4, rank=2),
)


def file_row(row: FileRow) -> Row:
    """Cells of `FILES`; a copy names the document that it repeats."""
    counted = row.document if row.copy_of is None else row.copy_of
    reason = told(row.reason or "") if row.copy_of is None else t("files.copy", number=row.copy_of)
    return (
        Cell(named("reading", row.outcome), Tone.DONE if row.outcome == "ok" else Tone.WARN),
        Cell(NONE if counted is None else str(counted), Tone.DIM),
        Cell(NONE if row.commitments is None else str(row.commitments)),
        Cell(row.path),
        Cell(reason or "", Tone.DIM if row.outcome == "ok" else Tone.WARN),
    )


TALLIES = (
    Column("organisation", 16, share=3, most=40),
    Column("commitments", 6, right=True),
    Column("coming", 6, right=True),
    Column("late", 6, right=True),
    Column("bar", 10, share=2, most=40, rank=1),
)


def bar(count: int, most: int, cells: int) -> str:
    """A bar of at most `cells` cells; anything above zero shows."""
    return "" if count <= 0 or most <= 0 else "█" * max(1, round(cells * min(count, most) / most))


def tally_rows(tallies: Iterable[Tally]) -> list[Row]:
    """Cells of `TALLIES`."""
    rows = list(tallies)
    most = max((row.overdue for row in rows), default=0)
    return [
        (
            Cell(phrases.organisation(row.organisation)),
            Cell(str(row.commitments)),
            Cell(str(row.due)),
            Cell(str(row.overdue), Tone.LATE if row.overdue else Tone.PLAIN),
            Cell(bar(row.overdue, most, 20), Tone.LATE),
        )
        for row in rows
    ]


ENTRIES = (
    Column("state", 12),
    Column("due", 10),
    Column("subject", 24, share=5),
    Column("value", 11, share=1, most=18, rank=1),
    Column("part", 4, rank=3, words="duty."),
    Column("region", 8, share=1, most=16, rank=2),
    Column("source", 10, share=1, most=24, rank=4),
)

KEYED_ENTRIES = (Column("key", SHORT), *ENTRIES)


def entry_row(entry: Entry, on: date) -> Row:
    """Cells of `ENTRIES`."""
    kept = entry.row.commitment
    return (
        _timed_cell((entry.due - on).days),
        Cell(entry.due.isoformat()),
        Cell(phrases.marked(kept.subject, entry.row.copies)),
        Cell(phrases.amounts(kept.measures), Tone.STRONG if kept.measures else Tone.DIM),
        Cell(named("duty", entry.duty.value) if entry.duty else NONE, Tone.DIM),
        Cell(entry.row.region or NONE),
        Cell(entry.row.title or entry.row.source, Tone.DIM),
    )


def keyed_entry_row(entry: Entry, on: date) -> Row:
    """Cells of `KEYED_ENTRIES`."""
    return (Cell(entry.row.key[:SHORT]), *entry_row(entry, on))


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a commitment's record."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


def doubts(row: CommitmentRow) -> list[Field]:
    """Why a person should look at a commitment, and how surely its sentence was read in a picture."""
    out = [Field(t("field.doubt"), named("doubt", doubt), Tone.WARN) for doubt in row.commitment.doubts]
    return out + read_in_picture(row.recognised, DOUBT in row.commitment.doubts)


def read_in_picture(sure: float | None, doubted: bool) -> list[Field]:
    """How surely a sentence was read in a picture; nothing for text of the file itself."""
    if sure is None:
        return []
    return [Field(t("field.recognised"), t("recognised.sure", share=f"{sure:.2f}"), Tone.WARN if doubted else Tone.DIM)]


def fields(row: CommitmentRow, on: date) -> list[Field]:
    """All that is known of a commitment, in the order in which a person asks for it."""
    kept = row.commitment
    how = state_cell(row, on)
    out = [Field(t("field.subject"), kept.subject, Tone.STRONG), Field(t("field.state"), how.text, how.tone)]
    out += [Field(t("field.measure"), phrases.measure_line(measure, kept.force)) for measure in kept.measures]
    out.append(Field(t("field.due"), phrases.iso(kept.deadline)))
    if kept.recurrence:
        out.append(Field(t("field.recurrence"), kept.recurrence))
    out += [Field(part, names) for part, names in phrases.duties(kept.responsible)] or [Field(t("field.owner"), NONE)]
    out.append(Field(t("field.force"), named("force", kept.force.value)))
    for one in kept.bindings:
        part = " ".join(kept.part(one.span).split())
        out.append(Field(t("field.binding"), f"{named('force', one.force.value)}  {part}", Tone.DIM))
    out.append(Field(t("field.region"), row.region or NONE))
    out.append(Field(t("field.place"), phrases.place(phrases.marked(row.source, row.copies), row.section, row.page)))
    for standing, event in (("declared", row.declared), ("verified", row.verified)):
        if event is not None:
            out.append(Field(named("standing", standing), event_line(event)))
    out += doubts(row)
    out.append(Field(t("field.rules"), " ".join(kept.rules) or NONE, Tone.DIM))
    out.append(Field(t("field.confidence"), f"{kept.confidence:.2f}", Tone.DIM))
    out.append(Field(t("field.key"), row.key, Tone.DIM))
    return out
