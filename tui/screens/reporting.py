"""Windows over the tracking: what a commitment has come to, in two keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from corpus.model import LedgerEvent, Progress, Standing
from tui.cells import clean, cut, wrap
from tui.histories import event_line
from tui.language import named, t
from tui.widgets.entry import Entry

_STATES = tuple(Progress)
_SUBJECT = 400
_SHOWN = 3
"""Entries of the history that stand below; the history has all."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a person reports."""

    standing: Standing
    progress: Progress
    value: str
    """A number with its unit; empty for none."""
    note: str
    """Why, or where it can be seen."""


class ReportScreen(ModalScreen["Report | None"]):
    """A digit says how far it is and is written at once; a value and a note are typed first where there are any."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, subject: str, standing: Standing, said: Sequence[LedgerEvent]) -> None:
        """`said` is the history so far, oldest first."""
        super().__init__()
        self._subject = subject
        self._standing = standing
        self._said = tuple(said)

    def compose(self) -> ComposeResult:
        """Digits, value, note, what was said before."""
        with Vertical(id="report"):
            yield Static(id="report-subject")
            yield Static(id="report-states")
            yield Entry(placeholder=t("report.value"), compact=True, id="report-value")
            yield Entry(placeholder=t("report.note"), compact=True, id="report-note")
            yield Static(id="report-said")
            yield Label(Content(t("report.keys")), id="report-keys")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#report").border_title = Content(named("standing", self._standing.value))
        states = "  ".join(f"{number} {named('progress', one.value)}" for number, one in enumerate(_STATES, 1))
        self.query_one("#report-states", Static).update(Content.styled(states, "bold"))
        lines = [event_line(one) for one in reversed(self._said)][:_SHOWN] or [t("history.none")]
        self.query_one("#report-said", Static).update(Content("\n".join(clean(line) for line in lines)))
        self._draw()

    def on_resize(self) -> None:
        """The sentence has another room."""
        self._draw()

    def _draw(self) -> None:
        text = cut(self._subject, _SUBJECT)
        room = max(20, self.query_one("#report").content_region.width)
        lines = [text[line.start : line.end] for line in wrap(text, room)][:4]
        self.query_one("#report-subject", Static).update(Content("\n".join(lines)))

    def on_key(self, event: events.Key) -> None:
        """A digit outside the lines of text is the answer."""
        if event.key.isdigit() and 1 <= int(event.key) <= len(_STATES) and not isinstance(self.focused, Input):
            event.stop()
            self._answer(_STATES[int(event.key) - 1])

    @on(Input.Submitted)
    def _typed(self) -> None:
        """Back to the digits."""
        self.set_focus(None)

    def _answer(self, progress: Progress) -> None:
        value, note = (self.query_one(f"#report-{name}", Input).value.strip() for name in ("value", "note"))
        self.dismiss(Report(self._standing, progress, value, note))

    def action_leave(self) -> None:
        """Leave a line of text, else report nothing."""
        if isinstance(self.focused, Input):
            self.set_focus(None)
        else:
            self.dismiss(None)
