"""What a screen says when it has nothing to show."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.cells import clean


class Empty(Static):
    """One sentence and what to do next; hidden while there is something to show."""

    def say(self, text: str) -> None:
        """Show `text`, or nothing when it is empty."""
        self.update(Content(clean(text)))
        self.display = bool(text)
