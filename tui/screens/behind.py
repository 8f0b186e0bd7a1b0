"""The commitments behind a figure: a list that is narrowed already, over the screen that shows the figure."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import ClassVar

from textual.content import Content

from corpus.model import Filters
from tui.actions import Scope
from tui.cells import cut
from tui.desk import Desk
from tui.screens.commitments import CommitmentsScreen

_TITLE = 200
"""Characters of a title that are kept."""


class BehindScreen(CommitmentsScreen):
    """What a figure counts, filtered further as one types; Esc goes back to the figure."""

    SCOPES: ClassVar[tuple[Scope, ...]] = CommitmentsScreen.SCOPES
    REMEMBERED = False

    def __init__(self, desk: Desk, on: date, within: Filters, title: str) -> None:
        super().__init__(desk, on)
        self._within = within
        self._figure = cut(title, _TITLE)

    def on_mount(self) -> None:
        """Say over the table what the figure was."""
        super().on_mount()
        self.table.border_title = Content(self._figure)
        self.table.add_class("-titled")

    def narrowed(self, typed: Filters) -> Filters:
        """What was typed, within what the figure counts."""
        kept = {one.name: getattr(self._within, one.name) for one in fields(Filters)}
        own = super().narrowed(typed)
        kept["chosen"] = (*self._within.chosen, *own.chosen)
        return replace(own, **{name: value for name, value in kept.items() if value is not None})

    def action_back(self) -> None:
        """Leave the filter, clear it, let go what was picked, then go back to the figure."""
        if self.narrower:
            super().action_back()
        else:
            self.dismiss()
