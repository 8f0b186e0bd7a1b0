"""The office's spreadsheet: written, filled in as staff would, read back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, owners, plan, store

from corpus import export, ledger, review, rows
from corpus.corrections import Action
from corpus.errors import BadEvent, BadWorkbook, ExportFailed
from corpus.filtering import EVERYTHING
from corpus.model import LedgerEvent, Progress, Standing
from corpus.office_sheet import BASE, COLUMNS, SHEET
from corpus.reading_back import ReadBack, read_back
from corpus.sheet import FORMULA
from corpus.store import Corpus
from corpus.workbooks import day, grids, text

ON = date(2026, 1, 1)
HEADINGS = [column.heading for column in COLUMNS]


@pytest.fixture
def sheet(filled: Corpus, tmp_path: Path) -> Path:
    """The ledger in the office's form; the second commitment has a report."""
    key = rows.commitments(filled)[1].key
    event = LedgerEvent("", Standing.DECLARED, Progress.IN_PROGRESS, "县教育局", "2025-12-01", "0.8", "已配备", "附件1")
    ledger.record(filled, key, event)
    path = tmp_path / "台账.xlsx"
    assert export.office(filled, EVERYTHING, path, ON) == 3
    return path


def fill(path: Path, cells: dict[tuple[int, str], Any], change: Callable[[Any], None] | None = None) -> None:
    """Write into cells by line and heading, as staff would."""
    book = openpyxl.load_workbook(path)
    page = book[SHEET]
    for (line, heading), value in cells.items():
        page.cell(line, HEADINGS.index(heading) + 1).value = value
    if change:
        change(book)
    book.save(path)


