"""Task lists of offices: which column is what, and what becomes of the tasks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus import ledger as history
from corpus import rows
from corpus.errors import BadWorkbook
from corpus.model import Outcome, Progress
from corpus.store import Corpus
from corpus.tasklists import guess, take

HEAD = ("序号", "工作内容", "完成标准", "牵头单位", "配合单位", "完成时限（月）", "进展情况", "完成状态")
LINES: list[tuple[Any, ...]] = [
    (
        1,
        "新建改扩建学校3所",
        "新增学位500个",
        "县教育局",
        "县财政局、县住建局",
        datetime(2026, 6, 30),
        "已开工两所",
        "推进中",
    ),
    (2, "开展校园安全检查", None, "县公安局", None, "2026年底前", None, None),
    (3, "完善应急预案", None, None, None, "长期坚持", "已印发", "已完成"),
    (None, None, None, None, None, None, None, None),
]  # fmt: skip


def write(path: Path, head: tuple[Any, ...] = HEAD, lines: list[tuple[Any, ...]] | None = None) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["某县重点任务分解表"])
    page.append(list(head))
    for line in LINES if lines is None else lines:
        page.append(list(line))
    book.save(path)
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write(tmp_path / "任务表.xlsx")


def test_columns_are_guessed_by_their_headings(listed: Path) -> None:
    found = guess(listed)
    assert (found.head, found.complete) == (2, True)
    assert {name: HEAD[at] for name, at in found.columns.items()} == {
        "task": "工作内容", "target": "完成标准", "lead": "牵头单位", "support": "配合单位",
        "deadline": "完成时限（月）", "note": "进展情况", "status": "完成状态",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (("任务", "责任单位", "时限"), {"task": 0, "responsible": 1, "deadline": 2}),
        (("事项", "内容", "单位"), {"task": 0, "responsible": 2}),
        (("甲", "乙"), {}),
        (("编号", "主要任务和工作举措"), {"task": 1}),
    ],
)
def test_other_headings(tmp_path: Path, head: tuple[str, ...], expected: dict[str, int]) -> None:
    assert guess(write(tmp_path / "x.xlsx", head, [("x",) * len(head)])).columns == expected


@pytest.mark.parametrize(
    ("mapping", "column"), [({"task": "完成标准"}, 2), ({"task": "C"}, 2), ({"task": "aa"}, 26), ({"task": ""}, None)]
)
def test_a_person_overrules(listed: Path, mapping: dict[str, str], column: int | None) -> None:
    assert guess(listed, mapping).columns.get("task") == column


@pytest.mark.parametrize(
    ("mapping", "reason"), [({"tasks": "A"}, "没有“tasks”这一项"), ({"task": "没有的列"}, "没有“没有的列”这一列")]
)
def test_what_cannot_be_mapped(listed: Path, mapping: dict[str, str], reason: str) -> None:
    with pytest.raises(BadWorkbook, match=reason):
        guess(listed, mapping)


def test_tasks_become_commitments(ledger: Corpus, listed: Path) -> None:
    taken = take(ledger, listed, guess(listed), "县府办")
    assert (taken.commitments, taken.events, taken.written.outcome) == (3, 2, Outcome.ADDED)
    assert taken.problems == [(5, "完成时限“长期坚持”看不懂，按没有期限记")]
    first, second, third = rows.commitments(ledger)
    assert first.commitment.quote == "新建改扩建学校3所　新增学位500个"
    assert [(r.name, r.duty.value) for r in first.commitment.responsible] == [
        ("县教育局", "lead"), ("县财政局", "support"), ("县住建局", "support"),
    ]  # fmt: skip
    assert {m.value for m in first.commitment.measures} == {Decimal(3), Decimal(500)}
    assert (first.commitment.deadline, second.commitment.deadline) == (date(2026, 6, 30), date(2026, 12, 31))
    assert (first.progress, second.progress, third.progress) == (
        Progress.IN_PROGRESS, Progress.NOT_STARTED, Progress.DONE,
    )  # fmt: skip
    assert first.declared is not None and (first.declared.note, first.declared.author) == ("已开工两所", "县府办")


def test_the_same_list_again_and_a_changed_one(ledger: Corpus, listed: Path) -> None:
    take(ledger, listed, guess(listed), "县府办")
    assert take(ledger, listed, guess(listed), "县府办").written.outcome is Outcome.UNCHANGED
    key = rows.commitments(ledger)[0].key
    write(listed, lines=[(1, LINES[0][1], "新增学位800个", *LINES[0][3:]), (2, "新的任务", *LINES[1][2:])])
    taken = take(ledger, listed, guess(listed), "县府办")
    assert (taken.written.outcome, taken.events) == (Outcome.NEW_VERSION, 0)
    assert rows.commitments(ledger)[0].key == key and len(history.history(ledger, key)) == 1


def test_only_a_cell_merged_over_rows_counts_for_all_of_them(ledger: Corpus, tmp_path: Path) -> None:
    lines = [("甲任务", "县教育局"), ("乙任务", None), ("丙任务", "县水利局"), ("丁任务", None)]
    path = write(tmp_path / "x.xlsx", ("任务", "责任单位"), lines)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("B3:B4")
    book.save(path)
    take(ledger, path, guess(path), "甲")
    owners = [[one.name for one in row.commitment.responsible] for row in rows.commitments(ledger)]
    assert owners == [["县教育局"], ["县教育局"], ["县水利局"], []]


def test_a_list_without_tasks(ledger: Corpus, tmp_path: Path) -> None:
    path = write(tmp_path / "x.xlsx", ("甲", "乙"), [("x", "y")])
    found = guess(path)
    assert not found.complete
    with pytest.raises(BadWorkbook, match="没有读到任务"):
        take(ledger, path, found, "甲")
    empty = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(empty)
    with pytest.raises(BadWorkbook, match="表格是空的"):
        guess(empty)
