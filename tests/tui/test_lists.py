"""Lists narrowed by picking values, with columns of one's own, remembered; the reader's kinds, history, raw text."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from corpus.chosen import Choice
from corpus.model import Filters, LedgerEvent, Progress, Standing
from extract.model import Force
from ingest.model import Repair, Span
from tui import opener, rowcells
from tui.app import TaizhangApp
from tui.leaves import Sort, sort_of
from tui.memory import Memory
from tui.widgets.narrow import NarrowPane

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ON = date(2025, 6, 1)


async def test_values_are_picked_let_go_and_said(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        assert "丙山县               3" in hand.text
        await hand.press("f")
        pane = hand.app.screen.query_one(NarrowPane)
        assert pane.has_focus
        await hand.press("down", "enter")
        chosen = Filters(chosen=(Choice("due", "late", ON),))
        assert ("commitments", chosen, 200, 0) in desk.asked and ("shares", chosen, ON) in desk.asked
        assert "只看：期限 逾期（Esc 取消）" in hand.text and "● 逾期" in hand.text
        assert pane.has_focus
        await hand.press("x")
        hand.app.screen.query_one("#answer", Input).value = "/tmp/甲.csv"
        await hand.press("enter")
        assert desk.asked[-1] == ("export", Path("/tmp/甲.csv"), chosen, ON)
        await hand.press("escape", "escape")
        assert "只看" not in hand.text and hand.app.screen.chosen == ()


async def test_the_pane_hides_and_comes_back_on_a_narrow_screen(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        pane = hand.app.screen.query_one(NarrowPane)
        assert not pane.display and not [one for one in desk.asked if one[0] == "shares"]
        await hand.press("f")
        assert pane.display and pane.has_focus and "丙山县               3" in hand.text
        await hand.press("f")
        assert not pane.display and hand.app.screen.table.has_focus


async def test_many_values_are_shown_when_asked_for(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.hits import Facet

    found = tuple(Facet(f"单位{n}", 20 - n) for n in range(12))
    monkeypatch.setattr(desk, "shares", lambda filters, on: iter([("organisation", found)]))
    async with sit(desk) as hand:
        assert "单位4" in hand.text and "单位5" not in hand.text and "另有 7 个" in hand.text
        await hand.press("f", "end", "enter")
        assert "单位11" in hand.text and "另有" not in hand.text


async def test_columns_are_chosen(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("c")
        assert "显示哪些列？" in hand.text
        await hand.press("space", "end", "space", "enter")
        line = hand.text.splitlines()[2]
        assert "地区 " not in line[30:] and "编号" in line
        await hand.press("c", "escape")
        assert "编号" in hand.text.splitlines()[2]


async def test_columns_without_room_are_counted(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        assert hand.text.splitlines()[2].startswith("+2事项")


def test_every_column_has_a_cell_and_a_title(rows: Any) -> None:
    columns = rowcells.columns(rowcells.EVERY)
    assert [column.id for column in columns] == list(rowcells.EVERY)
    for row in rows:
        cells = rowcells.cells(row, columns, ON)
        assert len(cells) == len(columns) and all(cell.text for cell in cells)
    assert rowcells.columns(["gone"]) == rowcells.columns(rowcells.USUAL)


async def sat(desk: Any, memory: Memory, *keys: str) -> str:
    """What the screen shows after some keys, then leave."""
    app = TaizhangApp(desk, ON, memory=memory)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in (None, *keys):
            if key:
                await pilot.press(key)
            for _ in range(6):
                await app.workers.wait_for_complete()
                await pilot.pause(0.05)
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        await pilot.press("ctrl+q")
    return text


async def test_screen_filter_columns_and_theme_are_remembered(desk: Any, tmp_path: Path) -> None:
    file = tmp_path / "state" / "screens.json"
    await sat(desk, Memory(file, "甲"), "t", "f", "enter", "escape", "c", "space", "enter", "slash", *"入学", "escape")
    assert json.loads(file.read_text("utf-8"))["甲"]["theme"] == "textual-light"
    text = await sat(desk, Memory(file, "甲"))
    assert "只看：地区 丙山县" in text and " 入学 " in text
    kept = Filters(text="入学", chosen=(Choice("region", "丙山县"),))
    assert ("commitments", kept, 200, 0) in desk.asked
    text = await sat(desk, Memory(file, "乙"), "2")
    assert "只看" not in text
    assert "[2文档]" in await sat(desk, Memory(file, "乙"))


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[1]",
        '{"甲": 3}',
        '{"甲": {"screen": "gone", "theme": 5, "commitments": []}}',
        '{"甲": {"commitments": {"chosen": [["x", 1], 5], "columns": ["gone"], "filter": 3}}}',
    ],
)
async def test_a_damaged_memory_is_no_reason_to_fail(desk: Any, tmp_path: Path, held: str) -> None:
    file = tmp_path / "screens.json"
    file.write_text(held, "utf-8")
    assert "3承诺" in await sat(desk, Memory(file, "甲"))


async def test_a_memory_that_cannot_be_written_is_none(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "screens.json", "甲")
    await sat(desk, memory)
    assert not memory.keep()


@pytest.mark.parametrize(
    ("number", "sort", "sign"), [(0, Sort.MEASURE, "▶#"), (1, Sort.MEASURE, "▌#"), (2, Sort.PLAIN, "▌ ")]
)
async def test_the_kind_of_a_commitment_has_a_sign(
    sit: Sit, desk: Any, rows: Any, number: int, sort: Sort, sign: str
) -> None:
    assert sort_of(rows[number]) is sort
    async with sit(desk) as hand:
        await hand.press("enter")
        begins = rows[number].commitment.quote[:8]
        assert [line for line in hand.text.splitlines() if f"{sign}  {begins}" in line]


def test_kinds_without_a_number(rows: Any) -> None:
    kept = replace(rows[1].commitment, measures=())
    assert sort_of(replace(rows[1], commitment=kept)) is Sort.DATED
    assert sort_of(replace(rows[0], commitment=replace(rows[0].commitment, force=Force.PROHIBIT))) is Sort.BAN


async def test_the_history_stands_beside(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    event = LedgerEvent("k", Standing.DECLARED, Progress.BLOCKED, "县教育局", "2025-05-02T00:00:00Z", note="缺地")
    monkeypatch.setattr(desk, "history", lambda key: [event])
    async with sit(desk) as hand:
        await hand.press("enter")
        assert "记录 2025-05-02 · 受阻" in hand.text and "缺地" in hand.text and "类别 # 指标" in hand.text


async def test_the_raw_form_of_repaired_text(sit: Sit, desk: Any, whole: Any) -> None:
    at = whole.text.index("12所")
    desk.whole = replace(whole, repairs=(Repair(Span(at, at + 3), "12所", "21所", "digits.swapped"),))
    async with sit(desk) as hand:
        await hand.press("enter", "r")
        assert "修复 1/1" in hand.text and "原样 12所" in hand.text and "读作 21所" in hand.text
        assert hand.app.screen.query_one("#plan").place == at


async def test_a_text_without_repairs_says_so(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("enter", "r")
        assert "这份文件里没有修复过的字" in hand.text


async def test_the_original_file(
    sit: Sit, desk: Any, whole: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(opener, "opened", lambda path: bool(started.append(path)) or len(started) < 2)
    file = tmp_path / "方案.txt"
    file.write_text("甲")
    desk.whole = replace(whole, row=replace(whole.row, path=str(file)))
    async with sit(desk) as hand:
        await hand.press("enter", "o")
        assert started == [file.resolve()] and "已打开 方案.txt" in hand.text
        await hand.press("o")
        assert hand.app.clipboard == str(file.resolve())
        file.unlink()
        await hand.press("o")
        assert "找不到文件" in hand.text and len(started) == 2


def test_the_file_of_a_member_is_its_archive(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"")
    assert opener.original(f"{archive}/内/方案.docx") == archive.resolve()
    assert opener.original(str(tmp_path / "gone.txt")) is None


def test_nothing_opens_without_a_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert opener.command(tmp_path) is None and not opener.opened(tmp_path)
    monkeypatch.setenv("DISPLAY", ":0")
    assert opener.command(tmp_path) == ["xdg-open", str(tmp_path)]
    monkeypatch.setattr(opener, "command", lambda path: ["/gone/program"])
    assert not opener.opened(tmp_path)


async def test_options_lists_are_no_lists_of_markup(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.hits import Facet

    evil = "[red]a\u202e[/]\x1b[31m" + "长" * 5000
    monkeypatch.setattr(desk, "shares", lambda filters, on: iter([("region", (Facet(evil, 3),))]))
    async with sit(desk) as hand:
        assert "[red]a" in hand.text
        await hand.press("f", "enter")
        assert hand.app.screen.chosen == (Choice("region", evil),) and "只看：地区 [red]a" in hand.text
        assert hand.app.screen.query_one(OptionList).option_count == 2
