"""A commitment as a pane: the sentence where it stands, and its fields."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.cells import clean, cut, width
from tui.present import Field
from tui.tables import Tone

TONES = {
    Tone.PLAIN: "",
    Tone.LATE: "$text-error bold",
    Tone.SOON: "$text-warning bold",
    Tone.DONE: "$text-success",
    Tone.DIM: "$text-muted",
    Tone.STRONG: "bold",
    Tone.WARN: "$text-warning",
}
"""Content style of a tone."""


_WIDE = 60
"""Cells from which several fields share a line."""
_GAP = 3
_LONGEST = 6_000
"""Cells of a sentence that are shown; the reader shows all of it."""
_LONGEST_FIELD = 800
_LONGEST_TITLE = 300


class RecordPane(VerticalScroll):
    """Lines of label and value, or one sentence; scrolls when they do not fit."""

    _fields: Sequence[Field] | None = None

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static(id="record")

    def show_title(self, title: str) -> None:
        """Write on the border where the sentence stands."""
        self.border_title = Content(cut(title, _LONGEST_TITLE))

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show a record: a field a line in a narrow pane, as many as fit on a line in a wide one."""
        self._fields = fields
        room = self.scrollable_content_region.width
        parts: list[tuple[str, str]] = []
        used = 0
        for field in fields:
            label, value = clean(field.label), cut(field.value, _LONGEST_FIELD)
            cells = width(label) + 1 + width(value)
            if used and (room < _WIDE or used + _GAP + cells > room):
                parts.append(("\n", ""))
                used = 0
            elif used:
                parts.append((" " * _GAP, ""))
                used += _GAP
            parts += [(f"{label} ", "$text-muted"), (value, TONES[field.tone])]
            used += cells
        self._show(Content.assemble(*parts))

    def show_sentence(self, text: str, after: Sequence[Field] = ()) -> None:
        """Show a sentence, with some fields below."""
        self._fields = None
        parts: list[tuple[str, str]] = [(cut(text, _LONGEST) + "\n", "")]
        for number, field in enumerate(after):
            parts += [("  " if number else "", ""), (f"{clean(field.label)} ", "$text-muted")]
            parts.append((cut(field.value, _LONGEST_FIELD), TONES[field.tone]))
        self._show(Content.assemble(*parts).rstrip())

    def on_resize(self, event: events.Resize) -> None:
        """Share the new width among the fields."""
        if self._fields is not None:
            self.show_fields(self._fields)

    def _show(self, content: Content) -> None:
        self.query_one("#record", Static).update(content)
        self.scroll_home(animate=False)
