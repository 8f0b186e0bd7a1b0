"""Several people at one ledger, through the commands: read-only mode, two offices' ledgers made one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., tuple[int, str, str]]
KEY = "k000000001"
WRITING = [
    ["ingest", "{folder}"],
    ["declare", KEY, "--status", "推进中"],
    ["verify", KEY, "--status", "推进中"],
    ["undo", KEY],
    ["review", "confirm", KEY],
    ["review", "correct", "doc1", "title", "甲"],
    ["review", "reject", KEY],
    ["review", "undo", KEY],
    ["evidence", "accept", f"1-1-{KEY}"],
    ["evidence", "reject", f"1-1-{KEY}"],
    ["import", "{folder}/sheet.xlsx"],
    ["import-tasks", "{folder}/tasks.xlsx", "--yes"],
    ["restore", "{folder}/copy.db"],
    ["remove", "1", "--yes"],
    ["merge", "{folder}/copy.db"],
    ["search", "教师", "--save", "x"],
    ["searches", "--forget", "x"],
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda one: "-".join(one[:2]))
def test_no_command_writes_in_read_only_mode(office: Run, tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "plan.txt").write_text("某县方案\n一、任务\n到2030年，建成学校5所。\n", "utf-8")
    office("backup", str(folder / "copy.db"))
    office("export", "--office", "-o", str(folder / "sheet.xlsx"))
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["任务", "责任单位"])
    book.active.append(["修路", "县局"])
    book.save(folder / "tasks.xlsx")
    ledger = tmp_path / "own.db"
    before = ledger.read_bytes()
    code, out, err = office("--read-only", *(one.format(folder=folder) for one in arguments))
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith(str(ledger)) and "只读模式" in err
    assert ledger.read_bytes() == before


def test_two_ledgers_that_went_on_by_themselves(office: Run, tmp_path: Path) -> None:
    far = tmp_path / "far.db"
    shutil.copy(tmp_path / "own.db", far)

    def there(*arguments: str) -> tuple[int, str, str]:
        return office("--db", str(far), *arguments)

    office("declare", KEY, "--status", "推进中", "--by", "甲")
    there("declare", KEY, "--status", "已完成", "--by", "乙")
    office("review", "correct", "doc1", "issuer", "甲局")
    there("review", "correct", "doc1", "issuer", "乙局")
    there("review", "reject", "k000000002")
    code, _, err = office("merge", str(far))
    assert code == 0 and "互相矛盾 1 条" in err
    assert "本台账“推进中”，对方“已完成”" in err
    assert "校核不一致" in err and "甲局" in err and "乙局" in err
    assert "校核：新增 2 条，互相矛盾 1 条" in err
    assert {one["author"] for one in json.loads(office("history", KEY, "--json")[1])} == {"甲", "乙"}
    assert office("merge", str(far))[2].count("不一致") == 0
