"""Keys: every action has one and does something, what the bar and the help show, keys of one's own, jump mode."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Size
from textual.widgets import Input

import tui
from tui import app, language, settings
from tui.actions import ACTIONS, Scope, clashes, of, written
from tui.cells import width
from tui.cli import main
from tui.matching import holds
from tui.screens.base import MODES
from tui.screens.keymap import read
from tui.screens.numbered import of as screen_of
from tui.screens.numbered import places
from tui.screens.palette import ActionCommands
from tui.screens.reader import ReaderScreen
from tui.widgets.bars import KeyBar
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.plan_text import PlanText

Sit = Callable[..., AbstractAsyncContextManager[Any]]
FILE = Path("settings.toml")
SCREENS = {**{mode: screen_of(mode) for mode in MODES}, "reader": ReaderScreen}
"""Every screen that a person works on."""
NATIVE = {"leave", "into_list"}
"""Actions of dialogs, which name their keys themselves."""


def go(mode: str) -> tuple[str, ...]:
    """Keys that lead to a screen from the first one."""
    if mode == "reader":
        return ("enter",)
    return (next(action.keys for action in ACTIONS if action.id == mode),)


def test_every_action_is_one_and_has_a_key() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert all(action.keys and action.label and action.help for action in ACTIONS)


@pytest.mark.parametrize("mode", SCREENS)
def test_no_two_actions_of_a_screen_share_a_key(mode: str) -> None:
    assert not clashes(of(*SCREENS[mode].scopes()))


@pytest.mark.parametrize("mode", SCREENS)
async def test_every_action_of_a_screen_is_done_by_somebody(sit: Sit, desk: Any, mode: str) -> None:
    async with sit(desk) as hand:
        await hand.press(*go(mode))
        screen = hand.app.screen
        assert isinstance(screen, SCREENS[mode])
        offered = screen.offered()
        for action in offered:
            doer = hand.app if action.call.startswith("app.") else screen.doer(action)
            name = action.call.removeprefix("app.").partition("(")[0]
            assert hasattr(doer, f"action_{name}"), action.id
        palette = [hit.text async for hit in ActionCommands(screen).discover()]
        assert palette == [action.label for action in offered]
        bound = {one.id for node in (hand.app, screen, *screen.query("*")) for one in _own(node)}
        assert {action.id for action in offered} <= bound
        assert bound <= {action.id for action in ACTIONS}


def _own(node: Any) -> list[Any]:
    """Bindings that this program gave a node."""
    return [one for many in node._bindings.key_to_bindings.values() for one in many if one.id]


def test_no_action_is_without_a_key_and_none_only_for_the_mouse() -> None:
    folders = [Path(tui.__path__[0]) / part for part in ("screens", "widgets", "app.py")]
    files = [file for folder in folders for file in ([folder] if folder.is_file() else folder.glob("*.py"))]
    code = "\n".join(file.read_text("utf-8") for file in files)
    done = set(re.findall(r"def action_([a-z_]+)", code))
    bound = {action.call.removeprefix("app.").partition("(")[0] for action in ACTIONS}
    assert done - {"command_palette", "help_quit"} - NATIVE <= bound
    # What the mouse can do: choose a tab or a key of the bar, put the cursor on a row and read it, look at a line.
    clicked = {file.stem: file.read_text("utf-8") for file in files if "def on_click" in file.read_text("utf-8")}
    assert all("BINDINGS" in text for name, text in clicked.items() if name != "bars")


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("mode", SCREENS)
async def test_the_bar_at_80_columns_loses_nothing_in_silence(
    sit: Sit, desk: Any, mode: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "language", lambda: spoken)
    async with sit(desk, (80, 24)) as hand:
        await hand.press(*go(mode))
        if isinstance(hand.app.screen.focused, Input):
            await hand.press("escape")
        line = hand.text.splitlines()[-1]
        screen = hand.app.screen
        shown = [action for action in screen.working() if action.bar]
        for action in shown:
            if action.bar == 1:
                assert f" {action.key} {action.label}" in line, action.id
            if action.bar == 3:
                assert f" {action.key} " in line + " ", action.id
        keys, gone, _ = screen.query_one(KeyBar)._fitting()
        assert len(keys) + gone == len(shown)
        assert (f" +{gone}" in line) == bool(gone)
        assert width(line) <= 80


@pytest.mark.parametrize("cells", [80, 100, 120])
@pytest.mark.parametrize("note", ["", "77", "721 organisations · 606 late", "721 个单位 · 逾期 606", "长" * 80])
@pytest.mark.parametrize("mode", SCREENS)
def test_a_note_never_touches_the_keys(mode: str, note: str, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyBar, "size", Size(cells, 1))
    bar = KeyBar(of(*SCREENS[mode].scopes()))
    bar.set_reactive(KeyBar.note, note)
    keys, gone, shown = bar._fitting()
    line = bar.render().plain
    assert bool(shown) == bool(note) and width(line) <= cells
    assert line.endswith(shown) and (not shown or line.removesuffix(shown).endswith(" "))
    assert len(keys) + gone == len([action for action in bar.actions if action.bar])


async def test_words_go_only_where_there_is_no_room_for_them(sit: Sit, desk: Any) -> None:
    async with sit(desk, (120, 40)) as hand:
        await hand.press("9")
        line = hand.text.splitlines()[-1]
        assert "帮助" in line and "命令" in line and "退出" in line


@pytest.mark.parametrize("spoken", language.LANGUAGES)
async def test_what_an_action_does_is_told_in_its_own_column(
    sit: Sit, desk: Any, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "language", lambda: spoken)
    async with sit(desk, (80, 24)) as hand:
        await hand.press("8", "question_mark")
        lines = [line.partition("│")[2].rpartition("│")[0] for line in hand.text.splitlines() if line.count("│") > 1]
        helped = [line for line in lines if line.startswith("   ")]
        assert len(helped) > 8
        assert all(line[3:24].strip() or not line[:24].strip() for line in helped)
        assert not any(line.startswith("  ") and line[2] != " " and line[22:].strip() for line in lines[2:])


async def test_the_bar_shows_what_works_while_one_types(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        assert " x 导出 " in hand.text
        await hand.press("slash")
        line = hand.text.splitlines()[-1]
        assert " x " not in line and " F1 帮助 " in line and " ^P 命令 " in line and " Enter 原文 " in line
        await hand.press("f1")
        assert hand.name == "HelpScreen"


async def test_a_click_on_the_sign_for_more_opens_the_help(sit: Sit, desk: Any) -> None:
    async with sit(desk, (60, 24)) as hand:
        line = hand.text.splitlines()[-1]
        place = re.search(r" \+\d", line)
        assert place is not None
        await hand.pilot.click("KeyBar", offset=(width(line[: place.start()]) + 1, 0))
        await hand.settle()
        assert hand.name == "HelpScreen"


async def test_the_help_understands_pinyin_and_names_both_keys(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("question_mark", *"shuaxin")
        assert "F5 ^R" in hand.text and "重新读取台账" in hand.text and "导出" not in hand.text.splitlines()[8]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (["jyj"], "县教育局", True),
        (["jiaoyuju"], "县教育局", True),
        (["caizheng"], "县教育局", False),
        (["jy"], "县教育局", False),
        (["PDF", "2"], "方案2.pdf", True),
        ([], "方案", True),
        (["教育", "czj"], "县教育局、县财政局", True),
    ],
)
def test_letters_stand_for_the_characters_that_they_spell(words: list[str], text: str, expected: bool) -> None:
    assert holds(words, text) is expected


async def test_own_keys_work_and_are_shown(desk: Any) -> None:
    keymap = read({"export": "e", "help": ["f1", "ctrl+g"], "commitments": "0"}, FILE, places())
    assert keymap == {"export": "e", "help": "f1,ctrl+g", "commitments": "0"}
    running = app.TaizhangApp(desk, __import__("datetime").date(2025, 6, 1), keymap)
    async with running.run_test(size=(120, 40)) as pilot:
        await running.workers.wait_for_complete()
        await pilot.pause()
        text = "\n".join(strip.text for strip in running.screen._compositor.render_strips())
        assert " e 导出 " in text and "[0承诺]" in text and " F1 帮助 " in text
        await pilot.press("x")
        assert type(running.screen).__name__ == "CommitmentsScreen"
        await pilot.press("e")
        assert type(running.screen).__name__ == "AskScreen"
        await pilot.press("escape", "ctrl+g")
        assert type(running.screen).__name__ == "HelpScreen"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"explode": "e"}, "没有 explode 这个操作"),
        ({"export": "eee"}, "export 的值“eee”不是按键"),
        ({"export": []}, "不是按键"),
        ({"export": 5}, "不是按键"),
        ({"export": "ctrl+"}, "不是按键"),
        ({"export": "y"}, "y 同时是 export 和 copy 的键"),
        ({"quit": "j"}, "j 同时是 down 和 quit 的键"),
    ],
)
def test_a_wrong_key_is_one_clear_sentence(table: dict[str, Any], words: str) -> None:
    with pytest.raises(settings.BadSetting) as error:
        read(table, FILE, places())
    assert words in str(error.value) and str(error.value).startswith("settings.toml [keys]")
    assert "\n" not in str(error.value)


def test_keys_may_change_places() -> None:
    assert read({"export": "y", "copy": "x"}, FILE, [(Scope.COMMITMENTS, Scope.TABLE, Scope.APP)])


def test_the_screens_do_not_open_over_a_wrong_key(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('jobs = 2\n[keys]\nexplode = "e"\n', "utf-8")
    monkeypatch.setenv(settings.FILE, str(file))
    monkeypatch.setattr("tui.commands.opening._in_terminal", lambda: True)
    assert settings.load().jobs == 2
    assert main(["ui", "--db", str(ledger)]) == 1
    assert capsys.readouterr().err == f"{file} [keys] 里没有 explode 这个操作；界面里按 ? 可看全部操作\n"
    file.write_text("keys = 3\n", "utf-8")
    assert main(["ui", "--db", str(ledger)]) == 1


@pytest.mark.parametrize(
    ("key", "shown"), [("ctrl+p", "^P"), ("slash", "/"), ("f1", "F1"), ("G", "G"), ("pageup", "PgUp")]
)
def test_keys_are_written_as_people_know_them(key: str, shown: str) -> None:
    assert written(key) == shown


async def test_jump_mode_reaches_every_pane(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("enter")
        below = hand.app.screen
        await hand.press("ctrl+o")
        assert hand.name == "JumpScreen"
        letters = {label.region.offset: str(label.content).strip() for label in hand.app.screen.query(".jump")}
        letter = letters[below.query_one("#outline").region.offset]
        assert below.query_one(PlanText).region.offset in letters
        await hand.press(letter)
        assert hand.name == "ReaderScreen" and below.query_one("#outline").has_focus
        await hand.press("ctrl+o", "escape")
        assert below.query_one("#outline").has_focus
        await hand.press("ctrl+o")
        await hand.pilot.click(below.query_one(PlanText), offset=(20, 8))
        await hand.settle()
        assert below.query_one(PlanText).has_focus


async def test_jump_mode_works_while_one_types(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("slash", "ctrl+o")
        labels = hand.app.screen.query(".jump")
        table = hand.app.screen_stack[0].query_one(LedgerTable)
        (letter,) = [str(one.content).strip() for one in labels if one.region.offset == table.region.offset]
        await hand.press(letter)
        assert table.has_focus


async def test_the_palette_moves_the_cursor(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("ctrl+p", *"到最后一行")
        await hand.press("enter")
        assert hand.app.screen.query_one(LedgerTable).cursor == 2


def test_the_settings_page_names_every_action() -> None:
    page = (Path(tui.__path__[0]).parent / "docs" / "settings.md").read_text("utf-8")
    for scope in Scope:
        row = f"| {scope.value} | " + ", ".join(f"`{one.id}`" for one in ACTIONS if one.scope is scope) + " |"
        assert row in page or not of(scope), scope
