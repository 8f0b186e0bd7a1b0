"""A line of figures with names; the one under the cursor leads to what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import Scope, bindings
from tui.cells import clean, cut, width
from tui.tables import Tone
from tui.widgets.record import TONES

_GAP = 1
"""Cells between two figures, where the brackets of the cursor do not stand."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure."""

    id: str
    name: str
    count: int
    tone: Tone = Tone.PLAIN

    @property
    def text(self) -> str:
        """Name and number."""
        return clean(f"{self.name} {self.count}")


class Figures(Widget, can_focus=True):
    """Figures side by side, as many as fit on the line; a sign says that there are more."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MOVE, Scope.SIDE)
    DEFAULT_CLASSES = "-moves -sides"

    figures: reactive[Sequence[Figure]] = reactive(())
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A figure was clicked."""

        figure: Figure

    @property
    def current(self) -> Figure | None:
        """The figure under the cursor."""
        return self.figures[min(self.cursor, len(self.figures) - 1)] if self.figures else None

    def _places(self) -> list[tuple[int, int, Figure]]:
        """(left edge, right edge, figure) of those on the line, the cursor's among them."""
        first = 0
        while True:
            left = _GAP + (1 if first else 0)
            out: list[tuple[int, int, Figure]] = []
            for figure in self.figures[first:]:
                right = left + width(figure.text) + 2
                if right > self.size.width - 2 and out:
                    break
                out.append((left, right, figure))
                left = right + _GAP - 1
            if first >= self.cursor or self.cursor < first + len(out):
                return out
            first += 1

    def render(self) -> Content:
        """The line; a bracket stands on both sides of the figure under the cursor."""
        parts: list[tuple[str, str]] = []
        places = self._places()
        current = self.current
        used = 0
        if places and places[0][2] is not self.figures[0]:
            parts.append(("‹", ""))
            used = 1
        for left, right, figure in places:
            here = self.has_focus and figure is current
            parts.append((" " * max(0, left - used), ""))
            style = TONES[figure.tone] if not here else "bold reverse"
            parts.append((f"[{figure.text}]" if here else f" {figure.text} ", style))
            used = right
        if places and places[-1][2] is not self.figures[-1]:
            parts.append((" ›", ""))
        line = Content.assemble(*parts)
        return line if width(line.plain) <= self.size.width else Content(cut(line.plain, self.size.width))

    def action_step(self, steps: int) -> None:
        """Another figure."""
        self.cursor = max(0, min(len(self.figures) - 1, self.cursor + steps))

    def action_edge(self, last: bool) -> None:
        """The first or the last figure."""
        self.cursor = max(0, len(self.figures) - 1) if last else 0

    def action_page(self, direction: int) -> None:
        """There is no other line."""
        self.action_edge(direction > 0)

    def action_move(self, lines: int) -> None:
        """To the part of the screen that stands above or below."""
        (self.screen.focus_next if lines > 0 else self.screen.focus_previous)()

    def on_click(self, event: events.Click) -> None:
        """Choose the figure under the mouse."""
        for left, right, figure in self._places():
            if left <= event.x < right:
                self.cursor = self.figures.index(figure)
                self.post_message(self.Chosen(figure))