def test_the_form_that_offices_know(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    page = book[SHEET]
    assert [cell.value for cell in page[1]] == HEADINGS
    assert {
        "序号",
        "任务",
        "目标值",
        "责任单位",
        "配合单位",
        "完成时限",
        "进展",
        "状态",
        "佐证",
        "来源文件及原文",
    } <= set(HEADINGS)
    assert page.freeze_panes == "D2" and page.auto_filter.ref == "A1:N4"
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"未开始,推进中,已完成,受阻,已取消"' and str(choice.sqref) == "I2:I4"
    assert book[BASE].sheet_state == "veryHidden"
    lights = {page.cell(line, 2).value: page.cell(line, 2).fill.fgColor.rgb for line in (2, 3, 4)}
    assert lights == {"绿": "FFC6E0B4", "红": "FFF4B6B0"}
    assert [page.cell(3, HEADINGS.index(name) + 1).value for name in ("进展", "状态", "达到数值", "佐证")] == [
        "已配备", "推进中", "0.8", "附件1",
    ]  # fmt: skip
    assert page.cell(3, HEADINGS.index("完成时限") + 1).value == datetime(2025, 12, 31)


def read(corpus: Corpus, path: Path, *, dry: bool = False) -> ReadBack:
    return read_back(corpus, path, "县教育局", dry=dry)


def test_what_was_not_touched_changes_nothing(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {})
    found = read(filled, sheet)
    assert (found.changes, found.conflicts, found.problems, found.unchanged) == ([], [], [], 3)
    assert filled.connection.execute("select count(*) from event").get == 1


CHANGED = {
    (2, "状态"): "推进中", (2, "进展"): "已轮岗三人", (3, "达到数值"): "1人", (3, "状态"): "已完成",
    (3, "佐证"): "附件2",
    (4, "任务"): "小学班额", (4, "完成时限"): "2027年6月底前", (4, "责任单位"): "县教育局、县财政局",
    (4, "配合单位"): "县残联",
}  # fmt: skip


@pytest.mark.parametrize("dry", [True, False])
def test_what_staff_changed(filled: Corpus, sheet: Path, dry: bool) -> None:
    first, second, third = (row.key for row in rows.commitments(filled))
    fill(sheet, CHANGED)
    found = read(filled, sheet, dry=dry)
    assert (found.conflicts, found.problems, found.events, found.corrections) == ([], [], 2, 3)
    assert {(one.line, one.field) for one in found.changes} == {
        (2, "status"), (2, "note"), (3, "value"), (3, "status"), (3, "evidence"),
        (4, "subject"), (4, "deadline"), (4, "owner"), (4, "support"),
    }  # fmt: skip
    now = {row.key: row for row in rows.commitments(filled)}
    if dry:
        assert now[first].declared is None and not review.history(filled, third)
        return
    said = now[second].declared
    assert said is not None
    assert (said.progress, said.value, said.note, said.evidence, said.author) == (
        Progress.DONE, "1人", "已配备", "附件2", "县教育局",
    )  # fmt: skip
    assert now[first].progress is Progress.IN_PROGRESS
    kept = now[third].commitment
    assert (kept.subject, kept.deadline) == ("小学班额", date(2027, 6, 30))
    assert [(r.name, r.duty.value) for r in kept.responsible] == [
        ("县教育局", "lead"), ("县财政局", "lead"), ("县残联", "support"),
    ]  # fmt: skip
    again = read(filled, sheet)
    assert (again.changes, again.conflicts, again.problems) == ([], [], [])
    assert len(ledger.history(filled, second)) == 2 and len(review.history(filled, third)) == 3


def test_a_percentage_is_read_as_it_is_seen(filled: Corpus, sheet: Path) -> None:
    def change(book: Any) -> None:
        cell = book[SHEET].cell(2, HEADINGS.index("达到数值") + 1)
        cell.value, cell.number_format = 0.855, "0.0%"

    fill(sheet, {(3, "达到数值"): 12}, change)
    read(filled, sheet)
    said = [row.declared.value for row in rows.commitments(filled) if row.declared]
    assert said == ["85.5%", "12"]
    assert openpyxl.load_workbook(sheet)[SHEET].cell(4, HEADINGS.index("达到数值") + 1).number_format == "@"


def test_conflicts_are_shown_and_nothing_is_overwritten(filled: Corpus, sheet: Path) -> None:
    _, second, third = (row.key for row in rows.commitments(filled))
    ledger.record(filled, second, LedgerEvent("", Standing.DECLARED, Progress.BLOCKED, "县财政局", "2026-01-05"))
    review.record(filled, third, "deadline", Action.CORRECT, "督查室", "2028-01-01")
    fill(sheet, CHANGED)
    found = read(filled, sheet)
    assert [(one.line, one.key) for one in found.conflicts] == [(3, second), (4, third)]
    assert "县财政局(2026-01-05)" in found.conflicts[0].reason and "完成时限" in found.conflicts[1].reason
    now = {row.key: row for row in rows.commitments(filled)}
    assert now[second].progress is Progress.BLOCKED and now[third].commitment.deadline == date(2028, 1, 1)
    assert now[third].commitment.subject == "小学班额"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({(2, "状态"): "差不多"}, "不在列表里"),
        ({(3, "状态"): None}, "被清空"),
        ({(2, "达到数值"): "很多"}, "不是一个数"),
        ({(2, "完成时限"): "尽快"}, "看不懂"),
        ({(2, "任务"): None}, "不能为空"),
        ({(2, "编号"): "没有的"}, "没有这个编号"),
        ({(2, "编号"): None}, "没有编号"),
    ],
)
def test_what_is_not_understood_is_named(filled: Corpus, sheet: Path, cells: Any, reason: str) -> None:
    fill(sheet, cells)
    found = read(filled, sheet)
    assert len(found.problems) == 1 and reason in found.problems[0].reason and not found.changes


@pytest.mark.parametrize(
    ("written", "kept"),
    [("９５％", "95%"), ("１,２００个", "1200个"), (" 0.5 ", "0.5"), (0.5, "0.5"), ("1，200", "1200")],
)
def test_values_as_people_type_them(filled: Corpus, sheet: Path, written: Any, kept: str) -> None:
    fill(sheet, {(2, "达到数值"): written, (2, "状态"): "推进中"})
    found = read(filled, sheet)
    assert (found.problems, [one.after for one in found.changes]) == ([], ["推进中", kept])
    said = rows.commitments(filled)[0].declared
    assert said is not None and said.value == kept and ledger.reached(said) is not None
    again = read(filled, sheet)
    assert (again.events, again.conflicts, again.problems) == (0, [], [])


def test_that_a_whole_report_was_left_out_is_said(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(2, "达到数值"): "一半", (2, "状态"): "推进中", (2, "进展"): "已动工"})
    (problem,) = read(filled, sheet).problems
    assert problem.reason == "达到数值“一半”不是一个数，这一行的进展都没有读入"
    assert rows.commitments(filled)[0].declared is None


