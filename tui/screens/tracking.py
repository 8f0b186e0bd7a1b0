"""督办: what is late and what is near, by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from corpus.model import Entry
from tui import present
from tui.actions import Scope, bindings
from tui.desk import Group
from tui.language import t
from tui.messages import OpenSentence, TrackingFetched
from tui.screens.listing import ListScreen, quoted, sentence, under
from tui.tables import Cell, Column, Row
from tui.widgets.record import RecordPane


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the tree: an organisation, or one thing that it owes."""

    group: Group
    entry: Entry | None = None


class TrackingScreen(ListScreen):
    """Organisations, most late first, opened to their commitments."""

    MODE = "tracking"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.ENTRIES
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.TRACKING)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TRACKING)

    _groups: list[Group]
    _lines: list[_Line]
    _open: set[str]
    _near: bool = True

    def on_mount(self) -> None:
        """Start with every organisation closed."""
        self._groups, self._lines, self._open = [], [], set()
        super().on_mount()

    def load(self) -> None:
        """Ask for what is owed; the filter works on the answer."""
        desk, day = self.desk, self.day
        self.ask("rows", lambda: TrackingFetched(desk.tracking(day, present.SOON)))

    @on(TrackingFetched)
    def _fetched(self, event: TrackingFetched) -> None:
        self._groups = event.groups
        if len(self._groups) == 1:
            self._open = {self._groups[0].organisation}
        self._show(self.table.cursor)

    def _show(self, keep: int) -> None:
        """Lay out the lines that the filter keeps and the open organisations show."""
        words = self.typed.lower().split()
        lines: list[_Line] = []
        organisations = late = 0
        for group in self._groups:
            entries = [
                entry
                for entry in (*group.late, *(group.near if self._near else ()))
                if all(word in _searched(group, entry) for word in words)
            ]
            if not entries:
                continue
            organisations += 1
            late += sum(entry.days_late > 0 for entry in entries)
            lines.append(_Line(group))
            if group.organisation in self._open or words:
                lines += [_Line(group, entry) for entry in entries]
        self._lines = lines
        if lines:
            self.empty("")
        else:
            self.empty(t("filter.empty", typed=self.typed) if words else t("tracking.empty", day=self.day.isoformat()))
        self.say(t("tracking.found", organisations=organisations, late=late))
        self.table.show_rows(len(lines), self._row, keep=keep)

    def _row(self, index: int) -> Row:
        line = self._lines[index]
        if line.entry is not None:
            return present.entry_row(line.entry, self.day)
        group = line.group
        mark = "▾" if group.organisation in self._open or self.typed else "▸"
        return (Cell(f"{mark} {_titled(group)}"),)

    def preview(self, index: int) -> None:
        """The sentence of what is owed, or what the organisation owes together."""
        line = self._lines[index]
        pane = self.query_one(RecordPane)
        if line.entry is None:
            pane.show_title(present.organisation(line.group.organisation))
            pane.show(f"{_counts(line.group)}  {t('tracking.fold')}")
        else:
            row = line.entry.row
            pane.show_title(present.place(row.source, row.section, row.page))
            pane.show(row.commitment.quote, under(row))

    def place(self, index: int) -> OpenSentence | None:
        """The sentence; an organisation opens or closes instead."""
        entry = self._lines[index].entry
        if entry is None:
            self.action_fold()
            return None
        return sentence(entry.row)

    def copied(self, index: int) -> str | None:
        """The sentence with its place, or the organisation with its counts."""
        line = self._lines[index]
        if line.entry is not None:
            return quoted(line.entry.row)
        return _titled(line.group)

    def action_fold(self) -> None:
        """Open or close the organisation under the cursor."""
        row = self.table.row
        if row is None:
            return
        group = self._lines[row].group
        self._open ^= {group.organisation}
        top = next(index for index, line in enumerate(self._lines) if line.group is group)
        self._show(top)

    def action_fold_all(self) -> None:
        """Open all organisations, or close them."""
        self._open = set() if self._open else {group.organisation for group in self._groups}
        self._show(0)

    def action_near(self) -> None:
        """Show what is near beside what is late, or leave it out."""
        self._near = not self._near
        self._show(0)


def _titled(group: Group) -> str:
    """The organisation with its counts."""
    return f"{present.organisation(group.organisation)}   {_counts(group)}"


def _counts(group: Group) -> str:
    return t("tracking.counts", late=len(group.late), near=len(group.near), days=present.SOON)


def _searched(group: Group, entry: Entry) -> str:
    kept = entry.row.commitment
    return f"{group.organisation} {kept.subject} {kept.quote} {entry.row.region or ''}".lower()
