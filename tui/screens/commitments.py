"""承诺: every commitment of the ledger, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.reactive import reactive
from textual.widgets import Input

from corpus.model import CommitmentRow, Filters
from tui import present
from tui.actions import Scope, bindings
from tui.language import t
from tui.messages import CommitmentsCounted, CommitmentsFetched, Exported, OpenSentence
from tui.screens.dialogs import AskScreen
from tui.screens.listing import ListScreen, quoted, sentence, under
from tui.tables import Column, Row
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import RecordPane

WINDOW = 200
"""Rows asked for at a time."""
_KEPT = 40
"""Windows kept in memory."""


class Windows:
    """The rows that are here of a list that may be much longer."""

    def __init__(self, filters: Filters, count: int, first: Sequence[CommitmentRow]) -> None:
        self.filters = filters
        self.count = count
        self._windows: dict[int, Sequence[CommitmentRow]] = {0: first}

    def get(self, index: int) -> CommitmentRow | None:
        """The row, if it is here."""
        window = self._windows.get(index // WINDOW, ())
        place = index % WINDOW
        return window[place] if place < len(window) else None

    def put(self, offset: int, rows: Sequence[CommitmentRow]) -> None:
        """Keep a window; the one that came first makes room."""
        self._windows[offset // WINDOW] = rows
        while len(self._windows) > _KEPT:
            del self._windows[next(iter(self._windows))]

    def missing(self, first: int, last: int) -> int | None:
        """Offset of the first window between two rows that is not here."""
        for number in range(first // WINDOW, max(first, last - 1) // WINDOW + 1):
            if number not in self._windows:
                return number * WINDOW
        return None


class CommitmentsScreen(ListScreen):
    """The list that everything else leads to."""

    MODE = "commitments"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.COMMITMENTS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.COMMITMENTS)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.COMMITMENTS)

    document: reactive[int | None] = reactive(None)
    """Only the commitments of this document."""

    _windows: Windows | None = None
    _wanted: int | None = None

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
        """What was typed, within the plan that is looked at alone."""
        return replace(typed, document=self.document)

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
        self.table.show_rows(event.count, self._row, keep=self.table.cursor if same else 0)

    def _row(self, index: int) -> Row | None:
        row = self._windows.get(index) if self._windows else None
        return None if row is None else present.commitment_row(row, self.day)

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
            pane.show_title(present.place(row.source, row.section, row.page))
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
        windows, desk = self._windows, self.desk
        if windows is None or not windows.count:
            return

        name, filters, on = f"{t('export.name')}-{self.day.isoformat()}.xlsx", windows.filters, self.day

        def question(text: str, suggested: Path, agreed: Path | None = None) -> None:
            """Ask for a path; `agreed` is one that the person has been told exists."""

            def answered(typed: str | None) -> None:
                if typed is None:
                    return
                path = Path(typed).expanduser()
                if path.is_dir():
                    question(t("export.folder", name=path.name), path / name)
                elif not path.parent.is_dir():
                    question(t("export.no_folder", name=str(path.parent)), path)
                elif path.exists() and path != agreed:
                    question(t("export.exists", name=path.name), path, path)
                else:
                    self.ask("export", lambda: Exported(str(path), desk.export(path, filters, on)))

            self.app.push_screen(AskScreen(text, str(suggested)), answered)

        question(t("export.question"), Path.cwd() / name)

    @on(Exported)
    def _exported(self, event: Exported) -> None:
        self.tell(t("export.done", count=event.count, path=event.path))

    def action_back(self) -> None:
        """Leave the filter, clear it, show all plans again."""
        field = self.query_one("#filter", Input)
        if not field.has_focus and not field.value and self.document is not None:
            self.document = None
        else:
            super().action_back()
