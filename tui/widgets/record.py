"""A commitment as a pane: the sentence where it stands, and its fields."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.cells import clean
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


class RecordPane(VerticalScroll, can_focus=False):
    """Lines of label and value, or one sentence; scrolls when they do not fit."""

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static(id="record")

    def show_title(self, title: str) -> None:
        """Write on the border where the sentence stands."""
        self.border_title = Content(clean(title))

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show a record."""
        parts: list[tuple[str, str]] = []
        for field in fields:
            parts += [(f"{clean(field.label)} ", "$text-muted"), (clean(field.value) + "\n", TONES[field.tone])]
        self._show(Content.assemble(*parts).rstrip())

    def show_sentence(self, text: str, after: Sequence[Field] = ()) -> None:
        """Show a sentence, with some fields below."""
        parts: list[tuple[str, str]] = [(clean(text) + "\n", "")]
        for number, field in enumerate(after):
            parts += [("  " if number else "", ""), (f"{clean(field.label)} ", "$text-muted")]
            parts.append((clean(field.value), TONES[field.tone]))
        self._show(Content.assemble(*parts).rstrip())

    def _show(self, content: Content) -> None:
        self.query_one("#record", Static).update(content)
        self.scroll_home(animate=False)
