"""The screens that have a number, each loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from textual.worker import get_current_worker

from tui.actions import Scope
from tui.screens.base import MODES, DeskScreen


def of(mode: str) -> type[DeskScreen]:
    """The screen of a mode: in the module of that name, the class `<Mode>Screen`. Loads the module."""
    found = getattr(import_module(f"tui.screens.{mode}"), f"{mode.capitalize()}Screen")
    return cast("type[DeskScreen]", found)


def load_all() -> None:
    """Load the screens that are not yet there, one after the other; for a thread, which may be cancelled."""
    worker = get_current_worker()
    for name in (*MODES, "reader", "palette"):
        if worker.is_cancelled:
            return
        import_module(f"tui.screens.{name}")


def places() -> Iterator[tuple[Scope, ...]]:
    """The scopes that meet on each screen; loads them one after the other."""
    from tui.screens.reader import ReaderScreen

    for mode in MODES:
        yield of(mode).scopes()
    yield ReaderScreen.scopes()
