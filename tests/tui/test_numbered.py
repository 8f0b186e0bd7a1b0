"""The numbered screens: each is found by its mode, and the header has its counts on each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tui.actions import Scope
from tui.app import header_note
from tui.memory import Memory
from tui.screens.base import MODES
from tui.screens.numbered import of, places

Sit = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.mark.parametrize("mode", MODES)
def test_a_screen_is_found_by_its_mode(mode: str) -> None:
    assert mode == of(mode).MODE


def test_places_are_every_screen_and_the_reader() -> None:
    found = list(places())
    assert len(found) == len(MODES) + 1
    assert all(Scope.APP in scopes for scopes in found)


@pytest.mark.parametrize("mode", MODES)
async def test_the_header_has_its_counts_whatever_screen_comes_first(sit: Sit, desk: Any, mode: str) -> None:
    memory = Memory()
    memory.state["screen"] = mode
    async with sit(desk, memory=memory) as hand:
        assert mode == hand.app.screen.MODE
        assert hand.app.screen.header_note == header_note(desk.name, desk.summary(hand.app.screen.day))