def test_a_sheet_without_its_keys_is_refused(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(2, "状态"): "推进中"}, lambda book: book[SHEET].delete_cols(HEADINGS.index("编号") + 1))
    with pytest.raises(BadWorkbook, match="少了这些列：编号"):
        read(filled, sheet)


def test_a_line_that_stands_twice(filled: Corpus, sheet: Path) -> None:
    key = rows.commitments(filled)[0].key
    fill(sheet, {(3, "编号"): key, (3, "状态"): "已完成"})
    assert [one.reason for one in read(filled, sheet).problems] == ["同一个编号有几行"] * 2


def test_a_cleared_deadline_is_rejected(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(4, "完成时限"): None})
    assert read(filled, sheet).corrections == 1
    assert rows.commitments(filled)[2].commitment.deadline is None


def test_lines_may_be_sorted_moved_and_deleted(filled: Corpus, sheet: Path) -> None:
    def change(book: Any) -> None:
        book[SHEET].delete_rows(2)
        book[SHEET].insert_rows(1)
        book[SHEET]["A1"] = "某县督办台账"

    fill(sheet, {(4, "状态"): "已完成"}, change)
    found = read(filled, sheet)
    assert [(one.line, one.field) for one in found.changes] == [(4, "status")] and found.unchanged == 1


def spoil(name: str, value: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        if name == "gone":
            del book[BASE]
        elif name == "heading":
            book[SHEET]["I1"] = "办理状态"
        else:
            book[BASE][name] = value

    return change


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [("gone", None, "底表丢了"), ("A1", "x", "底表丢了"), ("B1", "9", "别的版本"), ("C1", "x", "另一个台账"),
     ("B2", "{", "被改过"), ("heading", None, "少了这些列：状态")],
)  # fmt: skip
def test_a_sheet_that_is_not_ours(filled: Corpus, sheet: Path, name: str, value: Any, reason: str) -> None:
    fill(sheet, {}, spoil(name, value))
    with pytest.raises(BadWorkbook, match=reason):
        read(filled, sheet)


@pytest.mark.parametrize(("data", "reason"), [(None, "没有这个文件"), (b"x", "不是 XLSX"), (b"", "不是 XLSX")])
def test_a_file_that_is_no_sheet(filled: Corpus, tmp_path: Path, data: bytes | None, reason: str) -> None:
    path = tmp_path / "x.xlsx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadWorkbook, match=reason):
        read(filled, path)


def test_nothing_is_written_when_nobody_says_who(filled: Corpus, sheet: Path) -> None:
    fill(sheet, CHANGED)
    with pytest.raises(BadEvent):
        read_back(filled, sheet, " ", dry=False)
    assert filled.connection.execute("select count(*) from event").get == 1


def test_no_cell_starts_a_formula(ledger: Corpus, tmp_path: Path) -> None:
    names = [f"{sign}cmd|' /C calc'!A0" for sign in FORMULA] + ['=HYPERLINK("http://x","y")', "http://x.y", "007"]
    body = "\n".join(f"第{n}项{name.strip()}" for n, name in enumerate(names))
    found = [
        commitment(body, line, subject=name.strip(), responsible=owners(name.strip()))
        for line, name in zip(body.split("\n"), names, strict=True)
    ]
    store(ledger, Extraction(document(body, region=QINGHE), tuple(found), ()))
    path = tmp_path / "form.xlsx"
    export.office(ledger, EVERYTHING, path, ON)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(rb"<f[ >]|<hyperlink", package.read(name))
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for line in book[SHEET].iter_rows(min_row=2) for cell in line} <= {"s", "n", "d"}
    assert read(ledger, path).changes == []


def test_a_file_that_cannot_be_written(filled: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        export.office(filled, EVERYTHING, tmp_path / "no" / "x.xlsx", ON)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2026, 5, 1), date(2026, 5, 1)), ("2026-05-01", date(2026, 5, 1)), ("2026年5月1日", date(2026, 5, 1)),
        ("2026年6月底前", date(2026, 6, 30)), ("2026年底", date(2026, 12, 31)), ("长期", None),
        (None, None), ("", None),
    ],
)  # fmt: skip
def test_days_as_offices_write_them(cell: Any, expected: date | None) -> None:
    assert day(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(None, ""), (3.0, "3"), (3.5, "3.5"), ("甲\n 乙 ", "甲 乙"), (date(2026, 1, 2), "2026-01-02")],
)
def test_cells_as_text(cell: Any, expected: str) -> None:
    assert text(cell) == expected


