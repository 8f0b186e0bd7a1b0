"""`schools` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tui.cli import main

Run = Callable[..., tuple[int, str, str]]
ROWS = (
    ("甲小学", "小学", 1000, None, None, 42, None, 10, None, 9, None, 4700, 200, 7500, 2000000, 23),
    ("乙小学", "小学", 500, None, None, 10, None, 5, None, 5, None, 2250, 0, 3750, 1000000, 12),
    ("丙学校", "九年一贯制", 600, 300, None, 27, 17, 6, 4, 6, 3, 4700, 50, 7800, 2000000, 22),
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def figures(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "schools.xlsx"
    assert run("schools", "template", path)[0] == 0
    made = openpyxl.load_workbook(path)
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in ROWS:
        sheet.append(row)
    made.save(path)
    return path


def test_schools_beside_standard_and_plan(
    run: Run, figures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "青禾县教育工作实施方案\n\n一、主要任务\n\n小学每百名学生拥有高于规定学历教师数达到5人以上。\n", "utf-8"
    )
    code, out, _ = run("schools", "check", figures, "--plan", plan)
    assert code == 3
    assert "小学 3 所：达标 2 所，不达标 1 所" in out and "乙小学" in out and "R1 2.00↓" in out
    assert "≥5人/每百名学生" in out and "≥4.2人/每百名学生" in out
    code, out, _ = run("schools", "check", figures, "--plan", plan, "--json")
    found = json.loads(out)
    first = found["indicators"][0]
    assert (first["indicator"], first["level"], first["short"]) == ("resource.teachers_above_degree", "primary", 1)
    assert first["promised"] == "≥5人/每百名学生" and first["within"] is True
    standings = {(one["school"], one["level"]): one["standing"] for one in found["schools"]}
    assert standings["乙小学", "primary"] == "failed" and standings["丙学校", "junior"] == "failed"


def test_schools_as_a_workbook(run: Run, figures: Path, tmp_path: Path) -> None:
    path = tmp_path / "result.xlsx"
    assert run("schools", "check", figures, "--xlsx", path)[0] == 3
    made = openpyxl.load_workbook(path)
    assert made.sheetnames == ["指标", "学校"]
    assert made["学校"].max_row == 5


def test_what_cannot_be_done_is_said(run: Run, figures: Path) -> None:
    code, _, err = run("schools", "template", figures)
    assert code == 1 and "--overwrite" in err
    code, _, err = run("schools", "check", figures, "--standard", "class_size")
    assert code == 1 and "没有对单所学校的规则" in err
    code, _, err = run("schools", "check", figures.with_name("none.xlsx"))
    assert code == 1 and err.count("\n") == 1
    assert run("schools")[0] == 0
