"""A line to type in."""

from __future__ import annotations

from textual.widgets import Input

from tui.cells import clean


class Entry(Input):
    """An input that shows nothing a terminal would obey: what is pasted into it may come from anywhere."""

    def validate_value(self, value: str) -> str:
        """The value, cleaned; offsets stay."""
        return clean(value)
