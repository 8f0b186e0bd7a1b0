"""督办: what is late and what is near, by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from corpus.model import Entry, Filters
from tui import present, query
from tui.actions import Scope, bindings
from tui.cells import fit, width
from tui.desk import Group
from tui.language import t
from tui.messages import OpenSentence, TrackingFetched
from tui.screens.listing import ListScreen, quoted, sentence, under
from tui.tables import Cell, Column, Row, Tone
from tui.widgets.record import RecordPane

_WIDE = 110
"""Cells of a screen with room for long names."""
_NAME, _SHORT_NAME = 44, 26
"""Cells of an organisation's name on a wide and on a narrow screen."""
_BAR = 24
"""Cells of the longest bar."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the tree: an organisation, or one thing that it owes."""

    group: Group
    entry: Entry | None = None


class TrackingScreen(ListScreen):
    """Organisations, most late first, opened to their commitments."""

    MODE = "tracking"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.ENTRIES
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.SHEET, Scope.TRACKING)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET, Scope.TRACKING)

    _groups: list[Group]
    _lines: list[_Line]
    _open: set[str]
    _near: bool = True
    _kept: Filters | None = None
    """Fields of the filter that what is here was asked for; None before the first answer."""
    _words: tuple[str, ...] = ()
    """Words of the filter; its fields narrow what the ledger is asked for."""

    _going: str | None = None
    """An organisation that the cursor is to go to."""

    def on_mount(self) -> None:
        """Start with every organisation closed."""
        self._groups, self._lines, self._open = [], [], set()
        super().on_mount()

    def show_organisation(self, organisation: str) -> None:
        """Open an organisation and put the cursor on it, as soon as the lines are here."""
        self._going = organisation
        for field in self.query("#filter").results(Input):
            field.value = ""
        if self._kept is not None:
            self._show(self.table.cursor)

    def load(self) -> None:
        """Ask for what is owed of what the fields of the filter keep; its words work on the answer."""
        filters = self._fields()
        desk, day = self.desk, self.day
        self.ask("rows", lambda: TrackingFetched(filters, desk.tracking(day, present.SOON, filters)))

    def narrow(self) -> None:
        """Ask again only where the fields of the filter have changed."""
        if self._fields() == self._kept:
            self._show(0)
        else:
            self.load()

    def _fields(self) -> Filters:
        """The fields of the filter; its words are kept for `_show`."""
        filters = self.understood().filters
        self._words = tuple((filters.text or "").lower().split())
        return query.without_text(filters)

    @on(TrackingFetched)
    def _fetched(self, event: TrackingFetched) -> None:
        self._groups = event.groups
        self._kept = event.filters
        if len(self._groups) == 1:
            self._open = {self._groups[0].organisation}
        self._show(self.table.cursor)

    def _show(self, keep: int) -> None:
        """Lay out the lines that the filter keeps and the open organisations show."""
        words = self._words
        going, self._going = self._going, None
        if going is not None:
            self._open.add(going)
        lines: list[_Line] = []
        organisations = 0
        late: set[str] = set()
        for group in self._groups:
            entries = [
                entry
                for entry in (*group.late, *(group.near if self._near else ()))
                if all(word in _searched(group, entry) for word in words)
            ]
            if not entries:
                continue
            organisations += 1
            late |= {entry.row.key for entry in entries if entry.days_late > 0}
            lines.append(_Line(group))
            if group.organisation in self._open or words:
                lines += [_Line(group, entry) for entry in entries]
        self._lines = lines
        if lines:
            self.empty("")
        else:
            narrowed = words or self._kept != Filters()
            self.empty(
                t("filter.empty", typed=self.typed) if narrowed else t("tracking.empty", day=self.day.isoformat())
            )
        # A commitment of several organisations stands under each and counts once, as in the header.
        self.tell_found(t("tracking.found", organisations=organisations, late=len(late)))
        at = next((at for at, line in enumerate(lines) if line.group.organisation == going), keep)
        self.table.show_rows(len(lines), self._row, keep=at)

    def _row(self, index: int) -> Row:
        line = self._lines[index]
        if line.entry is not None:
            return present.entry_row(line.entry, self.day)
        group = line.group
        mark = "▾" if group.organisation in self._open or self._words else "▸"
        name = fit(present.organisation(group.organisation), self._name_cells())
        text = f"{mark} {name} {_counts(group, self._digits())}  "
        room = max(0, min(_BAR, self.table.row_cells - width(text)))
        return (Cell(text + present.bar(len(group.late), max(len(one.late) for one in self._groups), room)),)

    def _name_cells(self) -> int:
        """Cells of the names, so that the counts behind them stand below each other."""
        widest = max(width(present.organisation(group.organisation)) for group in self._groups)
        return min(widest, _NAME if self.size.width >= _WIDE else _SHORT_NAME)

    def _digits(self) -> int:
        """Digits of the longest count."""
        return max(len(str(max(len(group.late), len(group.near)))) for group in self._groups)

    def preview(self, index: int) -> None:
        """The sentence of what is owed, or what the organisation owes together."""
        line = self._lines[index]
        pane = self.query_one(RecordPane)
        if line.entry is None:
            pane.show_title(present.organisation(line.group.organisation))
            pane.show(_counts(line.group), [present.Field(t("field.keys"), t("tracking.fold"), Tone.DIM)])
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
        return f"{present.organisation(line.group.organisation)}   {_counts(line.group)}"

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


def _counts(group: Group, digits: int = 0) -> str:
    """What is late and near, the numbers in `digits` cells."""
    late, near = (f"{len(entries):>{digits or 1}}" for entries in (group.late, group.near))
    return t("tracking.counts", late=late, near=near, days=present.SOON)


def _searched(group: Group, entry: Entry) -> str:
    kept = entry.row.commitment
    return f"{group.organisation} {kept.subject} {kept.quote} {entry.row.region or ''}".lower()
