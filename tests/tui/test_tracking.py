"""The tree of organisations and lights; the staff's job: an overdue task updated in two keys, and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import LedgerBusy
from corpus.ledger import history
from corpus.lights import Light
from corpus.model import Filters, Progress, Standing
from corpus.posts import Post
from corpus.store import Corpus
from tui import tree
from tui.desk import LedgerDesk

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ON = date(2025, 6, 1)


async def test_staff_update_an_overdue_task_and_undo_it(sit: Sit, ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    shutil.copy(ledger, own)
    desk = LedgerDesk(own)
    async with sit(desk) as hand:
        await hand.press("8", "enter", "down", "down")
        assert "逾期 152 天" in hand.text and "▾ █ 红 逾期 1" in hand.text
        await hand.press("s", "3")
        assert "已记下" in hand.text and "逾期 0" in hand.text.split("\n")[0]
        with Corpus.open(own, readonly=True) as corpus:
            (event,) = history(corpus, "k000000001")
        assert (event.progress, event.standing) == (Progress.DONE, Standing.DECLARED)
        assert "░ 绿" in hand.text and "█ 红" not in hand.text.replace("█红", "")
        await hand.press("backspace")
        assert "逾期 152 天" in hand.text and "逾期 1" in hand.text.split("\n")[0]
        with Corpus.open(own, readonly=True) as corpus:
            assert [one.undoes for one in history(corpus, "k000000001")] == [None, event.uid]
        await hand.press("h")
        assert hand.name == "PageScreen" and "已撤销" in hand.text and "已完成" in hand.text
    desk.close()


async def test_value_and_note_are_typed_before_the_digit(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("8", "enter", "down", "down", "v", "tab", *"46", "enter", "tab", "tab", *"查阅", "enter", "2")
        assert desk.asked[-2 if desk.asked[-1][0] == "summary" else -1] is not None
        report = next(one for one in desk.asked if one[0] == "report")
        assert report == ("report", "k000000001", Standing.VERIFIED, Progress.IN_PROGRESS, "46", "查阅")
        await hand.press("s", "escape")
        assert hand.name == "TrackingScreen" and sum(one[0] == "report" for one in desk.asked) == 1


async def test_what_cannot_be_written_is_told(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("8", "backspace")
        assert "没有可以撤销的" in hand.text
        await hand.press("s")
        assert "请把光标移到一条承诺上" in hand.text
        await hand.press("enter", "down", "down")
        desk.broken = LedgerBusy("a.db")
        await hand.press("s", "3")
        assert "a.db" in hand.text
        desk.broken = None
        await hand.press("backspace", "f5")
        assert not any(one[0] == "undo_report" for one in desk.asked)


async def test_the_tree_opens_and_closes(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("8")
        table = hand.app.screen.table
        assert table.count == 4 and "▸ 县教育局" in hand.text and "█红1" in hand.text
        assert "4 个单位 · 逾期 1\n" in hand.text + "\n"  # one commitment under two offices, as in the header
        await hand.press("enter")
        assert table.count == 6 and "逾期 152 天" in hand.text and "▾ █ 红 逾期 1" in hand.text
        await hand.press("down", "space")
        assert table.count == 5 and "▸ █ 红 逾期 1" in hand.text
        await hand.press("up", "space")
        assert table.count == 4
        await hand.press("z")
        assert table.count == 12
        await hand.press("d")
        assert table.count == 6 and "县残联" not in hand.text
        await hand.press("d", "z", "/", *"入学率")
        assert table.count == 3 and "▾ 县残联" in hand.text
        await hand.press("escape", "down", "down", "enter")
        assert hand.name == "ReaderScreen"


async def test_a_filter_asks_the_ledger_and_says_when_nothing_is_left(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("8", "/", *"地区:丙山 小学")
        assert [one[2] for one in desk.asked if one[0] == "posts"][-1] == Filters(region="丙山", text="小学")
        await hand.press(*"没有")
        assert "没有符合“地区:丙山 小学没有”的内容" in hand.text
    desk.rows = ()
    async with sit(desk) as hand:
        await hand.press("8", "space", "s", "h", "n", "x", "enter", "y")
        assert "到 2025-06-01 没有要督办的事项" in hand.text


async def test_a_reminder_is_written(sit: Sit, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(desk) as hand:
        await hand.press("8", "n", "enter")
        asked = next(one for one in desk.asked if one[0] == "write_reminder")
        assert asked[1].name == "催办单-县教育局-2025-06-01.docx" and asked[2:] == ("县教育局", ON, 90)
        assert "已导出 1 条到" in hand.text
        await hand.press("down", "n", "enter")
        assert "没有逾期和即将到期的事项" in hand.text
        await hand.press("end", "n")
        assert "没写责任单位的，没有催办单" in hand.text
        await hand.press("/", *"入学率", "escape", "N", "enter")
        asked = next(one for one in desk.asked if one[0] == "write_bulletin")
        assert asked[1].name == "督办通报-2025-06-01.docx" and asked[2:] == (ON, 90, Filters(text="入学率"))
        assert "已导出 1 条到" in hand.text


async def test_the_tree_is_exported_with_what_is_not_here(
    sit: Sit, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(desk) as hand:
        await hand.press("8", "z", "x", "ctrl+u", *"a.csv", "enter")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "县教育局" in text and "2025年8月底前" in text and text.count("到2024年12月底") == 2


async def test_many_commitments_are_asked_for_as_they_are_seen(sit: Sit, desk: Any, many: Any) -> None:
    desk.rows = many(30_000)
    async with sit(desk) as hand:
        await hand.press("8", "enter", "end")
        assert "县财政局" in hand.text
        asked = [one for one in desk.asked if one[0] == "rows_of"]
        assert sum(len(one[1]) for one in asked) < 1000
        assert hand.app.screen.table.count > 4000


def test_the_tree_as_lines() -> None:
    lit = {light: (1, 2) if light is Light.RED else (3,) if light is Light.GREEN else () for light in Light}
    posts = [Post("甲局", lit), Post("乙局", {**lit, Light.RED: ()})]
    shown = tree.lines(posts, {"甲局"}, {("甲局", "red")}, urgent=False)
    assert [(one.post.organisation, one.light, one.row) for one in shown] == [
        ("甲局", None, None), ("甲局", Light.RED, None), ("甲局", Light.RED, 1), ("甲局", Light.RED, 2),
        ("甲局", Light.GREEN, None), ("乙局", None, None),
    ]  # fmt: skip
    assert [one.post.organisation for one in tree.lines(posts, (), (), urgent=True)] == ["甲局"]
    assert replace(shown[0]).branch == ("甲局", "")
