"""Every action a person can take, in one table: bindings, key bar, help and command palette are made of it.

An action's words are the sentences `action.<id>` (short, for the key bar) and `action.<id>.help` (what it does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.binding import Binding, BindingType

from tui.language import t


class Scope(StrEnum):
    """Where an action is at home."""

    APP = "app"
    TABLE = "table"
    """Every screen that is a list with a filter."""
    SHEET = "sheet"
    """Lists whose rows can be written to a file as they are shown."""
    COMMITMENTS = "commitments"
    SEARCH = "search"
    TRACKING = "tracking"
    REVIEW = "review"
    OVERVIEW = "overview"
    COMPARE = "compare"
    CHECK = "check"
    ALIGN = "align"
    READER = "reader"
    MOVE = "move"
    """What takes the cursor through rows and lines; the table or the text that is looked at does it."""
    SIDE = "side"
    """What takes it sideways, where there is something beside it."""


_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Bksp",
    "delete": "Del",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""How keys are written whose names in a keymap are long."""
_TYPED = frozenset(_NAMES) - {"enter", "escape", "tab", "up", "down", "pageup", "pagedown"}
"""Keys of more than one letter that a line of text takes for itself."""


def written(key: str) -> str:
    """A key as people know it: `ctrl+p` is ^P, `slash` is /."""
    if key.startswith("ctrl+") and len(key) == 6:
        return "^" + key[5].upper()
    return _NAMES.get(key, key if len(key) == 1 else key.replace("_", " ").title())


def while_typing(key: str) -> bool:
    """Whether a key still means its action while a line of text has the focus."""
    return len(key) > 1 and key not in _TYPED and not key.startswith(("ideographic", "fullwidth"))


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    id: str
    keys: str
    """Keys, joined by commas, the first one is shown; a full-width twin works while a Chinese input method is on."""
    call: str
    """Textual action."""
    scope: Scope
    bar: int = 2
    """Rank in the key bar: 1 always shows, 2 where there is room, 3 leads to all the others and stands last;
    0 leaves it to the help and the palette."""

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
        """The first key as people know it."""
        return written(self.keys.split(",")[0])

    def typing(self) -> Action | None:
        """The action with the keys that work while a line of text has the focus; None without any."""
        keys = [key for key in self.keys.split(",") if while_typing(key)]
        return replace(self, keys=",".join(keys)) if keys else None


