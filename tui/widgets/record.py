"""A commitment as a pane: the sentence where it stands, and its fields."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.cells import clean, cut, width, wrap
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
    Tone.NEAR: "$text-primary",
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
    """A sentence and lines of label and value; scrolls when they do not fit."""

    _sentence: str = ""
    _fields: Sequence[Field] = ()
    _height: tuple[int, int] | None = None
    """Line breaks of the text that is shown, and the cells that it was broken for."""

    def compose(self) -> ComposeResult:
        """One block of text."""
        yield Static(id="record")

    def show_title(self, title: str) -> None:
        """Write on the border where the sentence stands."""
        self.border_title = Content(cut(title, _LONGEST_TITLE))

    def show(self, sentence: str = "", fields: Sequence[Field] = ()) -> None:
        """Show a sentence, with some fields below."""
        self._sentence, self._fields = cut(sentence, _LONGEST), fields
        self._draw()
        if self.scroll_offset.y:
            self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width."""
        self._draw()

    def _draw(self) -> None:
        # The scrollbar's cell is kept free whether it shows or not: its coming and going wraps nothing anew.
        room = max(10, self.content_region.width - self.styles.scrollbar_size_vertical)
        lines = [Content(self._sentence)] if self._sentence else []
        lines += _flow(self._fields, room) if room >= _WIDE else [_field(one) for one in self._fields]
        text = Content("\n").join([_wrapped(line, room) for line in lines])
        height = (text.plain.count("\n"), room)
        # A text of as many lines needs no new layout of the whole screen, which is most of the work of a step.
        self.query_one("#record", Static).update(text, layout=height != self._height)
        self._height = height


def _field(field: Field) -> Content:
    value = cut(field.value, _LONGEST_FIELD)
    return Content.assemble((f"{clean(field.label)} ", "$text-muted"), (value, TONES[field.tone]))


def _flow(fields: Sequence[Field], room: int) -> list[Content]:
    """Fields on as few lines as they fit on, in their order."""
    lines: list[Content] = []
    used = 0
    for field in fields:
        content = _field(field)
        cells = width(content.plain)
        if lines and used + _GAP + cells <= room:
            lines[-1] = Content.assemble(lines[-1], " " * _GAP, content)
            used += _GAP + cells
        else:
            lines.append(content)
            used = cells
    return lines


def _wrapped(line: Content, room: int) -> Content:
    """A line broken where Chinese may be broken; by itself a widget breaks at spaces, which Chinese does not have."""
    breaks = [part.start for part in wrap(line.plain, room)[1:]]
    return Content("\n").join(line.divide(breaks)) if breaks else line
