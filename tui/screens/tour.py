"""A walk through the screens: a sentence over each of them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from tui.cells import paragraph
from tui.language import t

TOUR = ("overview", "documents", "commitments", "search", "check", "tracking", "review")
"""The screens, in the order of the walk."""
_WIDEST = 70
"""Cells of a line; by itself a label breaks at spaces, which Chinese does not have."""


class TourScreen(ModalScreen["int | None"]):
    """A step; gives back 1 for the next one, -1 for the one before, None to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,n", "move(1)", show=False),
        Binding("left,backspace,p", "move(-1)", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def compose(self) -> ComposeResult:
        """What the screen is for, and the keys."""
        with Vertical(id="tour") as box:
            box.border_title = Content(t("tour.title", step=self._step + 1, count=len(TOUR)))
            room = min(_WIDEST, self.app.size.width - 6)
            yield Label(Content("\n".join(paragraph(t(f"tour.{TOUR[self._step]}"), room))), id="tour-text")
            yield Label(Content(t("tour.keys" if self._step + 1 < len(TOUR) else "tour.last")), id="tour-keys")

    def on_click(self, event: events.Click) -> None:
        """A click goes on."""
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """Another step."""
        self.dismiss(by)

    def action_leave(self) -> None:
        """Enough of it."""
        self.dismiss(None)
