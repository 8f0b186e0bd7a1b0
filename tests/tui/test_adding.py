"""Reading from the screen: dragged in, told of, stopped; a ledger that another program writes; the tour; no colours."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any

import apsw
import pytest
from textual import events

from corpus import store
from corpus.model import Intake, Outcome
from tui import dropped
from tui.app import TaizhangApp
from tui.desk import LedgerDesk
from tui.memory import Memory
from tui.screens.base import MODES
from tui.screens.tour import TOUR

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ON = date(2025, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("甲 乙.txt", "丙.pdf"):
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("{0}/甲 乙.txt", ["甲 乙.txt"]),
        ("'{0}/甲 乙.txt'", ["甲 乙.txt"]),
        ("{0}/甲\\ 乙.txt {0}/丙.pdf", ["甲 乙.txt", "丙.pdf"]),
        ("{0}/丙.pdf\n{0}/丙.pdf\n'{0}/甲 乙.txt'\n", ["丙.pdf", "甲 乙.txt"]),
        ("file://{0}/%E4%B8%99.pdf", ["丙.pdf"]),
        ("{0}/没有.pdf", []),
        ("丙.pdf", []),
        ("教育局 'x", []),
        ("/\0", []),
        ("/" * 200_000, []),
    ],
)
def test_names_that_are_dragged_in(folder: Path, pasted: str, names: list[str]) -> None:
    assert [path.name for path in dropped.paths(pasted.replace("{0}", str(folder)))] == names


async def test_a_file_that_is_dragged_onto_a_list_is_read(sit: Sit, desk: Any, folder: Path) -> None:
    async with sit(desk) as hand:
        hand.app.screen.table.post_message(events.Paste(f"'{folder / '丙.pdf'}'"))
        await hand.settle()
        assert ("add", folder / "丙.pdf") in desk.asked and "共 1 个文件：新增 1" in hand.text
        hand.app.screen.table.post_message(events.Paste("教育局"))
        await hand.settle()
        assert len([one for one in desk.asked if one[0] == "add"]) == 1


async def test_progress_is_shown_and_the_batch_can_be_stopped(
    sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ended = threading.Event(), threading.Event()

    def add(paths: list[Path], progress: Any) -> Iterator[Intake]:
        try:
            for done in range(9):
                progress(done, 9, Path(f"{done}.txt"))
                yield Intake(Path(f"{done}.txt"), Outcome.ADDED)
                gate.wait(10)
        finally:
            ended.set()

    monkeypatch.setattr(desk, "add", add)
    async with sit(desk) as hand:
        await hand.press("I")
        assert "没有在读入" in hand.text
        await hand.pilot.press("i", "enter")
        for _ in range(100):
            await hand.pilot.pause(0.02)
            if "0/9" in hand.text:
                break
        assert "░░░░░░░░░░ 0/9 0.txt（I 停止）" in hand.text
        await hand.pilot.press("down", "I")
        assert hand.app.screen.table.cursor == 1
        gate.set()
        await hand.settle()
        assert ended.is_set() and "已停止。共 " in hand.text and "9/9" not in hand.text
        await hand.pilot.press("i")
        assert hand.name == "AskScreen"


async def test_a_ledger_that_another_program_writes_blocks_nothing(
    sit: Sit, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.db"
    shutil.copy(ledger, own)
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 700)
    other = apsw.Connection(str(own))
    other.execute("begin immediate")
    desk = LedgerDesk(own)
    try:
        async with sit(desk) as hand:
            assert hand.app.screen.table.count == 3
            await hand.press("9")
            await hand.pilot.press("a")
            began = time.perf_counter()
            await hand.pilot.press("3", "slash", *"入学率")
            assert hand.app.current_mode == "commitments" and hand.app.screen.typed == "入学率"
            assert time.perf_counter() - began < 5
            await hand.settle()
            assert hand.app.screen.table.count == 1
            await hand.press("escape", "9")
            assert "台账正被另一个程序写入" in hand.text or hand.app.screen.table.count == 3
            other.execute("rollback")
            await hand.press("f5", "a")
            assert "已确认" in hand.text or "确认" in hand.text
        assert other.execute("select count(*) from correction").get == 1
    finally:
        other.close()
        desk.close()


def test_the_tour_walks_through_the_screens() -> None:
    assert set(TOUR) <= set(MODES)


async def test_the_tour(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("f2")
        assert hand.name == "TourScreen" and f"导览 1/{len(TOUR)}" in hand.text and hand.app.current_mode == TOUR[0]
        for step in range(1, len(TOUR)):
            await hand.press("enter")
            assert hand.app.current_mode == TOUR[step] and f"导览 {step + 1}/" in hand.text
        await hand.press("left")
        assert hand.app.current_mode == TOUR[-2]
        await hand.press("enter", "enter")
        assert hand.name != "TourScreen" and hand.app.current_mode == TOUR[-1]
        await hand.press("f2", "escape")
        assert hand.app.current_mode == TOUR[0] and hand.name != "TourScreen"


async def test_the_tour_comes_by_itself_once(desk: Any, tmp_path: Path) -> None:
    names = []
    for _ in range(2):
        app = TaizhangApp(desk, ON, memory=Memory(tmp_path / "screens.json", "甲"), tour=True)
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(5):
                await app.workers.wait_for_complete()
                await pilot.pause(0.02)
            names.append(type(app.screen).__name__)
            await pilot.press("escape", "ctrl+q")
    assert names[0] == "TourScreen" and names[1] != "TourScreen"


async def test_without_colours_everything_is_still_said(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit(desk) as hand:
        assert hand.app.no_color
        for word in ("› 丙山县", "逾期 152 天", "剩 91 天", "无期限", "[3承诺]"):
            assert word in hand.text
        strips = [strip.apply_filter(hand.app._filters[-1], hand.app.screen.background_colors[1])
                  for strip in hand.app.screen._compositor.render_strips()]  # fmt: skip
        for strip in strips:
            for _, style, _ in strip:
                for color in (style.color, style.bgcolor) if style else ():
                    if color is not None and color.triplet is not None:
                        assert max(color.triplet) - min(color.triplet) <= 1
