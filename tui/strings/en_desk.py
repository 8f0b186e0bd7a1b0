"""English: keys and remarks of the screens."""

from __future__ import annotations

TEXT: dict[str, str] = {
    # keys
    "keys.unknown": "{path} [keys] names {name}, which is no action; ? on the screens lists them all",
    "keys.value": '{path} [keys] {name}: “{value}” is no key; write "e", "ctrl+e" or "f6"',
    "keys.clash": "{path} [keys]: {key} would be both {first} and {second}; give one of them another key",
    "scope.move": "Moving",
    "action.up": "Up",
    "action.up.help": "the line above",
    "action.down": "Down",
    "action.down.help": "the line below",
    "action.page_up": "Page up",
    "action.page_up.help": "a screen up",
    "action.page_down": "Page down",
    "action.page_down.help": "a screen down",
    "action.top": "Top",
    "action.top.help": "the first line",
    "action.end": "End",
    "action.end.help": "the last line",
    "action.jump": "Jump",
    "action.jump.help": "a letter over each pane; press it to go there",
    "action.read_on": "Read on",
    "action.read_on.help": "a screen further in the text",
}
