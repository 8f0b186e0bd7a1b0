"""Every action a person can take, in one table: bindings, key bar, help and command palette are made of it.

An action's words are the sentences `action.<id>` (short, for the key bar) and `action.<id>.help` (what it does).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from tui.language import t


class Scope(StrEnum):
    """Where an action is at home."""

    APP = "app"
    TABLE = "table"
    """Every screen that is a list with a filter."""
    COMMITMENTS = "commitments"
    SEARCH = "search"
    TRACKING = "tracking"
    REVIEW = "review"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    id: str
    keys: str
    """Keys, joined by commas, the first one is shown; a full-width twin works while a Chinese input method is on."""
    call: str
    """Textual action."""
    scope: Scope
    shown: str = ""
    """How the key is written."""
    bar: int = 2
    """Rank in the key bar, 1 stands first; 0 leaves it to the help and the palette."""

    @property
    def label(self) -> str:
        """One or two words."""
        return t(f"action.{self.id}")

    @property
    def help(self) -> str:
        """One sentence."""
        return t(f"action.{self.id}.help")

    @property
    def key(self) -> str:
        """The key as people know it."""
        return self.shown or self.keys.split(",")[0]


ACTIONS: tuple[Action, ...] = (
    Action("documents", "2", "app.go('documents')", Scope.APP, bar=0),
    Action("commitments", "3", "app.go('commitments')", Scope.APP, bar=0),
    Action("search", "4", "app.go('search')", Scope.APP, bar=0),
    Action("tracking", "8", "app.go('tracking')", Scope.APP, bar=0),
    Action("review", "9", "app.go('review')", Scope.APP, bar=0),
    Action("open", "enter", "open", Scope.TABLE, "Enter", bar=1),
    Action("filter", "slash,ideographic_comma", "focus_filter", Scope.TABLE, "/", bar=1),
    Action("clear", "escape", "back", Scope.TABLE, "Esc", bar=0),
    Action("copy", "y", "copy", Scope.TABLE),
    Action("reload", "f5,ctrl+r", "reload", Scope.TABLE, "F5", bar=0),
    Action("plan", "p", "only_document", Scope.COMMITMENTS),
    Action("export", "x", "export", Scope.COMMITMENTS),
    Action("fold", "space", "fold", Scope.TRACKING, "Space", bar=1),
    Action("fold_all", "z", "fold_all", Scope.TRACKING),
    Action("near", "d", "near", Scope.TRACKING),
    Action("accept", "a", "accept", Scope.REVIEW, bar=1),
    Action("reject", "x", "reject", Scope.REVIEW, bar=1),
    Action("skip", "space", "skip", Scope.REVIEW, "Space", bar=1),
    Action("take_back", "backspace", "take_back", Scope.REVIEW, "Bksp", bar=1),
    Action("next", "n", "next", Scope.READER),
    Action("previous", "p", "previous", Scope.READER),
    Action("outline", "o", "outline", Scope.READER),
    Action("fields", "f", "fields", Scope.READER),
    Action("find", "slash,ideographic_comma", "find", Scope.READER, "/"),
    Action("copy_reader", "y", "copy", Scope.READER),
    Action("back", "escape", "back", Scope.READER, "Esc"),
    Action("add", "i", "app.add", Scope.APP),
    Action("theme", "t", "app.theme", Scope.APP, bar=0),
    Action("help", "question_mark,fullwidth_question_mark", "app.help", Scope.APP, "?"),
    Action("palette", "ctrl+p", "app.command_palette", Scope.APP, "^P"),
    Action("quit", "q,ctrl+q", "app.quit", Scope.APP, "q"),
)


def of(*scopes: Scope) -> tuple[Action, ...]:
    """Actions at home in `scopes`: scope by scope, each in the order of the table."""
    return tuple(action for scope in scopes for action in ACTIONS if action.scope is scope)


def bindings(*scopes: Scope) -> list[BindingType]:
    """Textual bindings of the actions of `scopes`; each has the action's id, so that a keymap can change it."""
    return [Binding(action.keys, action.call, id=action.id, show=False) for action in of(*scopes)]
