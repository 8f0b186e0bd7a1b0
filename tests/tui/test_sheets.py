"""`export --office`, `import`, `import-tasks`, `review`: what they print and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from corpus import workbooks

Run = Callable[..., tuple[int, str, str]]
KEY = "k000000001"


def fill(path: Path, heading: str, line: int, value: str) -> None:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    names = [cell.value for cell in page[1]]
    page.cell(line, names.index(heading) + 1).value = value
    book.save(path)


def test_out_and_back(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    assert office("export", "--office", "-o", str(path))[0] == 0
    code, _, err = office("import-tasks", str(path))
    assert code == 1 and err.endswith("请用 taizhang import 读回\n")
    fill(path, "状态", 2, "已完成")
    code, out, err = office("import", str(path), "--dry-run", "--by", "县教育局")
    assert code == 0 and "已完成" in out and "改为" in out
    assert err.startswith("试读：将记录进展 1 条，更正 0 处；没有改动 2 行")
    assert json.loads(office("list", "--json", "-n", "1")[1])[0]["progress"] == "not_started"
    assert office("import", str(path), "--by", "县教育局")[2] == "已记录进展 1 条，更正 0 处；没有改动 2 行\n"
    assert json.loads(office("list", "--json", "-n", "1")[1])[0]["declared"]["author"] == "县教育局"
    office("declare", KEY, "--status", "受阻", "--by", "县财政局")
    fill(path, "进展", 2, "已验收")
    code, out, err = office("import", str(path), "--json")
    assert code == 1 and len(json.loads(out)["conflicts"]) == 1
    assert "第 2 行 k000000001：有冲突" in office("import", str(path))[2]


@pytest.mark.parametrize("arguments", [["--office"], ["--office", "-o", "x.csv"]])
def test_the_office_sheet_is_a_workbook(office: Run, arguments: list[str]) -> None:
    code, _, err = office("export", *arguments)
    assert code == 2 and "办理表只有 XLSX" in err


def test_a_file_that_is_none(office: Run) -> None:
    code, out, err = office("import", "nothing.xlsx")
    assert (code, out) == (1, "") and err.endswith("没有这个文件；请检查路径\n") and err.count("\n") == 1


def test_task_lists(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (["工作任务", "牵头部门", "备注"], ["修建道路5公里", "县交通局", "快"], ["清理河道", "县水利局", None]):
        page.append(line)
    book.save(path)
    code, out, err = office("import-tasks", str(path))
    assert code == 0 and "工作任务" in out and "县交通局 / 县水利局" in out and "--yes" in err
    columns = json.loads(office("import-tasks", str(path), "--json")[1])["columns"]
    assert [(one["field"], one["column"]) for one in columns if one["column"]] == [("task", "A"), ("lead", "B")]
    assert office("import-tasks", str(path), "--map", "task=")[0] == 1
    assert office("import-tasks", str(path), "--map", "task")[0] == 2
    code, out, err = office("import-tasks", str(path), "--yes", "--json")
    assert code == 0 and json.loads(out)["commitments"] == 2 and err == "已读入任务 2 条，进展 0 条\n"
    assert "修建道路" in office("list", "--org", "县交通局")[1]


@pytest.mark.parametrize(("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_letters_of_a_column(at: int, letters: str) -> None:
    assert workbooks.letters(at) == letters


def test_review(office: Run, tmp_path: Path) -> None:
    code, out, err = office("review")
    assert code == 0 and len(out.splitlines()) == 7 and err == "显示 5 条；已校核 0/5\n"
    assert "doc1" in out and "全县现有小学12所" in out
    assert len(office("review", "--kind", "commitment")[1].splitlines()) == 5
    assert office("review", "--kind", "别的")[0] == 2
    assert office("review", "show", "doc5")[0] == 1
    code, _, err = office("review", "correct", KEY, "期限", "2026-12-31", "--reason", "见附件", "--by", "督查室")
    assert code == 0 and err.rstrip().endswith("更正 · deadline · 2026-12-31 · 督查室 · 见附件")
    assert json.loads(office("show", KEY, "--json")[1])["deadline"] == "2026-12-31"
    out = office("review", "show", KEY)[1]
    assert "2026-12-31" in out and "measures.1.value" in out
    fields = {one["field"]: one for one in json.loads(office("review", "show", KEY, "--json")[1])["fields"]}
    assert (fields["deadline"]["read"], fields["deadline"]["now"]) == ("2024-12-31", "2026-12-31")
    assert office("review", "confirm", KEY)[0] == 0
    assert office("review", "reject", "k000000002", "measures.1")[0] == 0
    fields = {
        one["field"]: one["now"] for one in json.loads(office("review", "show", "k000000002", "--json")[1])["fields"]
    }
    assert fields["measures.1.value"] == "已拒绝" and fields["subject"] != "已拒绝"
    (status,) = json.loads(office("review", "status", "--json")[1])
    assert (status["done"], status["of"]) == (1, 3)
    assert "20%" in office("review", "status")[1]
    listed = json.loads(office("review", "list", "--kind", "承诺", "--json")[1])
    assert [one["commitment"]["key"] for one in listed] == [
        "k000000002", "k000000003",
    ]  # fmt: skip
    undone = json.loads(office("review", "undo", KEY, "--json")[1])
    assert (undone["action"], undone["commitment"]["deadline"]) == ("undo", "2026-12-31")
    assert office("review", "export", "-o", str(tmp_path / "gold"))[2] == "已导出 0 份标注\n"
    office("review", "confirm", "k000000003")
    assert "另有 1 份没有校核完" in office("review", "export", "-o", str(tmp_path / "gold"))[2]
    assert office("review", "export", "--partial", "-o", str(tmp_path / "gold"))[2] == "已导出 1 份标注\n"
    (written,) = (tmp_path / "gold").iterdir()
    far = json.loads(written.read_text("utf-8"))["review"]
    assert far == {"done": 1, "of": 3, "facts_done": 0, "facts": 1, "header": False}
    assert len(json.loads(office("review", "export", "--partial")[1])) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["accept", KEY], 2, "没有“accept”这个动作"),
        (["confirm"], 2, "缺少 KEY"),
        (["confirm", "nothing"], 1, "没有编号以 nothing 开头的承诺"),
        (["correct", KEY, "deadline"], 1, "没有写改成什么"),
        (["correct", KEY, "颜色", "红"], 1, "没有“颜色”这一项"),
        (["undo", KEY], 1, "没有可以撤销的校核"),
        (["list", "--document", "9"], 1, "没有编号为 9 的文件"),
    ],
)
def test_what_a_review_cannot_do(office: Run, arguments: list[str], code: int, text: str) -> None:
    ended, out, err = office("review", *arguments)
    assert (ended, out) == (code, "") and text in err


def test_copies(office: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    code, out, err = office("backup", str(copy))
    assert (code, out) == (0, "") and err.startswith(f"已备份到 {copy}")
    office("declare", KEY, "--status", "done")
    code, _, err = office("restore", str(copy))
    assert code == 0 and "恢复前的台账在" in err
    assert json.loads(office("history", KEY, "--json")[1]) == []
    assert office("backup", str(copy))[0] == 1


def test_read_only(office: Run) -> None:
    code, out, err = office("--read-only", "declare", KEY, "--status", "done")
    assert (code, out) == (1, "") and "现在是只读模式" in err
    assert office("--read-only", "list")[0] == 0
    assert office("declare", KEY, "--status", "done")[0] == 0


def test_a_task_list_is_tried_first(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (
        ["任务", "责任单位", "进展", "备注"],
        ["修一条路", "县局", "已开工", "甲"],
        [None, "县局", None, None],
    ):
        page.append(line)
    book.create_sheet("说明").append(["填表说明"])
    book.save(path)
    code, out, err = office("import-tasks", str(path))
    assert code == 0 and "没有用到的列：备注" in err and "工作表 说明：没有看出任务" in err
    shown = json.loads(office("import-tasks", str(path), "--json")[1])
    assert (shown["unused"], shown["skipped"], shown["others"]) == (["备注"], ["说明"], [])
    code, out, err = office("import-tasks", str(path), "--dry-run")
    assert (code, out) == (0, "") and "第3行：没有写任务" in err and "将读入任务 1 条，记进展 1 条" in err
    assert office("documents", "--json")[1].count("表.xlsx") == 0
    assert office("import-tasks", str(path), "--yes")[0] == 0
    key = next(one["key"] for one in json.loads(office("list", "--json")[1]) if one["subject"] == "修一条路")
    office("declare", key, "--status", "受阻", "--by", "乙")
    code, out, err = office("import-tasks", str(path), "--yes", "--json")
    assert code == 1 and "有冲突" in err and len(json.loads(out)["conflicts"]) == 1
    assert office("import-tasks", str(path), "--sheet", "别的")[0] == 1
