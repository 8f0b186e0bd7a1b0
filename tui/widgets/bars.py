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
        """The title; where the tabs and what is late on which day need its room, nothing."""
        head = f" {self._title} "
        day = width(clean(" · ".join(self.note[-2:]))) + 2
        tabs = sum(width(_tab(tab)) for tab in self._tabs) + 1
        return head if width(head) + tabs + day <= self.size.width else ""

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


_LEAD, _LAST = 1, 3
"""Ranks of the actions that always show, and of those of them that lead to all the others."""


@dataclass(frozen=True, slots=True)
class _Key:
    """An action in the bar."""

    action: Action
    label: str
    gap: str
    """Stands behind it."""

    @property
    def text(self) -> str:
        """All of it; the key is bold."""
        return f" {self.action.key}" + (f" {self.label}" if self.label else "") + self.gap


class KeyBar(Widget):
    """The keys that work here; where they do not all fit, `+3` says how many more `?` shows."""

    note: reactive[str] = reactive("")
    """What the screen has to say, on the right."""
    actions: reactive[tuple[Action, ...]] = reactive(())
    """What works here now."""

    @dataclass
    class Pressed(Message):
        """An action was clicked."""

        action: Action

    def __init__(self, actions: Sequence[Action] = ()) -> None:
        super().__init__()
        self.set_reactive(KeyBar.actions, tuple(actions))

    def _fitting(self) -> tuple[list[_Key], int, str]:
        """Keys that are shown, how many are not, and as much of the note as there is room for.

        First the words stand closer and those that everybody knows go, then the keys that the help must tell of.
        """
        ranked = sorted((action for action in self.actions if action.bar), key=lambda action: action.bar)
        close = [_Key(one, "" if one.bar == _LAST else one.label, "") for one in ranked]
        always = sum(width(one.text) for one in close if one.action.bar in (_LEAD, _LAST))
        always += width(_more(sum(_LEAD < one.bar < _LAST for one in ranked)))
        note = cut(clean(self.note), max(0, self.size.width - always - 2))
        room = self.size.width - (width(note) + 2 if note else 1)
        wide = [_Key(one, one.label, " ") for one in ranked]
        near = [_Key(one, one.label, "") for one in ranked]
        for keys in (wide, near, close):
            if sum(width(one.text) for one in keys) <= room:
                return keys, 0, note
        gone = 0
        while sum(width(one.text) for one in close) + width(_more(gone)) > room:
            last = next((at for at in reversed(range(len(close))) if _LEAD < close[at].action.bar < _LAST), None)
            if last is None:
                break
            del close[last]
            gone += 1
        return close, gone, note

    def _parts(self) -> list[tuple[str, str, Action]]:
        """(text, style, action that a click on it does); the sign for more keys leads to the help."""
        keys, gone, _ = self._fitting()
        parts: list[tuple[str, str, Action]] = []
        for at, one in enumerate(keys):
            if gone and one.action.bar == _LAST and (at == 0 or keys[at - 1].action.bar != _LAST):
                parts.append((_more(gone), "", one.action))
            key = f" {one.action.key}"
            parts += [(key, "bold", one.action), (one.text[len(key) :], "", one.action)]
        return parts

    def render(self) -> Content:
        """One line of keys and words."""
        parts = [(text, style) for text, style, _ in self._parts()]
        note = self._fitting()[2]
        used = sum(width(text) for text, _ in parts)
        parts.append((" " * max(0, self.size.width - used - width(note) - 1) + note, "bold"))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what is under the mouse."""
        left = 0
        for text, _, action in self._parts():
            if left <= event.x < left + width(text):
                self.post_message(self.Pressed(action))
                return
            left += width(text)


def _more(count: int) -> str:
    """The sign for keys that found no room."""
    return f" +{count}" if count else ""
