"""Regions side by side on the screen: the researcher's job, the bars of a row, what is chosen and exported."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus.errors import LedgerBusy
from corpus.matrix import Matrix, Region
from corpus.store import Corpus
from corpus.writing import put
from extract.model import Commitment, Comparator, Extraction, Measure, Role
from ingest.model import Block, BlockKind, Document, Header, Level, Span
from ingest.model import Region as Place
from tui.desk import LedgerDesk
from tui.widgets.matrix_table import MatrixTable

Sit = Callable[..., AbstractAsyncContextManager[Any]]
PLACES = {"甲谷县": "44", "乙原县": "45", "丙湾县": "46", "丁岭县": "50", "戊桥县": "45"}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A ledger of five counties that promise a size of classes."""
    path = tmp_path / "five.db"
    with Corpus.open(path) as corpus:
        for number, (name, size) in enumerate(PLACES.items(), 1):
            words = f"小学班级学生数不超过{size}人"
            text = f"{name}方案\n到2027年底，{words}。"
            at = text.index(words)
            span, first = Span(at, at + len(words)), Span(0, len(name) + 2)
            measure = Measure(
                Role.COMMITMENT, span, words, "班级学生数", "小学", Comparator.AT_MOST, Decimal(size), "人",
                deadline=date(2027, 12, 31), indicator="government.class_size",
            )  # fmt: skip
            due = measure.deadline
            kept = Commitment(f"{number:016d}", span, words, None, "班级学生数", due, measures=(measure,))
            blocks = (
                Block(first, BlockKind.TITLE, None), Block(Span(first.end + 1, len(text)), BlockKind.PARAGRAPH, None)
            )  # fmt: skip
            region = Place(name, f"9{number:05d}", Level.COUNTY, ("寅省",))
            header = Header(title=f"{name}方案", region=region, issued=date(2024, 1, 1))
            document = Document(f"{number}.txt", f"{number:064d}", "txt", text, blocks, header=header)
            put(corpus, Extraction(document, (kept,), ()), Path(f"/{number}.txt"), identity=str(number))
    return path


async def test_a_researcher_compares_five_regions_and_exports(
    sit: Sit, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = LedgerDesk(places)
    async with sit(desk) as hand:
        await hand.press("5")
        assert "国家线" in hand.text and "≤45人" in hand.text
        assert "★✓≤44人 2027 应当" in hand.text and "✗≤46人 2027 应当" in hand.text
        await hand.press("m", "space", "enter")
        await hand.press("r", "space", "space", "space", "space", "space", "enter")
        assert "2 项指标 · 5 地" in hand.text
        await hand.press("b")
        lines = [line for line in hand.text.split("\n") if "█" in line]
        assert len(lines) == 5 and "甲谷县" in lines[0] and "丁岭县" in lines[-1]
        await hand.press("end", "enter")
        assert hand.name == "ReaderScreen" and "班级学生数不超过50人" in hand.text
        await hand.press("escape", "b", "x", "enter")
        assert "已导出 2 项指标" in hand.text
        await hand.press("x", "ctrl+u", *"a.svg", "enter")
    desk.close()
    sheet = openpyxl.load_workbook(tmp_path / "对比-2025-06-01.xlsx").worksheets[0]
    table = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert {row[0]: row[1] for row in table if row[0] in PLACES} == {name: f"≤{n}人" for name, n in PLACES.items()}
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")


async def test_every_kind_of_cell_has_its_sign_and_its_reason(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("5")
        row = next(line for line in hand.text.split("\n") if "class_size" in line)
        assert "★✓≤45人 2024" in row and "✗≤55人 2024" in row
        await hand.press("right", "right")
        assert "≠≤9人" in hand.text and "不能比" in hand.text and "单位不同" in hand.text
        await hand.press("right")
        assert "己河县" in hand.text and "这里没有写这一项" in hand.text
        await hand.press("enter")
        assert hand.name == "CompareScreen"
        await hand.press("home", "enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "y")
        assert "丙山县 · class_size" in hand.app.clipboard


async def test_metrics_regions_words_and_the_line_are_chosen(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("5")
        assert ("compare", ("class_size", "disabled"), (), "jd2017_6") in desk.asked
        await hand.press("m", "down", "space", "enter")
        assert desk.asked[-1][:2] == ("compare", ("class_size",))
        await hand.press("r", "space", "down", "space", "enter")
        assert desk.asked[-1][2] == ("丙山县", "戊林县")
        await hand.press("/", *"森林覆盖率", "enter")
        assert desk.asked[-1][1] == ("森林覆盖率", "class_size") and "森林覆盖率" in hand.text
        await hand.press("s", *"班额", "enter")
        assert desk.asked[-1][3] == "class_size" and desk.asked[-1][1] == ("class_size", "disabled")


async def test_bars_open_sentences_and_are_exported_alone(
    sit: Sit, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(desk) as hand:
        await hand.press("5", "b", "enter")
        assert hand.name == "CompareScreen" and "┃" in hand.text  # the national line has no sentence
        await hand.press("down", "enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "x", "enter")
        kept = desk.asked[-1]
        assert kept[0] == "write_matrix" and len(kept[2].rows) == 1
        await hand.press("escape")
        assert "[5对比]" in hand.text and "┃" not in hand.text


async def test_many_regions_pass_by_and_the_first_columns_stay(sit: Sit, desk: Any) -> None:
    from dataclasses import replace

    found = desk.compare(("class_size",), (), "")
    many = tuple(Region(f"第{n}县", None, (1,)) for n in range(3000))
    cells = tuple(replace(found.rows[0].cells[n % 3], region=many[n]) for n in range(3000))
    desk.matrix = Matrix(many, (replace(found.rows[0], cells=cells),))
    async with sit(desk, (80, 24)) as hand:
        await hand.press("5")
        assert "第0县" in hand.text and "›" in hand.text and "‹" not in hand.text
        await hand.press("end")
        assert "第2999县" in hand.text and "‹" in hand.text and "class_size" in hand.text and "≤45人" in hand.text
        table = hand.app.screen.query_one(MatrixTable)
        await hand.pilot.click(MatrixTable, offset=(35, 1))
        await hand.settle()
        assert table.column == 2997
        await hand.pilot.click(MatrixTable, offset=(35, 1))
        await hand.settle()
        assert hand.name == "ReaderScreen"


async def test_nothing_to_compare_says_what_to_do(sit: Sit, desk: Any) -> None:
    desk.rows = ()
    async with sit(desk) as hand:
        await hand.press("5", "b", "x", "enter", "y")
        assert hand.name == "CompareScreen" and "台账里还没有可以对比的指标值" in hand.text


async def test_an_error_stays_where_nothing_could_be_shown(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        desk.broken = LedgerBusy("a.db")
        await hand.press("5")
        assert hand.text.count("a.db") >= 2
        desk.broken = None
        await hand.press("f5")
        assert "★✓≤45人" in hand.text and "a.db" not in hand.text.split("▌")[0]
