"""Windows over a screen that give back an answer: all keys, and one line of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from tui import matching
from tui.actions import Action, Scope, of, written
from tui.cells import clean, fit, wrap
from tui.language import t
from tui.widgets.entry import Entry

_KEY, _LABEL = 9, 12
"""Cells of the keys and of the words in the help."""
_BESIDE = 1 + _KEY + _LABEL + 4
"""Cells of a line that what an action does has not: keys, words, edges of the list, its scrollbar."""
_LEAST = 12
"""Cells in which a sentence can be broken."""


class HelpScreen(ModalScreen["Action | None"]):
    """Every key with what it does, filtered as one types; Enter does it. Gives back the action that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "into_list", show=False),
    ]

    def __init__(self, here: Sequence[Scope], keymap: Mapping[str, str]) -> None:
        """`here` are the scopes whose actions work on the screen below, `keymap` the keys that a person has chosen."""
        super().__init__()
        self._here = tuple(here)
        self._keymap = keymap
        self._shown: list[Action] = []

    def compose(self) -> ComposeResult:
        """Filter and list."""
        with Vertical(id="help"):
            yield Entry(placeholder=t("help.filter"), compact=True, id="help-filter")
            yield OptionList(id="help-list")
            yield Label(Content(t("help.moves")), id="help-moves")

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one("#help").border_title = Content(t("help.title"))
        self._fill("")

    def on_resize(self) -> None:
        """The sentences have another room."""
        self._fill(self.query_one("#help-filter", Input).value.strip().lower())

    @on(Input.Changed, "#help-filter")
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value.strip().lower())

    def _fill(self, words: str) -> None:
        """List the actions that hold every word; those of this screen first."""
        scopes = [*self._here, *(scope for scope in Scope if scope not in self._here)]
        options: list[Option] = []
        self._shown = []
        room = self.query_one("#help").content_region.width - _BESIDE
        for scope in scopes:
            kept = [one for one in of(scope, keymap=self._keymap) if _holds(one, words)]
            if not kept:
                continue
            title = t(f"scope.{scope.value}") + ("" if scope in self._here else t("help.elsewhere"))
            options.append(Option(Content.styled(title, "bold"), disabled=True))
            for action in kept:
                style = "" if scope in self._here else "$text-muted"
                text = Content.assemble(
                    (f" {fit(_keys(action), _KEY)}", "bold"), (fit(action.label, _LABEL), style), _hanging(action, room)
                )
                options.append(Option(text, id=action.id))
                self._shown.append(action)
        listed = self.query_one("#help-list", OptionList)
        listed.clear_options()
        listed.add_options(options)
        listed.highlighted = next((index for index, one in enumerate(options) if not one.disabled), None)

    @on(Input.Submitted, "#help-filter")
    def _submitted(self, event: Input.Submitted) -> None:
        self.query_one("#help-list", OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        action = next(action for action in self._shown if action.id == event.option_id)
        self.dismiss(action if action.scope in self._here else None)

    def action_into_list(self) -> None:
        """From the filter into the list."""
        self.query_one("#help-list", OptionList).focus()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _hanging(action: Action, room: int) -> str:
    """What an action does in `room` cells; further lines begin where the first one does."""
    text = action.help
    if room < _LEAST:
        return text
    lines = [text[line.start : line.end] for line in wrap(text, room)]
    return ("\n" + " " * (1 + _KEY + _LABEL)).join(line.strip() for line in lines)


def _holds(action: Action, words: str) -> bool:
    return matching.holds(words.split(), f"{action.id} {_keys(action)} {action.label} {action.help}")


def _keys(action: Action) -> str:
    """Its keys that a keyboard has; twins for Chinese input methods are left out."""
    keys = [key for key in action.keys.split(",") if not key.startswith(("ideographic", "fullwidth"))]
    return " ".join(map(written, keys[:2]))


class AskScreen(ModalScreen["str | None"]):
    """A question that one line of text answers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """Question and line."""
        with Vertical(id="ask"):
            yield Label(Content(clean(self._question)))
            yield Entry(self._value, compact=True, id="answer")
            yield Label(Content(t("ask.keys")), id="ask-keys")

    @on(Input.Submitted, "#answer")
    def _answered(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
