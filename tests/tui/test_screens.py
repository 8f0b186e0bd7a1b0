"""Each screen, by its keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Tree

from corpus.errors import LedgerBusy
from corpus.model import Changes, Filters, Intake, Outcome
from ingest.errors import Unreadable
from tui.actions import ACTIONS, NEEDS_A_ROW
from tui.screens.base import tell
from tui.widgets.bars import KeyBar
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.plan_text import PlanText

Sit = Callable[..., AbstractAsyncContextManager[Any]]


async def test_the_first_screen_is_the_commitments(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        assert hand.name == "CommitmentsScreen"
        assert "示例.db · 1 份 · 3 条 · 逾期 1 · 2025-06-01" in hand.text
        assert "逾期 152 天" in hand.text and "剩 91 天" in hand.text and "无期限" in hand.text
        assert "到2024年12月底，小学班级学生数不超过45人，由县教育局牵头，县财政局配合" in hand.text
        assert "[3承诺]" in hand.text


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("2", "DocumentsScreen"),
        ("3", "CommitmentsScreen"),
        ("4", "SearchScreen"),
        ("8", "TrackingScreen"),
        ("9", "ReviewScreen"),
    ],
)
async def test_numbers_switch_screens(sit: Sit, desk: Any, key: str, name: str) -> None:
    async with sit(desk) as hand:
        await hand.press("2", key)
        assert hand.name == name


async def test_arrows_move_and_the_preview_follows(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("down", "down")
        assert "严禁拖欠教师工资\n" in hand.text + "\n"
        await hand.press("home")
        assert hand.app.screen.table.cursor == 0
        await hand.press("end", "down")
        assert hand.app.screen.table.cursor == 2
        await hand.press("pageup", "k", "j")
        assert hand.app.screen.table.cursor == 1


async def test_typing_filters(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("/", *"入学率")
        assert ("commitments", Filters(text="入学率"), 200, 0) in desk.asked
        assert hand.app.screen.table.count == 1 and "1 条" in hand.text
        await hand.press("escape")
        assert hand.app.screen.table.has_focus
        await hand.press("escape")
        assert hand.app.screen.table.count == 3


async def test_a_full_width_key_filters_too(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("、")
        assert hand.app.screen.query_one("#filter", Input).has_focus


async def test_fields_in_the_filter(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("/", *"力度:必须 前:明年")
        assert desk.asked[-1][1] == Filters(force="must")
        assert "没有符合“力度:必须 前:明年”的内容" in hand.text
        assert "看不懂 前:明年，未用来筛选 · 0 条" in hand.text
        assert hand.app.screen.query_one("#filter").has_class("-doubt")
        await hand.press(*(["backspace"] * 2), *"2026年6月")
        assert desk.asked[-1][1] == Filters(force="must", due_before=date(2026, 6, 30))
        assert "看不懂" not in hand.text and not hand.app.screen.query_one("#filter").has_class("-doubt")


async def test_a_search_names_what_it_did_not_understand(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("4", *"班级 后:abc", "enter")
        assert ("search", "班级", Filters()) in desk.asked and "看不懂 后:abc，未用来筛选 · 1 条" in hand.text


async def test_arrows_work_from_the_filter(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("/", "down", "down", "up")
        assert hand.app.screen.table.cursor == 1
        await hand.press("pagedown")
        assert hand.app.screen.table.cursor == 2
        await hand.press("enter")
        assert hand.app.screen.table.has_focus


async def test_enter_opens_the_exact_sentence_and_escape_comes_back(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("down", "enter")
        assert hand.name == "ReaderScreen"
        plan = hand.app.screen.query_one(PlanText)
        assert plan.place == desk.rows[1].commitment.span.start
        assert plan.current == desk.rows[1]
        assert "承诺 2/3" in hand.text and "县残联" in hand.text
        await hand.press("escape")
        assert hand.name == "CommitmentsScreen" and hand.app.screen.table.cursor == 1


async def test_only_this_plan_and_all_again(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("p")
        assert desk.asked[-1][1] == Filters(document=1)
        await hand.press("p")
        assert desk.asked[-1][1] == Filters()
        await hand.press("p", "escape")
        assert desk.asked[-1][1] == Filters()


async def test_a_long_list_is_windowed(sit: Sit, desk: Any, many: Any) -> None:
    desk.rows = many(5000)
    async with sit(desk) as hand:
        assert hand.app.screen.table.count == 5000
        assert [one[2:] for one in desk.asked if one[0] == "commitments"] == [(200, 0)]
        await hand.press("end")
        assert hand.app.screen.table.cursor == 4999
        assert [one[2:] for one in desk.asked if one[0] == "commitments"] == [(200, 0), (200, 4800)]
        assert "…\n" not in hand.text
        table = hand.app.screen.table
        assert sum(table.render_line(line).text.startswith("  丙山县") for line in range(table.size.height)) > 20


async def test_a_click_moves_and_a_second_one_opens(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.pilot.click(LedgerTable, offset=(5, 2))
        await hand.settle()
        assert hand.app.screen.table.cursor == 1
        await hand.pilot.click(LedgerTable, offset=(5, 30))
        assert hand.app.screen.table.cursor == 1
        await hand.pilot.click(LedgerTable, offset=(5, 2))
        await hand.settle()
        assert hand.name == "ReaderScreen"


async def test_copy_takes_sentence_and_place(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("y")
        assert hand.app.clipboard.splitlines() == [
            desk.rows[0].commitment.quote,
            "丙山县义务教育优质均衡发展实施方案 · 一、主要目标 · 第 2 页",
            "2024-12-31 · 县教育局、县财政局",
        ]
        await hand.press("2", "y")
        assert hand.app.clipboard.endswith("/plans/丙山方案.txt")
        await hand.press("8", "y")
        assert hand.app.clipboard.startswith("县教育局")
        await hand.press("enter", "down", "down", "y")
        assert hand.app.clipboard.startswith(desk.rows[0].commitment.quote)


async def test_export_writes_what_the_filter_keeps(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("/", *"入学率", "escape", "x")
        answer = hand.app.screen.query_one("#answer", Input)
        assert answer.value.endswith("承诺-2025-06-01.xlsx")
        answer.value = "/tmp/甲.csv"
        await hand.press("enter")
        assert desk.asked[-1] == ("export", Path("/tmp/甲.csv"), Filters(text="入学率"), date(2025, 6, 1))
        assert "已导出 1 条到 /tmp/甲.csv" in hand.text


async def test_export_asks_before_it_replaces_a_file(sit: Sit, desk: Any, tmp_path: Path) -> None:
    there = tmp_path / "甲.csv"
    there.write_text("甲")
    async with sit(desk) as hand:
        await hand.press("x")
        hand.app.screen.query_one("#answer", Input).value = str(tmp_path)
        await hand.press("enter")
        assert "是文件夹，请写上文件名" in hand.text
        answer = hand.app.screen.query_one("#answer", Input)
        assert answer.value == str(tmp_path / "承诺-2025-06-01.xlsx")
        answer.value = str(tmp_path / "没有" / "甲.csv")
        await hand.press("enter")
        assert "没有文件夹" in hand.text
        hand.app.screen.query_one("#answer", Input).value = str(there)
        await hand.press("enter")
        assert "已经有 甲.csv。再按回车覆盖它" in hand.text and desk.asked[-1][0] != "export"
        await hand.press("enter")
        assert desk.asked[-1][:2] == ("export", there)


async def test_documents(sit: Sit, desk: Any, plan: Any) -> None:
    desk.plans = (plan, replace(plan, id=2, title="丁水县方案", region="丁水县", source="丁水.pdf"))
    async with sit(desk) as hand:
        await hand.press("2")
        assert "丙政发〔2024〕3号" in hand.text and "丁水县方案" in hand.text
        await hand.press("/", *"丁水")
        assert hand.app.screen.table.count == 1 and "1/2" in hand.text
        await hand.press(*"没有")
        assert "没有符合“丁水没有”的内容" in hand.text
        await hand.press("escape")
        await hand.press("escape")
        await hand.press("enter")
        assert hand.name == "ReaderScreen"


async def test_search_shows_why(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("4")
        assert "输入一句话再按回车" in hand.text
        await hand.press(*"班级 地区:丙山", "enter")
        assert ("search", "班级", Filters(region="丙山")) in desk.asked
        assert "字词 班级" in hand.text and "1 条" in hand.text
        await hand.press("y")
        assert hand.app.clipboard.startswith(desk.rows[0].commitment.quote)
        await hand.press("enter")
        assert hand.name == "ReaderScreen"
        assert "»" not in hand.text and "▶#" in hand.text


async def test_a_search_says_when_no_word_was_found(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (hit,) = desk.search("班级", Filters(), 5)
    monkeypatch.setattr(desk, "search", lambda query, filters, limit: [replace(hit, why=("meaning",))])
    async with sit(desk) as hand:
        await hand.press("4", *"换人", "enter")
        assert "没有字面命中，以下仅意思相近 · 1 条" in hand.text


async def test_a_second_search_is_typed_while_the_first_is_on_the_screen(
    sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    search = desk.search

    def slow(query: str, filters: Filters, limit: int) -> Any:
        if query != "班级":
            gate.wait(10)
        return search(query, filters, limit)

    monkeypatch.setattr(desk, "search", slow)
    async with sit(desk) as hand:
        await hand.press("4", *"班级", "enter")
        for key in ("slash", "ctrl+u", *"入学率", "enter"):
            await hand.pilot.press(key)
        # Drawing the old rows while the answer is not there must not fail.
        hand.app.screen.table.refresh_rows()
        await hand.pilot.pause(0.1)
        assert hand.app.screen.table.count == 1 and hand.app.is_running
        gate.set()
        await hand.settle()
        assert "字词 入学率" in hand.text
        await hand.press("slash", "ctrl+u", "enter")
        assert "输入一句话再按回车" in hand.text and hand.app.screen.table.count == 0


async def test_search_for_nothing_and_without_result(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("4", *"没有的词", "enter")
        assert "没有找到“没有的词”" in hand.text
        await hand.press("escape", "3")
        assert hand.name == "CommitmentsScreen"


async def test_the_late_stay_in_a_narrow_header(sit: Sit, desk: Any) -> None:
    desk.name = "一个名字很长的示例台账.db"
    async with sit(desk, (80, 24)) as hand:
        await hand.press("8")
        assert "逾期 1 · 2025-06-01" in hand.text.splitlines()[0]


async def test_a_plan_without_commitments_is_flagged(sit: Sit, desk: Any, plan: Any) -> None:
    desk.plans = (plan, replace(plan, id=2, commitments=0, version=3))
    async with sit(desk) as hand:
        await hand.press("2", "down")
        assert "没有承诺" in hand.text and "1 份没有承诺 · 2/2" in hand.text
        assert "读到 0 条承诺，请打开原文人工看一看" in hand.text and "第 3 版" in hand.text


async def test_control_c_tells_how_to_leave(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("ctrl+c")
        assert "要退出请按 q" in hand.text and "quit" not in hand.text


async def test_nothing_is_late(sit: Sit, desk: Any) -> None:
    desk.rows = ()
    async with sit(desk) as hand:
        await hand.press("8", "space")
        assert "到 2025-06-01 没有要督办的事项" in hand.text


async def test_reader_steps_through_the_commitments(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("2", "enter")
        assert "此处没有承诺" in hand.text and "按 n 到下一条承诺" in hand.text
        seen = []
        for key in ("n", "n", "n", "n", "p"):
            await hand.press(key)
            seen.append(hand.app.screen.query_one(PlanText).position[0])
        assert seen == [1, 2, 3, 3, 2]
        await hand.press("y")
        assert hand.app.clipboard.startswith(desk.rows[1].commitment.quote)


async def test_reader_marks_and_pages(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("enter")
        assert "▶#  到2024年12月底" in hand.text
        assert "▌#  2025年8月底前" in hand.text
        assert "·   全县现有小学12所。" in hand.text
        assert "p1" in hand.text and "p2" in hand.text


async def test_reader_moves_by_line_and_mouse(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("2", "enter", "down", "down")
        plan = hand.app.screen.query_one(PlanText)
        assert plan.current == desk.rows[0]
        await hand.press("end", "up", "pageup", "home")
        assert plan.place == 0 and plan.current is None
        await hand.press("pagedown")
        assert plan.current == desk.rows[2]
        await hand.pilot.click(PlanText, offset=(10, 4))
        await hand.settle()
        assert plan.current == desk.rows[0]


async def test_reader_outline(sit: Sit, desk: Any, whole: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("2", "enter", "c")
        outline = hand.app.screen.query_one("#outline", Tree)
        assert outline.has_focus
        await hand.press("down", "down", "enter")
        plan = hand.app.screen.query_one(PlanText)
        assert plan.place == whole.headings[1].span.start and plan.has_focus
        await hand.press("n", "n")
        assert outline.cursor_node is not None and str(outline.cursor_node.label) == "二、保障措施"
        await hand.press("c", "escape")
        assert plan.has_focus and outline.display
        await hand.press("c", "c")
        assert not outline.display and plan.has_focus
        await hand.press("f")
        assert not hand.app.screen.query_one("#record-pane").display


async def test_reader_finds_words(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("2", "enter", "/", *"现有小学", "enter")
        plan = hand.app.screen.query_one(PlanText)
        assert plan.place == desk.whole.text.index("现有小学") and "»   全县现有" in hand.text
        await hand.press(*"没有", "enter")
        assert "没有找到“现有小学没有”" in hand.text
        await hand.press("escape")
        assert plan.has_focus and hand.name == "ReaderScreen"
        await hand.press("escape")
        assert hand.name == "DocumentsScreen"


async def test_reader_of_a_plan_without_commitments(sit: Sit, desk: Any, whole: Any) -> None:
    desk.whole = replace(whole, commitments=(), headings=())
    async with sit(desk) as hand:
        await hand.press("2", "enter", "n", "y")
        assert "这份文件里没有提取到承诺" in hand.text
        assert not hand.app.screen.query_one("#outline").display


async def test_a_number_leaves_the_reader_where_it_is(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("enter", "2")
        assert hand.name == "DocumentsScreen"
        await hand.press("3")
        assert hand.name == "ReaderScreen"
        await hand.press("3")
        assert hand.name == "CommitmentsScreen"


async def test_help_filters_and_does(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("?")
        assert hand.name == "HelpScreen" and "所有按键" in hand.text
        await hand.press(*"督办")
        options = hand.app.screen.query_one(OptionList)
        assert options.option_count < 12
        await hand.press("enter")
        assert hand.name == "TrackingScreen"


async def test_help_of_another_screen_is_not_done_here(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("?", *"outline", "down", "enter")
        assert hand.name == "CommitmentsScreen"
        await hand.press("?", "escape")
        assert hand.name == "CommitmentsScreen"


async def test_the_palette_knows_every_action_that_works_here(sit: Sit, desk: Any) -> None:
    from tui.actions import Scope, of
    from tui.screens.palette import ActionCommands

    async with sit(desk) as hand:
        provider = ActionCommands(hand.app.screen)
        found = [hit.text async for hit in provider.discover()]
        assert found == [action.label for action in of(Scope.COMMITMENTS, Scope.TABLE, Scope.MOVE, Scope.APP)]
        await hand.press("ctrl+p", *"督办", "enter")
        await hand.press("enter")
        assert hand.name == "TrackingScreen"


async def test_the_palette_opens_documents(sit: Sit, desk: Any) -> None:
    from tui.screens.palette import DocumentCommands

    async with sit(desk) as hand:
        provider = DocumentCommands(hand.app.screen)
        await provider.startup()
        (hit,) = [hit async for hit in provider.search("丙山")]
        assert not [hit async for hit in provider.search("zzz")]
        hit.command()
        await hand.settle()
        assert hand.name == "ReaderScreen"


async def test_header_and_key_bar_answer_the_mouse(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.pilot.click("HeaderBar", offset=(14, 0))
        await hand.settle()
        assert hand.name == "DocumentsScreen"
        await hand.pilot.click("KeyBar", offset=(3, 0))
        await hand.settle()
        assert hand.name == "ReaderScreen"


async def test_reading_files_from_the_screen(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("i")
        hand.app.screen.query_one("#answer", Input).value = "'/plans/新.txt'"
        asked = len(desk.asked)
        await hand.press("enter")
        assert ("add", Path("/plans/新.txt")) in desk.asked
        assert "共 1 个文件：新增 1" in hand.text
        assert ("commitments", Filters(), 200, 0) in desk.asked[asked:]
        await hand.press("i", "escape")
        assert hand.name == "CommitmentsScreen"


async def test_a_file_that_fails_is_named(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    error = Unreadable("甲.pdf", "文件已加密", "请先解密")
    monkeypatch.setattr(desk, "add", lambda paths, progress: iter([Intake(paths[0], Outcome.FAILED, error=error)]))
    async with sit(desk) as hand:
        await hand.press("i", "enter")
        assert "甲.pdf：文件已加密；请先解密" in hand.text and "失败 1" in hand.text


async def test_many_failures_do_not_cover_the_screen(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = [
        Intake(Path(f"{n}.pdf"), Outcome.FAILED, error=Unreadable(f"{n}.pdf", "文件已加密", "请先解密"))
        for n in range(9)
    ]
    monkeypatch.setattr(desk, "add", lambda paths, progress: iter(failed))
    async with sit(desk) as hand:
        await hand.press("i", "enter")
        assert "3.pdf：文件已加密" in hand.text and "4.pdf" not in hand.text
        assert "另有 5 处要留意" in hand.text and "失败 9" in hand.text


async def test_a_file_that_promises_nothing_is_named(
    sit: Sit, desk: Any, plan: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Intake(
        Path("甲.pdf"), Outcome.NEW_VERSION, replace(plan, commitments=0), changes=Changes(("a",), ("b", "c"), ())
    )
    monkeypatch.setattr(desk, "add", lambda paths, progress: iter([read]))
    async with sit(desk) as hand:
        await hand.press("i", "enter")
        assert "甲.pdf：读到 0 条承诺，请人工看一看" in hand.text and "新版本 1" in hand.text
        assert "甲.pdf 新版本：多 1 条，少 2 条，改 0 条" in hand.text


async def test_an_empty_ledger_says_what_to_do(sit: Sit, desk: Any) -> None:
    desk.rows, desk.plans = (), ()
    async with sit(desk, (80, 24)) as hand:
        assert "还没有承诺。按 i 读入文件或文件夹" in hand.text
        await hand.press("y", "enter", "p", "x", "2")
        assert "还没有文件。按 i 读入文件或文件夹" in hand.text
        await hand.press("1")
        assert "还没有文件。按 i 读入文件或文件夹" in hand.text
        assert "看明细" not in hand.text and "下一块" not in hand.text and "i 读入" in hand.text


async def test_a_busy_ledger_is_a_sentence(sit: Sit, desk: Any) -> None:
    desk.broken = LedgerBusy("示例.db")
    async with sit(desk) as hand:
        assert "台账正被另一个程序写入" in hand.text
        # For the rows and for the counts, which say the same: once is enough.
        assert len(hand.app._notifications) == 1
        desk.broken = None
        await hand.press("f5")
        assert "逾期 152 天" in hand.text


async def test_a_bug_in_a_question_is_a_sentence(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        desk.broken = ZeroDivisionError("甲[/]")
        await hand.press("f5")
        assert "ZeroDivisionError: 甲[/]" in hand.text.replace("\n", "")
        assert hand.app.is_running


async def test_a_bug_in_the_counts_is_a_sentence(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def summary(on: object) -> None:
        raise ZeroDivisionError("甲")

    monkeypatch.setattr(desk, "summary", summary)
    async with sit(desk) as hand:
        assert "ZeroDivisionError: 甲" in hand.text and "逾期 152 天" in hand.text


async def test_files_are_read_one_batch_at_a_time(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def add(paths: list[Path], progress: Any) -> Iterator[Intake]:
        gate.wait(10)
        yield Intake(paths[0], Outcome.ADDED)
        raise LedgerBusy("示例.db")

    monkeypatch.setattr(desk, "add", add)
    async with sit(desk) as hand:
        await hand.pilot.press("i", "enter")
        await hand.pilot.press("i")
        assert hand.name == "CommitmentsScreen" and "正在读入，请稍候" in hand.text
        gate.set()
        await hand.settle()
        assert "正在读入，请稍候" not in hand.text
        assert "新增 1" in hand.text and "台账正被另一个程序写入" in hand.text


async def test_themes(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("t")
        assert hand.app.theme == "textual-light"
        await hand.press("enter", "t")
        assert hand.app.theme == "textual-dark" and hand.name == "ReaderScreen"


async def test_quit(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.pilot.press("q")
        assert hand.app.return_code == 0


async def test_sentences_do_not_pile_up(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        for text in ("甲一", "甲二"):
            tell(hand.app, text)
        for text in ("乙一", "乙二", "乙三", "乙三"):
            tell(hand.app, text, warn=True)
        await hand.settle()
        shown = [text for text in ("甲一", "甲二", "乙一", "乙二", "乙三") if text in hand.text]
        assert shown == ["甲二", "乙二", "乙三"]
        assert hand.text.count("乙三") == 1


async def test_an_empty_list_offers_nothing_to_do_with_a_row(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        bar = hand.app.screen.query_one(KeyBar)
        assert "copy" in {action.id for action in bar.actions}
        await hand.press("/", *"没有这个词", "escape")
        offered = {action.id for action in bar.actions}
        assert not offered & NEEDS_A_ROW and {"filter", "narrow", "help"} <= offered
        await hand.press("escape")
        assert "copy" in {action.id for action in bar.actions}


def test_what_needs_a_row_is_an_action() -> None:
    assert {action.id for action in ACTIONS} >= NEEDS_A_ROW


async def test_a_placeholder_is_cut_with_a_sign(sit: Sit, desk: Any) -> None:
    async with sit(desk, (40, 20)) as hand:
        await hand.press("8")
        assert hand.text.splitlines()[1].endswith("…")


async def test_without_fields_a_small_reader_has_more_text(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("3", "enter")
        plan = hand.app.screen.query_one("#plan")
        before = plan.size.height
        await hand.press("f")
        assert plan.size.height == before + 7
        await hand.press("f")
        assert plan.size.height == before
