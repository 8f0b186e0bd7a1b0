"""对比: what regions promise for the same indicators, with the national line; one row as bars."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from corpus.matrix import Cell, Matrix, Row
from tui import matrixview
from tui.actions import Scope, bindings
from tui.copying import FORMS, Sheet
from tui.language import t
from tui.matrixtext import title
from tui.messages import Exported, MatrixFetched, MetricsOffered, OpenSentence, RegionsOffered, StandardsFetched
from tui.screens.base import DeskScreen
from tui.screens.choosing import Choice, ChoiceScreen, standard_choices
from tui.screens.exporting import ask_path
from tui.views import STANDARD
from tui.widgets.empty import Empty
from tui.widgets.entry import Entry
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.matrix_table import MatrixTable
from tui.widgets.record import RecordPane

_FIRST = 8
"""Indicators that are compared before anybody has chosen."""


class CompareScreen(DeskScreen):
    """Indicators down, regions across; `b` shows the row of the cursor as bars."""

    MODE = "compare"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.COMPARE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TABLE, Scope.COMPARE)
    AUTO_FOCUS = "MatrixTable"

    _metrics: tuple[str, ...] | None = None
    """None until somebody chooses: what the ledger holds most of."""
    _regions: tuple[str, ...] = ()
    """None of them is all."""
    _standard: str = STANDARD
    _matrix: Matrix | None = None
    _bars: bool = False

    def body(self) -> ComposeResult:
        """Words of a metric, the matrix or the bars of a row, the cell under the cursor."""
        yield Entry(placeholder=t("compare.filter"), compact=True, id="filter")
        yield MatrixTable(id="matrix")
        yield LedgerTable(matrixview.BARS, id="bars")
        yield Empty(id="empty")
        yield RecordPane(id="preview")

    def on_mount(self) -> None:
        """Compare what the ledger holds most of."""
        super().on_mount()
        self.query_one("#bars").display = False
        self._empty(t("loading"))
        self.load()

    def load(self) -> None:
        """Compare again."""
        desk, metrics, regions, standard = self.desk, self._metrics, self._regions, self._standard

        def question() -> MatrixFetched:
            asked = metrics if metrics is not None else tuple(one[0] for one in desk.metrics(standard)[:_FIRST])
            return MatrixFetched(matrixview.fullest_first(desk.compare(asked, regions, standard)), asked)

        self.ask("rows", question)

    @on(MatrixFetched)
    def _fetched(self, event: MatrixFetched) -> None:
        self._matrix = event.matrix
        self._metrics = event.metrics or None
        held = any(cell.value for row in event.matrix.rows for cell in row.cells)
        self._empty("" if held else t("compare.empty") if not event.metrics else t("compare.nothing"))
        self.say(t("compare.found", rows=len(event.matrix.rows), regions=len(event.matrix.regions)))
        self.query_one(MatrixTable).show_matrix(event.matrix)

    def _empty(self, text: str) -> None:
        self.query_one(Empty).say(text)
        self.query_one(MatrixTable).display = not text and not self._bars
        self.query_one("#bars").display = not text and self._bars
        self.query_one("#preview").display = not text
        self.vacant = bool(text) and text != t("loading")
        self.tell_keys()
        if not text and self.focused is None:
            self.query_one("#bars" if self._bars else "#matrix").focus()

    @property
    def _row(self) -> Row | None:
        """The row under the cursor of the matrix."""
        found = self._matrix
        return found.rows[self.query_one(MatrixTable).row] if found and found.rows else None

    @property
    def _cell(self) -> Cell | None:
        """The cell under the cursor, of the matrix or of the bars; the bar of the national line has none."""
        row = self._row
        if row is None or not self._bars:
            return self.query_one(MatrixTable).cell if row is not None else None
        at = self.query_one("#bars", LedgerTable).row
        shown = matrixview.ranked(row)
        at = None if at is None else at - (row.line is not None)
        return shown[at] if at is not None and 0 <= at < len(shown) else None

    @on(MatrixTable.Highlighted)
    @on(LedgerTable.Highlighted)
    def _highlighted(self) -> None:
        row, cell = self._row, self._cell
        if row is None:
            return
        pane = self.query_one(RecordPane)
        if cell is None:
            pane.show_title(title(row))
            pane.show(row.indicator.text if row.indicator else "", [])
            return
        value = cell.value
        parts = [cell.region.name, title(row), value.source if value else ""]
        pane.show_title(" · ".join(part for part in parts if part))
        pane.show(
            " ".join(value.quote.split()) if value else t("compare.silent_cell"), matrixview.cell_fields(row, cell)
        )

    @on(MatrixTable.Chosen)
    @on(LedgerTable.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Read the sentence of the cell where it stands."""
        cell = self._cell
        if cell is not None and cell.value is not None:
            self.post_message(OpenSentence(cell.value.document, cell.value.span.start, cell.value.span.end))
        elif cell is not None:
            self.tell(t("compare.silent_cell"))

    def action_bars(self) -> None:
        """The row under the cursor as bars; again for the matrix."""
        row = self._row
        if row is None:
            return
        self._bars = not self._bars
        bars = self.query_one("#bars", LedgerTable)
        rows = list(matrixview.bar_rows(row))
        self._empty("")
        (bars if self._bars else self.query_one(MatrixTable)).focus()
        if self._bars:
            self.say(title(row))
            bars.show_rows(len(rows), lambda index: rows[index])
        else:
            self._highlighted()

    def action_focus_filter(self) -> None:
        """Type words of a metric."""
        self.query_one("#filter", Input).focus()

    @on(Input.Submitted, "#filter")
    def _submitted(self, event: Input.Submitted) -> None:
        """Compare by the words as well; the new row comes first."""
        words = event.value.strip()
        event.input.value = ""
        self.query_one("#bars" if self._bars else "#matrix").focus()
        if words:
            self._metrics = (words, *(one for one in self._metrics or () if one != words))
            self.load()

    def action_back(self) -> None:
        """Leave the line of words, then the bars."""
        if self.query_one("#filter", Input).has_focus:
            self.query_one("#bars" if self._bars else "#matrix").focus()
        elif self._bars:
            self.action_bars()

    def action_copy(self) -> None:
        """Put the cell with its sentence on the clipboard."""
        row, cell = self._row, self._cell
        if row is not None and cell is not None:
            self.app.copy_to_clipboard("\n".join(matrixview.copied(row, cell)))
            self.tell(t("copied"))

    def action_copy_as(self) -> None:
        """The row under the cursor as a table: every region with its value."""
        row = self._row
        if row is None:
            return
        sheet = Sheet(matrixview.BARS, list(matrixview.bar_rows(row)))

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                self.app.copy_to_clipboard(FORMS[ids[0]](sheet))
                self.tell(t("copied.rows", count=len(sheet.rows)))

        offered = [Choice(form, t(f"copy.all.{form}", count=len(sheet.rows))) for form in FORMS]
        self.app.push_screen(ChoiceScreen(t("copy.question"), offered), chosen)

    def action_metrics(self) -> None:
        """Choose indicators."""
        desk, standard = self.desk, self._standard
        self.ask("choose", lambda: MetricsOffered(desk.metrics(standard)))

    @on(MetricsOffered)
    def _metrics_offered(self, event: MetricsOffered) -> None:
        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                self._metrics = ids
                self.load()

        choices = [Choice(id, name, t("commitments.found", count=count)) for id, name, count in event.metrics]
        now = self._metrics or ()
        self.app.push_screen(ChoiceScreen(t("compare.which_metrics"), choices, now, several=True), chosen)

    def action_regions(self) -> None:
        """Choose regions."""
        desk = self.desk
        self.ask("choose", lambda: RegionsOffered(desk.regions()))

    @on(RegionsOffered)
    def _regions_offered(self, event: RegionsOffered) -> None:
        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids is not None:
                self._regions = ids
                self.load()

        choices = [Choice(name, name, t("commitments.found", count=count)) for name, count in event.regions.items()]
        self.app.push_screen(ChoiceScreen(t("compare.which_regions"), choices, self._regions, several=True), chosen)

    def action_choose_standard(self) -> None:
        """Choose whose lines are drawn."""
        desk = self.desk
        self.ask("choose", lambda: StandardsFetched(*desk.standards()))

    @on(StandardsFetched)
    def _standards_fetched(self, event: StandardsFetched) -> None:
        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                self._standard, self._metrics = ids[0], None
                self.load()

        for reason in event.broken:
            self.tell(reason, warn=True)
        choices = standard_choices(event.standards)
        self.app.push_screen(ChoiceScreen(t("choice.standard"), choices, (self._standard,)), chosen)

    def action_export(self) -> None:
        """Write what is shown, the matrix or the bars of a row, to a file."""
        found = self._matrix
        if found is None or not found.rows:
            return
        if self._bars:
            found = matrixview.one_row(found, self.query_one(MatrixTable).row)
        kept, desk = found, self.desk

        def write(path: Path) -> Exported:
            desk.write_matrix(path, kept)
            return Exported(str(path), len(kept.rows))

        name = f"{t('compare.file')}-{self.day.isoformat()}.xlsx"
        endings = (".xlsx", ".svg", ".png")
        ask_path(self.app, name, endings, lambda path: self.ask("export", partial(write, path)))

    @on(Exported)
    def _exported(self, event: Exported) -> None:
        self.tell(t("compare.exported", count=event.count, path=event.path))
