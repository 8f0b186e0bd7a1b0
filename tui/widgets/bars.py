"""The lines at the top and the bottom of every screen: where one is, and what keys work here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import Action
from tui.cells import clean, cut, width


@dataclass(frozen=True, slots=True)
class Tab:
    """A screen in the header."""

    mode: str
    key: str
    label: str


def _tab(tab: Tab) -> str:
    """A tab with the cell in front of it."""
    return f" {tab.key}{tab.label}"


class HeaderBar(Widget):
    """Screens with their keys on the left, the ledger on the right."""

    here: reactive[str] = reactive("")
    """Mode of the screen that is shown."""
    note: reactive[tuple[str, ...]] = reactive(())
    """Ledger name, counts and date; the last two, what is late on which day, are the last to go."""

    @dataclass
    class Picked(Message):
        """A screen was clicked."""

        mode: str

    def __init__(self, title: str, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._title = title
        self._tabs = tuple(tabs)

    def _head(self) -> str:
        """The title; where the tabs need its room, nothing."""
        head = f" {self._title} "
        return head if width(head) + sum(width(_tab(tab)) for tab in self._tabs) + 1 <= self.size.width else ""

    def render(self) -> Content:
        """One line; the note gives way first, then the title."""
        head = self._head()
        parts: list[tuple[str, str]] = [(head, "bold")]
        before = False
        for tab in self._tabs:
            here = tab.mode == self.here
            parts.append(("]" if before else "[" if here else " ", "bold" if here or before else ""))
            parts.append((f"{tab.key}{tab.label}", "bold reverse" if here else ""))
            before = here
        parts.append(("]" if before else " ", "bold" if before else ""))
        used = sum(width(text) for text, _ in parts)
        note = self._fitting(max(0, self.size.width - used - 2))
        parts.append((" " * max(0, self.size.width - used - width(note) - 1) + note + " ", ""))
        return Content.assemble(*parts)

    def _fitting(self, room: int) -> str:
        """The note in `room` cells: first the counts between the name and the last two parts go, then the name."""
        parts = [clean(part) for part in self.note]
        while len(parts) > 2 and width(" · ".join(parts)) > room:
            del parts[1 if len(parts) > 3 else 0]
        return cut(" · ".join(parts), room)

    def on_click(self, event: events.Click) -> None:
        """Go to the screen under the mouse."""
        left = width(self._head())
        for tab in self._tabs:
            right = left + width(_tab(tab))
            if left <= event.x < right:
                self.post_message(self.Picked(tab.mode))
            left = right


class KeyBar(Widget):
    """The keys that work here, as many as fit; `?` shows them all."""

    note: reactive[str] = reactive("")
    """What the screen has to say, on the right."""

    @dataclass
    class Pressed(Message):
        """An action was clicked."""

        action: Action

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = tuple(sorted((action for action in actions if action.bar), key=lambda action: action.bar))

    def _fitting(self) -> list[tuple[Action, str, int]]:
        """(action, text, left edge) of those that fit; the last of the table (help, palette, quit) always do."""
        room = self.size.width - (width(self.note) + 2 if self.note else 1)
        texts = [(action, f" {action.key} {action.label} ") for action in self._actions]
        kept = list(texts)
        while kept and sum(width(text) for _, text in kept) > room:
            # The first are of this screen, the last three lead to all the others.
            kept.pop(max(0, len(kept) - 4))
        out, left = [], 0
        for action, text in kept:
            out.append((action, text, left))
            left += width(text)
        return out

    def render(self) -> Content:
        """One line of keys and words."""
        parts: list[tuple[str, str]] = []
        used = 0
        for action, text, _ in self._fitting():
            parts += [(f" {action.key}", "bold"), (f" {action.label} ", "")]
            used += width(text)
        note = cut(clean(self.note), max(0, self.size.width - used - 1))
        parts.append((" " * max(0, self.size.width - used - width(note) - 1) + note, "bold"))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what is under the mouse."""
        for action, text, left in self._fitting():
            if left <= event.x < left + width(text):
                self.post_message(self.Pressed(action))
