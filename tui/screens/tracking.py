"""督办: organisations, their lights, what stands under them; progress in two keys, history, reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from corpus.errors import CorpusError
from corpus.model import CommitmentRow, Filters, Standing
from tui import present, tree
from tui.actions import Scope, bindings
from tui.cells import width
from tui.copying import Sheet
from tui.histories import event_line
from tui.language import named, t
from tui.messages import (
    HistoryOffered,
    Judged,
    Noticed,
    OpenSentence,
    PostsFetched,
    Reported,
    RowsFetched,
)
from tui.screens.exporting import ask_path
from tui.screens.listing import ListScreen, quoted, sentence, under
from tui.screens.page import PageScreen
from tui.screens.reporting import Report, ReportScreen
from tui.tables import Column, Row, Tone
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import RecordPane

if TYPE_CHECKING:
    from corpus.posts import Post

_WIDE = 110
"""Cells of a screen with room for long names."""
_NAME, _SHORT_NAME = 44, 26
"""Cells of an organisation's name on a wide and on a narrow screen."""
_WINDOW = 100
"""Commitments that are asked for at a time."""
_KEPT = 8_000
"""Commitments kept in memory."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A report that can be taken back."""

    key: str
    uid: str
    row: int


class TrackingScreen(ListScreen):
    """Organisations, most red first, opened to their lights and commitments."""

    MODE = "tracking"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.ENTRIES
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.SHEET, Scope.TRACKING)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET, Scope.TRACKING)

    _posts: list[Post]
    _lines: list[tree.Line]
    _rows: dict[int, CommitmentRow]
    """What is here of the commitments."""
    _wanted: tuple[int, ...] = ()
    _open: set[str]
    _branches: set[tree.Branch]
    _urgent: bool = False
    _kept: Filters | None = None
    """What is here was asked for with it; None before the first answer."""
    _going: str | None = None
    """An organisation that the cursor is to go to."""
    _returning: int | None = None
    """A commitment that the cursor is to return to."""
    _done: list[_Done]
    """Reports that were written on this screen, oldest first."""

    def on_mount(self) -> None:
        """Start with every organisation closed."""
        self._posts, self._lines, self._rows, self._done = [], [], {}, []
        self._open, self._branches = set(), set()
        self._urgent = bool(self.memory.get("urgent", False))
        super().on_mount()

    def show_organisation(self, organisation: str) -> None:
        """Open an organisation and put the cursor on it, as soon as the lines are here."""
        self._going = organisation
        for field in self.query("#filter").results(Input):
            field.value = ""
        if self._kept == Filters():
            self._show(self.table.cursor)

    def load(self) -> None:
        """Ask who has what of what the filter keeps."""
        filters = self.understood().filters
        desk, day = self.desk, self.day
        self.ask("rows", lambda: PostsFetched(filters, desk.posts(day, filters)))

    @on(PostsFetched)
    def _fetched(self, event: PostsFetched) -> None:
        self._posts, self._rows, self._wanted = event.posts, {}, ()
        self._kept = event.filters
        if len(self._posts) == 1:
            self._unfold(self._posts[0])
        self._show(self.table.cursor)

    def _unfold(self, post: Post) -> None:
        """Open an organisation with its worst light."""
        self._open.add(post.organisation)
        worst = next((light for light in post.lit if post.count(light)), None)
        if worst is not None:
            self._branches.add((post.organisation, worst.value))

    def _show(self, keep: int) -> None:
        """Lay out the lines; a filter opens everything it keeps."""
        going, self._going = self._going, None
        for post in self._posts:
            if post.organisation == going:
                self._unfold(post)
        typed = self._kept is not None and self._kept != Filters()
        opened = {post.organisation for post in self._posts} if typed else self._open
        branches = {(post.organisation, light.value) for post in self._posts for light in post.lit} if typed else None
        self._lines = tree.lines(self._posts, opened, branches or self._branches, urgent=self._urgent)
        if self._lines:
            self.empty("")
        else:
            self.empty(t("filter.empty", typed=self.typed) if typed else t("tracking.empty", day=self.day.isoformat()))
        red = {row for post in self._posts for light, ids in post.lit.items() if light.value == "red" for row in ids}
        # A commitment of several organisations stands under each and counts once, as in the header.
        organisations = sum(line.light is None for line in self._lines)
        self.tell_found(t("tracking.found", organisations=organisations, late=len(red)))
        back, self._returning = self._returning, None
        places = (at for at, line in enumerate(self._lines) if line.row is not None and line.row == back)
        at = next(places, None)
        if at is None:
            at = next(
                (at for at, one in enumerate(self._lines) if going is not None and one.post.organisation == going), keep
            )
        self.table.show_rows(len(self._lines), self._row, keep=at)

    def _row(self, index: int) -> Row | None:
        line = self._lines[index]
        if line.row is not None:
            row = self._rows.get(line.row)
            return None if row is None else tree.item_row(row, line.post.organisation, self.day)
        if line.light is not None:
            after = self._lines[index + 1] if index + 1 < len(self._lines) else None
            return tree.light_row(line, opened=after is not None and after.row is not None)
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        red_and_yellow = [len(ids) for post in self._posts for light, ids in post.lit.items() if light.value != "grey"]
        widest = max(width(present.organisation(post.organisation)) for post in self._posts)
        return tree.post_row(
            line.post,
            opened=after is not None and after.light is not None,
            name=min(widest, _NAME if self.size.width >= _WIDE else _SHORT_NAME),
            digits=len(str(max(red_and_yellow, default=0))),
            most=max(post.total for post in self._posts),
            room=self.table.row_cells,
        )

    @on(LedgerTable.Wanted)
    def _rows_wanted(self, event: LedgerTable.Wanted) -> None:
        """Ask for the commitments on the screen and some more below."""
        seen = self._lines[event.first : max(event.last, event.first + _WINDOW)]
        wanted = tuple(line.row for line in seen if line.row is not None and line.row not in self._rows)
        if not wanted or wanted == self._wanted:
            return
        self._wanted = wanted
        desk = self.desk
        self.ask("window", lambda: RowsFetched(desk.rows_of(wanted)))

    @on(RowsFetched)
    def _rows_fetched(self, event: RowsFetched) -> None:
        self._wanted = ()
        while len(self._rows) > _KEPT:
            del self._rows[next(iter(self._rows))]
        self._rows |= event.rows
        self.table.refresh_rows()

    def _here(self) -> CommitmentRow | None:
        """The commitment under the cursor, if it is here."""
        at = self.table.row
        row = None if at is None else self._lines[at].row
        return None if row is None else self._rows.get(row)

    def preview(self, index: int) -> None:
        """The sentence of what is owed, or what the organisation owes together."""
        line = self._lines[index]
        pane = self.query_one(RecordPane)
        row = None if line.row is None else self._rows.get(line.row)
        if row is not None:
            pane.show_title(present.place(row.source, row.section, row.page))
            said = [
                present.Field(named("standing", one.standing.value), event_line(one))
                for one in (row.declared, row.verified)
                if one is not None
            ]
            pane.show(row.commitment.quote, [*said, *under(row)])
        elif line.row is None:
            pane.show_title(present.organisation(line.post.organisation))
            pane.show(tree.counts(line.post), [present.Field(t("field.keys"), t("tracking.fold"), Tone.DIM)])

    def place(self, index: int) -> OpenSentence | None:
        """The sentence; an organisation or a light opens or closes instead."""
        line = self._lines[index]
        if line.row is None:
            self.action_fold()
            return None
        row = self._rows.get(line.row)
        return None if row is None else sentence(row)

    def copied(self, index: int) -> str | None:
        """The sentence with its place, or the organisation with its counts."""
        line = self._lines[index]
        if line.row is not None:
            row = self._rows.get(line.row)
            return None if row is None else quoted(row)
        return f"{present.organisation(line.post.organisation)}   {tree.counts(line.post)}"

    def action_fold(self) -> None:
        """Open or close the organisation or the light under the cursor."""
        at = self.table.row
        if at is None:
            return
        line = self._lines[at]
        if line.light is not None:
            self._branches ^= {line.branch}
            top = next(n for n, one in enumerate(self._lines) if one.branch == line.branch)
        else:
            top = at
            if line.post.organisation in self._open:
                self._open.discard(line.post.organisation)
            else:
                self._unfold(line.post)
        self._show(top)

    def action_fold_all(self) -> None:
        """Open all organisations, or close them."""
        if self._open:
            self._open.clear()
            self._branches.clear()
        else:
            for post in self._posts:
                self._unfold(post)
        self._show(0)

    def action_near(self) -> None:
        """Only what is red and yellow; again for all lights."""
        self._urgent = not self._urgent
        self._show(0)

    def action_declare(self) -> None:
        """Report what the organisation says."""
        self._report(Standing.DECLARED)

    def action_verify(self) -> None:
        """Report what an inspector found."""
        self._report(Standing.VERIFIED)

    def _report(self, standing: Standing) -> None:
        row = self._here()
        if row is None:
            self.tell(t("tracking.no_item"))
            return

        def answered(report: Report | None) -> None:
            if report is not None:
                desk = self.desk
                work = partial(desk.report, row.key, report.standing, report.progress, report.value, report.note)
                self._write(row, work, t("report.done"))

        said = [one for one in (row.declared, row.verified) if one is not None]
        self.app.push_screen(ReportScreen(row.commitment.quote, standing, said), answered)

    def _write(self, row: CommitmentRow, work: Callable[[], str], note: str) -> None:
        """Write in the background and tell what became of it."""

        def question() -> Reported:
            try:
                return Reported(row.id, row.key, work(), note)
            except CorpusError as error:
                return Reported(row.id, row.key, "", str(error), failed=True)

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
                return Reported(step.row, step.key, "", str(error), failed=True)
            return Reported(step.row, step.key, "", t("report.undone"))

        self._done.pop()
        self.ask(f"report-{step.key}", question)

    def action_history(self) -> None:
        """All that was reported on the commitment."""
        row = self._here()
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
        at = self.table.row
        if at is None:
            return
        organisation = self._lines[at].post.organisation
        if not organisation:
            self.tell(t("tracking.nobody"))
            return
        desk, day = self.desk, self.day

        def write(path: Path) -> Noticed:
            return Noticed(str(path), desk.write_reminder(path, organisation, day, present.SOON))

        name = f"{t('tracking.reminder')}-{organisation.replace(' · ', '')}-{day.isoformat()}.docx"
        name = "".join(character for character in name if character not in '\\/:*?"<>|')
        endings = (".docx", ".xlsx")
        ask_path(self.app, name, endings, lambda path: self.ask("notice", partial(write, path)))

    @on(Noticed)
    def _noticed(self, event: Noticed) -> None:
        """Tell of a reminder, or that there is nothing to remind of."""
        if event.count:
            self.tell(t("export.done", count=event.count, path=event.path))
        else:
            self.tell(t("notice.nothing"))

    def sheet(self, most: int) -> Callable[[], Sheet]:
        """The first lines of the tree; commitments that are not here are asked for."""
        desk, day, held = self.desk, self.day, dict(self._rows)
        lines, shown, columns = self._lines[:most], self._row, self.table.columns

        def made() -> Sheet:
            missing = [line.row for line in lines if line.row is not None and line.row not in held]
            for start in range(0, len(missing), _WINDOW):
                held.update(desk.rows_of(missing[start : start + _WINDOW]))
            rows = []
            for at, line in enumerate(lines):
                row = shown(at) if line.row is None else None
                if line.row is not None and line.row in held:
                    row = tree.item_row(held[line.row], line.post.organisation, day)
                rows += [row] if row is not None else []
            return Sheet(columns, rows)

        return made

    def state(self) -> dict[str, Any]:
        """The filter, and whether only what is urgent is shown."""
        return {**super().state(), **({"urgent": True} if self._urgent else {})}
