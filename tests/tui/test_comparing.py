"""`compare` on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    for name, value in (("青禾县", 45), ("望溪县", 48)):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}教育工作方案\n\n一、主要任务\n\n到2027年，小学班额不超过{value}人。\n", "utf-8")
        assert main(["ingest", str(path)]) == 0
    capsys.readouterr()

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


def test_bars_beside_the_national_line(run: Run) -> None:
    code, out, _ = run("compare", "-i", "班级学生数")
    assert code == 0
    assert "国家线 ≤45人" in out and "最严：青禾县" in out and "达到国家线 1/2" in out
    lines = [line for line in out.splitlines() if "█" in line]
    assert lines[0].split()[:2] == ["1", "青禾县"] and "✓" in lines[0] and "✗" in lines[1]
    assert lines[0].index("█") == lines[1].index("█")


def test_a_comparison_as_data_and_files(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("compare", "-i", "G5", "--json")[1])
    primary = found["rows"][0]
    assert (primary["level"], primary["line"], primary["strictest"]) == ("primary", 45, ["青禾县"])
    assert [one["rank"] for one in primary["cells"]] == [1, 2]
    book, picture = tmp_path / "m.xlsx", tmp_path / "m.svg"
    assert run("compare", "-i", "G5", "--xlsx", book, "--chart", picture)[0] == 0
    made = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    assert made.sheetnames == ["对照表", "明细"]
    assert [cell.value for cell in made["对照表"][2]][:2] == ["国家线", "≤45"]
    assert "望溪县" in picture.read_text("utf-8")
    assert run("compare", "-i", "G5", "--chart", tmp_path / "m.gif")[0] == 2


def test_regions_limits_and_nothing(run: Run) -> None:
    _, out, _ = run("compare", "-i", "G5", "-r", "望溪")
    assert "青禾县" not in out
    _, out, _ = run("compare", "-i", "G5", "-n", "1")
    assert "另有 1 地" in out
    code, _, err = run("compare", "-i", "森林覆盖率")
    assert code == 0 and "没有这样的指标值" in err
    assert run("compare")[0] == 2
