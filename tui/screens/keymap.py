"""Keys that a person has chosen: the table `[keys]` of the settings file, checked against what the screens offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.keys import Keys, _normalize_key_list

from tui.actions import ACTIONS, Scope, clashes, of, written
from tui.language import t
from tui.settings import BadSetting

_NAMED = {key.value for key in Keys} - {key.value for key in Keys if key.value.startswith("<")}
"""Names of keys that have more than one letter."""
_HELD = ("ctrl", "alt", "shift", "super")


def read(table: Mapping[str, Any], path: Path, places: Iterable[Sequence[Scope]]) -> dict[str, str]:
    """Action -> its keys, joined by commas as Textual has them.

    `places` are the scopes of each screen: two actions of one place cannot share a key.
    Raises BadSetting: an action or a key that is none, or a key that two actions want.
    """
    known = {action.id for action in ACTIONS}
    keymap: dict[str, str] = {}
    for name, value in table.items():
        if name not in known:
            raise BadSetting(t("keys.unknown", path=path, name=name))
        wanted = value if isinstance(value, list) else [value]
        if not wanted or not all(isinstance(key, str) and _is_key(key) for key in wanted):
            raise BadSetting(t("keys.value", path=path, name=name, value=value))
        keymap[name] = ",".join(_normalize_key_list(key) for key in wanted)
    # The places are the screens, which are loaded to ask them: not for a person who has chosen no key.
    for scopes in places if keymap else ():
        # A place whose own table clashes by itself would be a mistake of the program, which a test would have found.
        for key, first, second in clashes(of(*scopes, keymap=keymap)):
            raise BadSetting(t("keys.clash", path=path, key=written(key), first=first.id, second=second.id))
    return keymap


def _is_key(text: str) -> bool:
    *held, key = text.split("+") if len(text) > 1 else [text]
    if not all(one in _HELD for one in held):
        return False
    # What a character's own key is called has the letters of its Unicode name: `slash`, `question_mark`.
    return (len(key) == 1 and key.isprintable() and key != ",") or key in _NAMED or key in _spelled()


def _spelled() -> set[str]:
    return {_normalize_key_list(chr(code)) for code in range(33, 127)} - {""}
