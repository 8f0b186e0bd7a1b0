"""A pane of what a list can be narrowed by: kinds with their values and how many rows each would keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from corpus.chosen import Choice
from corpus.hits import Facet
from tui import narrowings
from tui.cells import fit, width
from tui.language import t

_FEW = 5
"""Values of a kind that are shown until the person asks for all of them."""
_MOST = 300
"""Values that are shown then."""
_PREFIX = 4
"""Cells in front of a value."""


class NarrowPane(OptionList):
    """Values of each kind, most first; Enter chooses one or lets it go. `●` marks what is chosen."""

    @dataclass
    class Picked(Message):
        """A value was chosen, or let go."""

        choice: Choice

    def __init__(self, day: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._day = day
        self._found: dict[str, Sequence[Facet]] = {}
        self._chosen: tuple[Choice, ...] = ()
        self._opened: set[str] = set()

    def show_kinds(self, found: Mapping[str, Sequence[Facet]], chosen: tuple[Choice, ...]) -> None:
        """Show the values of some kinds; draws nothing when they are those that are shown already."""
        now = {**self._found, **found}
        if now != self._found or chosen != self._chosen:
            self._found, self._chosen = now, chosen
            self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Put the counts at the right edge."""
        self._fill()

    def _fill(self) -> None:
        here = None if self.highlighted is None else self.get_option_at_index(self.highlighted).id
        room = max(10, self.scrollable_content_region.width - 1)
        options: list[Option] = []
        for kind, found in self._found.items():
            if not found:
                continue
            options.append(Option(Content.styled(t(f"narrow.{kind}"), "bold"), disabled=True))
            shown = found[: _MOST if kind in self._opened else _FEW]
            chosen = {one.value for one in self._chosen if one.kind == kind}
            missing = [Facet(value, 0) for value in chosen if value not in {one.value for one in shown}]
            for one in (*shown, *missing):
                text = _line(narrowings.word(kind, one.value), one.count, room, marked=one.value in chosen)
                options.append(Option(text, id=f"{kind}:{one.value}"))
            if len(found) > len(shown):
                options.append(Option(Content(f"  … {t('narrow.more', count=len(found) - len(shown))}"), id=f"{kind}…"))
        self.clear_options()
        self.add_options(options)
        at = next((index for index, one in enumerate(options) if one.id is not None and one.id == here), None)
        if at is not None:
            self.highlighted = at

    def on_focus(self) -> None:
        """Begin at the first value."""
        if self.highlighted is None:
            self.action_first()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose a value, or show all values of its kind."""
        event.stop()
        name = event.option_id or ""
        if name.endswith("…") and ":" not in name:
            self._opened.add(name[:-1])
            self._fill()
            return
        kind, _, value = name.partition(":")
        self.post_message(self.Picked(Choice(kind, value, self._day if kind == "due" else None)))


def _line(name: str, count: int, room: int, *, marked: bool) -> Content:
    """Mark, name and count, the counts below each other."""
    number = str(count)
    text = fit(name, max(4, room - _PREFIX - width(number)))
    return Content.assemble(("● " if marked else "  "), (text, "bold" if marked else ""), (f" {number}", "$text-muted"))
