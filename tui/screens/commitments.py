"""承诺: every commitment of the ledger, filtered as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from corpus.choices import KINDS, picked
from corpus.chosen import Choice as Picked
from corpus.errors import CorpusError
from corpus.hits import Facet
from corpus.model import CommitmentRow, Filters
from tui import narrowings, phrases, present, rowcells, said
from tui.actions import Scope, bindings
from tui.cells import clean
from tui.copying import ENDINGS, Sheet
from tui.language import t
from tui.messages import CommitmentsCounted, CommitmentsFetched, Exported, Failed, OpenSentence, SharesFetched
from tui.screens.choosing import Choice, ChoiceScreen
from tui.screens.exporting import ask_path
from tui.screens.listing import ListScreen, quoted, sentence, under
from tui.screens.windows import WINDOW, Windows
from tui.tables import Column, Row
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.narrow import NarrowPane
from tui.widgets.record import RecordPane

_BETWEEN, _AT_ONCE = 0.25, 0.02
"""Seconds until the values are counted while a person types, when the next letter would make them void, and else."""
_TOGETHER = 0.2
"""Seconds of counting that are shown in one go: drawing the pane anew for each kind would keep keys waiting."""


class CommitmentsScreen(ListScreen):
    """The list that everything else leads to."""

    MODE = "commitments"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.COMMITMENTS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.COMMITMENTS)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.COMMITMENTS)

    document: reactive[int | None] = reactive(None)
    """Only the commitments of this document."""
    chosen: reactive[tuple[Picked, ...]] = reactive(())
    """Values that were picked from the pane on the left."""

    _shown: tuple[Column, ...] = ()
    """The columns."""
    _windows: Windows | None = None
    _counting: Timer | None = None
    _wanted: int | None = None

    def rows_body(self) -> ComposeResult:
        """What the list can be narrowed by, beside the list."""
        yield Static(id="chosen")
        with Horizontal(id="narrowed"):
            yield NarrowPane(self.day, id="narrow")
            with Vertical():
                yield from super().rows_body()

    def on_mount(self) -> None:
        """Narrowed and with the columns of the last time."""
        self.set_reactive(CommitmentsScreen.chosen, recalled(self.memory.get("chosen"), self.day))
        self._shown = rowcells.columns(self.memory.get("columns") or rowcells.USUAL)
        self.set_class(self.memory.get("narrow") is False, "-no-narrow")
        self._tell_chosen()
        super().on_mount()

    def state(self) -> dict[str, Any]:
        """Filter, what was picked, columns, and whether the pane is shown."""
        ids = [column.id for column in self._shown]
        return {
            **super().state(),
            **({"chosen": [[one.kind, one.value] for one in self.chosen]} if self.chosen else {}),
            **({"columns": ids} if tuple(ids) != rowcells.USUAL else {}),
            **({"narrow": False} if self.has_class("-no-narrow") else {}),
        }

    def load(self) -> None:
        """Count what the filter keeps and ask for the first rows."""
        filters = self.narrowed(self.understood().filters)
        desk = self.desk

        def question() -> CommitmentsCounted:
            rows = desk.commitments(filters, WINDOW, 0)
            count = desk.count(filters) if len(rows) == WINDOW else len(rows)
            return CommitmentsCounted(filters, count, rows)

        self.ask("rows", question)

    def narrowed(self, typed: Filters) -> Filters:
        """What was typed, within the plan that is looked at alone and what was picked."""
        return replace(typed, document=self.document, chosen=self.chosen)

    @on(CommitmentsCounted)
    def _counted(self, event: CommitmentsCounted) -> None:
        same = self._windows is not None and self._windows.filters == event.filters
        self._windows = Windows(event.filters, event.count, event.rows)
        self._wanted = None
        if event.count:
            self.empty("")
        elif event.filters == Filters():
            self.empty(t("commitments.empty"))
        else:
            self.empty(t("filter.empty", typed=self.typed))
        self.tell_found(t("commitments.found", count=event.count))
        keep = self.table.cursor if same else 0
        self.table.show_rows(event.count, self._row, columns=self._shown, keep=keep)
        if self._counting is not None:
            self._counting.stop()
        # The rows are drawn before the thread that counts takes its share of the interpreter.
        pause = _BETWEEN if self.query_one("#filter", Input).has_focus else _AT_ONCE
        self._counting = self.set_timer(pause, self._ask_shares)

    @property
    def settled(self) -> bool:
        """Whether nothing is about to be asked or shown."""
        return self._counting is None and super().settled

    def _ask_shares(self) -> None:
        """Ask how many each value would keep, kind by kind, as long as it is of use."""
        self._counting = None
        windows, desk, day = self._windows, self.desk, self.day
        if windows is None or not self.query_one(NarrowPane).display:
            return
        filters = windows.filters

        def work() -> None:
            worker = get_current_worker()
            try:
                held: dict[str, Sequence[Facet]] = {}
                told = monotonic()
                for kind, found in desk.shares(filters, day):
                    if worker.is_cancelled:
                        return
                    held[kind] = found
                    if monotonic() - told > _TOGETHER:
                        self.post_message(SharesFetched(filters, held))
                        held, told = {}, monotonic()
                self.post_message(SharesFetched(filters, held))
            except CorpusError as error:
                self.post_message(Failed(said.line(error)))

        self.run_worker(work, group="shares", exclusive=True, thread=True, exit_on_error=False)

    @on(SharesFetched)
    def _shares_fetched(self, event: SharesFetched) -> None:
        if self._windows is not None and self._windows.filters == event.filters:
            self.query_one(NarrowPane).show_kinds(event.found, event.filters.chosen)

    @on(NarrowPane.Picked)
    def _picked(self, event: NarrowPane.Picked) -> None:
        self.chosen = picked(Filters(chosen=self.chosen), event.choice).chosen

    def watch_chosen(self) -> None:
        """Ask again."""
        if self._windows is not None:
            self._tell_chosen()
            self.load()

    def _tell_chosen(self) -> None:
        line = self.query_one("#chosen", Static)
        line.display = bool(self.chosen)
        line.update(Content(clean(t("narrow.chosen", parts=narrowings.line(self.chosen)))))

    def action_narrow(self) -> None:
        """Go to the pane of values; from there, hide it."""
        pane = self.query_one(NarrowPane)
        if pane.has_focus:
            self.set_class(False, "-narrow-pane")
            self.set_class(True, "-no-narrow")
            self.table.focus()
        else:
            self.set_class(True, "-narrow-pane")
            self.set_class(False, "-no-narrow")
            pane.focus()
            self.call_after_refresh(self._ask_shares)

    def action_columns(self) -> None:
        """Choose the columns."""

        def answered(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                self._shown = rowcells.columns(ids)
                if self._windows is not None:
                    self.table.show_rows(self._windows.count, self._row, columns=self._shown, keep=self.table.cursor)

        offered = [Choice(column.id, column.title) for column in rowcells.columns(rowcells.EVERY)]
        shown = tuple(column.id for column in self._shown)
        self.app.push_screen(ChoiceScreen(t("columns.question"), offered, shown, several=True), answered)

    def _row(self, index: int) -> Row | None:
        row = self._windows.get(index) if self._windows else None
        return None if row is None else rowcells.cells(row, self._shown, self.day)

    @on(LedgerTable.Wanted)
    def _rows_wanted(self, event: LedgerTable.Wanted) -> None:
        windows = self._windows
        offset = windows.missing(event.first, event.last) if windows else None
        if windows is None or offset is None or offset == self._wanted:
            return
        self._wanted = offset
        desk, filters = self.desk, windows.filters
        self.ask("window", lambda: CommitmentsFetched(filters, offset, desk.commitments(filters, WINDOW, offset)))

    @on(CommitmentsFetched)
    def _rows_fetched(self, event: CommitmentsFetched) -> None:
        self._wanted = None
        if self._windows is not None and self._windows.filters == event.filters:
            self._windows.put(event.offset, event.rows)
            self.table.refresh_rows()

    def _at(self, index: int) -> CommitmentRow | None:
        return self._windows.get(index) if self._windows else None

    def preview(self, index: int) -> None:
        """Its sentence and who has to do what."""
        row = self._at(index)
        if row is not None:
            pane = self.query_one(RecordPane)
            pane.show_title(phrases.place(row.source, row.section, row.page))
            pane.show(row.commitment.quote, under(row))

    def place(self, index: int) -> OpenSentence | None:
        """Its sentence."""
        row = self._at(index)
        return None if row is None else sentence(row)

    def copied(self, index: int) -> str | None:
        """Its sentence with its place."""
        row = self._at(index)
        return None if row is None else quoted(row)

    def action_only_document(self) -> None:
        """Only this plan's commitments, or all again."""
        row = None if self.table.row is None else self._at(self.table.row)
        if self.document is not None:
            self.document = None
        elif row is not None:
            self.document = row.document

    def watch_document(self) -> None:
        """Ask again."""
        if self._windows is not None:
            self.load()

    def action_export(self) -> None:
        """Write exactly the commitments that the filter keeps to a file."""
        windows, desk, on = self._windows, self.desk, self.day
        if windows is None or not windows.count:
            return

        def write(path: Path) -> None:
            self.ask("export", lambda: Exported(str(path), desk.export(path, windows.filters, on)))

        ask_path(self.app, f"{t('export.name')}-{on.isoformat()}.xlsx", ENDINGS, write)

    def sheet(self, most: int) -> Callable[[], Sheet]:
        """The first rows of all that the filter keeps, those that are not here too."""
        windows, desk, shown, day = self._windows, self.desk, self._shown, self.day

        def asked() -> Sheet:
            rows = desk.commitments(windows.filters, most, 0) if windows else []
            return Sheet(shown, [rowcells.cells(row, shown, day) for row in rows])

        return asked

    @property
    def narrower(self) -> bool:
        """Whether there is something that `action_back` leaves, clears or lets go."""
        field = self.query_one("#filter", Input)
        picking = self.query_one(NarrowPane).has_focus
        return picking or field.has_focus or bool(field.value or self.chosen) or self.document is not None

    def action_back(self) -> None:
        """Leave the filter or the pane, clear the filter, let go what was picked, show all plans again."""
        field = self.query_one("#filter", Input)
        if self.query_one(NarrowPane).has_focus:
            self.set_focus(self.table if self.table.display else None)
        elif field.has_focus or field.value:
            super().action_back()
        elif self.chosen:
            self.chosen = ()
        else:
            self.document = None


def recalled(found: object, day: date) -> tuple[Picked, ...]:
    """What was picked, from plain JSON; states of a deadline are those of this day."""
    if not isinstance(found, list):
        return ()
    pairs = [one for one in found if isinstance(one, list) and len(one) == 2 and one[0] in KINDS]
    return tuple(Picked(kind, str(value), day if kind == "due" else None) for kind, value in pairs)
