"""Months as columns: how much is due in each, what is past, what is near and what has time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import Scope, bindings
from tui.cells import fit
from tui.language import t

if TYPE_CHECKING:
    from corpus.months import Month

_CELL = 5
"""Cells of a month, the gap behind it among them."""
_EDGE = 2
"""Cells on the left and on the right, for the signs that there is more."""
PAST, NEAR, LATER = "█", "▓", "░"
"""What the columns are made of: told apart without colours."""
GAP = "┊"
"""Stands between two months of which some are left out."""
_LINES = 3
"""Lines besides the columns: the number over the tallest one, months, years."""


class MonthChart(Widget, can_focus=True):
    """A column for each month, its number above it. The cursor walks through the months and the chart follows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"months--past", "months--near", "months--later", "months--label"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MOVE, Scope.SIDE)
    DEFAULT_CLASSES = "-moves -sides"

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A month was clicked a second time."""

        month: Month

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._months: Sequence[Month] = ()
        self._first = 0
        """Of the months on the screen."""

    def show_months(self, months: Sequence[Month], at: int) -> None:
        """Show other months, with the cursor on one of them."""
        self._months = months
        self._first = max(0, at - self._fits() // 3)
        self.set_reactive(MonthChart.cursor, max(0, min(at, len(months) - 1)))
        self._follow()
        self.refresh()

    @property
    def current(self) -> Month | None:
        """The month under the cursor."""
        return self._months[self.cursor] if self._months else None

    def _fits(self) -> int:
        return max(1, (self.size.width - 2 * _EDGE) // _CELL)

    def _follow(self) -> None:
        """Keep the cursor on the screen and the screen full."""
        fits = self._fits()
        first = min(self._first, self.cursor, max(0, len(self._months) - fits))
        self._first = max(first, self.cursor - fits + 1, 0)

    def on_resize(self, event: events.Resize) -> None:
        """Other months fit."""
        self._follow()

    def watch_cursor(self) -> None:
        """Follow it."""
        self._follow()

    def action_step(self, months: int) -> None:
        """Another month."""
        self.cursor = max(0, min(len(self._months) - 1, self.cursor + months))

    def action_edge(self, last: bool) -> None:
        """The first or the last month."""
        self.cursor = max(0, len(self._months) - 1) if last else 0

    def action_page(self, direction: int) -> None:
        """A year further."""
        self.action_step(12 * direction)

    def action_move(self, lines: int) -> None:
        """To the part of the screen that stands above or below."""
        (self.screen.focus_next if lines > 0 else self.screen.focus_previous)()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor chooses the month."""
        index = self._first + (event.x - _EDGE) // _CELL
        if event.x < _EDGE or index >= min(len(self._months), self._first + self._fits()):
            return
        month = self._months[index]
        if index == self.cursor:
            self.post_message(self.Chosen(month))
        self.cursor = index

    def render_line(self, y: int) -> Strip:
        """Columns from above, then months, then years where they begin."""
        base = self.rich_style
        width, height = self.size.width, self.size.height
        shown = self._months[self._first : self._first + self._fits()]
        rows = max(1, height - _LINES)
        # A month that is out of sight does not flatten those that are seen: their numbers stand above them.
        top = max((one.total for one in shown), default=0)
        more = ("‹" if self._first else " ", "›" if self._first + len(shown) < len(self._months) else " ")
        here = y == height - 2
        segments = [Segment(fit(more[0] if here else "", _EDGE), base)]
        for index, month in enumerate(shown, self._first):
            marked = self.has_focus and index == self.cursor
            if y == height - 1:
                year = index == self._first or self._months[index - 1].year != month.year
                segments.append(Segment(fit(str(month.year) if year else "", _CELL), self._style("label")))
            elif here:
                label = f"[{month.number:02}]" if marked else f" {month.number:02} "
                style = self._style("label") + Style(bold=True, reverse=True) if marked else self._style("label")
                # Months in which nothing is due have no column; a sign stands where they are left out.
                gap = GAP if index + 1 < len(self._months) and not _next(month, self._months[index + 1]) else " "
                segments += [Segment(label, style), Segment(gap, self._style("label"))]
            else:
                segments.append(self._column(month, rows - y, rows, top, base))
        segments.append(Segment(more[1] if here else "", base))
        return Strip(segments).adjust_cell_length(width, base)

    def _column(self, month: Month, level: int, rows: int, top: int, base: Style) -> Segment:
        """One line of a column; `level` counts from the ground up, 0 is the first line of it."""
        tall = _tall(month.total, top, rows)
        if level == tall:
            return Segment(f"{_short(month.total):^4} " if month.total else " " * _CELL, base + Style(bold=True))
        if level > tall:
            return Segment(" " * _CELL, base)
        past = min(_tall(month.past, top, rows), tall - bool(month.near or month.later))
        near = min(_tall(month.near, top, rows), tall - past - bool(month.later)) if month.near else 0
        if level < past:
            mark, name = PAST, "past"
        elif level < past + near or (not month.later and month.near):
            mark, name = NEAR, "near"
        else:
            mark, name = (LATER, "later") if month.later else (PAST, "past")
        return Segment(f" {mark * 2}  ", self._style(name))

    def _style(self, name: str) -> Style:
        """Colour and weight of a part, on the widget's own background."""
        style = self.get_component_rich_style(f"months--{name}", partial=True)
        return self.rich_style + Style(color=style.color, bold=style.bold)


def _next(month: Month, other: Month) -> bool:
    """Whether one month follows the other at once."""
    return (other.year - month.year) * 12 + other.number - month.number == 1


def _tall(count: int, top: int, rows: int) -> int:
    """Lines of a column; anything above zero shows."""
    return max(1, round(rows * count / top)) if count and top else 0


def _short(count: int) -> str:
    """A number in at most four cells."""
    if count < 10_000:
        return str(count)
    return t("overview.thousands", count=count // 1000) if count < 1_000_000 else "999+"
