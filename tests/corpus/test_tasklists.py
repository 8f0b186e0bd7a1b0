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
from corpus.model import LedgerEvent, Outcome, Progress, Standing
from corpus.store import Corpus
from corpus.taskcolumns import guess
from corpus.tasklists import Taken, take, tried

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


def outcome(taken: Taken) -> Outcome:
    assert taken.written is not None
    return taken.written.outcome


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
    assert (taken.commitments, taken.events, outcome(taken)) == (3, 2, Outcome.ADDED)
    assert taken.problems == [("第5行", "完成时限“长期坚持”没有期限")]
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
    assert outcome(take(ledger, listed, guess(listed), "县府办")) is Outcome.UNCHANGED
    key = rows.commitments(ledger)[0].key
    write(listed, lines=[(1, LINES[0][1], "新增学位800个", *LINES[0][3:]), (2, "新的任务", *LINES[1][2:])])
    taken = take(ledger, listed, guess(listed), "县府办")
    assert (outcome(taken), taken.events) == (Outcome.NEW_VERSION, 0)
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


def book(path: Path, sheets: dict[str, list[list[Any]]], merges: dict[str, list[str]] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        page = made.create_sheet(name)
        for line in lines:
            page.append(line)
        for joined in (merges or {}).get(name, ()):
            page.merge_cells(joined)
    made.save(path)
    return path


TWO_ROWS = [
    ["2025年重点任务分解表", None, None, None, None, None, None],
    ["序号", "重点任务", "具体措施", "责任单位", None, "完成时限", "备注"],
    [None, None, None, "牵头", "配合", None, None],
    ["一、稳增长", None, None, None, None, None, None],
    [1, "扩大投资", "实施项目80个", "县发改委", "县财政局\n县住建局", "12月底", None],
    ["二、惠民生", None, None, None, None, None, None],
    [2, "普惠托位", "新增托位300个", None, None, "2025.6.30", None],
    [3, None, "改造小区12个", "县住建局", None, "长期坚持", None],
    ["合计", None, "3项", None, None, None, None],
]
JOINED = ["A1:G1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "F2:F3", "G2:G3"]


def test_headings_in_two_rows_groups_and_what_is_not_read(ledger: Corpus, tmp_path: Path) -> None:
    path = book(tmp_path / "分解表.xlsx", {"表": TWO_ROWS}, {"表": JOINED})
    found = guess(path)
    assert (found.head, found.unused) == (3, ("备注",))
    assert {name: found.headings[at] for name, at in found.columns.items()} == {
        "task": "重点任务", "target": "具体措施", "lead": "责任单位·牵头", "support": "责任单位·配合",
        "deadline": "完成时限",
    }  # fmt: skip
    taken = take(ledger, path, found, "甲")
    assert taken.problems == [("第8行", "没有写任务，没有读入：3，改造小区12个，县住建局，长期坚持")]
    first, second = rows.commitments(ledger)
    assert (first.section, second.section) == ("一、稳增长", "二、惠民生")
    assert (first.commitment.deadline, first.commitment.doubts) == (date(2025, 12, 31), ("deadline_without_year",))
    assert [r.name for r in first.commitment.responsible] == ["县发改委", "县财政局", "县住建局"]
    assert second.commitment.responsible == () and second.commitment.deadline == date(2025, 6, 30)
    assert [m.value for m in first.commitment.measures] == [Decimal(80)]


def test_all_sheets_with_tasks_are_read_and_the_others_named(ledger: Corpus, tmp_path: Path) -> None:
    head = ["序号", "督办事项", "承办单位", "办结时限"]
    path = book(
        tmp_path / "x.xlsx",
        {
            "封面": [["某县台账"], [None, "2025年"]],
            "教育": [head, [1, "甲事项", "县教育局", datetime(2025, 6, 30)]],
            "卫健": [head, [1, "乙事项", "县卫健委", 45838], [2, "丙事项", None, "=TODAY()"]],
            "说明": [["请如实填写"]],
        },
    )
    made = openpyxl.load_workbook(path)
    made.create_sheet("藏").append(["任务", "责任单位"])
    made["藏"].append(["藏的事", "甲"])
    made["藏"].sheet_state = "hidden"
    made.save(path)
    found = guess(path)
    assert ([one.sheet for one in found.sheets], found.skipped) == (["教育", "卫健"], ("封面", "说明"))
    trial = tried(ledger, path, found)
    assert tried(None, path, found) == trial
    assert (trial.commitments, trial.written) == (3, None) and rows.commitments(ledger) == []
    taken = take(ledger, path, found, "甲")
    assert [where for where, _ in taken.problems] == ["卫健!第3行", "工作表封面", "工作表说明"]
    assert "单元格 D3 是公式" in taken.problems[0][1]
    assert [row.section for row in rows.commitments(ledger)] == ["教育", "卫健", "卫健"]
    assert [row.commitment.deadline for row in rows.commitments(ledger)] == [
        date(2025, 6, 30), date(2025, 6, 30), None,
    ]  # fmt: skip
    assert [one.sheet for one in guess(path, only=["卫健"]).sheets] == ["卫健"]
    assert guess(path, only=["藏"]).complete
    with pytest.raises(BadWorkbook, match="没有“别的”这张工作表"):
        guess(path, only=["别的"])


def test_tasks_that_differ_in_their_numbers_alone(ledger: Corpus, tmp_path: Path) -> None:
    lines = [(f"改革事项{number}", "县局") for number in range(1, 15)]
    path = write(tmp_path / "x.xlsx", ("任务", "责任单位"), lines)
    assert take(ledger, path, guess(path), "甲").commitments == 14
    before = {row.commitment.quote: row.key for row in rows.commitments(ledger)}
    write(path, ("任务", "责任单位"), lines[::-1])
    take(ledger, path, guess(path), "甲")
    assert {row.commitment.quote: row.key for row in rows.commitments(ledger)} == before


def test_what_others_reported_is_not_overwritten(ledger: Corpus, listed: Path) -> None:
    take(ledger, listed, guess(listed), "县府办")
    first, second, third = (row.key for row in rows.commitments(ledger))
    # The list itself goes on: its newer word counts.
    write(listed, lines=[(*LINES[0][:6], "三所都开工", "推进中"), LINES[1], LINES[2]])
    assert take(ledger, listed, guess(listed), "县府办").events == 1
    # Somebody else reports; the list says something else.
    for key, note in ((first, "现场看过"), (third, "还在改")):
        report = LedgerEvent("", Standing.DECLARED, Progress.BLOCKED, "督查室", "", note=note)
        history.record(ledger, key, report)
    trial = tried(ledger, listed, guess(listed))
    taken = take(ledger, listed, guess(listed), "县府办")
    assert trial.conflicts == taken.conflicts and (trial.events, taken.events) == (0, 0)
    assert [where for where, _ in taken.conflicts] == ["第3行", "第5行"]
    assert "受阻，督查室" in taken.conflicts[0][1] and "推进中" in taken.conflicts[0][1]
    assert [row.progress for row in rows.commitments(ledger)] == [
        Progress.BLOCKED, Progress.NOT_STARTED, Progress.BLOCKED,
    ]  # fmt: skip
    assert [len(history.history(ledger, key)) for key in (first, second, third)] == [3, 0, 2]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [(None, 2, {"task": 0, "responsible": 1}), (2, 2, {"task": 0, "responsible": 1}), (3, 3, {})],
)
def test_a_person_says_where_the_headings_are(
    tmp_path: Path, head: int | None, row: int, expected: dict[str, int]
) -> None:
    path = book(tmp_path / "x.xlsx", {"表": [["某某", "某"], ["任务", "责任单位"], ["修一条路", "甲"]]})
    found = guess(path, head=head)
    assert (found.head, found.columns) == (row, expected)


def test_unknown_headings_are_not_taken_from_a_line(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", {"表": [["类别", "干什么", "谁来干"], ["项目", "修一条路", "甲局"]]})
    found = guess(path)
    assert (found.head, found.complete) == (1, False)
    assert guess(path, {"task": "干什么"}).complete
