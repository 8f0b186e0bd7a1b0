"""Windows in which a field of what was read is corrected: which one, and what it should say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from tui import reviewing
from tui.language import t
from tui.screens.choosing import Choice, ChoiceScreen
from tui.screens.dialogs import AskScreen

ABSENT = ("-", "—", "–", "－")
"""What is typed where the text does not say such a thing, by a Chinese input method too."""

Answered = Callable[[str, str], None]
"""Is told the name of the field and what was typed."""


def ask(app: App[None], fields: Sequence[tuple[str, str, str]], answered: Answered) -> None:
    """Let a person choose one of the fields, as `reviewing.fields` gives them, and type what it should say."""
    choices = [Choice(name, reviewing.field_word(name), now) for name, _, now in fields]
    held = {name: (was, now) for name, was, now in fields}

    def chosen(ids: tuple[str, ...] | None) -> None:
        if ids:
            name = ids[0]
            was, now = held[name]
            question = t("review.value", field=reviewing.field_word(name), was=was)
            ask_value(app, name, question, reviewing.typed(name, was, now), answered)

    app.push_screen(ChoiceScreen(t("review.which"), choices), chosen)


def ask_value(app: App[None], field: str, question: str, value: str, answered: Answered, typed: str = "") -> None:
    """Let a person type what a field should say; `value` is what it says now, `typed` what was typed in vain."""

    def told(text: str | None) -> None:
        # What was left as it is corrects nothing.
        if text is not None and text != value:
            answered(field, text)

    app.push_screen(AskScreen(question, typed or value), told)
