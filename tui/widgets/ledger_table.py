"""A table of any length: only the lines on the screen are asked for, laid out and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import Scope, bindings
from tui.cells import cut, fit
from tui.cells import width as text_width
from tui.tables import GAP, Bar, Column, Row, Slot, Tone, heading, layout

_GUTTER = 2
"""Cells in front of a row, for the mark of the cursor; in the line of titles, for the number of columns that found no
room."""

_BAR = 24
"""Cells of the longest bar behind a group's title."""

_HELD = 2000
"""Lines that are kept drawn."""

Source = Callable[[int], Row | None]
"""The cells of a row; None while they are not here yet."""


class LedgerTable(ScrollView, can_focus=True):
    """Rows come from a function; what it does not have yet is announced by `Wanted`, and `refresh_rows` shows it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--head",
        "table--cursor",
        "table--odd",
        "table--group",
        *(f"table--{tone.value}" for tone in Tone),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MOVE)
    DEFAULT_CLASSES = "-moves"

    cursor: reactive[int] = reactive(0)
    """Index of the row under the cursor."""

    @dataclass
    class Wanted(Message):
        """Rows of the screen that the source does not have."""

        table: LedgerTable
        first: int
        last: int

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row, or on other content."""

        table: LedgerTable
        index: int

    @dataclass
    class Chosen(Message):
        """A row was clicked a second time."""

        table: LedgerTable
        index: int

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._count = 0
        self._source: Source = lambda index: None
        self._slots: tuple[Slot, ...] = ()
        self._tones: dict[str, Style] = {}
        self._drawn: dict[tuple[int, bool], Strip] = {}
        """Lines by row and whether the cursor is there: scrolling draws most of them again."""

    @property
    def count(self) -> int:
        """Number of rows."""
        return self._count

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, those without room among them."""
        return self._columns

    @property
    def source(self) -> Source:
        """Where the rows come from."""
        return self._source

    @property
    def row(self) -> int | None:
        """Index of the row under the cursor; None in an empty table."""
        return self.cursor if self._count else None

    def show_rows(self, count: int, source: Source, *, columns: Sequence[Column] | None = None, keep: int = 0) -> None:
        """Show other rows, with the cursor on row `keep` (or the last one there is)."""
        self._count = count
        self._source = source
        if columns is not None:
            self._columns = tuple(columns)
        self._arrange()
        at = max(0, min(keep, count - 1))
        self.set_reactive(LedgerTable.cursor, at)
        self._follow()
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Draw again: the source has more, or other, than before."""
        self._drawn.clear()
        self.refresh()
        self.post_message(self.Highlighted(self, self.cursor))

    def _arrange(self) -> None:
        self._drawn.clear()
        self._slots = layout(self._columns, max(10, self.scrollable_content_region.width - _GUTTER))
        self.virtual_size = Size(self.scrollable_content_region.width, self._count + 1)

    def on_resize(self, event: events.Resize) -> None:
        """Share the new width among the columns."""
        self._arrange()
        self._follow()

    def visible_rows(self) -> range:
        """Indices of the rows on the screen."""
        first = int(self.scroll_offset.y)
        return range(first, min(self._count, first + max(1, self.size.height)))

    def render_line(self, y: int) -> Strip:
        """The titles on the first line, rows below; the titles stay when the rows scroll."""
        width = self.scrollable_content_region.width
        if y == 0:
            style = self.get_component_rich_style("table--head")
            gone = len(self._columns) - len(self._slots)
            mark = fit(f"+{gone}" if gone else "", _GUTTER)
            return Strip([Segment(mark + heading(self._slots), style)]).adjust_cell_length(width, style)
        index = y - 1 + int(self.scroll_offset.y)
        if index >= self._count:
            return Strip.blank(width, self.rich_style)
        held = self._drawn.get((index, index == self.cursor))
        if held is not None:
            return held
        row = self._source(index)
        if row is None:
            visible = self.visible_rows()
            self.post_message(self.Wanted(self, visible.start, visible.stop))
            return Strip([Segment(" " * _GUTTER + "…", self.rich_style)]).adjust_cell_length(width, self.rich_style)
        if len(self._drawn) > _HELD:
            self._drawn.clear()
        drawn = self._drawn[index, index == self.cursor] = self._row_strip(index, row, width)
        return drawn

    def _row_strip(self, index: int, row: Row, width: int) -> Strip:
        at_cursor = index == self.cursor
        base = self.rich_style
        if at_cursor:
            base = self.get_component_rich_style("table--cursor")
        elif index % 2:
            base = self.get_component_rich_style("table--odd")
        segments = [Segment("› " if at_cursor else "  ", base)]
        if len(row) == 1:
            # A row of one cell is a group's title and takes the whole line, its bar what is left of it.
            (cell,) = row
            tone = "group" if cell.tone is Tone.PLAIN else cell.tone.value
            style = base if at_cursor else base + self._tone(tone)
            room = max(0, width - _GUTTER)
            title = cut(cell.text, room)
            bar = min(_BAR, room - text_width(title))
            segments.append(Segment(title, style + Style(bold=True)))
            if cell.bar is not None:
                segments += self._bar(cell.bar, bar, base, at_cursor=at_cursor)
            return Strip(segments).adjust_cell_length(width, base)
        for slot in self._slots:
            cell = row[slot.index]
            style = self._toned(base, cell.tone, at_cursor)
            if cell.bar is not None:
                segments += self._bar(cell.bar, slot.cells, base, at_cursor=at_cursor)
            else:
                segments.append(Segment(fit(cell.text, slot.cells, right=slot.column.right), style))
            segments.append(Segment(" " * GAP, base))
        return Strip(segments).adjust_cell_length(width, base)

    def _bar(self, bar: Bar, cells: int, base: Style, *, at_cursor: bool) -> Iterator[Segment]:
        """The pieces of a bar, and blanks to the end of its column."""
        drawn = bar.drawn(cells)
        yield from (Segment(text, self._toned(base, tone, at_cursor)) for text, tone in drawn)
        yield Segment(" " * (cells - sum(len(text) for text, _ in drawn)), base)

    def _toned(self, base: Style, tone: Tone, at_cursor: bool) -> Style:
        """The row's style with the tone; under the cursor only its weight, colours would be hard to read there."""
        if tone is Tone.PLAIN:
            return base
        style = self._tone(tone.value)
        return base + (Style(bold=style.bold) if at_cursor else style)

    def _tone(self, name: str) -> Style:
        """Colour and weight of a tone, without a background."""
        found = self._tones.get(name)
        if found is None:
            style = self.get_component_rich_style(f"table--{name}", partial=True)
            own = self.get_component_styles(f"table--{name}").has_rule("color")
            color = style.color if own else None
            found = self._tones[name] = Style(color=color, bold=style.bold, italic=style.italic)
        return found

    def notify_style_update(self) -> None:
        """Another theme, or another state: colours are asked for again."""
        super().notify_style_update()
        self._tones.clear()
        self._drawn.clear()

    def watch_cursor(self, old: int, new: int) -> None:
        """Keep the cursor on the screen and say where it is."""
        self._follow()
        # A row stands one line below its index, under the titles.
        self.refresh_line(old + 1)
        self.refresh_line(new + 1)
        self.post_message(self.Highlighted(self, self.cursor))

    def _follow(self) -> None:
        if self._count:
            # The titles cover the first line, so the row above the cursor is kept free for them.
            self.scroll_to_region(Region(0, self.cursor, 1, 2), animate=False, force=True)

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.cursor = max(0, min(self._count - 1, self.cursor + rows))

    def action_page(self, direction: int) -> None:
        """Move the cursor by a screen."""
        self.action_move(direction * max(1, self.size.height - 2))

    def action_edge(self, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.cursor = max(0, self._count - 1) if last else 0

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor chooses the row."""
        index = event.y - 1 + int(self.scroll_offset.y)
        if event.y < 1 or index >= self._count:
            return
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        self.cursor = index
