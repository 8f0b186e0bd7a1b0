"""`notice`, `report`, `evidence`: which files they write and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ON = ("--as-of", "2025-06-01")


def test_reminders_for_all(office: Run, tmp_path: Path) -> None:
    code, out, err = office("notice", "催办单", "-o", str(tmp_path / "催办"), *ON)
    assert (code, err) == (0, "已生成 2 份\n")
    assert [Path(line).name for line in out.splitlines()] == [
        "催办单-丙山县教育局-2025-06-01.docx", "催办单-丙山县财政局-2025-06-01.docx",
    ]  # fmt: skip
    assert {path.name for path in (tmp_path / "催办").iterdir()} == {Path(line).name for line in out.splitlines()}
    assert office("notice", "催办单", "-o", str(tmp_path / "催办"), *ON)[0] == 1
    assert office("notice", "催办单", "-o", str(tmp_path / "催办"), "--overwrite", *ON)[0] == 0
    code, out, _ = office("notice", "催办单", "--org", "财政", "-f", "xlsx", "-o", str(tmp_path / "one.xlsx"), *ON)
    assert code == 0 and (tmp_path / "one.xlsx").is_file()
    assert office("notice", "催办单", "--as-of", "2000-01-01")[2] == "没有逾期和即将到期的事项\n"


def test_a_bulletin_from_a_template_of_ones_own(office: Run, tmp_path: Path) -> None:
    own, out = tmp_path / "own.docx", tmp_path / "out.docx"
    assert office("notice", "通报", "--save-template", str(own))[0] == 0
    assert office("notice", "通报", "--template", str(own), "-o", str(out), *ON)[0] == 0
    assert out.is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["notice", "函"], 2, "没有“函”这种文书"),
        (["notice"], 2, "请写明要哪种文书"),
        (["notice", "催办单", "-f", "pdf"], 2, "没有“pdf”这种格式"),
        (["notice", "催办单", "-o", "x.docx", *ON], 2, "有 2 份，请写文件夹"),
        (["notice", "通报", "--template", "nothing.docx", "-o", "x.docx", *ON], 1, "打不开这个模板"),
        (["evidence", "find", "1"], 2, "没有“find”这个动作"),
        (["evidence", "suggest", "x"], 2, "x 的值不合要求"),
        (["evidence", "suggest", "9"], 1, "没有编号为 9 的文件"),
        (["evidence", "accept", "1-2-3"], 1, "没有这条佐证建议"),
        (["evidence", "accept", "1-2-3", "--status", "好"], 2, "没有“好”这种状态"),
        (["evidence", "reject", "1-2-3"], 1, "没有这条佐证建议"),
    ],
)
def test_what_cannot_be_done(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, out, err = office(*arguments)
    assert (ended, out) == (code, "") and text in err
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".docx"] == []


def test_the_report(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "周报.html"
    assert office("report", "--html", str(path), "--title", "县督办周报", *ON)[2] == f"周报已写到 {path}\n"
    assert "县督办周报" in path.read_text("utf-8")
    assert office("report", "-o", str(path), *ON)[0] == 1


def test_nothing_is_offered_by_the_plan_itself(office: Run) -> None:
    assert json.loads(office("evidence", "suggest", "1", "--json")[1]) == []
    assert office("evidence", "suggest", "1")[2].startswith("显示 0 条，共 0 条")
