"""Rows as text for other programs, on the clipboard and in files, from every list."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual.widgets import Input

from tui.copying import FORMS, Sheet, markdown, text, tsv, write
from tui.tables import NONE, Cell, Column

Sit = Callable[..., AbstractAsyncContextManager[Any]]
SHEET = Sheet(
    (Column("subject", 10), Column("page", 4, right=True)),
    [(Cell("甲|乙"), Cell("3")), (Cell("=1+1\tx\x1b"), Cell(NONE)), (Cell("一组"),)],
)


def test_tsv_starts_no_formula_and_keeps_its_cells() -> None:
    lines = [line.split("\t") for line in tsv(SHEET).splitlines()]
    assert lines == [["事项", "页"], ["甲|乙", "3"], ["'=1+1 x\ufffd", ""], ["一组", ""]]


def test_markdown_obeys_nothing() -> None:
    assert markdown(SHEET).splitlines() == [
        "| 事项 | 页 |",
        "| --- | ---: |",
        "| 甲\\|乙 | 3 |",
        "| =1+1 x\ufffd |  |",
        "| 一组 |  |",
    ]


def test_text_leaves_out_what_is_empty() -> None:
    assert text(SHEET) == "事项：甲|乙\n页：3\n\n事项：=1+1 x\ufffd\n\n事项：一组\n"


def test_files_hold_all_rows(tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.xlsx"):
        assert write(SHEET, tmp_path / name) == 3
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert rows[1:] == [["甲|乙", "3"], ["'=1+1 x\ufffd", ""], ["一组", ""]]
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))[0] == {"subject": "甲|乙", "page": "3"}
    page = load_workbook(tmp_path / "a.xlsx").active
    assert page is not None
    assert [cell.value for cell in page["A"]] == ["事项", "甲|乙", "'=1+1 x\ufffd", "一组"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", ["one", "all"])
async def test_a_row_or_all_rows_are_copied(sit: Sit, desk: Any, form: str, part: str) -> None:
    sent: list[str] = []
    async with sit(desk) as hand:
        hand.app._driver.write = sent.append
        await hand.press("Y")
        assert hand.name == "ChoiceScreen"
        at = [f"{one} {two}" for one in ("one", "all") for two in FORMS].index(f"{part} {form}")
        await hand.press(*["down"] * at, "enter")
        found = hand.app.clipboard
    assert ("教育局" in found) and (("严禁拖欠教师工资" in found) == (part == "all"))
    assert "\x1b]52;c;" + base64.b64encode(found.encode()).decode() + "\a" in sent


async def test_only_what_the_filter_keeps_is_copied(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("slash", *"入学率", "escape", "Y", *["down"] * 5, "enter")
        assert len(hand.app.clipboard.splitlines()) == 2 and "残联" in hand.app.clipboard


@pytest.mark.parametrize(("mode", "key", "held"), [("2", "x", "丙政发"), ("8", "x", "县教育局"), ("9", "X", "入学率")])
async def test_every_list_writes_its_rows(sit: Sit, desk: Any, mode: str, key: str, held: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    async with sit(desk) as hand:
        await hand.press(mode, key)
        answer = hand.app.screen.query_one("#answer", Input)
        assert answer.value.endswith("-2025-06-01.xlsx")
        answer.value = str(file)
        await hand.press("enter")
        count = hand.app.screen.table.count
        assert f"已导出 {count} 条到" in hand.text
    assert held in file.read_text("utf-8-sig") and len(file.read_text("utf-8-sig").splitlines()) == count + 1


async def test_a_search_writes_its_hits(sit: Sit, desk: Any, tmp_path: Path) -> None:
    async with sit(desk) as hand:
        await hand.press("4", *"入学率", "enter", "x")
        hand.app.screen.query_one("#answer", Input).value = str(tmp_path / "a.json")
        await hand.press("enter")
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [row["sentence"] for row in found] == [desk.rows[1].commitment.quote]


async def test_a_file_of_another_kind_is_asked_again(sit: Sit, desk: Any, tmp_path: Path) -> None:
    async with sit(desk) as hand:
        await hand.press("2", "x")
        hand.app.screen.query_one("#answer", Input).value = str(tmp_path / "a.doc")
        await hand.press("enter")
        assert "文件名请用 .xlsx .csv .json 结尾" in hand.text
