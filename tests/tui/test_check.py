"""A plan against a standard on the screen: the inspector's job, the walk through verdicts, what is exported."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus.errors import LedgerBusy
from corpus.verdicts import State
from tui import checkview
from tui.desk import LedgerDesk

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def test_an_inspector_checks_a_plan_and_opens_both_sentences(
    sit: Sit, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = LedgerDesk(ledger)
    async with sit(desk) as hand:
        await hand.press("6")
        assert "丙山县义务教育优质均衡发展实施方案 对照 教督〔2017〕6号" in hand.text
        assert "✓ 达到" in hand.text and "∅ 没有写" in hand.text
        await hand.press("/", *"残疾儿童", "escape")
        assert "≥95%" in hand.text and "第" in hand.text
        await hand.press("enter")
        assert hand.name == "ReaderScreen" and "残疾儿童少年入学率达到95%以上" in hand.text
        await hand.press("escape", "v")
        assert hand.name == "PageScreen" and "教督〔2017〕6号" in hand.text and "残疾儿童" in hand.text
        await hand.press("escape", "x", "enter")
        assert "已导出 1 条到" in hand.text
    desk.close()
    book = openpyxl.load_workbook(tmp_path / "对标-2025-06-01.xlsx")
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row and "≥95%" in map(str, row)]
    assert len(rows) == 1


async def test_next_and_previous_walk_the_indicators_and_f_keeps_the_bad(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("6")
        screen = hand.app.screen
        whole = len(screen._lines)
        first = screen._lines[0].verdict.indicator.id
        await hand.press("n")
        second = screen._lines[screen.table.row].verdict.indicator.id
        assert second != first
        await hand.press("n", "p")
        assert screen._lines[screen.table.row].verdict.indicator.id == second
        await hand.press("p", "p")
        assert screen.table.row == 0
        await hand.press("f")
        assert 0 < len(screen._lines) < whole and all(map(checkview.bad, screen._lines))
        assert f"{len(screen._lines)}/{whole}" in hand.text
        await hand.press("f")
        assert len(screen._lines) == whole


async def test_a_plan_and_a_standard_are_chosen(sit: Sit, desk: Any, plan: Any) -> None:
    from dataclasses import replace

    desk.plans = (plan, replace(plan, id=2, title="丁水市学前教育规划", region="丁水市"))
    async with sit(desk) as hand:
        await hand.press("6")
        assert "按 d 选一份方案" in hand.text
        await hand.press("d")
        assert hand.name == "ChoiceScreen" and "丁水市学前教育规划" in hand.text
        await hand.press(*"dss", "enter")
        assert hand.name == "CheckScreen" and ("check", 2, "jd2017_6") in desk.asked
        await hand.press("s")
        assert "own.toml：看不懂" in hand.text
        await hand.press(*"班额", "enter")
        assert desk.asked[-1][:2] == ("check", 2) and desk.asked[-1][2] != "jd2017_6"
        await hand.press("d", *"没有这份", "enter")
        assert hand.name == "ChoiceScreen" and "没有这样的" in hand.text
        await hand.press("escape")
        assert hand.name == "CheckScreen"


async def test_what_is_missing_has_no_sentence_to_open(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("6", "f")
        assert hand.app.screen._lines[0].state is State.MISSING
        await hand.press("enter")
        assert hand.name == "CheckScreen" and "方案里没有写这一项" in hand.text
        await hand.press("y")
        assert "∅ 没有写" in hand.app.clipboard and "教督〔2017〕6号" in hand.app.clipboard


async def test_a_filter_that_keeps_nothing_and_an_empty_ledger_say_so(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("6", "/", *"没有这种字", "escape")
        assert "没有符合“没有这种字”的内容" in hand.text
        await hand.press("escape")
        assert "对照 教督〔2017〕6号" in hand.text
    desk.plans = ()
    async with sit(desk) as hand:
        await hand.press("6", "enter", "n", "v", "x", "y")
        assert hand.name == "CheckScreen" and "按 i 读入文件或文件夹" in hand.text


async def test_a_busy_ledger_is_told(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("6")
        desk.broken = LedgerBusy("a.db")
        await hand.press("f5")
        assert "a.db" in hand.text and hand.name == "CheckScreen"


async def test_only_a_known_kind_of_file_is_written(
    sit: Sit, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(desk) as hand:
        await hand.press("6", "x", "ctrl+u", *"a.txt", "enter")
        assert "文件名请用 .xlsx .html 结尾" in hand.text
        await hand.press("ctrl+u", *"gone/a.html", "enter")
        assert "没有文件夹 gone" in hand.text
        (tmp_path / "a.html").write_text("")
        await hand.press("ctrl+u", *"a.html", "enter")
        assert "已经有 a.html" in hand.text
        await hand.press("enter")
        assert desk.asked[-1][0] == "write_check" and desk.asked[-1][1].name == "a.html"


def test_every_state_has_a_sign_of_its_own() -> None:
    assert set(checkview.SIGNS) == set(State) and len(set(checkview.SIGNS.values())) == len(State)
