"""复核: what the program read, most doubtful first, judged with one key each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.worker import Worker, WorkerState

from corpus.errors import BadCorrection, CorpusError
from corpus.model import CommitmentRow, FactRow, HeaderRow
from ingest.model import UNCERTAIN
from tui import phrases, present, reviewing, said
from tui.actions import Scope, bindings
from tui.language import named, t
from tui.messages import CorrectionRefused, Failed, FieldsOffered, Judged, OpenSentence, QueueFetched
from tui.screens import correcting
from tui.screens.base import broken
from tui.screens.listing import ListScreen, quoted, under
from tui.tables import Cell, Column, Row, Tone
from tui.widgets.record import RecordPane

if TYPE_CHECKING:
    from corpus.waiting import Doubt, Reviewable

MOST = 200
"""Commitments that are asked for at a time."""
_WRITES = "judge"
"""Group of the workers that write."""


class Said(StrEnum):
    """What a person said of a row."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    """Of one of its fields; the whole still waits."""
    SKIPPED = "skipped"


_TONES = {Said.ACCEPTED: Tone.DONE, Said.REJECTED: Tone.LATE, Said.CORRECTED: Tone.WARN, Said.SKIPPED: Tone.DIM}
_SETTLED = (Said.ACCEPTED, Said.REJECTED)
"""After which nothing of it waits."""


@dataclass(slots=True)
class _Step:
    """One key that was pressed, so that it can be taken back."""

    key: str
    said: Said
    uid: str = ""
    """Of the entry in the ledger, once it is written; a skip writes none."""
    refused: bool = False
    """Whether it was a correction that the ledger did not understand."""


class ReviewScreen(ListScreen):
    """The queue; a judged row stays, marked, until the queue is asked for again."""

    MODE = "review"
    COLUMNS: ClassVar[tuple[Column, ...]] = (Column("said", 6, words="said."), *reviewing.QUEUE[1:])
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.REVIEW)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.REVIEW)

    _rows: list[Doubt]
    _said: dict[str, Said]
    """By key, of the rows that are shown."""
    _steps: list[_Step]
    """What was done on this screen, oldest first."""
    _jobs: deque[Callable[[], Judged]]
    """Writes that wait: one at a time, in the order of the keys, and none of them gives way to another."""
    _writing: bool = False
    _missing: bool = False
    """Whether the queue is to be asked for again after the writes: a row came back that is not listed."""
    _left: int = 0
    """Commitments that waited for a person when the queue was asked for."""

    def on_mount(self) -> None:
        """Start with nothing said."""
        self._rows, self._said, self._steps, self._jobs = [], {}, [], deque()
        super().on_mount()

    @property
    def settled(self) -> bool:
        """Whether nothing is about to be asked, shown or written."""
        return super().settled and not self._writing and not self._jobs

    def load(self) -> None:
        """Ask for the queue that the filter keeps."""
        filters = self.understood().filters
        desk = self.desk
        self.ask("rows", lambda: QueueFetched(*desk.review(filters, MOST)))

    @on(QueueFetched)
    def _fetched(self, event: QueueFetched) -> None:
        self._rows, self._left = event.rows, event.left
        self._said = {}
        typed = self.typed
        self.empty("" if self._rows else t("filter.empty", typed=typed) if typed else t("review.empty"))
        self._tell_left()
        self.table.show_rows(len(self._rows), self._row)

    def _tell_left(self) -> None:
        judged = sum(said in _SETTLED for said in self._said.values())
        self.tell_found(t("review.left", left=max(0, self._left - judged)))

    def _row(self, index: int) -> Row:
        doubt = self._rows[index]
        said = self._said.get(doubt.row.key)
        mark = Cell(named("said", said.value), _TONES[said]) if said else Cell("")
        return (mark, *reviewing.queue_row(doubt)[1:])

    def preview(self, index: int) -> None:
        """The sentence, why it is doubted and everything that was read in it."""
        doubt = self._rows[index]
        row = doubt.row
        pane = self.query_one(RecordPane)
        pane.show_title(phrases.place(row.source, row.section, row.page))
        stale = [present.Field(t("field.doubt"), t("review.stale"), Tone.WARN)] if doubt.stale else []
        pane.show(reviewing.quote(row), [*stale, *_read(row)])

    def place(self, index: int) -> OpenSentence | None:
        """Its sentence."""
        return doubted(self._rows[index])

    def copied(self, index: int) -> str | None:
        """Its sentence with its place."""
        row = self._rows[index].row
        if isinstance(row, CommitmentRow):
            return quoted(row)
        return "\n".join((reviewing.quote(row), phrases.place(row.title or row.source, row.section, row.page)))

    def action_accept(self) -> None:
        """All that was read is right."""
        self._judge(Said.ACCEPTED)

    def action_reject(self) -> None:
        """It is no commitment."""
        self._judge(Said.REJECTED)

    def action_skip(self) -> None:
        """Say nothing and go on."""
        self._judge(Said.SKIPPED)

    def _judge(self, said: Said) -> None:
        """Mark the row under the cursor, have it written, and go to the next that nobody has judged."""
        index = self.table.row
        if index is None:
            return
        row = self._rows[index].row
        key = row.key
        if said is Said.REJECTED and isinstance(row, HeaderRow):
            self.tell(t("review.document"))
            return
        if self._said.get(key) in _SETTLED:
            self.tell(t("review.judged"))
            return
        step = _Step(key, said)
        self._steps.append(step)
        self._said[key] = said
        if said is not Said.SKIPPED:
            self._write(partial(self._judged, step))
        self._tell_left()
        after = (at for at in range(index + 1, len(self._rows)) if self._rows[at].row.key not in self._said)
        self.table.cursor = next(after, min(index + 1, len(self._rows) - 1))
        self.table.refresh_rows()

    def action_correct(self) -> None:
        """Choose a field of the row under the cursor, and type what it should say."""
        index = self.table.row
        if index is None:
            return
        key, desk = self._rows[index].row.key, self.desk
        if self._said.get(key) in _SETTLED:
            self.tell(t("review.judged"))
            return
        self.ask("fields", lambda: FieldsOffered(key, desk.fields(key)))

    @on(FieldsOffered)
    def _fields_offered(self, event: FieldsOffered) -> None:
        correcting.ask(self.app, event.fields, partial(self._correct, event.key))

    @on(CorrectionRefused)
    def _refused(self, event: CorrectionRefused) -> None:
        """Say why above what was typed, to be mended there."""
        correcting.ask_value(self.app, event.field, event.reason, "", partial(self._correct, event.key), event.text)

    def _correct(self, key: str, field: str, text: str) -> None:
        """Mark the row and have the correction written; the cursor stays, for the whole still waits."""
        step = _Step(key, Said.CORRECTED)
        self._steps.append(step)
        self._said[key] = step.said
        self._write(partial(self._corrected, step, field, text))
        self.table.refresh_rows()

    def _corrected(self, step: _Step, field: str, text: str) -> Judged:
        try:
            step.uid = self.desk.correct(step.key, field, None if text in correcting.ABSENT else text)
        except BadCorrection as error:
            reason = f"{said.told(error.reason)} · {said.told(error.remedy)}"
            self.post_message(CorrectionRefused(step.key, field, text, reason))
            step.refused = True
            return Judged()
        return Judged(row=self.desk.reviewed(step.key))

    def action_take_back(self) -> None:
        """Take back the last key and return to its row."""
        if not self._steps:
            self.tell(t("review.nothing"))
            return
        step = self._steps.pop()
        if step.said is not Said.SKIPPED:
            self._write(partial(self._taken_back, step))
        self._unmark(step)

    def _mark_again(self, key: str) -> None:
        """Mark a row with the last that was done to it."""
        self._said.pop(key, None)
        self._said |= {step.key: step.said for step in self._steps if step.key == key}

    def _unmark(self, step: _Step) -> None:
        """The row is open again, and the cursor stands on it."""
        self._mark_again(step.key)
        at = self._place_of(step.key)
        if at is None:
            self._missing = self._writing
            if not self._writing:
                self.load()
            return
        self._tell_left()
        self.table.cursor = at
        self.table.refresh_rows()

    def _place_of(self, key: str) -> int | None:
        return next((at for at, doubt in enumerate(self._rows) if doubt.row.key == key), None)

    def _show_again(self, row: Reviewable | None) -> None:
        """Show a row as it stands after a correction, and what is said of it below."""
        at = None if row is None else self._place_of(row.key)
        if row is not None and at is not None:
            self._rows[at] = replace(self._rows[at], row=row)
            if at == self.table.row:
                self.preview(at)
        self.table.refresh_rows()

    def _judged(self, step: _Step) -> Judged:
        step.uid = self.desk.judge(step.key, accept=step.said is Said.ACCEPTED)
        return Judged()

    def _taken_back(self, step: _Step) -> Judged:
        # Without a uid the entry itself could not be written, which the person has been told.
        if step.uid:
            self.desk.take_back(step.key, step.uid)
        return Judged(row=self.desk.reviewed(step.key) if step.said is Said.CORRECTED else None)

    def _write(self, job: Callable[[], Judged]) -> None:
        self._jobs.append(job)
        if not self._writing:
            self._next()

    def _next(self) -> None:
        self._writing = bool(self._jobs)
        if self._jobs:
            self.run_worker(partial(self._work, self._jobs.popleft()), group=_WRITES, thread=True, exit_on_error=False)

    def _work(self, job: Callable[[], Judged]) -> None:
        try:
            self.post_message(job())
        except CorpusError as error:
            self.post_message(Judged(said.line(error)))

    @on(Worker.StateChanged)
    def _work_broke(self, event: Worker.StateChanged) -> None:
        """A write that broke says so like one that was refused, so that the next ones do not wait for it."""
        if event.worker.group == _WRITES and event.state is WorkerState.ERROR:
            event.stop()
            event.prevent_default()
            self.post_message(Judged(broken(event.worker)))

    @on(Judged)
    def _written(self, event: Judged) -> None:
        """Go on with what waits; after a failure show what the ledger holds."""
        if event.reason:
            self.post_message(Failed(event.reason))
            self._steps = [step for step in self._steps if step.uid or step.said is Said.SKIPPED]
            self._jobs.clear()
            self._writing = False
            self.load()
        else:
            for step in [step for step in self._steps if step.refused]:
                self._steps.remove(step)
                self._mark_again(step.key)
            self._show_again(event.row)
            self._next()
            if self._missing and not self._writing:
                self._missing = False
                self.load()


def doubted(doubt: Doubt) -> OpenSentence:
    """The message that opens where something that waits stands; the document where it stands nowhere."""
    row, span = doubt.row, reviewing.span(doubt.row)
    return OpenSentence(row.document, span.start, span.end) if span else OpenSentence(row.document, 0, 0)


def _read(row: CommitmentRow | FactRow | HeaderRow) -> list[present.Field]:
    """Everything that was read of a row."""
    if isinstance(row, CommitmentRow):
        kept = row.commitment
        read = [present.Field(t("column.deadline"), phrases.iso(kept.deadline))] if kept.deadline else []
        return [*read, *under(row)]
    if isinstance(row, FactRow):
        read = [present.Field(named("role", row.fact.role.value), phrases.measure_line(row.fact))]
        return read + present.read_in_picture(row.recognised, (row.recognised or 1.0) < UNCERTAIN)
    return [present.Field(word, value) for word, value in reviewing.header_fields(row.header)]
