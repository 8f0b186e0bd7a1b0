"""Indicators and regions: the first two columns stay, the others pass by; only what is on the screen is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corpus.matrix import Cell, Matrix
from tui import matrixview
from tui.actions import Scope, bindings
from tui.cells import ends, fit
from tui.language import t
from tui.matrixtext import title
from tui.tables import Tone

_NAME, _NARROW_NAME = 30, 16
"""Cells of the indicators on a wide and on a narrow screen."""
_LINE = 8
"""Cells of the national line."""
_CELL, _NARROW_CELL = 18, 16
"""Cells of a region, the gap among them."""
_WIDE = 110


class MatrixTable(Widget, can_focus=True):
    """The cursor stands on a cell; the signs at the edges say that there is more."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head",
        "matrix--cursor",
        "matrix--odd",
        *(f"matrix--{tone.value}" for tone in Tone),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MOVE, Scope.SIDE)
    DEFAULT_CLASSES = "-moves -sides"

    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another cell."""

    @dataclass
    class Chosen(Message):
        """A cell was clicked a second time."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matrix = Matrix((), ())
        self._top = 0
        self._left = 0

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another comparison; the cursor stays where it can."""
        self._matrix = matrix
        self.set_reactive(MatrixTable.row, max(0, min(self.row, len(matrix.rows) - 1)))
        self.set_reactive(MatrixTable.column, max(0, min(self.column, len(matrix.regions) - 1)))
        self._follow()
        self.refresh()
        self.post_message(self.Highlighted())

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        rows = self._matrix.rows
        return rows[self.row].cells[self.column] if rows and self._matrix.regions else None

    @property
    def _metric(self) -> int:
        return _NAME if self.size.width >= _WIDE else _NARROW_NAME

    @property
    def _wide(self) -> int:
        """Cells of a region."""
        return _CELL if self.size.width >= _WIDE else _NARROW_CELL

    @property
    def _fixed(self) -> int:
        """Cells of what does not pass by: the mark of the cursor, the indicators, the national line, the left sign."""
        return 2 + self._metric + 1 + _LINE + 2

    def _fits(self) -> int:
        return max(1, (self.size.width - self._fixed - 1) // self._wide)

    def _lines(self) -> int:
        return max(1, self.size.height - 1)

    def _follow(self) -> None:
        """Keep the cursor on the screen."""
        self._left = max(min(self._left, self.column), self.column - self._fits() + 1, 0)
        self._top = max(min(self._top, self.row), self.row - self._lines() + 1, 0)

    def on_resize(self, event: events.Resize) -> None:
        """Other cells fit."""
        self._follow()

    def watch_row(self) -> None:
        """Follow the cursor and say where it is."""
        self._follow()
        self.post_message(self.Highlighted())

    def watch_column(self) -> None:
        """Follow the cursor and say where it is."""
        self._follow()
        self.post_message(self.Highlighted())

    def action_move(self, rows: int) -> None:
        """Another indicator."""
        self.row = max(0, min(len(self._matrix.rows) - 1, self.row + rows))

    def action_page(self, direction: int) -> None:
        """A screen further."""
        self.action_move(direction * self._lines())

    def action_edge(self, last: bool) -> None:
        """The first or the last region."""
        self.column = max(0, len(self._matrix.regions) - 1) if last else 0

    def action_step(self, columns: int) -> None:
        """Another region."""
        self.column = max(0, min(len(self._matrix.regions) - 1, self.column + columns))

    def on_mouse_scroll_down(self) -> None:
        """The wheel goes down."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """The wheel goes up."""
        self.action_move(-1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor chooses the cell."""
        row = event.y - 1 + self._top
        column = (event.x - self._fixed) // self._wide + self._left if event.x >= self._fixed else self.column
        if event.y < 1 or row >= len(self._matrix.rows) or column >= len(self._matrix.regions):
            return
        if (row, column) == (self.row, self.column):
            self.post_message(self.Chosen())
        self.row, self.column = row, column

    def render_line(self, y: int) -> Strip:
        """Regions above, a row on each line."""
        width = self.size.width
        shown = range(self._left, min(len(self._matrix.regions), self._left + self._fits()))
        more = "‹" if self._left else " ", "›" if shown.stop < len(self._matrix.regions) else " "
        if y == 0:
            style = self.get_component_rich_style("matrix--head")
            text = (
                "  "
                + fit(t("column.indicator"), self._metric)
                + " "
                + fit(t("compare.national"), _LINE)
                + more[0]
                + " "
            )
            segments = [Segment(text, style)]
            for at in shown:
                here = at == self.column
                name = fit(self._matrix.regions[at].name, self._wide - 1)
                segments += [Segment(name, style + Style(reverse=True) if here else style), Segment(" ", style)]
            return Strip([*segments, Segment(more[1], style)]).adjust_cell_length(width, style)
        index = y - 1 + self._top
        if index >= len(self._matrix.rows):
            return Strip.blank(width, self.rich_style)
        row = self._matrix.rows[index]
        on_row = index == self.row
        base = self.get_component_rich_style("matrix--odd") if index % 2 else self.rich_style
        head = base + Style(bold=on_row)
        segments = [
            Segment("› " if on_row else "  ", head),
            Segment(ends(title(row), self._metric) + " ", head),
            Segment(fit(matrixview.national(row), _LINE) + "  ", base + self._tone(Tone.DIM)),
        ]
        for at in shown:
            cell = row.cells[at]
            text = fit(matrixview.cell_text(row, cell), self._wide - 1)
            style = base + self._tone(matrixview.tone(row, cell)) + Style(bold=cell.rank == 1 or None)
            if on_row and at == self.column:
                style = self.get_component_rich_style("matrix--cursor") + Style(bold=True)
            segments += [Segment(text, style), Segment(" ", base)]
        return Strip(segments).adjust_cell_length(width, base)

    def _tone(self, tone: Tone) -> Style:
        """Colour and weight of a tone, without a background."""
        style = self.get_component_rich_style(f"matrix--{tone.value}", partial=True)
        own = self.get_component_styles(f"matrix--{tone.value}").has_rule("color")
        return Style(color=style.color if own else None, bold=style.bold)
