"""Screens as text. After a change that is meant, run with TAIZHANG_GOLDEN=write and look at what changed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tui import language

Sit = Callable[..., AbstractAsyncContextManager[Any]]
FOLDER = Path(__file__).parent / "golden"
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "overview": (("1",), ("tab", "right")),
    "documents": (("2",),),
    "commitments": (),
    "reader": (("enter",),),
    "search": (("4", *"入学率", "enter"),),
    "tracking": (("8", "enter"), ("down", "down")),
    "report": (("8", "enter"), ("down", "down"), ("s",)),
    "compare": (("5",), ("right",)),
    "bars": (("5",), ("b",), ("down", "down")),
    "align": (("7", "d"), ("enter",), ("w",), ("enter",), ("a",), ("down", "x")),
    "check": (("6",), ("end", "n", "p")),
    "choice": (("6", "s"), tuple("义务")),
    "clause": (("6",), ("v",)),
    "review": (("9", "a", "space"), ("x", "backspace")),
    "help": (("?",),),
    "ask": (("x",), ("ctrl+u", *"a.csv")),
}


@pytest.fixture(params=["zh", "en"])
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    monkeypatch.setattr(language, "language", lambda: name)
    return name


@pytest.mark.parametrize("screen", KEYS)
async def test_a_wide_terminal_is_filled_and_shows_every_key(sit: Sit, desk: Any, screen: str, spoken: str) -> None:
    async with sit(desk, (200, 50)) as hand:
        for keys in KEYS[screen]:
            await hand.press(*keys)
        strips = hand.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {200}
        assert not re.search(r" \+[0-9]+ \?", strips[-1].text)
        assert "…" not in strips[0].text + strips[-1].text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", KEYS)
async def test_screen(sit: Sit, desk: Any, screen: str, size: tuple[int, int], spoken: str) -> None:
    async with sit(desk, size) as hand:
        for keys in KEYS[screen]:
            await hand.press(*keys)
        # The end of a search's note is a measured time.
        shown = re.sub(r"[0-9]\.[0-9]{2}(?= [秒s])", "0.00", hand.text) + "\n"
    path = FOLDER / f"{screen}-{size[0]}x{size[1]}-{spoken}.txt"
    if os.environ.get("TAIZHANG_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")
