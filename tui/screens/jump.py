"""Jump mode: a letter over everything on the screen that can have the focus; pressing it goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


class JumpScreen(ModalScreen["Widget | None"]):
    """Letters over the widgets of the screen below; gives back the one that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, widgets: Sequence[Widget]) -> None:
        super().__init__()
        self._goals = dict(zip(LETTERS, widgets, strict=False))

    def compose(self) -> ComposeResult:
        """One letter for each."""
        for letter, widget in self._goals.items():
            label = Label(Content(f" {letter} "), classes="jump")
            label.styles.offset = widget.region.offset
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go to the widget of the letter; any other key stays here without one."""
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in self._goals:
            self.dismiss(self._goals[event.key])

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses what it points at."""
        under = [one for one in self._goals.values() if one.region.contains(event.screen_x, event.screen_y)]
        self.dismiss(under[-1] if under else None)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)


def goals(focusable: Sequence[Widget]) -> list[Widget]:
    """Widgets that can be seen, from the top left."""
    seen = [widget for widget in focusable if widget.region.area and widget.display]
    return sorted(seen, key=lambda widget: (widget.region.y, widget.region.x))
