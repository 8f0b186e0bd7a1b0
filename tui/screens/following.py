"""What is done with a commitment that is followed up: progress in two keys, undo, history, the reminder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on

from corpus.errors import CorpusError
from corpus.model import CommitmentRow, Standing
from tui import present, said
from tui.histories import event_line
from tui.language import named, t
from tui.messages import HistoryOffered, Judged, Noticed, Reported
from tui.screens.exporting import ask_path
from tui.screens.listing import ListScreen
from tui.screens.page import PageScreen
from tui.screens.reporting import Report, ReportScreen
from tui.tables import Tone

_PAPERS = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class _Done:
    """A report that can be taken back."""

    key: str
    uid: str
    row: int


class FollowScreen(ListScreen):
    """A list whose rows are followed up; the subclass says which commitment the cursor stands on, and whose."""

    _done: list[_Done]
    """Reports that were written on this screen, oldest first."""
    _returning: int | None = None
    """A commitment that the cursor is to return to."""

    def on_mount(self) -> None:
        """Start with nothing written."""
        self._done = []
        super().on_mount()

    def here(self) -> CommitmentRow | None:
        """The commitment under the cursor, if it is here."""
        raise NotImplementedError

    def organisation_here(self) -> str | None:
        """The organisation that the cursor stands under; empty for nobody."""
        raise NotImplementedError

    def action_declare(self) -> None:
        """Report what the organisation says."""
        self._report(Standing.DECLARED)

    def action_verify(self) -> None:
        """Report what an inspector found."""
        self._report(Standing.VERIFIED)

    def _report(self, standing: Standing) -> None:
        row = self.here()
        if row is None:
            self.tell(t("tracking.no_item"))
            return

        def answered(report: Report | None) -> None:
            if report is not None:
                desk = self.desk
                work = partial(desk.report, row.key, report.standing, report.progress, report.value, report.note)
                self._write(row, work, t("report.done"))

        held = [one for one in (row.declared, row.verified) if one is not None]
        self.app.push_screen(ReportScreen(row.commitment.quote, standing, held), answered)

    def _write(self, row: CommitmentRow, work: Callable[[], str], note: str) -> None:
        """Write in the background and tell what became of it."""

        def question() -> Reported:
            try:
                return Reported(row.id, row.key, work(), note)
            except CorpusError as error:
                return Reported(row.id, row.key, "", said.line(error), failed=True)

        # Reports do not take each other's place, unlike questions.
        self.ask(f"report-{row.key}", question)

    @on(Reported)
    def _reported(self, event: Reported) -> None:
        self.tell(event.note, warn=event.failed)
        if event.failed:
            return
        if event.uid:
            self._done.append(_Done(event.key, event.uid, event.row))
        self._returning = event.row
        self.post_message(Judged())
        self.load()

    def action_undo_report(self) -> None:
        """Take back the last report of this screen and return to its commitment."""
        if not self._done:
            self.tell(t("review.nothing"))
            return
        step, desk = self._done[-1], self.desk

        def question() -> Reported:
            try:
                desk.undo_report(step.key, step.uid)
            except CorpusError as error:
                return Reported(step.row, step.key, "", said.line(error), failed=True)
            return Reported(step.row, step.key, "", t("report.undone"))

        self._done.pop()
        self.ask(f"report-{step.key}", question)

    def action_history(self) -> None:
        """All that was reported on the commitment."""
        row = self.here()
        if row is None:
            self.tell(t("tracking.no_item"))
            return
        desk = self.desk
        self.ask("history", lambda: HistoryOffered(row, desk.history(row.key)))

    @on(HistoryOffered)
    def _history_offered(self, event: HistoryOffered) -> None:
        undone = {one.undoes for one in event.events}
        fields = [
            present.Field(
                named("standing", one.standing.value) + (t("event.taken_back") if one.uid in undone else ""),
                " · ".join(part for part in (event_line(one), one.evidence) if part),
                Tone.DIM if one.undoes or one.uid in undone else Tone.PLAIN,
            )
            for one in event.events
        ]
        none = [present.Field(t("field.history"), t("history.none"), Tone.DIM)]
        self.app.push_screen(PageScreen(event.row.commitment.subject, event.row.commitment.quote, fields or none))

    def action_notice(self) -> None:
        """Write the reminder for the organisation under the cursor."""
        organisation = self.organisation_here()
        if organisation is None:
            return
        if not organisation:
            self.tell(t("tracking.nobody"))
            return
        desk, day = self.desk, self.day

        def write(path: Path) -> Noticed:
            return Noticed(str(path), desk.write_reminder(path, organisation, day, present.SOON))

        name = f"{t('tracking.reminder')}-{organisation.replace(' · ', '')}-{day.isoformat()}.docx"
        name = "".join(character for character in name if character not in '\\/:*?"<>|')
        ask_path(self.app, name, _PAPERS, lambda path: self.ask("notice", partial(write, path)))

    def action_bulletin(self) -> None:
        """Write the bulletin to all organisations of what the filter keeps."""
        desk, day, filters = self.desk, self.day, self.understood().filters

        def write(path: Path) -> Noticed:
            return Noticed(str(path), desk.write_bulletin(path, day, present.SOON, filters))

        name = f"{t('tracking.bulletin')}-{day.isoformat()}.docx"
        ask_path(self.app, name, _PAPERS, lambda path: self.ask("notice", partial(write, path)))

    @on(Noticed)
    def _noticed(self, event: Noticed) -> None:
        """Tell of a reminder, or that there is nothing to remind of."""
        if event.count:
            self.tell(t("export.done", count=event.count, path=event.path))
        else:
            self.tell(t("notice.nothing"))