ACTIONS: tuple[Action, ...] = (
    Action("overview", "1", "app.go('overview')", Scope.APP, bar=0),
    Action("documents", "2", "app.go('documents')", Scope.APP, bar=0),
    Action("commitments", "3", "app.go('commitments')", Scope.APP, bar=0),
    Action("search", "4", "app.go('search')", Scope.APP, bar=0),
    Action("compare", "5", "app.go('compare')", Scope.APP, bar=0),
    Action("check", "6", "app.go('check')", Scope.APP, bar=0),
    Action("align", "7", "app.go('align')", Scope.APP, bar=0),
    Action("tracking", "8", "app.go('tracking')", Scope.APP, bar=0),
    Action("review", "9", "app.go('review')", Scope.APP, bar=0),
    Action("open", "enter", "open", Scope.TABLE, bar=1),
    Action("filter", "slash,ideographic_comma", "focus_filter", Scope.TABLE, bar=1),
    Action("clear", "escape", "back", Scope.TABLE, bar=0),
    Action("copy", "y", "copy", Scope.TABLE),
    Action("copy_as", "Y", "copy_as", Scope.TABLE, bar=0),
    Action("export_list", "x", "export", Scope.SHEET),
    Action("reload", "f5,ctrl+r", "reload", Scope.TABLE, bar=0),
    Action("plan", "p", "only_document", Scope.COMMITMENTS),
    Action("narrow", "f", "narrow", Scope.COMMITMENTS),
    Action("columns", "c", "columns", Scope.COMMITMENTS),
    Action("export", "x", "export", Scope.COMMITMENTS),
    Action("fold", "space", "fold", Scope.TRACKING, bar=1),
    Action("fold_all", "z", "fold_all", Scope.TRACKING),
    Action("near", "d", "near", Scope.TRACKING),
    Action("declare", "s", "declare", Scope.TRACKING, bar=1),
    Action("verify", "v", "verify", Scope.TRACKING),
    Action("undo_report", "backspace", "undo_report", Scope.TRACKING),
    Action("history", "h", "history", Scope.TRACKING),
    Action("notice", "n", "notice", Scope.TRACKING),
    Action("bulletin", "N", "bulletin", Scope.TRACKING),
    Action("accept", "a", "accept", Scope.REVIEW, bar=1),
    Action("reject", "x", "reject", Scope.REVIEW, bar=1),
    Action("correct", "e", "correct", Scope.REVIEW, bar=1),
    Action("skip", "space", "skip", Scope.REVIEW),
    Action("take_back", "backspace", "take_back", Scope.REVIEW, bar=1),
    Action("export_review", "X", "export", Scope.REVIEW, bar=0),
    Action("behind", "enter", "open", Scope.OVERVIEW, bar=1),
    Action("next_part", "tab", "app.focus_next", Scope.OVERVIEW, bar=1),
    Action("reload_overview", "f5,ctrl+r", "reload", Scope.OVERVIEW),
    Action("metrics", "m", "metrics", Scope.COMPARE, bar=1),
    Action("regions", "r", "regions", Scope.COMPARE, bar=1),
    Action("bars", "b", "bars", Scope.COMPARE, bar=1),
    Action("compare_standard", "s", "choose_standard", Scope.COMPARE),
    Action("export_matrix", "x", "export", Scope.COMPARE),
    Action("align_parent", "d", "choose_parent", Scope.ALIGN, bar=1),
    Action("align_local", "w", "choose_local", Scope.ALIGN, bar=1),
    Action("accept_match", "a", "accept", Scope.ALIGN),
    Action("reject_match", "x", "reject", Scope.ALIGN),
    Action("undo_match", "backspace", "take_back", Scope.ALIGN),
    Action("gaps", "f", "bad", Scope.ALIGN),
    Action("open_parent", "o", "open_parent", Scope.ALIGN),
    Action("export_alignment", "e", "export", Scope.ALIGN),
    Action("check_plan", "d", "choose_plan", Scope.CHECK, bar=1),
    Action("check_standard", "s", "choose_standard", Scope.CHECK, bar=1),
    Action("next_verdict", "n", "step(1)", Scope.CHECK),
    Action("previous_verdict", "p", "step(-1)", Scope.CHECK),
    Action("bad", "f", "bad", Scope.CHECK),
    Action("clause", "v", "clause", Scope.CHECK),
    Action("export_check", "x", "export", Scope.CHECK),
    Action("next", "n", "next", Scope.READER, bar=1),
    Action("previous", "p", "previous", Scope.READER, bar=1),
    Action("outline", "c", "outline", Scope.READER),
    Action("fields", "f", "fields", Scope.READER),
    Action("find", "slash,ideographic_comma", "find", Scope.READER),
    Action("raw", "r", "raw", Scope.READER),
    Action("original", "o", "original", Scope.READER),
    Action("copy_reader", "y", "copy", Scope.READER),
    Action("read_on", "space", "read_on", Scope.READER, bar=0),
    Action("back", "escape", "back", Scope.READER, bar=1),
    Action("up", "up,k", "move(-1)", Scope.MOVE, bar=0),
    Action("down", "down,j", "move(1)", Scope.MOVE, bar=0),
    Action("page_up", "pageup", "page(-1)", Scope.MOVE, bar=0),
    Action("page_down", "pagedown", "page(1)", Scope.MOVE, bar=0),
    Action("top", "home,g", "edge(False)", Scope.MOVE, bar=0),
    Action("end", "end,G", "edge(True)", Scope.MOVE, bar=0),
    Action("left", "left,h", "step(-1)", Scope.SIDE, bar=0),
    Action("right", "right,l", "step(1)", Scope.SIDE, bar=0),
    Action("add", "i", "app.add", Scope.APP),
    Action("stop_adding", "I", "app.stop_adding", Scope.APP, bar=0),
    Action("tour", "f2", "app.tour", Scope.APP, bar=0),
    Action("theme", "t", "app.theme", Scope.APP, bar=0),
    Action("jump", "ctrl+o", "app.jump", Scope.APP, bar=0),
    Action("help", "question_mark,fullwidth_question_mark,f1", "app.help", Scope.APP, bar=3),
    Action("palette", "ctrl+p", "app.command_palette", Scope.APP, bar=3),
    Action("quit", "q,ctrl+q", "app.quit", Scope.APP, bar=3),
)


NEEDS_A_ROW = frozenset(
    {
        *("behind", "next_part"),
        *("open", "copy", "copy_as", "plan", "export", "export_list", "export_review", "export_matrix"),
        *("export_alignment", "export_check", "fold", "fold_all", "declare", "verify", "history", "notice", "bulletin"),
        *("accept", "reject", "correct", "skip", "bars", "accept_match", "reject_match", "open_parent"),
        *("next_verdict", "previous_verdict", "clause"),
    }
)
"""Ids of the actions that do something with a row of a list, or with all of them: an empty one offers none."""


def of(*scopes: Scope, keymap: Mapping[str, str] | None = None) -> tuple[Action, ...]:
    """Actions at home in `scopes`: scope by scope, each in the order of the table, with the keys of `keymap`."""
    own = keymap or {}
    return tuple(
        replace(action, keys=own.get(action.id, action.keys))
        for scope in scopes
        for action in ACTIONS
        if action.scope is scope
    )


def clashes(actions: Iterable[Action]) -> list[tuple[str, Action, Action]]:
    """(key, first, second) for each key that two of these actions, which work at one place, want for themselves."""
    taken: dict[str, Action] = {}
    out = []
    for action in actions:
        for key in action.keys.split(","):
            first = taken.setdefault(key, action)
            if first.id != action.id:
                out.append((key, first, action))
    return out


def bindings(*scopes: Scope) -> list[BindingType]:
    """Textual bindings of the actions of `scopes`; each has the action's id, so that a keymap can change it."""
    return [Binding(action.keys, action.call, id=action.id, show=False) for action in of(*scopes)]
