"""A window that shows one text whole: a clause, a history. Nothing in it is cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from tui.language import t
from tui.present import Field
from tui.widgets.record import RecordPane


class PageScreen(ModalScreen[None]):
    """A title, a text, fields below it; Esc or Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "leave", show=False)]
    AUTO_FOCUS = "RecordPane"

    def __init__(self, title: str, text: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._fields = fields

    def compose(self) -> ComposeResult:
        """The text and how to leave it."""
        with Vertical(id="page"):
            yield RecordPane(id="page-text")
            yield Label(Content(t("page.keys")), id="page-keys")

    def on_mount(self) -> None:
        """Fill it."""
        pane = self.query_one(RecordPane)
        pane.show_title(self._title)
        pane.show(self._text, self._fields)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