def test_a_new_version_after_the_export_is_no_conflict_where_it_says_the_same(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(2, "状态"): "已完成"})
    store(filled, plan(plan().document.text + "附注。"))
    found = read(filled, sheet)
    assert (found.events, found.conflicts, found.problems) == (1, [], [])
    newer = plan(plan().document.text + "附注二。")
    store(filled, replace(newer, commitments=newer.commitments[1:]))
    assert [grid.name for grid in grids(sheet)] == [SHEET, BASE]
    assert read(filled, sheet).problems == []


def test_a_sheet_that_is_read_twice_changes_nothing_the_second_time(filled: Corpus, sheet: Path) -> None:
    """Also where the note was filled in and the status was not."""
    fill(sheet, {(2, "进展"): "已开工", (3, "状态"): "已完成"})
    first, second = read(filled, sheet), read(filled, sheet)
    assert (first.events, first.conflicts) == (2, [])
    assert (second.events, second.changes, second.conflicts, second.problems) == (0, [], [], [])
    assert second.unchanged == 3


def test_what_an_inspector_filled_in_is_verified(filled: Corpus, sheet: Path) -> None:
    keys = [text(row[HEADINGS.index("编号")]) for row in grids(sheet)[0].rows]
    fill(sheet, {(2, "状态"): "受阻", (2, "进展"): "现场未见", (3, "状态"): "已完成"})
    found = read_back(filled, sheet, "督查室", dry=False, standing=Standing.VERIFIED)
    assert (found.events, found.conflicts, found.problems) == (2, [], [])
    first, second = (rows.commitment(filled, key) for key in (keys[1], keys[2]))
    assert first and first.declared is None and first.verified
    assert (first.verified.progress, first.verified.note, first.verified.author) == (
        Progress.BLOCKED,
        "现场未见",
        "督查室",
    )
    # What the organisation had declared stays its own: its value and its proof are not the inspector's.
    assert second and second.declared and second.verified
    assert (second.declared.progress, second.declared.value) == (Progress.IN_PROGRESS, "0.8")
    assert (second.verified.progress, second.verified.value, second.verified.evidence) == (Progress.DONE, None, None)
    again = read_back(filled, sheet, "督查室", dry=False, standing=Standing.VERIFIED)
    assert (again.events, again.conflicts) == (0, [])
    fill(sheet, {(2, "进展"): "又去了一次"})
    late = read_back(filled, sheet, "督查室", dry=False, standing=Standing.VERIFIED)
    assert late.events == 0 and "新的核实" in late.conflicts[0].reason


def test_the_column_of_the_inspection_is_not_lost_unseen(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(2, "督查核实"): "现场属实"})
    found = read(filled, sheet)
    assert (found.events, [one.line for one in found.problems]) == (0, [2])
    assert "--verified" in found.problems[0].reason


@pytest.mark.parametrize("dry", [True, False])
@pytest.mark.parametrize("value", ['=CONCATENATE("已","完成")', "#REF!", "#N/A"])
def test_a_formula_that_says_nothing_is_named_and_changes_nothing(
    filled: Corpus, sheet: Path, value: str, dry: bool
) -> None:
    columns = [column.heading for column in COLUMNS if column.filled]
    before = [row.commitment for row in rows.commitments(filled)]
    fill(sheet, {(3, heading): value for heading in columns} | {(2, "进展"): "照常"})
    found = read(filled, sheet, dry=dry)
    assert (found.events, found.corrections, found.conflicts) == (1, 0, [])
    assert [one.line for one in found.problems] == [3] * len(columns)
    assert [row.commitment for row in rows.commitments(filled)] == before
    assert "单元格 C3 " in found.problems[0].reason and "请" in found.problems[0].reason


def test_names_are_parted_as_people_part_them(filled: Corpus, sheet: Path) -> None:
    fill(sheet, {(4, "责任单位"): "县教育局，县财政局\n县残联", (4, "配合单位"): "各镇（街道）；县文旅局"})
    assert read(filled, sheet).problems == []
    kept = rows.commitments(filled)[2].commitment.responsible
    assert [one.name for one in kept] == ["县教育局", "县财政局", "县残联", "各镇(街道)", "县文旅局"]
