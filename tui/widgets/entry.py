"""A line to type in."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui.cells import clean, cut


class Entry(Input):
    """An input that shows nothing a terminal would obey: what is pasted into it may come from anywhere."""

    _hint: str = ""
    """The placeholder whole."""

    def on_mount(self) -> None:
        """Keep the placeholder whole for a wider window."""
        self._hint = str(self.placeholder)

    def on_resize(self, event: events.Resize) -> None:
        """Cut the placeholder with a sign; by itself it would end anywhere."""
        self.placeholder = cut(self._hint, max(1, self.content_size.width - 1))

    def validate_value(self, value: str) -> str:
        """The value, cleaned; offsets stay."""
        return clean(value)
