"""Names that nothing carries, days that are still to come, names that one types: what a person is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.tables import Cell, Column, render

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("list", "--indicator", "不存在"), "台账里没有指标“不存在”\n"),
        (("list", "--org", "县教局"), "台账里没有单位“县教局”；相近的有 县教育局"),
        (("list", "--region", "丙山市"), "台账里没有地区“丙山市”"),
        (("overdue", "--org", "火星局"), "台账里没有单位“火星局”"),
        (("compare", "-i", "xyz"), "台账里没有指标“xyz”"),
    ],
)
def test_a_name_that_nothing_carries(office: Run, arguments: tuple[str, ...], text: str) -> None:
    code, out, err = office(*arguments)
    assert code == 0 and text in err and "没写" not in out
    assert "台账里没有" not in office("list", "--org", "教育局", "--due-after", "2099")[2]


@pytest.mark.parametrize("command", ["declare", "verify"])
def test_nothing_is_recorded_for_a_day_to_come(office: Run, command: str) -> None:
    import json

    key = json.loads(office("list", "-n", "1", "--json")[1])[0]["key"]
    for at in ("2999-01-01", "2999", "2999-01-01T10:00:00"):
        code, out, err = office(command, key, "--status", "已完成", "--at", at)
        assert (code, out) == (2, "") and "还没有到" in err and len(err.splitlines()) == 1
    assert json.loads(office("history", key, "--json")[1]) == []
    assert office(command, key, "--status", "推进中", "--at", "2025-05-01")[0] == 0


def test_names_that_one_types_are_never_cut() -> None:
    columns = (Column("field", 4, whole=True), Column("was", 10, share=1))
    lines = list(render(columns, [(Cell("measures.10.comparator"), Cell("x" * 90))], 30))
    assert lines[2].startswith("measures.10.comparator ")


def test_fields_of_a_review_have_their_words_beside_them(office: Run) -> None:
    import json

    key = json.loads(office("list", "-n", "1", "--json")[1])[0]["key"]
    out = office("review", "show", key)[1]
    assert "force 力度" in out and "measures.1.comparator 指标1·要求" in out


def test_a_file_that_is_no_workbook_and_a_standard_that_is_not_there(office: Run, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("一、总体要求", "utf-8")
    code, _, err = office("import", str(text))
    assert code == 1 and "这不是 XLSX 表格" in err
    code, _, err = office("standards", "validate", str(tmp_path / "missing.toml"))
    assert code == 1 and "没有这个文件" in err
