"""What the screens remember from one day to the next, for each ledger: where one was, filters, columns.

A file of its own beside the user's other state; losing it loses no data, so it is never a reason to fail.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

_LEDGERS = 40
"""Ledgers that are remembered, the last ones that were open."""

State = dict[str, Any]


class Memory:
    """A JSON file of ledger -> state; without a file it remembers as long as it lives."""

    def __init__(self, file: Path | None = None, ledger: str = "") -> None:
        self._file = file
        self._ledger = ledger
        self._all = _read(file)
        found = self._all.get(ledger)
        self.state: State = found if isinstance(found, dict) else {}
        """What is remembered of this ledger: plain JSON."""

    def of(self, name: str) -> State:
        """What one screen remembers; empty for nothing."""
        found = self.state.get(name)
        return found if isinstance(found, dict) else {}

    def keep(self) -> bool:
        """Write the file; whether it could be written."""
        if self._file is None:
            return False
        others = {name: state for name, state in _read(self._file).items() if name != self._ledger}
        kept = dict([*others.items(), (self._ledger, self.state)][-_LEDGERS:])
        fresh = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
            fresh.replace(self._file)
        except OSError:
            return False
        return True


def _read(file: Path | None) -> dict[str, Any]:
    """The file's content; nothing where there is none or where it is damaged."""
    try:
        found = json.loads(file.read_text("utf-8")) if file is not None else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def place() -> Path:
    """Where the memory lies when nobody says otherwise."""
    from platformdirs import user_state_dir

    return Path(user_state_dir("taizhang", appauthor=False)) / "screens.json"
